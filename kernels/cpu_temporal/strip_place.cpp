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
    const auto fetched = [&](const TemporalField& field) {
        const float* row = field.row(strip, 0);
        return Fetched{{row, row + vectors * TemporalField::kLine}, field.row(strip, 1) - row};
    };
    coming = fetched(from);
    going = fetched(to);
}

void StripPlace::enter(int y, int next, float* row) const {
    functions_.copy(from_.row(strip_, y), row, vectors);
    const TemporalStrip& s = strips_[strip_];
    const int depth = strips_.depth(), lanes = strips_.lanes();
    const auto take = [&](const float* edge, const std::vector<int>& columns) {
        for (int k = 0; k < depth_; ++k) {
            float* cell = row + columns[static_cast<std::size_t>(k)];
            cell[0] = edge[k];
            cell[lanes] = edge[depth + k];
        }
    };
    if (!s.west_edge) {
        take(western(y), s.west_halo);
        fetch_edge(western(next));
    }
    if (!s.east_edge) {
        take(eastern(y), s.east_halo);
        fetch_edge(eastern(next));
    }
}

/// Fetches what a row that comes in next turn takes from its neighbours. It is little and lies
/// apart: without this the row waits for memory.
void StripPlace::fetch_edge(const float* edge) const {
    for (std::ptrdiff_t i = 0; i < 2 * strips_.depth(); i += TemporalField::kLine)
        __builtin_prefetch(edge + i, 0, 2);
}

void StripPlace::leave(int y, const float* before) {
    to_.keep_edges(strips_, strip_, y);
    if (watch_ != nullptr) watch_->see(y, before, to_.row(strip_, y));
}

}  // namespace gs
