#include "kernels/cpu_temporal/field.h"

#include <algorithm>

namespace gs {

namespace {

/// The row of a plane, from the column where the strip's row begins;
/// nullptr if the plane is not wanted.
float* strip_row(void* plane, std::ptrdiff_t pitch, const TemporalStrip& s, int y) {
    if (plane == nullptr) return nullptr;
    return static_cast<float*>(plane) + y * pitch + s.x - s.before;
}

TemporalColumns own_columns(const TemporalStrip& s) {
    return {s.before, s.before + s.width};
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
    const auto keep = [&](const std::vector<int>& columns, float* edge) {
        for (int k = 0; k < depth_; ++k) {
            const float* cell = from + columns[static_cast<std::size_t>(k)];
            edge[k] = cell[0];
            edge[depth_ + k] = cell[lanes];
        }
    };
    if (!s.west_edge) keep(s.first, to);
    if (!s.east_edge) keep(s.last, to + 2 * depth_);
}

void TemporalField::clear(const TemporalStrips& strips, int strip, int y) {
    std::fill_n(row(strip, y), strips.row_floats(), 0.0F);
    keep_edges(strips, strip, y);
}

void TemporalField::load(const TemporalRowFunctions& functions, const TemporalStrips& strips, int strip,
                         int y, const gs_field& planes) {
    const TemporalStrip& s = strips[strip];
    functions.pack(strip_row(planes.u, planes.pitch, s, y), strip_row(planes.v, planes.pitch, s, y),
                   row(strip, y), strips.vectors(), own_columns(s));
    keep_edges(strips, strip, y);
}

void TemporalField::store(const TemporalRowFunctions& functions, const TemporalStrips& strips, int strip,
                          int y, const gs_field& planes) const {
    const TemporalStrip& s = strips[strip];
    functions.unpack(row(strip, y), strip_row(planes.u, planes.pitch, s, y),
                     strip_row(planes.v, planes.pitch, s, y), strips.vectors(), own_columns(s));
}

}  // namespace gs
