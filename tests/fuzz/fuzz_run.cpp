// Runs: their lines, the fields beside them that they may name, and, if the run is a small one,
// doing it again.
#include <memory>
#include <sstream>

#include "app/core/app/app.h"
#include "app/core/files/run_lines.h"
#include "kernels/engine/registry.h"
#include "tests/fuzz/fuzz.h"

namespace {

constexpr std::int64_t kMostCells = 64 * 64, kMostSteps = 16;

/// Whether a run takes milliseconds: its fields are small, its steps few, its kernel a plain one.
bool is_small(const gs::RunFile& run) {
    if (run.line.end - gs::first_of(run.line.last)->step > kMostSteps) return false;
    for (const gs::EventPtr& event : gs::events_after(nullptr, run.line.last)) {
        const gs::Document& d = *event->document;
        if (d.rows * d.cols > kMostCells || std::string_view(event->kernel->id) != "cpu-reference")
            return false;
    }
    return true;
}

void replay(const gs::RunFile& run) {
    gs::App app(gs::App::Mode::Direct);
    if (!app.take_run(run.line, run.now, nullptr, run.sights)) return;
    const gs::Sights sights = app.sights();
    for (const auto& [step, sight] : sights.all())
        gs::fuzz::must(step <= run.line.end && run.sights.at(step) == sight,
                       "the views are those of the file");
    gs::Exported present;
    (void)app.present(present);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const gs::fuzz::Folder folder;
    static const bool there = (gs::fuzz::put_fields(folder), true);
    (void)there;
    gs::RunReader reader(folder.path().string());
    std::istringstream in{std::string(gs::fuzz::words_of(data, size))};
    std::string line;
    while (std::getline(in, line))
        if (!line.empty() && !reader.take(line)) return 0;
    gs::RunFile run;
    if (!reader.finish(run)) return 0;
    gs::fuzz::must(run.line.last != nullptr && gs::lies_on(run.now, run.line), "the moment lies on the run");
    if (is_small(run)) replay(run);
    return 0;
}
