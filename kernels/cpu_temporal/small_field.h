// A field that is too small to be cut into strips or windows.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "kernels/cpu/simd_step.h"
#include "kernels/host/huge_memory.h"

namespace gs {

/// Planes with a ring of ghosts, for a field that is too small to be cut into strips:
/// it is stepped as cpu-simd does.
class SmallField {
  public:
    SmallField(const gs_problem& problem, const TeamOptions& team)
        : rows_(problem.rows),
          pitch_((problem.cols + 15) / 16 * 16 + 32),
          memory_(static_cast<std::size_t>(4 * plane_floats() + 64)),
          stepper_(problem.rows, problem.cols, team, {}) {
        for (int i = 0; i < 2; ++i) {
            float* u = memory_.data() + pitch_ + 16 + 2 * i * plane_floats();
            fields_[i] = {problem.rows, problem.cols, pitch_, u, u + plane_floats(), nullptr, nullptr};
        }
    }
    void load(const gs_field& planes) { copy(planes, fields_[current_]); }
    void store(const gs_field& planes) const { copy(fields_[current_], planes); }
    void advance(const gs_params& p, std::int64_t steps) { stepper_.advance(p, fields_, current_, steps); }

  private:
    std::ptrdiff_t plane_floats() const { return (rows_ + 2) * pitch_; }
    static void copy(const gs_field& from, const gs_field& to) {
        const auto copy_plane = [&](const void* plane, void* into) {
            for (int y = 0; into != nullptr && y < from.rows; ++y)
                std::copy_n(static_cast<const float*>(plane) + y * from.pitch, from.cols,
                            static_cast<float*>(into) + y * to.pitch);
        };
        copy_plane(from.u, to.u);
        copy_plane(from.v, to.v);
    }

    std::ptrdiff_t rows_, pitch_;
    HugeMemory memory_;
    gs_field fields_[2]{};
    std::int32_t current_ = 0;
    SimdStepper stepper_;
};

}  // namespace gs
