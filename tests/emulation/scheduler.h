// The execution model of a GPU on one thread of the host: every thread of a block is a
// fiber, and a fiber runs until it has to wait for others. Which one runs next, and how far
// a warp gets ahead of the others, is drawn from a fixed sequence, so that what works only
// in one order shows, and shows again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace gs::emulation {

struct Index {
    unsigned x = 0, y = 0, z = 0;
};

/// Where the fiber that runs now stands: what CUDA calls threadIdx, blockIdx, blockDim and gridDim.
struct Place {
    Index thread, block, block_size, grid_size;
};
extern Place place;

/// Runs `thread` once for each thread of the grid. Blocks run one after the other, or, where
/// `cooperative`, all at once and interleaved. Ends the program with a sentence where threads wait
/// for each other forever, or leave others waiting at a barrier.
void run_grid(Index grid, Index block, std::size_t shared_bytes, bool cooperative,
              const std::function<void()>& thread);

/// The block's dynamic shared memory, filled with NaN when the block starts;
/// exactly as long as was asked for.
void* shared_memory();

/// __syncthreads.
void barrier(const char* file, int line);
/// Every lane of the mask gives 8 bytes and gets those of all lanes, in an array of 32. All of them
/// must come from the same line of the source.
const std::uint64_t* exchange(unsigned mask, std::uint64_t value, const char* file, int line);
unsigned lane();

/// A store of up to 16 bytes past the L1 cache. In a cooperative launch nobody sees it before a
/// release, which carries only what its thread has stored, and what the block's other threads have
/// before the last barrier; and then not before another block acquires. (A GPU lets the own block
/// see it at once; no kernel here rests on that.)
void store_late(void* to, const void* value, std::size_t size);
/// What the running thread does before others may know of its block's
/// stores: a fence at device scope.
void release();
/// What it does before its block may know of others' stores. Whatever was released is then
/// seen by all blocks, since there is one memory: a block that never acquires shows in the
/// answer only if no other one does.
void acquire();

/// Lets others run: what a thread that spins on a flag calls.
void spin();

}  // namespace gs::emulation
