// Painter's ways of colouring beyond the plain one: two bytes for each pixel.
#include <algorithm>
#include <cmath>
#include <cstddef>

#include "app/core/document/palettes.h"
#include "app/render/painter.h"

namespace gs {

namespace {

std::uint8_t level_of(float value, float low, float scale) {
    return static_cast<std::uint8_t>(palette_index(value, low, scale));
}

}  // namespace

/// A row of cells of what is shown; beyond an edge, that at the edge. made: keeps it, if it must be
/// made.
const float* Painter::cells_of(const Frame& frame, const Look& look, int row,
                               std::vector<float>& made) const {
    const std::ptrdiff_t at = std::ptrdiff_t{std::clamp(row, 0, frame.rows - 1)} * frame.cols;
    if (look.channel != 2) return (look.channel == 1 ? frame.v : frame.u).data() + at;
    made.resize(static_cast<std::size_t>(frame.cols));
    const int first = std::max(across_.cell.front() - 1, 0),
              last = std::min(across_.cell.back() + 2, frame.cols - 1);
    const float *u = frame.u.data() + at, *v = frame.v.data() + at;
    for (int i = first; i <= last; ++i) made[static_cast<std::size_t>(i)] = u[i] - v[i];
    return made.data();
}

/// Value and slope of the cells in sight, blended between two rows of cells.
void Painter::pair_slopes(const Frame& frame, const Look& look, int row, float next,
                          const SlopeWeights& weights) {
    const float* const above = cells_of(frame, look, row - 1, made_[0]);
    const float* const north = cells_of(frame, look, row, made_[1]);
    const float* const south = cells_of(frame, look, row + 1, made_[2]);
    const float* const below = cells_of(frame, look, row + 2, made_[3]);
    const int first = across_.cell.front(), end = frame.cols - 1;
    const int last = std::min(across_.cell.back() + 1, end);
    const int before = std::max(first - 1, 0), after = std::min(last + 1, end);
    float* const values = row_.data();
    for (int i = before; i <= after; ++i) values[i] = blend(north[i], south[i], next);
    const auto pair = [&](int i, float west, float east) {
        const float down = blend(south[i] - above[i], below[i] - north[i], next);
        pairs_[static_cast<std::size_t>(i)] = {values[i],
                                               weights.across * (east - west) + weights.down * down};
    };
    for (int i = std::max(first, 1); i <= std::min(last, end - 1); ++i) pair(i, values[i - 1], values[i + 1]);
    if (first == 0) pair(0, values[0], values[std::min(1, end)]);
    if (last == end) pair(end, values[std::max(end - 1, 0)], values[end]);
    pairs_[static_cast<std::size_t>(last) + 1] = pairs_[static_cast<std::size_t>(last)];
}

/// v and u of the cells in sight.
void Painter::pair_channels(const Frame& frame, int row, float next) {
    const int first = across_.cell.front(), last = std::min(across_.cell.back() + 1, frame.cols - 1);
    const std::ptrdiff_t at = std::ptrdiff_t{row} * frame.cols,
                         below = std::ptrdiff_t{std::min(row + 1, frame.rows - 1)} * frame.cols;
    const float *u = frame.u.data() + at, *v = frame.v.data() + at;
    const float *u_below = frame.u.data() + below, *v_below = frame.v.data() + below;
    for (int i = first; i <= last; ++i)
        pairs_[static_cast<std::size_t>(i)] = {blend(v[i], v_below[i], next), blend(u[i], u_below[i], next)};
    pairs_[static_cast<std::size_t>(last) + 1] = pairs_[static_cast<std::size_t>(last)];
}

/// The values of a row of pixels in spacings of the lines, from those of its cells.
void Painter::place_row(float per_spacing, std::vector<float>& places) const {
    const int* const cells = across_.cell.data();
    const float* const next = across_.next.data();
    const float* const row = row_.data();
    float* const to = places.data();
    const int count = across_.size();
    for (int i = 0; i < count; ++i) to[i] = blend(row[cells[i]], row[cells[i] + 1], next[i]) * per_spacing;
}

void Painter::contour_row(const Look& look, float per_spacing, float cell, std::uint8_t* bytes) {
    const int count = across_.size() - 1;
    const float *places = pixels_.data(), *below = pixels_below_.data();
    std::uint8_t* const covers = covers_.data();
    for (int i = 0; i < count; ++i)
        covers[i] = cover_byte(contour_cover(places[i], places[i + 1], below[i], cell));
    const float scale = 255 / palette_width(look.low, look.high) / per_spacing;
    const float low = static_cast<float>(look.low) * per_spacing;
    for (int i = 0; i < count; ++i) {
        bytes[2 * i] = level_of(places[i], low, scale);
        bytes[2 * i + 1] = covers[i];
    }
}

void Painter::relief_row(const Look& look, const LightTable& lights, std::uint8_t* bytes) const {
    const float scale = 255 / palette_width(look.low, look.high);
    const auto low = static_cast<float>(look.low);
    const int* const cells = across_.cell.data();
    const float* const next = across_.next.data();
    const int count = across_.size();
    for (int i = 0; i < count; ++i) {
        const Pair *cell = pairs_.data() + cells[i], *after = cell + 1;
        bytes[2 * i] = level_of(blend(cell->value, after->value, next[i]), low, scale);
        bytes[2 * i + 1] = light_at(lights, blend(cell->second, after->second, next[i]));
    }
}

void Painter::channels_row(const Look& look, std::uint8_t* bytes) const {
    const float scale = 255 / palette_width(look.low, look.high);
    const auto low = static_cast<float>(look.low);
    const Range& u = look.shading.range_u;
    const float scale_u = 255 / palette_width(u.low, u.high);
    const auto low_u = static_cast<float>(u.low);
    const int* const cells = across_.cell.data();
    const float* const next = across_.next.data();
    const int count = across_.size();
    for (int i = 0; i < count; ++i) {
        const Pair *cell = pairs_.data() + cells[i], *after = cell + 1;
        bytes[2 * i] = level_of(blend(cell->value, after->value, next[i]), low, scale);
        bytes[2 * i + 1] = level_of(blend(cell->second, after->second, next[i]), low_u, scale_u);
    }
}

void Painter::paint_tones(const Frame& frame, const Look& look, double cell, int across, int down) {
    const auto width = static_cast<std::size_t>(across), bytes = 2 * width;
    levels_.resize(bytes * static_cast<std::size_t>(down));
    pairs_.resize(static_cast<std::size_t>(frame.cols) + 1);
    const SlopeWeights weights = slope_weights(look.shading, look.low, look.high);
    const LightTable lights = light_table(look.shading);
    const float per_spacing = 1 / static_cast<float>(look.shading.contour_spacing);
    const auto places_of = [&](std::size_t y, std::vector<float>& places) {
        blend_rows(frame, look, down_.cell[y], down_.next[y]);
        place_row(per_spacing, places);
    };
    const bool contours = look.shading.way == Colouring::Contours;
    if (contours) {
        pixels_.resize(width + 1);
        covers_.resize(width);
        pixels_below_.resize(width + 1);
        places_of(0, pixels_below_);
    }
    for (int i = 0; i < down; ++i) {
        const auto y = static_cast<std::size_t>(i);
        std::uint8_t* const to = levels_.data() + bytes * static_cast<std::size_t>(down - 1 - i);
        if (contours) {
            pixels_.swap(pixels_below_);
            places_of(y + 1, pixels_below_);
            contour_row(look, per_spacing, static_cast<float>(cell), to);
        } else if (look.shading.way == Colouring::Relief) {
            pair_slopes(frame, look, down_.cell[y], down_.next[y], weights);
            relief_row(look, lights, to);
        } else {
            pair_channels(frame, down_.cell[y], down_.next[y]);
            channels_row(look, to);
        }
    }
}

}  // namespace gs
