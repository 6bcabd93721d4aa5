// The fields from which a run starts. Every value is exact in float32, so that all kernels start
// from the same field.
#pragma once

#include <cstdint>
#include <span>

#include "app/core/document/choices.h"
#include "kernels/engine/field.h"

namespace gs {

struct Document;

/// The most spots that may be asked for; more would be noise.
inline constexpr std::int64_t kMostSpots = 100000;

/// The parameters of a seed.
struct SeedSpec {
    SeedKind seed = SeedKind::Spots;
    /// Number of spots of a seed that scatters them; 0: usual_spots().
    std::int64_t spots = 0;
    /// Number of the random sequence.
    std::int64_t number = 1;
    /// The rates, for seeds that are made of the upper uniform state.
    double feed = 0, kill = 0;
};

/// A row of the table of seeds.
struct Seed {
    SeedKind kind;
    const char *id, *label, *help;
    /// True if the seed uses SeedSpec::number, and also SeedSpec::spots if `usual` is not 0.
    bool scatters;
    /// Number of spots in 256 x 256 cells if none is given.
    std::int64_t usual;
    /// True if the seed is made of the upper uniform state, and so of feed and kill.
    bool of_rates;
    /// Draws the seed into a field of u = 1, v = 0.
    void (*fill)(Field& field, const SeedSpec& spec);
};

/// Every seed, in the order of the menu. Valid for the program's life; any thread.
std::span<const Seed> seeds();
/// The row of this kind; nullptr for a start from a file, which is not made.
const Seed* find_seed(SeedKind kind);

/// The number of spots that this seed scatters over a field of this size if none is given: at least
/// 1, or 0 for a seed without spots.
std::int64_t usual_spots(const Seed& seed, std::int64_t rows, std::int64_t cols);

/// The seed that the document asks for.
SeedSpec seed_of(const Document& d);

/// A float32 field of this size. spec.seed is not File.
Field make_seed(int rows, int cols, const SeedSpec& spec);

}  // namespace gs
