#include "app/core/hands/stamps.h"

#include <cmath>

namespace gs {

namespace {

/// A disc has the grid's symmetry and divides along its axes, so the spot is a little longer than
/// wide.
bool in_spot(double along, double across) {
    return along * along / (7.0 * 7.0) + across * across / (5.0 * 5.0) <= 1;
}

/// Strong and nearly round: a longer one becomes two solitons.
bool in_soliton(double along, double across) {
    return along * along / (8.5 * 8.5) + across * across / (7.5 * 7.5) <= 1;
}

/// The U of the seed of skates: closed ahead, 20 cells long and 23 wide, with a gap of 7 (after
/// Munafo, arXiv 1501.01990).
bool in_skate(double along, double across) {
    const bool closed_end = along >= 0, arms = std::abs(across) >= 3.5;
    return std::abs(along) <= 10 && std::abs(across) <= 11.5 && (closed_end || arms);
}

// shape, id, label, help, reach, u, v, cells
constexpr Stamp kStamps[] = {
    {StampShape::Spot, "spot", "Spot", "An oval of u = 0.5, v = 0.25, as the seed of random spots has them.",
     7, 0.5, 0.25, in_spot},
    {StampShape::Soliton, "soliton", "Soliton",
     "A drop of u = 0, v = 1: at the rates of stable solitons (F = 0.074, k = 0.064) it becomes one.", 8.5, 0,
     1, in_soliton},
    {StampShape::Skate, "u-skate", "U-skate",
     "A U-shaped dent of u = 1, v = 0: in the upper uniform state at F = 0.062, k = 0.0609 it glides towards "
     "its closed end.",
     15.5, 1, 0, in_skate},
};

}  // namespace

std::span<const Stamp> stamps() {
    return kStamps;
}

const Stamp* find_stamp(StampShape shape) {
    for (const Stamp& stamp : kStamps)
        if (stamp.shape == shape) return &stamp;
    return nullptr;
}

}  // namespace gs
