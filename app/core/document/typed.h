// Reads typed or pasted numbers, names and sizes, if they can mean only one thing.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "kernels/engine/status.h"

namespace gs {

/// A typed number in the form that can be parsed: without blanks around it and without a comma or
/// semicolon after it; a single comma between digits has become the decimal point.
struct TypedNumber {
    std::string plain;
    /// The number without its comma, if that may group thousands ("1,920"); else empty.
    std::string thousands;
};
TypedNumber typed_number(std::string_view typed);

/// The plain form of a number that was written in another way ("3%", "1/3", "5*10^-3", "1.920,5",
/// "0.5 s"); empty if that is not certain.
std::string number_to_write(std::string_view typed);

/// The known name that must be meant: the identical one, or the only one that is the same except
/// for capitals, '-', '_', blanks, and a comma at the end. Empty if there is none.
std::string meant_name(std::string_view typed, std::span<const std::string> known);

/// Columns and rows of a field: "64x48", "64 48", "64 x 48", "64*48", "64,48". A failure says what
/// is allowed.
Status parse_size(std::string_view typed, std::int64_t& cols, std::int64_t& rows);

}  // namespace gs
