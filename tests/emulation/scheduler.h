// The execution model of a GPU on one thread of the host: every thread of a block is a fiber, and a
// fiber runs until it has to wait for others. A fixed pseudo-random sequence decides which one runs
// next and how far a warp gets ahead of the others, so that code that works only in one order
// fails, and fails again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace gs::emulation {

struct Index {
    unsigned x = 0, y = 0, z = 0;
};

/// The place of the running thread: CUDA's threadIdx, blockIdx, blockDim and gridDim.
struct Place {
    Index thread, block, block_size, grid_size;
};
extern Place place;

/// Runs `thread` once for each thread of the grid. Blocks run one after the other or, if
/// `cooperative`, all at once and interleaved. Ends the program with a sentence if threads wait for
/// each other for ever, or leave others waiting at a barrier.
void run_grid(Index grid, Index block, std::size_t shared_bytes, bool cooperative,
              const std::function<void()>& thread);

/// The block's dynamic shared memory, filled with NaN when the block starts; exactly as long as was
/// requested.
void* shared_memory();

/// __syncthreads.
void barrier(const char* file, int line);
/// Every lane of the mask passes in 8 bytes and gets those of all lanes, in an array of 32. All
/// lanes must call it from the same line of the source.
const std::uint64_t* exchange(unsigned mask, std::uint64_t value, const char* file, int line);
unsigned lane();

/// A store of up to 16 bytes past the L1 cache. In a cooperative launch it becomes visible only by
/// a release, which covers the stores of its own thread, and those of the block's other threads
/// before the last barrier, and then only to a block that acquires. (On a GPU the storing block
/// sees it at once; no kernel here relies on that.)
void store_late(void* to, const void* value, std::size_t size);
/// A release fence at device scope, after which other blocks may learn of the block's stores.
void release();
/// An acquire fence, after which the block sees others' stores. Since there is only one memory, all
/// blocks then see what was released: a block that never acquires shows in the answer only if no
/// other block acquires either.
void acquire();

/// Lets other threads run; called by a thread that spins on a flag.
void spin();

}  // namespace gs::emulation
