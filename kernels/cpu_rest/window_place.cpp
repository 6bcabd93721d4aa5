#include "kernels/cpu_rest/window_place.h"

#include <algorithm>
#include <cassert>

namespace gs {

WindowRow::WindowRow(const Window& window, int cols, bool wraps, int halo, int lanes) {
    west_edge = !wraps && window.x0 < halo;
    east_edge = !wraps && window.x1 + halo > cols;
    assert(!west_edge || !east_edge);
    const int begin = west_edge ? 0 : window.x0 - halo;
    const int end = east_edge ? cols : window.x1 + halo;
    vectors = std::max((end - begin + lanes - 1) / lanes, 2);
    // Columns that are left over lie where they do no harm: never between the window and an edge.
    x = east_edge ? end - static_cast<int>(vectors) * lanes : begin;
}

WindowPlace::WindowPlace(const TemporalRowFunctions& functions, std::ptrdiff_t most_vectors)
    : functions_(functions),
      watch_(functions, most_vectors),
      out_(static_cast<std::size_t>(TemporalRows::kMost * most_vectors * 2 * functions.lanes)),
      whole_(static_cast<std::size_t>(2 * most_vectors * functions.lanes)) {}

void WindowPlace::begin(const Window& window, bool field_wraps, int halo, const gs_field& from,
                        const gs_field& to, ChangeMap& changes) {
    at_ = WindowRow(window, from.cols, field_wraps, halo, functions_.lanes);
    vectors = at_.vectors;
    west_edge = at_.west_edge;
    east_edge = at_.east_edge;
    const std::ptrdiff_t columns = vectors * functions_.lanes;
    own_ = {window.x0 - at_.x, window.x1 - at_.x};
    is_split_ = field_wraps && (at_.x < 0 || at_.x + columns > from.cols);
    there_ = {std::max(-at_.x, 0), std::min<std::ptrdiff_t>(columns, from.cols - at_.x)};
    if (is_split_) there_ = {0, columns};
    from_ = from;
    to_ = to;
    const auto fetched = [](const gs_field& planes, std::ptrdiff_t x) {
        return Fetched{{static_cast<const float*>(planes.u) + x, static_cast<const float*>(planes.v) + x},
                       planes.pitch};
    };
    coming = fetched(from, at_.x + there_.first);
    going = fetched(to, window.x0);
    watch_.begin(changes, at_.x, own_, vectors);
}

namespace {

/// Columns x, x + 1, ... of a row that repeats itself after `cols` columns.
void unroll(const float* row, int cols, int x, std::ptrdiff_t count, float* to) {
    for (int at = (x % cols + cols) % cols; count > 0; at = 0) {
        const std::ptrdiff_t part = std::min<std::ptrdiff_t>(count, cols - at);
        std::copy_n(row + at, part, to);
        to += part;
        count -= part;
    }
}

}  // namespace

void WindowPlace::enter(int y, int /*next*/, float* row) const {
    const float* u = static_cast<const float*>(from_.u) + y * from_.pitch;
    const float* v = static_cast<const float*>(from_.v) + y * from_.pitch;
    if (!is_split_) return functions_.pack(u + at_.x, v + at_.x, row, vectors, there_);
    const std::ptrdiff_t columns = vectors * functions_.lanes;
    unroll(u, from_.cols, at_.x, columns, whole_.data());
    unroll(v, from_.cols, at_.x, columns, whole_.data() + columns);
    functions_.pack(whole_.data(), whole_.data() + columns, row, vectors, there_);
}

float* WindowPlace::out(int y) {
    return out_.data() + y % TemporalRows::kMost * vectors * 2 * functions_.lanes;
}

void WindowPlace::leave(int y, const float* before) {
    const float* row = out(y);
    functions_.unpack(row, static_cast<float*>(to_.u) + y * to_.pitch + at_.x,
                      static_cast<float*>(to_.v) + y * to_.pitch + at_.x, vectors, own_);
    watch_.see(y, before, row);
}

}  // namespace gs
