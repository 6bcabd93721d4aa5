#include "app/ui/thumbnails.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "app/core/document/presets.h"
#include "app/core/document/properties.h"
#include "app/core/document/seeds.h"
#include "app/core/files/kept_pictures.h"

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

std::int64_t steps_of(const Preset& preset) {
    return std::min(preset.best_steps, kMostSteps);
}

/// All that the picture depends on, so that a changed preset does not show its old one.
std::string settings_of(const Preset& preset) {
    const Document d = small(preset);
    std::string all = fmt::format("steps {}", steps_of(preset));
    for (const Property& p : properties())
        if (p.key != "kernel") all += fmt::format("; {} {}", p.key, to_text(value_of(d, p)));
    return all;
}

}  // namespace

void Thumbnails::show(const std::string& preset, const Picture& picture) {
    textures_[preset] = gl::make_picture(picture.height, picture.width, picture.rgb.data());
}

unsigned Thumbnails::texture(const std::string& preset) {
    if (!std::exchange(begun_, true))
        kept_ = std::async(std::launch::async, [] {
            Pictures kept;
            for (const Preset& p : presets())
                if (auto picture = kept_picture(p.id, settings_of(p), kSide, kSide))
                    kept[p.id] = std::move(*picture);
            return kept;
        });
    const auto found = textures_.find(preset);
    return found == textures_.end() ? 0 : found->second.get();
}

unsigned Thumbnails::texture(const Seed& seed, const Document& document) {
    const std::string of = fmt::format("{} {} {} {} {} {} {}", document.feed, document.kill,
                                       document.seed_number, document.palette, document.reverse,
                                       static_cast<int>(document.channel), shown_range(document).high);
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

bool Thumbnails::update() {
    const bool read = kept_.valid() && kept_.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    if (read) {
        for (const auto& [preset, picture] : kept_.get()) show(preset, picture);
        for (const Preset& p : presets())
            if (!textures_.contains(p.id)) wanted_[runs_.add(small(p), steps_of(p))] = &p;
    }
    const auto done = runs_.take_done();
    for (const BackgroundRuns::Done& run : done) {
        if (!run.status) continue;
        const Preset& preset = *wanted_.at(run.id);
        Picture picture = coloured(run.result.field, small(preset));
        show(preset.id, picture);
        writing_.push_back(std::async(std::launch::async, [&preset, picture = std::move(picture)] {
            keep_picture(preset.id, settings_of(preset), picture);
        }));
    }
    std::erase_if(writing_, [](const std::future<void>& one) {
        return one.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    });
    return read || !done.empty();
}

}  // namespace gs
