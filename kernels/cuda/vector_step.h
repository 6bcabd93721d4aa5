// One step of the minimal algebra, 16 bytes at a time: the step of cuda-vector, and what the
// kernels that fuse steps take for the steps that are left over.
#pragma once

#include "kernels/cuda/launch.h"
#include "kernels/cuda/plan.h"
#include "kernels/kernel_api.h"
#include "kernels/minimal.h"

namespace gs {

/// Fills the ring of ghost cells of both fields if the boundary is fixed, and of fields[current]
/// elsewhere. Each step then leaves its result's ring filled. NULL, or what failed.
const char* prepare_ghosts(const gs_params& p, const gs_field fields[2], int current, void* stream);

/// Where a step is queued: a stream, or a chain that is being built.
struct Queue {
    cudaStream_t stream = nullptr;
    Chain* chain = nullptr;
};

/// Queues one step. `coefficients` lies in device memory, so that a graph of steps takes other
/// parameters without being built again; its form is `form`. NULL, or what failed.
const char* vector_step(Form form, const Minimal* coefficients, int boundary, const gs_field& in,
                        const gs_field& out, const VectorTile& tile, const Queue& queue);

}  // namespace gs
