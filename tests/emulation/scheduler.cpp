#include "tests/emulation/scheduler.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

#include "tests/emulation/fiber.h"

namespace gs::emulation {

Place place;

namespace {

constexpr unsigned kLanes = 32;
/// Passes over all threads in which each of them only spins; after so many the flag will never be
/// set.
constexpr int kSpinsUntilStuck = 20000;

/// What a thread waits for: a counter that another thread changes.
struct Wait {
    const unsigned* counter = nullptr;
    unsigned value = 0;
    const char* file = "";
    int line = 0;
    bool over() const { return counter == nullptr || *counter != value; }
};

struct Thread;

/// The lanes that have arrived at one operation of the warp. Values lie in two halves, which
/// alternate: a lane can't be two operations ahead of one that still reads.
struct Warp {
    std::span<Thread> lanes;
    /// Lanes that have not ended.
    unsigned present = 0;
    unsigned arrived = 0, mask = 0, done = 0;
    const char* file = nullptr;
    int line = 0;
    std::uint64_t values[2][kLanes] = {};
};

/// A store that other blocks do not see yet.
struct LateStore {
    void* to;
    std::array<unsigned char, 16> bytes;
    std::size_t size;
    /// The thread that stored, and the number of barriers before the store.
    unsigned rank, barriers;
};

struct Block {
    std::span<Warp> warps;
    unsigned threads = 0, arrived = 0, barriers = 0;
    std::unique_ptr<unsigned char[]> shared;
    /// No other block runs at the same time.
    bool alone = true;
    std::vector<LateStore> late;

    /// The stores for which `visible` is true leave the block, in their order.
    template <class Visible>
    void leave(const Visible& visible) {
        std::erase_if(late, [&](const LateStore& store) {
            if (visible(store)) released.push_back(store);
            return visible(store);
        });
    }

    /// The stores that have left a block and have not reached another yet.
    inline static std::vector<LateStore> released;
    static void arrive() {
        for (const LateStore& store : released) std::memcpy(store.to, store.bytes.data(), store.size);
        released.clear();
    }
};

struct Thread {
    /// The fiber that runs the thread, from its first step to its last.
    Fiber* fiber = nullptr;
    Place place;
    Block* block = nullptr;
    unsigned rank = 0;
    Wait wait;
    bool spinning = false, running = true;

    Warp& warp() const { return block->warps[rank / kLanes]; }
    unsigned lane() const { return rank % kLanes; }
};

Thread* current = nullptr;

/// Fibers that run no thread, kept from one grid to the next. The one that was returned last is
/// taken first: if threads do not wait for each other, a single fiber runs them all, and its stack
/// stays in the cache.
std::vector<Fiber*>& idle_fibers() {
    static auto* fibers = new std::vector<Fiber*>;
    return *fibers;
}

Fiber* take_fiber() {
    if (idle_fibers().empty()) return new Fiber;
    Fiber* fiber = idle_fibers().back();
    idle_fibers().pop_back();
    return fiber;
}

[[noreturn]] void fail(const char* what, const char* file, int line) {
    std::fprintf(stderr, "emulation: %s at %s:%d, thread (%u, %u) of block (%u, %u)\n", what, file, line,
                 place.thread.x, place.thread.y, place.block.x, place.block.y);
    std::abort();
}

void wait_for(const unsigned& counter, const char* file, int line) {
    current->wait = {&counter, counter, file, line};
    current->fiber->suspend();
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
        : job_(job) {
        const unsigned threads = size.x * size.y * size.z, warps = (threads + kLanes - 1) / kLanes;
        renew(blocks_, count);
        renew(warps_, count * warps);
        renew(threads_, count * threads);
        for (unsigned b = 0; b < count; ++b) {
            Block& block = blocks_[b];
            block.threads = threads;
            block.alone = count == 1;
            block.warps = std::span(warps_).subspan(std::size_t{b} * warps, warps);
            block.shared = std::make_unique<unsigned char[]>(shared_bytes);
            std::memset(block.shared.get(), 0xFF, shared_bytes);
            for (unsigned t = 0; t < threads; ++t) {
                Thread& thread = threads_[std::size_t{b} * threads + t];
                const unsigned i = first + b;
                thread.place = {{t % size.x, t / size.x % size.y, t / size.x / size.y},
                                {i % grid.x, i / grid.x % grid.y, i / grid.x / grid.y},
                                size,
                                grid};
                thread.block = &block;
                thread.rank = t;
                Warp& warp = thread.warp();
                if (thread.lane() == 0) warp.lanes = std::span(&thread, std::min(kLanes, threads - t));
                warp.present |= 1U << thread.lane();
            }
        }
    }

    void run() {
        left_ = threads_.size();
        int spins = 0;
        while (left_ > 0) {
            stirred_ = moved_ = false;
            in_some_order(warps_, [this](Warp& warp) { run_warp(warp.lanes); });
            if (!stirred_) stuck("threads wait for each other");
            spins = moved_ ? 0 : spins + 1;
            if (spins > kSpinsUntilStuck) stuck("threads spin on a flag that is never set");
        }
        for (Block& block : blocks_) block.leave([](const LateStore&) { return true; });
        Block::arrive();
    }

  private:
    template <class T>
    static void renew(std::vector<T>& items, std::size_t count) {
        items.clear();
        items.resize(count);
    }

    static unsigned random() {
        random_ = random_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<unsigned>(random_ >> 32);
    }

    /// Visits all, from any place on, in either direction.
    template <class Range, class Visit>
    static void in_some_order(Range& range, const Visit& visit) {
        const unsigned drawn = random();
        const std::size_t count = range.size();
        std::size_t at = (drawn >> 1) % count;
        for (std::size_t i = 0; i < count; ++i) {
            at = (drawn & 1) != 0 ? (at == 0 ? count : at) - 1 : at + 1 == count ? 0 : at + 1;
            visit(range[at]);
        }
    }

    /// Runs a warp for some time, so that it may get as far ahead of another as barriers allow, or
    /// until all its lanes wait for other warps.
    void run_warp(std::span<Thread> warp) {
        bool goes_on = true;
        for (unsigned rounds = 1 + random() % 256; goes_on && rounds > 0; --rounds) {
            goes_on = false;
            in_some_order(warp, [&](Thread& thread) {
                if (!thread.running || !thread.wait.over()) return;
                left_ -= step(thread) ? 0 : 1;
                stirred_ = true;
                goes_on = goes_on || !thread.spinning;
            });
            moved_ = moved_ || goes_on;
        }
    }

    /// False when the thread has ended.
    bool step(Thread& thread) {
        current = &thread;
        place = thread.place;
        thread.wait = {};
        thread.spinning = false;
        if (thread.fiber == nullptr) {
            thread.fiber = take_fiber();
            thread.fiber->start([this] { job_(); });
        }
        thread.running = thread.fiber->resume();
        if (thread.running) return true;
        idle_fibers().push_back(thread.fiber);
        thread_ended(thread);
        return false;
    }

    [[noreturn]] void stuck(const char* what) const {
        for (const Thread& thread : threads_) {
            if (!thread.running) continue;
            place = thread.place;
            fail(what, thread.wait.file, thread.wait.line);
        }
        std::abort();
    }

    const std::function<void()>& job_;
    // Kept from one batch to the next, since AddressSanitizer would give each new one other memory,
    // which is not in the cache.
    inline static std::vector<Block> blocks_;
    inline static std::vector<Warp> warps_;
    inline static std::vector<Thread> threads_;
    /// Threads that have not ended.
    std::size_t left_ = 0;
    /// In this pass: a thread ran at all; a thread did more than spin.
    bool stirred_ = false, moved_ = false;
    inline static std::uint64_t random_ = 1;  // continues from grid to grid, so that each has its own order
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
    const bool same_file = warp.file == file || std::strcmp(warp.file, file) == 0;
    if (warp.mask != mask || warp.line != line || !same_file)
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

void store_late(void* to, const void* value, std::size_t size) {
    Block& block = *current->block;
    if (block.alone) {
        std::memcpy(to, value, size);
        return;
    }
    LateStore& store = block.late.emplace_back(LateStore{to, {}, size, current->rank, block.barriers});
    std::memcpy(store.bytes.data(), value, size);
}

void release() {
    Block& block = *current->block;
    block.leave([&](const LateStore& store) {
        return store.rank == current->rank || store.barriers != block.barriers;
    });
}

void acquire() {
    Block::arrive();
}

void spin() {
    current->spinning = true;
    current->fiber->suspend();
}

}  // namespace gs::emulation
