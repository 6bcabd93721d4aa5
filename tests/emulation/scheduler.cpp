#include "tests/emulation/scheduler.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

#include "tests/emulation/fiber.h"

namespace gs::emulation {

Place place;

namespace {

constexpr unsigned kLanes = 32;
/// Passes over all threads in which every one of them only spins: then nobody will ever set the flag.
constexpr int kSpinsUntilStuck = 20000;

/// What a thread waits for: a counter that somebody else moves.
struct Wait {
    const unsigned* counter = nullptr;
    unsigned value = 0;
    const char* file = "";
    int line = 0;
    bool over() const { return counter == nullptr || *counter != value; }
};

/// The lanes that have arrived at one operation of the warp. Values lie in two halves by turns: a lane can't
/// be two operations ahead of one that still reads.
struct Warp {
    unsigned present = 0;  ///< lanes that have not ended
    unsigned arrived = 0, mask = 0, done = 0;
    const char* file = nullptr;
    int line = 0;
    std::uint64_t values[2][kLanes] = {};
};

struct Block {
    std::vector<Warp> warps;
    unsigned threads = 0, arrived = 0, barriers = 0;
    std::unique_ptr<unsigned char[]> shared;
};

struct Thread {
    Fiber fiber;
    Place place;
    Block* block = nullptr;
    unsigned rank = 0;
    Wait wait;
    bool spinning = false, running = false;

    Warp& warp() const { return block->warps[rank / kLanes]; }
    unsigned lane() const { return rank % kLanes; }
};

Thread* current = nullptr;

/// Fibers are kept from one grid to the next.
std::vector<std::unique_ptr<Thread>>& pool() {
    static auto* threads = new std::vector<std::unique_ptr<Thread>>;
    return *threads;
}

[[noreturn]] void fail(const char* what, const char* file, int line) {
    std::fprintf(stderr, "emulation: %s at %s:%d, thread (%u, %u) of block (%u, %u)\n", what, file, line,
                 place.thread.x, place.thread.y, place.block.x, place.block.y);
    std::abort();
}

void wait_for(const unsigned& counter, const char* file, int line) {
    current->wait = {&counter, counter, file, line};
    current->fiber.suspend();
}

void thread_ended(Thread& thread) {
    Warp& warp = thread.warp();
    warp.present &= ~(1U << thread.lane());
    if (warp.arrived != 0 && (warp.mask & (1U << thread.lane())) != 0)
        fail("a lane ended that others wait for", warp.file, warp.line);
    if (thread.block->arrived != 0)
        fail("a thread ended that others wait for at a barrier", "the kernel's end", 0);
    --thread.block->threads;
}

/// Blocks [first, first + count) of the grid, all at once.
class Batch {
  public:
    Batch(Index grid, Index size, unsigned first, unsigned count, std::size_t shared_bytes,
          const std::function<void()>& job)
        : blocks_(count) {
        const unsigned threads = size.x * size.y * size.z;
        while (pool().size() < std::size_t{threads} * count) pool().push_back(std::make_unique<Thread>());
        for (unsigned b = 0; b < count; ++b) {
            Block& block = blocks_[b];
            block.threads = threads;
            block.warps.resize((threads + kLanes - 1) / kLanes);
            block.shared = std::make_unique<unsigned char[]>(shared_bytes);
            std::memset(block.shared.get(), 0xFF, shared_bytes);
            for (unsigned t = 0; t < threads; ++t) {
                Thread& thread = *pool()[std::size_t{b} * threads + t];
                const unsigned i = first + b;
                thread.place = {{t % size.x, t / size.x % size.y, t / size.x / size.y},
                                {i % grid.x, i / grid.x % grid.y, i / grid.x / grid.y},
                                size,
                                grid};
                thread.block = &block;
                thread.rank = t;
                thread.wait = {};
                thread.running = true;
                thread.warp().present |= 1U << thread.lane();
                thread.fiber.start([&job] { job(); });
                threads_.push_back(&thread);
            }
        }
    }

    void run() {
        std::size_t left = threads_.size();
        int spins = 0;
        while (left > 0) {
            bool moved = false, stirred = false;
            random_ = random_ * 6364136223846793005U + 1442695040888963407U;
            const std::size_t count = threads_.size(), offset = (random_ >> 33) % count;
            const bool backwards = (random_ >> 32 & 1) != 0;
            for (std::size_t i = 0; i < count; ++i) {
                Thread& thread = *threads_[(offset + (backwards ? count - 1 - i : i)) % count];
                if (!thread.running || !thread.wait.over()) continue;
                left -= step(thread) ? 0 : 1;
                stirred = true;
                moved = moved || !thread.spinning;
            }
            if (!stirred) stuck("threads wait for each other");
            spins = moved ? 0 : spins + 1;
            if (spins > kSpinsUntilStuck) stuck("threads spin on a flag that nobody sets");
        }
    }

  private:
    /// False when the thread has ended.
    static bool step(Thread& thread) {
        current = &thread;
        place = thread.place;
        thread.wait = {};
        thread.spinning = false;
        thread.running = thread.fiber.resume();
        if (!thread.running) thread_ended(thread);
        return thread.running;
    }

    [[noreturn]] void stuck(const char* what) const {
        for (const Thread* thread : threads_) {
            if (!thread->running) continue;
            place = thread->place;
            fail(what, thread->wait.file, thread->wait.line);
        }
        std::abort();
    }

    std::vector<Block> blocks_;
    std::vector<Thread*> threads_;
    std::uint64_t random_ = 1;
};

}  // namespace

void run_grid(Index grid, Index block, std::size_t shared_bytes, bool cooperative,
              const std::function<void()>& thread) {
    const unsigned blocks = grid.x * grid.y * grid.z;
    const unsigned at_once = cooperative ? blocks : 1;
    for (unsigned first = 0; first < blocks; first += at_once)
        Batch(grid, block, first, at_once, shared_bytes, thread).run();
}

void* shared_memory() {
    return current->block->shared.get();
}

unsigned lane() {
    return current->lane();
}

void barrier(const char* file, int line) {
    Block& block = *current->block;
    if (++block.arrived < block.threads) {
        wait_for(block.barriers, file, line);
        return;
    }
    block.arrived = 0;
    ++block.barriers;
}

const std::uint64_t* exchange(unsigned mask, std::uint64_t value, const char* file, int line) {
    Warp& warp = current->warp();
    const unsigned self = 1U << current->lane();
    if ((mask & self) == 0) fail("a lane takes part that its mask does not name", file, line);
    if ((mask & ~warp.present) != 0) fail("the mask names a lane that has ended", file, line);
    if (warp.arrived == 0) {
        warp.mask = mask;
        warp.file = file;
        warp.line = line;
    }
    if (warp.mask != mask || warp.line != line || std::strcmp(warp.file, file) != 0)
        fail("lanes of a warp meet in different operations", file, line);
    const unsigned half = warp.done & 1;
    warp.values[half][current->lane()] = value;
    warp.arrived |= self;
    if (warp.arrived == mask) {
        warp.arrived = 0;
        ++warp.done;
    } else {
        wait_for(warp.done, file, line);
    }
    return warp.values[half];
}

void spin() {
    current->spinning = true;
    current->fiber.suspend();
}

}  // namespace gs::emulation
