#include "app/core/files/run_file.h"

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/core/document/properties.h"
#include "app/core/files/field_hash.h"
#include "app/core/files/files.h"
#include "app/core/files/formats.h"
#include "app/core/files/json_text.h"
#include "app/core/files/npy.h"
#include "app/core/files/run_lines.h"
#include "app/core/files/settings_json.h"
#include "app/core/text/strings.h"

namespace gs {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

Status write_run(const std::string& path, const Exported& present, const Sights& sights) {
    FileGroup files;
    Status beside;
    RunLines lines([&, number = 0](std::shared_ptr<const Field> field) mutable {
        const std::string ending = fmt::format(".{}.npy", ++number);
        if (beside) beside = check_name_in_text(path);
        if (beside) beside = files.add(path + ending, [&](std::ostream& out) { put_npy(out, *field); });
        return fs::path(path).filename().string() + ending;
    });
    std::string text = lines.head() + '\n';
    for (const EventPtr& event : events_after(nullptr, present.line.last)) text += lines.next(*event) + '\n';
    if (!sights.empty()) text += RunLines::views({{}, sights}) + '\n';
    text += lines.end(present.line, {present.after, present.steps_done}, hash_of(present.field)) + '\n';
    if (!beside) return beside;
    if (Status s = files.add(path, [&](std::ostream& out) { out << text; }); !s) return s;
    return files.commit();
}

Status read_run(const std::string& path, RunFile& run, bool cut_off) {
    std::string content;
    if (Status read = read_text(path, content); !read) return read;
    if (cut_off) content.resize(content.rfind('\n') + 1);  // npos + 1 is 0
    RunReader reader(fs::path(path).parent_path().string());
    std::istringstream in(content);
    std::string text;
    for (int number = 1; std::getline(in, text); ++number) {
        if (text.empty()) continue;
        if (Status taken = reader.take(text); !taken)
            return cant_read(path, say(Text::RunLine, number, taken.why()));
    }
    if (Status whole = reader.finish(run); !whole) return cant_read(path, whole.why());
    return {};
}

}  // namespace gs
