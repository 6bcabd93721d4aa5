// What is typed or pasted, read as the one thing that it can mean: numbers, names, sizes.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "kernels/engine/status.h"

namespace gs {

/// A number as it was typed, brought into the form that is read: no blanks around it, no comma or
/// semicolon after it, one comma between digits turned into the decimal point.
struct TypedNumber {
    std::string plain;
    /// Without its comma, where that may also be one that groups thousands ("1,920"); else empty.
    std::string thousands;
};
TypedNumber typed_number(std::string_view typed);

/// The number that was meant by what is no plain number ("3%", "1/3", "5*10^-3", "1.920,5", "0.5
/// s"), as it is to be written; empty where that is not sure.
std::string number_to_write(std::string_view typed);

/// The known name that can only be meant: the same to the letter, or the only one that is the same
/// but for capitals, '-', '_', blanks, and a comma at its end. Empty where there is none.
std::string meant_name(std::string_view typed, std::span<const std::string> known);

/// Columns and rows of a field: "64x48", "64 48", "64 x 48", "64*48", "64,48".
/// The failure says what is allowed.
Status parse_size(std::string_view typed, std::int64_t& cols, std::int64_t& rows);

}  // namespace gs
