// The fields that a run starts from. Every value is exact in float32, so that all kernels start from the
// same.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "kernels/field.h"

namespace gs {

/// More spots than this are noise.
inline constexpr std::int64_t kMostSpots = 100000;

/// What a seed is made from. feed and kill matter to those that start at the upper uniform state.
struct SeedSpec {
    std::string_view seed = "spots";
    std::int64_t spots = 24;  ///< how many, for those that scatter
    std::int64_t number = 1;  ///< of the random sequence
    double feed = 0, kill = 0;
};

/// A way to start.
struct Seed {
    const char *id, *label, *help;
    bool scatters;                                     ///< uses `spots` and `number`
    void (*fill)(Field& field, const SeedSpec& spec);  ///< on u = 1, v = 0
};

/// Every seed, in the order of the menu. Valid for the program's life; any thread.
std::span<const Seed> seeds();
const Seed* find_seed(std::string_view id);

/// A float32 field of this size. spec.seed is one of seeds().
Field make_seed(int rows, int cols, const SeedSpec& spec);

}  // namespace gs
