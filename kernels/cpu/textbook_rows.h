// One row of cells at a time, with each row as a parameter of its own: what the compiler needs to
// vectorise.
#pragma once

#include "kernels/gray_scott.h"

namespace gs {

/// Row y of one step, textbook algebra, with the widest vectors of this CPU; the same bits with all
/// of them. The promise that a written row overlaps no read one (restrict) is the caller's: `in`
/// and `out` differ. Ghost cells are filled.
void step_row(const gs_params& params, const gs_field& in, const gs_field& out, int y);

}  // namespace gs
