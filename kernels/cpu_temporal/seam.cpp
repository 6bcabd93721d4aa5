#include "kernels/cpu_temporal/seam.h"

#include <algorithm>
#include <cassert>

namespace gs {

namespace {

/// Of each level, at both sides of the gap.
constexpr int kRowsOfALevel = 2 * TemporalSeam::kKept;

}  // namespace

TemporalSeam::TemporalSeam(std::ptrdiff_t most_vectors, int most_depth, const TemporalRowFunctions& functions)
    : functions_(&functions),
      vectors_(most_vectors),
      pitch_(ring_pitch(most_vectors, functions.lanes)),
      memory_(static_cast<std::size_t>(pitch_ * (kRowsOfALevel * most_depth + 1))),
      middle_(std::ptrdiff_t{kKept} * most_depth) {
    for (int level = most_depth - 1; level >= 0; --level)
        for (int i = 0; i < kKept; ++i) slots_.push_back(kept(level, i));
    // Calls make whole blocks of rows, and so read a few behind the last one that is needed.
    float* const unused = kept(most_depth, 0);
    slots_.insert(slots_.end(), TemporalRows::kMost + kKept, unused);
}

float* TemporalSeam::kept(int level, int i) const {
    return memory_.data() + 2 * functions_->lanes + (kRowsOfALevel * level + i) * pitch_;
}

void TemporalSeam::keep(int level, int i, const float* row) {
    const int end = 2 * functions_->lanes;
    functions_->copy(row - end, kept(level, i) - end, vectors_ + 2);
}

/// Where the rows stand, from north to south, that a level is made from: what was made of the one
/// before, and two rows at each side, of which the southern ones are put there now.
float* const* TemporalSeam::sources(int level) {
    float** const south = slots_.data() + middle_;
    for (int i = 0; i < kKept; ++i) south[i] = kept(level - 1, kKept + i);
    return south - kKept * level;
}

void TemporalSeam::close(const TemporalPass& pass, TemporalPlace& place, int middle) {
    assert(place.vectors == vectors_);
    const int rows = functions_->rows, first = middle - pass.depth;
    later_.clear();
    for (int row = 0; row < 2 * pass.depth; row += rows)
        later_.push_back(place.going.of(wrapped(first + row, pass.rows), 0));
    const TemporalEnds ends = pass.ends(place);
    for (int level = 1; level < pass.depth; ++level) {
        const int calls = (2 * level + rows - 1) / rows;
        functions_->step_levels(pass.coefficients,
                                {sources(level), 1, calls, later_.data(), false, vectors_, ends});
    }
    float* const* const last = sources(pass.depth);
    for (int row = 0; row < 2 * pass.depth; row += rows)
        give(pass, place, last + row, first + row, std::min(rows, 2 * pass.depth - row));
}

/// A call of the last level, of which so many rows are needed, from row y of the field on.
void TemporalSeam::give(const TemporalPass& pass, TemporalPlace& place, float* const* sources, int y,
                        int needed) const {
    const int rows = functions_->rows;
    TemporalRows at{};
    for (int k = 0; k < rows + 2; ++k) at.in[k] = sources[k];
    for (int k = 0; k < rows; ++k)
        at.out[k] = k < needed ? place.out(wrapped(y + k, pass.rows)) : slots_.back();
    at.later = static_cast<const char*>(place.going.of(wrapped(y, pass.rows), 0));
    functions_->step(pass.coefficients, at, vectors_);
    for (int k = 0; k < needed; ++k) place.leave(wrapped(y + k, pass.rows), sources[k + 1]);
}

}  // namespace gs
