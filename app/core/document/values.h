// The range of the values in a file, which are checked before anything uses them.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "kernels/engine/field.h"
#include "kernels/engine/status.h"

namespace gs {

/// The largest magnitude in a Gray-Scott field; a field with a larger one has blown up.
inline constexpr double kLargestValue = 1e4;

/// The names of the two planes of an array, and the range in which each of their values must lie.
struct ValueRange {
    std::string_view planes[2];
    double low, high;
};
inline constexpr ValueRange kFieldValues{{"u", "v"}, -kLargestValue, kLargestValue};
inline constexpr ValueRange kRateValues{{"feed", "kill"}, 0, 1};

/// Counts the values outside the range, of which NaN is one. A single pass that the compiler can
/// vectorise, for at most 2^31 values.
template <class T>
std::size_t count_outside(std::span<const T> values, const ValueRange& range) {
    const auto low = static_cast<T>(range.low), high = static_cast<T>(range.high);
    unsigned within = 0;  // both comparisons are made: with && the loop is not vectorised
    for (const T x : values) within += static_cast<unsigned>(x >= low) & static_cast<unsigned>(x <= high);
    return values.size() - within;
}

/// Fails with the first value outside the range, its place, and the number of further ones.
Status check_values(const Field& field, const ValueRange& range);

}  // namespace gs
