// Fields as NumPy files: shape [2, rows, cols], u then v, float32 or float64, C order.
#pragma once

#include <ostream>
#include <span>
#include <string>

#include "app/core/document/values.h"
#include "kernels/engine/field.h"
#include "kernels/engine/status.h"

namespace gs {

/// Reads versions 1 to 3 of the format, little or big endian, in the file's own scalar. Fails with
/// a sentence if the file is truncated, is of another format, shape or type, is too large for this
/// machine's memory, or holds a value outside the range; `field` is then unchanged.
Status read_npy(const std::string& path, Field& field, const ValueRange& range = kFieldValues);

/// Writes a NumPy file of the field's scalar into the stream.
void put_npy(std::ostream& out, const Field& field);
/// Writes a NumPy file of one plane, [rows][cols], into the stream.
void put_npy(std::ostream& out, std::span<const float> plane, int rows, int cols);
/// A field into a file, whole or not at all.
Status write_npy(const std::string& path, const Field& field);

}  // namespace gs
