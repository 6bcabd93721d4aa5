#include "app/ui/thumbnails.h"

#include <algorithm>
#include <optional>

#include "app/core/document/kernel_choice.h"
#include "app/core/document/palettes.h"
#include "app/core/document/presets.h"
#include "app/core/document/seeds.h"
#include "app/render/picture.h"
#include "kernels/engine/engine.h"

namespace gs {
namespace {

constexpr std::int64_t kMostSteps = 8000;  // what needs more to look its best looks well enough by then
constexpr std::int64_t kSlice = 100;       // steps between two looks at whether it is still wanted

std::vector<std::uint8_t> picture_of(const Document& d, Engine& engine) {
    const auto cells = static_cast<std::size_t>(engine.rows()) * static_cast<std::size_t>(engine.cols());
    std::vector<float> u(cells), v(cells);
    if (!engine.copy_to(u.data(), v.data())) return {};
    const Palette* palette = find_palette(d.palette);
    std::vector<std::uint8_t> rgb;
    rgb.reserve(3 * cells);
    const float scale = palette_scale(d), low = static_cast<float>(d.low);
    for (const float x : v) {
        const int entry = palette_index(x, low, scale);
        const auto& c = palette->rgb[static_cast<std::size_t>(d.reverse ? 255 - entry : entry)];
        rgb.insert(rgb.end(), c.begin(), c.end());
    }
    return rgb;
}

/// Runs a preset on a small field; nothing where it was stopped.
std::optional<std::vector<std::uint8_t>> run(const Preset& preset, const std::stop_token& stop) {
    Document d;
    apply(preset, d);
    Engine engine;
    if (!engine.select(fastest_on_one_thread())) return {};
    if (!engine.set_params(params_of(d))) return {};
    // As many spots as suit twice the area, and not one alone: few may die out on so small a field.
    constexpr int kSide = Thumbnails::kCells;
    const std::int64_t usual = usual_spots(*find_seed(d.seed), kSide, 2 * kSide);
    const std::int64_t spots = usual > 0 ? std::max<std::int64_t>(usual, 2) : 0;
    const SeedSpec seed{d.seed, spots, d.seed_number, d.feed, d.kill};
    if (!engine.set_field(make_seed(kSide, kSide, seed), 0)) return {};
    for (std::int64_t left = std::min(preset.best_steps, kMostSteps); left > 0; left -= kSlice)
        if (stop.stop_requested() || !engine.step(std::min(left, kSlice))) return {};
    return picture_of(d, engine);
}

}  // namespace

Thumbnails::~Thumbnails() {
    thread_.request_stop();
}

unsigned Thumbnails::texture(const std::string& preset) {
    if (!thread_.joinable()) thread_ = std::jthread([this](const std::stop_token& stop) { compute(stop); });
    const auto found = textures_.find(preset);
    return found == textures_.end() ? 0 : found->second.get();
}

bool Thumbnails::update() {
    std::vector<std::pair<std::string, std::vector<std::uint8_t>>> fresh;
    {
        const std::lock_guard lock(mutex_);
        fresh.swap(done_);
    }
    for (const auto& [id, rgb] : fresh) textures_[id] = make_picture(kCells, kCells, rgb);
    return !fresh.empty();
}

void Thumbnails::compute(const std::stop_token& stop) {
    for (const Preset& preset : presets()) {
        auto rgb = run(preset, stop);
        if (stop.stop_requested()) return;
        if (!rgb) continue;
        const std::lock_guard lock(mutex_);
        done_.emplace_back(preset.id, std::move(*rgb));
    }
}

}  // namespace gs
