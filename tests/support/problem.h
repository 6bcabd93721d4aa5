// A problem to step: its size, its parameters, its first field, and its number of steps.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kernels/engine/field.h"
#include "kernels/engine/storage.h"
#include "kernels/kernel_api.h"

namespace gs::test {

/// How a problem's field begins; all are exact in float, so that every kernel starts from the same
/// bits. Textured: no symmetry. School: u = 1, v = 0 with one rectangle of u = 0, v = 1. Squares: a
/// little noise on u = 1, v = 0, and squares of u = 0.5, v about 0.25.
enum class Seed { Textured, School, Squares };

struct Problem {
    std::string name;
    int rows = 1, cols = 1;
    std::int64_t steps = 1;
    gs_params params{};
    Seed seed = Seed::Textured;
    /// Feed and kill for each cell in float64, or empty.
    RatePlanes rates{};

    std::int64_t cell_steps() const { return steps * rows * cols; }
    gs_problem as_asked() const { return {rows, cols, rates.empty() ? 0 : 1, params}; }
};

/// The problem's first field, in float64.
Field first_field(const Problem& problem);

/// Planes of feed and kill whose values are exact in float and form no
/// pattern that a tile could hide.
RatePlanes textured_rates(int rows, int cols);

/// A stencil's weights; diffusion is 0.2 and 0.1 of the Laplacian for which it stands.
struct Stencil {
    const char* name;
    double edge, corner;
};

/// The five stencils of the program, one whose weights need the general form, and one without
/// sides.
const std::vector<Stencil>& stencils();

gs_params params_for(const Stencil& stencil, gs_boundary boundary, double dt = 1.0);

/// A problem of this size, named after its stencil and its boundary.
Problem problem_of(int rows, int cols, std::int64_t steps, gs_boundary boundary, const Stencil& stencil);

/// Every stencil with every boundary, at sizes that are narrow, odd, a single cell, or one more or
/// less than a vector; dt, planes of rates and the number of steps vary from one to the next. None
/// has more than a few thousand cells.
std::vector<Problem> small_problems();

const char* name_of(gs_boundary boundary);

}  // namespace gs::test
