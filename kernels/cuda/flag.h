// Flags in global memory, by which blocks that run at once tell each other what they have written.
//
// Why a block reads what another one has written, edge by edge (the names are those of CUDA's
// memory model):
//
//   stores, __syncthreads, post    The barrier orders every thread's stores before the release of
//                                  the thread that posts, and a release covers all that is ordered
//                                  before it, by whichever thread it was written.
//   post, wait                     The release, and the load that sees its number, have the device
//                                  as their scope, and the load is an acquire: they synchronise.
//   wait, __syncthreads, loads     The barrier passes on to every thread what the one that waited
//                                  has acquired.
//
// And why no block overwrites what another one still reads: the other's loads come before its next
// post, by the same edges.
#pragma once

#include <cuda_runtime.h>
#include <cuda/atomic>

namespace gs {

/// A number that only its owner raises; 0 before the launch.
using Flag = cuda::atomic_ref<unsigned, cuda::thread_scope_device>;

/// One thread, behind a __syncthreads: publishes what all threads of the block have written.
__device__ inline void post(unsigned& flag, unsigned number) {
    Flag(flag).store(number, cuda::memory_order_release);
}

/// One thread, before a __syncthreads: returns when the flag's owner has posted this number or a
/// later one. The owner must be running: only in a cooperative launch.
__device__ inline void wait(unsigned& flag, unsigned number) {
    while (Flag(flag).load(cuda::memory_order_acquire) < number) __nanosleep(20);
}

/// The same without the acquire: what others have written may not be visible after it. Only for
/// measuring what the acquire costs.
__device__ inline void wait_relaxed(unsigned& flag, unsigned number) {
    while (Flag(flag).load(cuda::memory_order_relaxed) < number) __nanosleep(20);
}

}  // namespace gs
