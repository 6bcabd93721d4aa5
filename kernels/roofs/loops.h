// The loops under the roofs, one set for each instruction set.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/host/isa.h"

namespace gs {

/// One instruction set's loops. Values stay near 1, so no denormals and no
/// overflow, however long they run.
struct RoofLoops {
    /// Runs `rounds` x `chains` x lanes multiply-adds and returns their
    /// number; `sink` takes a result.
    double (*multiply_add_f32)(std::int64_t rounds, double* sink);
    double (*multiply_add_f64)(std::int64_t rounds, double* sink);
    /// Reads and writes back `count` floats, `rounds` times; count is a multiple
    /// of 64, data aligned to 64 bytes.
    void (*update)(float* data, std::size_t count, std::int64_t rounds);
};

/// Those of an instruction set that this CPU has.
RoofLoops roof_loops(Isa isa);

GS_DECLARE_VARIANTS(RoofLoops roof_loops())

}  // namespace gs
