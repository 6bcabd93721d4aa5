#include "app/ui/thumbnails.h"

#include <algorithm>

#include "app/core/document/presets.h"
#include "app/core/document/seeds.h"
#include "app/core/files/png.h"

namespace gs {
namespace {

constexpr std::int64_t kMostSteps = 8000;  // what needs more to look its best looks well enough by then

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

}  // namespace

unsigned Thumbnails::texture(const std::string& preset) {
    if (wanted_.empty())
        for (const Preset& p : presets())
            wanted_[runs_.add(small(p), std::min(p.best_steps, kMostSteps))] = &p;
    const auto found = textures_.find(preset);
    return found == textures_.end() ? 0 : found->second.get();
}

bool Thumbnails::update() {
    const auto done = runs_.take_done();
    for (const BackgroundRuns::Done& run : done) {
        if (!run.status) continue;
        const Preset& preset = *wanted_.at(run.id);
        const Picture picture = coloured(run.result.field, small(preset));
        textures_[preset.id] = gl::make_picture(picture.height, picture.width, picture.rgb.data());
    }
    return !done.empty();
}

}  // namespace gs
