// A map that is computed at once, on all cores.
#pragma once

#include <cstdint>
#include <functional>

#include "app/core/explore/map.h"
#include "kernels/engine/status.h"

namespace gs {

/// Computes the map with the kernel and the knobs that the plan's equations ask for. progress:
/// called a few times per second with the steps that are done; false interrupts it. kernel: id of
/// the kernel that ran. Any thread.
Status compute_map(const MapPlan& plan, const std::function<bool(std::int64_t done)>& progress, Map& map,
                   std::string& kernel);

}  // namespace gs
