// What the values of a file may be. They are looked at before anything uses them.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "kernels/engine/field.h"
#include "kernels/engine/status.h"

namespace gs {

/// No Gray-Scott field holds a larger magnitude: one that does has blown up.
inline constexpr double kLargestValue = 1e4;

/// What the two planes of an array are called, and what each of their values must lie between.
struct ValueRange {
    std::string_view planes[2];
    double low, high;
};
inline constexpr ValueRange kFieldValues{{"u", "v"}, -kLargestValue, kLargestValue};
inline constexpr ValueRange kRateValues{{"feed", "kill"}, 0, 1};

/// How many of the values lie outside the range; NaN does. One pass that the compiler can
/// vectorise, for at most 2^31 values.
template <class T>
std::size_t count_outside(std::span<const T> values, const ValueRange& range) {
    const auto low = static_cast<T>(range.low), high = static_cast<T>(range.high);
    unsigned within = 0;  // both comparisons are always made: with && the compiler leaves the loop as it is
    for (const T x : values) within += static_cast<unsigned>(x >= low) & static_cast<unsigned>(x <= high);
    return values.size() - within;
}

/// Fails with the first value that is outside the range, where it
/// stands, and how many more there are.
Status check_values(const Field& field, const ValueRange& range);

}  // namespace gs
