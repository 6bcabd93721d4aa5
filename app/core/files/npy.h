// Fields as NumPy files: shape [2, rows, cols], u then v, float32 or float64, C order.
#pragma once

#include <ostream>
#include <string>

#include "app/core/document/values.h"
#include "kernels/engine/field.h"
#include "kernels/engine/status.h"

namespace gs {

/// Reads versions 1 to 3 of the format, little or big endian, in the file's own scalar. A file that
/// is truncated, foreign, of another shape or type, too large for this machine's memory, or that
/// holds a value outside the range fails with a sentence; `field` is then as it was.
Status read_npy(const std::string& path, Field& field, const ValueRange& range = kFieldValues);

/// Puts a file of the field's scalar into the stream.
void put_npy(std::ostream& out, const Field& field);
/// The same as a file, whole or not at all.
Status write_npy(const std::string& path, const Field& field);

}  // namespace gs
