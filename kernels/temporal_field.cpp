#include "kernels/temporal_field.h"

#include <algorithm>

namespace gs {

namespace {

constexpr std::ptrdiff_t kLine = 16;    // floats of a cache line
constexpr std::ptrdiff_t kPage = 1024;  // floats after which rows would fall into the same cache sets

std::ptrdiff_t row_pitch(std::ptrdiff_t floats) {
    const std::ptrdiff_t pitch = (floats + kLine - 1) / kLine * kLine;
    const std::ptrdiff_t over = pitch % kPage;
    return over < 2 * kLine || over > kPage - 2 * kLine ? pitch + 5 * kLine : pitch;
}

/// Calls f(lane, first column, columns) for each lane that holds own columns of a strip; columns count from
/// the row's start.
template <class F>
void for_lanes(const TemporalStrips& strips, const TemporalStrip& s, const F& f) {
    const auto n = static_cast<int>(strips.vectors());
    for (int lane = s.before / n; lane * n < s.before + s.width; ++lane) {
        const int begin = std::max(s.before, lane * n);
        const int end = std::min(s.before + s.width, (lane + 1) * n);
        f(lane, begin, end - begin);
    }
}

}  // namespace

TemporalField::TemporalField(int rows, const TemporalStrips& strips)
    : rows_(rows),
      depth_(strips.depth()),
      pitch_(row_pitch(strips.row_floats())),
      edge_pitch_((std::ptrdiff_t{4} * strips.depth() + kLine - 1) / kLine * kLine),
      cells_(static_cast<std::size_t>(offset_of(strips.size(), 0) * pitch_)),
      edges_(static_cast<std::size_t>(offset_of(strips.size(), 0) * edge_pitch_)) {}

void TemporalField::keep_edges(const TemporalStrips& strips, int strip, int y) {
    const TemporalStrip& s = strips[strip];
    const float* from = row(strip, y);
    float* to = edges_.data() + offset_of(strip, y) * edge_pitch_;
    const int lanes = strips.lanes();
    for (int k = 0; k < depth_; ++k) {
        const auto i = static_cast<std::size_t>(k);
        to[k] = from[s.first[i]];
        to[depth_ + k] = from[s.first[i] + lanes];
        to[2 * depth_ + k] = from[s.last[i]];
        to[3 * depth_ + k] = from[s.last[i] + lanes];
    }
}

void TemporalField::clear(const TemporalStrips& strips, int strip, int y) {
    std::fill_n(row(strip, y), strips.row_floats(), 0.0F);
    keep_edges(strips, strip, y);
}

void TemporalField::load(const TemporalStrips& strips, int strip, int y, const gs_field& planes) {
    const TemporalStrip& s = strips[strip];
    const float* u = static_cast<const float*>(planes.u) + y * planes.pitch + s.x - s.before;
    const float* v = static_cast<const float*>(planes.v) + y * planes.pitch + s.x - s.before;
    float* to = row(strip, y);
    const int lanes = strips.lanes();
    for_lanes(strips, s, [&](int lane, int begin, int count) {
        float* cell = to + strips.offset(begin);
        static_cast<void>(lane);
        for (int c = begin; c < begin + count; ++c, cell += 2 * lanes) {
            cell[0] = u[c];
            cell[lanes] = v[c];
        }
    });
    keep_edges(strips, strip, y);
}

void TemporalField::store(const TemporalStrips& strips, int strip, int y, const gs_field& planes) const {
    const TemporalStrip& s = strips[strip];
    float* u = static_cast<float*>(planes.u) + y * planes.pitch + s.x - s.before;
    float* v = static_cast<float*>(planes.v) + y * planes.pitch + s.x - s.before;
    const float* from = row(strip, y);
    const int lanes = strips.lanes();
    for_lanes(strips, s, [&](int lane, int begin, int count) {
        const float* cell = from + strips.offset(begin);
        static_cast<void>(lane);
        for (int c = begin; c < begin + count; ++c, cell += 2 * lanes) {
            u[c] = cell[0];
            v[c] = cell[lanes];
        }
    });
}

}  // namespace gs
