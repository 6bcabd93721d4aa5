#include "app/ui/thumbnails.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "app/core/document/presets.h"
#include "app/core/document/properties.h"
#include "app/core/document/rate_of_change.h"
#include "app/core/document/seeds.h"
#include "app/core/files/folders.h"
#include "app/core/files/kept_pictures.h"

namespace gs {
namespace {

constexpr std::int64_t kMostSteps = 8000;   // what needs more to look its best looks well enough by then
constexpr std::int64_t kLeastSteps = 2000;  // of a favourite that was kept early

constexpr int kSide = 96;  // cells

/// The preset on a small field.
Document small(const Preset& preset) {
    Document d;
    apply(preset, d);
    d.cols = d.rows = kSide;
    // As many spots as suit twice the area, and not one alone: few may die out on so small a field.
    const std::int64_t usual = usual_spots(*find_seed(d.seed), kSide, 2 * kSide);
    d.seed_spots = usual > 0 ? std::max<std::int64_t>(usual, 2) : 0;
    return d;
}

/// All that the picture depends on, so that a changed preset does not show its old one.
std::string settings_of(const Document& d, std::int64_t steps) {
    std::string all = fmt::format("steps {}", steps);
    for (const Property& p : properties())
        if (p.key != "kernel") all += fmt::format("; {} {}", p.key, to_text(value_of(d, p)));
    return all;
}

/// The preset's id; a favourite's name may be no name of a file.
std::string file_of(const Preset& preset, const Document& d, std::int64_t steps) {
    if (preset.kept == nullptr) return preset.id;
    return "favourite-" + name_of_content(settings_of(d, steps));
}

}  // namespace

void Thumbnails::show(const Wanted& wanted) {
    const auto now = shown_.find(wanted.name);
    if (now == shown_.end() || now->second.document != wanted.document) return;  // it is another by now
    const Picture& picture = wanted.picture;
    now->second.texture = gl::make_picture(picture.height, picture.width, picture.rgb.data());
}

unsigned Thumbnails::texture(const Preset& preset) {
    const Document document = small(preset);
    Shown& shown = shown_[preset.id];
    if (!(shown.document == document)) {
        const std::int64_t least = preset.kept != nullptr ? kLeastSteps : 0;
        const std::int64_t steps = std::clamp(preset.best_steps, least, kMostSteps);
        shown.document = document;
        shown.texture = {};
        // What the user kept comes first: the presets take longer together.
        wanted_.insert(preset.kept != nullptr ? wanted_.begin() : wanted_.end(),
                       {preset.id, file_of(preset, document, steps), document, steps});
    }
    return shown.texture.get();
}

std::vector<Thumbnails::Wanted> Thumbnails::read(std::vector<Wanted> wanted) {
    for (Wanted& one : wanted)
        if (auto kept = kept_picture(one.file, settings_of(one.document, one.steps), kSide, kSide))
            one.picture = std::move(*kept);
    return wanted;
}

unsigned Thumbnails::texture(const Seed& seed, const Document& shown) {
    // A seed has no moment to compare with, and nothing of it changes yet.
    Document document = shown;
    if (shows_derived(document)) document.colouring = Colouring::Plain;
    const std::string of = fmt::format(
        "{} {} {} {} {} {} {} {} {} {}", document.feed, document.kill, document.seed_number, document.palette,
        document.reverse, document.palette_steps, document.palette_cycles,
        static_cast<int>(document.colouring), static_cast<int>(document.channel), shown_range(document).high);
    if (std::exchange(seeds_of_, of) != of) seeds_.clear();
    gl::Texture& texture = seeds_[seed.id];
    if (texture.get() == 0) {
        const Field field = make_seed(kSide, kSide,
                                      {.seed = seed.kind,
                                       .number = document.seed_number,
                                       .feed = document.feed,
                                       .kill = document.kill});
        const Picture picture = coloured(field, document);
        texture = gl::make_picture(picture.height, picture.width, picture.rgb.data());
    }
    return texture.get();
}

/// Shows what was on the disk, and has the rest computed.
bool Thumbnails::take_read() {
    const bool ready = read_.valid() && read_.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    std::vector<Wanted> looked_for;
    if (ready) looked_for = read_.get();
    for (Wanted& one : looked_for) {
        const bool there = !one.picture.rgb.empty();
        if (there) show(one);
        if (!there) computed_[runs_.add(one.document, one.steps)] = std::move(one);
    }
    if (!read_.valid() && !wanted_.empty())
        read_ = std::async(std::launch::async, read, std::exchange(wanted_, {}));
    return ready;
}

bool Thumbnails::update() {
    const bool read = take_read();
    const auto done = runs_.take_done();
    for (const BackgroundRuns::Done& run : done) {
        Wanted wanted = std::move(computed_.extract(run.id).mapped());
        if (!run.status) continue;
        wanted.picture = coloured(run.result.field, wanted.document);
        show(wanted);
        writing_.push_back(std::async(std::launch::async, [wanted = std::move(wanted)] {
            keep_picture(wanted.file, settings_of(wanted.document, wanted.steps), wanted.picture);
        }));
    }
    std::erase_if(writing_, [](const std::future<void>& one) {
        return one.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    });
    return read || !done.empty();
}

}  // namespace gs
