#include "kernels/cpu_temporal/strip_place.h"

namespace gs {

StripPlace::StripPlace(const TemporalRowFunctions& functions, const TemporalStrips& strips, int strip,
                       int depth, const TemporalField& from, TemporalField& to, ChangeWatch* watch)
    : functions_(functions),
      strips_(strips),
      strip_(strip),
      depth_(depth),
      from_(from),
      to_(to),
      watch_(watch) {
    vectors = strips.vectors();
    west_edge = strips[strip].west_edge;
    east_edge = strips[strip].east_edge;
    wraps = strips[strip].wraps;
}

void StripPlace::enter(int y, int next, float* row) const {
    functions_.copy(from_.row(strip_, y), row, vectors);
    const TemporalStrip& s = strips_[strip_];
    const int depth = strips_.depth(), lanes = strips_.lanes();
    const float* west = western(y);
    const float* east = eastern(y);
    if (!s.west_edge)
        for (int k = 0; k < depth_; ++k) {
            float* cell = row + s.west_halo[static_cast<std::size_t>(k)];
            cell[0] = west[k];
            cell[lanes] = west[depth + k];
        }
    if (!s.east_edge)
        for (int k = 0; k < depth_; ++k) {
            float* cell = row + s.east_halo[static_cast<std::size_t>(k)];
            cell[0] = east[k];
            cell[lanes] = east[depth + k];
        }
    fetch_edges(next);
}

/// Fetches what a row that comes in next turn takes from its neighbours. It is little and lies
/// apart: without this the row waits for memory.
void StripPlace::fetch_edges(int y) const {
    const float* west = western(y);
    const float* east = eastern(y);
    for (std::ptrdiff_t i = 0; i < 2 * strips_.depth(); i += TemporalField::kLine) {
        __builtin_prefetch(west + i, 0, 2);
        __builtin_prefetch(east + i, 0, 2);
    }
}

void StripPlace::leave(int y, const float* before) {
    to_.keep_edges(strips_, strip_, y);
    if (watch_ != nullptr) watch_->see(y, before, to_.row(strip_, y));
}

}  // namespace gs
