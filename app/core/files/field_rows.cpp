#include "app/core/files/field_rows.h"

#include <algorithm>
#include <cstddef>

#include "app/core/document/rate_of_change.h"
#include "app/core/files/shrink.h"

namespace gs {

namespace {

std::vector<float> plane_of(const Field& field, Channel channel) {
    const float of_u = channel == Channel::V ? 0.0F : 1.0F;
    const float of_v = channel == Channel::V ? 1.0F : channel == Channel::U ? 0.0F : -1.0F;
    std::vector<float> plane(field.cells());
    field.visit([&](auto u, auto v) {
        for (std::size_t i = 0; i < u.size(); ++i)
            plane[i] = of_u * static_cast<float>(u[i]) + of_v * static_cast<float>(v[i]);
    });
    return plane;
}

}  // namespace

std::vector<float> shown_plane(const Field& field, const Document& d) {
    if (d.colouring == Colouring::TwoChannels) return plane_of(field, Channel::V);
    const bool fits = field.rows() == d.rows && field.cols() == d.cols;
    if (!shows_derived(d) || !fits) return plane_of(field, d.channel);
    const std::vector<float> u = plane_of(field, Channel::U), v = plane_of(field, Channel::V);
    std::vector<float> plane(field.cells());
    derive(u, v, d, plane);
    return plane;
}

FieldRows::FieldRows(const Field& field, const Document& d, int width, int height)
    : FieldRows(field, d, {width, 0, static_cast<double>(width) / field.cols()},
                {height, 0, static_cast<double>(height) / field.rows()}) {}

FieldRows::FieldRows(const Field& field, const Document& d, const CellLayout& across, const CellLayout& down)
    : rows_(field.rows()),
      cols_(field.cols()),
      per_cell_(static_cast<float>(across.scale)),
      plane_(shown_plane(field, d)),
      colours_(shown_colours(d)),
      shading_(shading_of(d)),
      low_(static_cast<float>(shown_range(d).low)),
      scale_(palette_scale(d)),
      low_u_(static_cast<float>(shading_.range_u.low)),
      scale_u_(255 / palette_width(shading_.range_u.low, shading_.range_u.high)),
      slope_weights_(slope_weights(shading_, shown_range(d).low, shown_range(d).high)),
      lights_(light_table(shading_)) {
    if (shading_.way == Colouring::TwoChannels) plane_u_ = plane_of(field, Channel::U);
    // A contour line lies between a pixel and its neighbours to the right and below.
    if (std::min(across.scale, down.scale) < 1) {
        shrink(across, down);
    } else {
        const bool smooth = d.filter == Filter::Smooth;
        lay_out(across_, across.pixels, across.origin, across.scale, cols_, smooth, 1);
        lay_out(down_, down.pixels, down.origin, down.scale, rows_, smooth, 1);
        left_ = across_.begin;
        top_ = down_.begin;
    }
    width_ = across_.size() - 1;
    height_ = down_.size() - 1;
    const auto pixels = static_cast<std::size_t>(width_) + 1;
    row_.resize(static_cast<std::size_t>(cols_));
    slopes_.resize(row_.size());
    for (std::vector<float>* line : {&values_, &second_values_, &below_}) line->resize(pixels);
    seconds_.resize(pixels);
}

/// From here on the means are the cells, of which each is a pixel.
void FieldRows::shrink(const CellLayout& across, const CellLayout& down) {
    const AreaAxis along = lay_out_areas(across.pixels, across.origin, across.scale, cols_),
                   rows = lay_out_areas(down.pixels, down.origin, down.scale, rows_);
    for (std::vector<float>* plane : {&plane_, &plane_u_})
        if (!plane->empty()) *plane = averaged(*plane, cols_, along, rows);
    cols_ = along.size();
    rows_ = rows.size();
    left_ = along.begin;
    top_ = rows.begin;
    lay_out(across_, cols_, 0, 1, cols_, false, 1);
    lay_out(down_, rows_, 0, 1, rows_, false, 1);
    // Neighbours lie further apart than cells do.
    slope_weights_.across *= static_cast<float>(across.scale);
    slope_weights_.down *= static_cast<float>(down.scale);
}

/// A row of cells; beyond an edge, that at the edge.
const float* FieldRows::cells(const std::vector<float>& plane, int row) const {
    return plane.data() + std::ptrdiff_t{std::clamp(row, 0, rows_ - 1)} * cols_;
}

/// The cells along a row of pixels.
void FieldRows::blend_rows(const std::vector<float>& plane, int y, std::vector<float>& row) const {
    const int at = down_.cell[static_cast<std::size_t>(y)];
    const float next = down_.next[static_cast<std::size_t>(y)];
    const float *north = cells(plane, at), *south = cells(plane, at + 1);
    if (next == 0)  // exactly this cell, even beside one that is infinite
        std::copy_n(north, cols_, row.begin());
    else
        for (std::size_t i = 0; i < row.size(); ++i) row[i] = blend(north[i], south[i], next);
}

/// The pixels between the cells of a row, and one more.
void FieldRows::spread(const std::vector<float>& row, std::vector<float>& pixels) const {
    const int last = cols_ - 1;
    const int* const cell = across_.cell.data();
    const float* const next = across_.next.data();
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        const float here = row[static_cast<std::size_t>(cell[i])];
        pixels[i] = next[i] == 0
                        ? here
                        : blend(here, row[static_cast<std::size_t>(std::min(cell[i] + 1, last))], next[i]);
    }
}

/// How steeply the cells along a row of pixels rise towards the light.
void FieldRows::slopes_of(int y) {
    const int at = down_.cell[static_cast<std::size_t>(y)], last = cols_ - 1;
    const float next = down_.next[static_cast<std::size_t>(y)];
    const float *above = cells(plane_, at - 1), *north = cells(plane_, at), *south = cells(plane_, at + 1),
                *below = cells(plane_, at + 2);
    for (int i = 0; i <= last; ++i) {
        const auto west = static_cast<std::size_t>(std::max(i - 1, 0)),
                   east = static_cast<std::size_t>(std::min(i + 1, last));
        const float across = row_[east] - row_[west];
        const float down =
            next == 0 ? south[i] - above[i] : blend(south[i] - above[i], below[i] - north[i], next);
        slopes_[static_cast<std::size_t>(i)] = slope_weights_.across * across + slope_weights_.down * down;
    }
}

/// The second bytes of a row of pixels, whose cells and values are known.
void FieldRows::seconds_of(int y) {
    const auto count = static_cast<std::size_t>(width_);
    if (shading_.way == Colouring::Relief) {
        slopes_of(y);
        spread(slopes_, second_values_);
        for (std::size_t i = 0; i < count; ++i) seconds_[i] = light_at(lights_, second_values_[i]);
    } else if (shading_.way == Colouring::TwoChannels) {
        blend_rows(plane_u_, y, row_);
        spread(row_, second_values_);
        for (std::size_t i = 0; i < count; ++i)
            seconds_[i] = static_cast<std::uint8_t>(palette_index(second_values_[i], low_u_, scale_u_));
    } else {
        blend_rows(plane_, y + 1, row_);
        spread(row_, below_);
        const auto spacing = static_cast<float>(shading_.contour_spacing);
        for (std::size_t i = 0; i < count; ++i)
            seconds_[i] = cover_byte(contour_cover(values_[i] / spacing, values_[i + 1] / spacing,
                                                   below_[i] / spacing, per_cell_));
    }
}

void FieldRows::paint(int first, int count, std::uint8_t* rgb) {
    for (int y = first; y < first + count; ++y) {
        blend_rows(plane_, y, row_);
        spread(row_, values_);
        if (!is_plain()) seconds_of(y);
        for (std::size_t i = 0; i < static_cast<std::size_t>(width_); ++i) {
            const int level = palette_index(values_[i], low_, scale_);
            Rgb colour = colours_[static_cast<std::size_t>(level)];
            if (!is_plain())
                colour = toned(shading_.way, colour, static_cast<std::uint8_t>(level), seconds_[i]);
            rgb = std::copy(colour.begin(), colour.end(), rgb);
        }
    }
}

}  // namespace gs
