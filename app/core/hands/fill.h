// Which cells hang together.
#pragma once

#include <vector>

#include "app/core/hands/edits.h"

namespace gs {

/// The indices (row * columns + column) of the cells that a fill and its repetitions reach, each
/// once; none if it begins beside the field.
std::vector<int> alike(const edit::Fill& fill, const Field& field);

}  // namespace gs
