// Fields are compared by a short word, in files and between programs.
#pragma once

#include <string>

#include "kernels/engine/field.h"

namespace gs {

/// A hash of size, scalar and all bits of a field: sixteen hexadecimal digits, the same on every
/// machine that stores numbers as this one does.
std::string hash_of(const Field& field);

}  // namespace gs
