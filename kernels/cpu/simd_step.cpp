#include "kernels/cpu/simd_step.h"

#include <algorithm>

namespace gs {

namespace {

/// A vector of the widest kind may be read before and after a row.
constexpr int kMargin = 16;

const float* row_of(const void* plane, std::ptrdiff_t pitch, int y) {
    return static_cast<const float*>(plane) + y * pitch;
}

float* row_of(void* plane, std::ptrdiff_t pitch, int y) {
    return static_cast<float*>(plane) + y * pitch;
}

}  // namespace

struct SimdStepper::Step {
    const gs_params* params;
    const Minimal* coefficients;
    const gs_field *in, *out;
};

SimdStepper::SimdStepper(int rows, int cols, const TeamOptions& team, Blocks blocks)
    : rows_(rows),
      cols_(cols),
      functions_(&simd_row_functions(team.isa)),
      blocks_{blocks.rows > 0 ? blocks.rows : rows, blocks.cols > 0 ? blocks.cols : cols},
      fixed_u_(static_cast<std::size_t>(cols) + 4 * kMargin),
      fixed_v_(fixed_u_.size()),
      team_(team.threads, team.pin) {
    blocks_.cols = (blocks_.cols + kMargin - 1) / kMargin * kMargin;
}

void SimdStepper::advance(const gs_params& p, const gs_field fields[2], std::int32_t& current,
                          std::int64_t steps) {
    const Minimal coefficients = minimal_of(p);
    std::fill(fixed_u_.begin(), fixed_u_.end(), static_cast<float>(p.boundary_u));
    std::fill(fixed_v_.begin(), fixed_v_.end(), static_cast<float>(p.boundary_v));
    const int start = current;
    team_.run(steps + 1, team_.size(), [&](int, std::int64_t i, int band) {
        const auto first = static_cast<int>(share(rows_, band, team_.size()));
        const auto last = static_cast<int>(share(rows_, band + 1, team_.size()));
        const auto from = static_cast<int>((start + i + 1) % 2);
        if (i == 0)
            for (int y = first; y < last; ++y) ghost_columns(p, fields[start], y);
        else
            step_band({&p, &coefficients, &fields[from], &fields[1 - from]}, first, last);
    });
    current = static_cast<std::int32_t>((start + steps) % 2);
}

/// Blocks from north to south, since what the next one reads at its northern
/// edge is then still in the cache.
void SimdStepper::step_band(const Step& step, int first, int last) const {
    for (int y = first; y < last; y += blocks_.rows) {
        const int end = std::min(y + blocks_.rows, last);
        for (int x = 0; x < cols_; x += blocks_.cols)
            step_block(step, y, end, x, std::min(blocks_.cols, cols_ - x));
        for (int row = y; row < end; ++row) ghost_columns(*step.params, *step.out, row);
    }
}

void SimdStepper::step_block(const Step& step, int first, int last, int x, int columns) const {
    const gs_field& in = *step.in;
    const gs_field& out = *step.out;
    for (int y = first; y < last; y += functions_->most_rows) {
        const int rows = std::min(functions_->most_rows, last - y);
        SimdRows at{};
        for (int k = 0; k < rows + 2; ++k) {
            const int row = source_row(y - 1 + k, step.params->boundary);
            at.u[k] = row < 0 ? fixed_u_.data() + kMargin + x : row_of(in.u, in.pitch, row) + x;
            at.v[k] = row < 0 ? fixed_v_.data() + kMargin + x : row_of(in.v, in.pitch, row) + x;
        }
        for (int k = 0; k < rows; ++k) {
            at.u_next[k] = row_of(out.u, out.pitch, y + k) + x;
            at.v_next[k] = row_of(out.v, out.pitch, y + k) + x;
            if (in.feed == nullptr) continue;
            at.feed[k] = row_of(in.feed, in.pitch, y + k) + x;
            at.kill[k] = row_of(in.kill, in.pitch, y + k) + x;
        }
        functions_->step(*step.coefficients, at, rows, columns);
    }
}

/// The row that row y reads: itself, the one that a ghost row repeats, or -1 for the fixed values.
int SimdStepper::source_row(int y, int boundary) const {
    if (y >= 0 && y < rows_) return y;
    if (boundary == GS_FIXED) return -1;
    const bool above = y < 0;
    return above == (boundary == GS_PERIODIC) ? rows_ - 1 : 0;
}

void SimdStepper::ghost_columns(const gs_params& p, const gs_field& field, int y) const {
    const auto fill = [&](float* row, double fixed) {
        const float west = row[0], east = row[cols_ - 1];
        const auto value = static_cast<float>(fixed);
        row[-1] = p.boundary == GS_FIXED ? value : p.boundary == GS_PERIODIC ? east : west;
        row[cols_] = p.boundary == GS_FIXED ? value : p.boundary == GS_PERIODIC ? west : east;
    };
    fill(row_of(field.u, field.pitch, y), p.boundary_u);
    fill(row_of(field.v, field.pitch, y), p.boundary_v);
}

}  // namespace gs
