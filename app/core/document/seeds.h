// The fields that a run starts from. Every value is exact in float32, so that
// all kernels start from the same.
#pragma once

#include <cstdint>
#include <span>

#include "app/core/document/choices.h"
#include "kernels/engine/field.h"

namespace gs {

/// More spots than this are noise.
inline constexpr std::int64_t kMostSpots = 100000;

/// What a seed is made from.
struct SeedSpec {
    SeedKind seed = SeedKind::Spots;
    /// How many, for those that scatter; 0: usual_spots().
    std::int64_t spots = 0;
    /// Of the random sequence.
    std::int64_t number = 1;
    /// For those that are made of the upper uniform state.
    double feed = 0, kill = 0;
};

/// A way to start.
struct Seed {
    SeedKind kind;
    const char *id, *label, *help;
    /// Uses `number`, and `spots` where `usual` is not 0.
    bool scatters;
    /// Spots in 256 x 256 cells where no number is given.
    std::int64_t usual;
    /// Made of the upper uniform state, thus of feed and kill.
    bool of_rates;
    /// On u = 1, v = 0.
    void (*fill)(Field& field, const SeedSpec& spec);
};

/// Every seed, in the order of the menu. Valid for the program's life; any thread.
std::span<const Seed> seeds();
/// The row of this kind; nullptr for a start from a file, which is not made.
const Seed* find_seed(SeedKind kind);

/// As many spots as this seed scatters over a field of this size if no number is given: at least 1,
/// or 0 for a seed that scatters none.
std::int64_t usual_spots(const Seed& seed, std::int64_t rows, std::int64_t cols);

/// A float32 field of this size. spec.seed is not File.
Field make_seed(int rows, int cols, const SeedSpec& spec);

}  // namespace gs
