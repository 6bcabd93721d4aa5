// The same things done to a kernel that leaves out what is at rest and to one that leaves nothing
// out: their bits must be equal.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "kernels/engine/engine.h"

namespace gs::test {

using Random = std::mt19937;

int between(Random& random, int low, int high);

/// Parameters with which a spot grows slowly, in a field of u = 1, v = 0 that is at rest.
gs_params calm(int boundary);
/// These values in all cells.
Field filled(int rows, int cols, double u, double v);
/// u = 1, v = 0.
Field at_rest(int rows, int cols);
/// u = 0.5, v = 0.3.
Field spot(int rows, int cols);
/// One to four spots of 8 x 8 cells, the rest at rest.
Field dotted(int rows, int cols, Random& random);

/// cpu-simd, and the kernel that is tried.
class Twins {
  public:
    Twins(const char* kernel, const Field& field, const gs_params& params,
          const std::vector<std::int64_t>& knobs);
    void params(const gs_params& params);
    void write(const Rect& rect, const Field& cells);
    /// The kernel that is tried is asked for at most so many steps at once.
    void step(int n, int portion);
    /// The test has failed if a bit differs.
    void compare(const std::string& what);
    /// The part of the cell steps that was computed since the last call.
    double computed();
    Engine& rest() { return rest_; }

  private:
    Engine plain_, rest_;
    double computed_ = 0, advanced_ = 0;
};

/// Writes a few cells, or sets other rates, another boundary, or another stencil.
void disturb(Twins& twins, gs_params& params, int rows, int cols, Random& random);

}  // namespace gs::test
