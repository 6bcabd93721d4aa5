#include "tests/emulation/fiber.h"

#include <sys/mman.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>

#include "kernels/host/denormals.h"

#include <sanitizer/common_interface_defs.h>

namespace gs::emulation {

namespace {

constexpr std::size_t kStackBytes = std::size_t{260} << 10;

/// Bytes at a stack's beginning that stay unused, a different number for each fiber: otherwise the
/// ends of the stacks, which are all that is used of them, would share a few sets of the cache.
std::size_t next_skew() {
    constexpr std::size_t kPage = 4096;
    static std::size_t skew = 0;
    skew = (skew + 17 * 64) % kPage;
    return skew;
}

/// A stack is never freed, since fibers live as long as the program.
struct KeptStack {
    boost::context::stack_context allocate() { std::abort(); }
    void deallocate(boost::context::stack_context&) {}
};

}  // namespace

Fiber::Fiber() {
    stack_ = mmap(nullptr, kStackBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
                  -1, 0);
    if (stack_ == MAP_FAILED) {
        std::fputs("emulation: no memory for a fiber's stack\n", stderr);
        std::abort();
    }
    boost::context::stack_context context;
    context.size = kStackBytes - next_skew();
    context.sp = static_cast<char*>(stack_) + context.size;
    inside_ = boost::context::fiber(
        std::allocator_arg, boost::context::preallocated(context.sp, context.size, context), KeptStack{},
        [this](boost::context::fiber&& outside) {
            outside_ = std::move(outside);
            __sanitizer_finish_switch_fiber(nullptr, &outside_stack_, &outside_size_);
            loop();
            return std::move(outside_);
        });
}

void Fiber::loop() {
    for (;;) {
        const FlushDenormals flush;  // each fiber has its own floating-point modes
        job_();
        busy_ = false;
        suspend();
    }
}

void Fiber::start(std::function<void()> job) {
    job_ = std::move(job);
    busy_ = true;
}

bool Fiber::resume() {
    void* fake = nullptr;
    __sanitizer_start_switch_fiber(&fake, stack_, kStackBytes);
    inside_ = std::move(inside_).resume();
    __sanitizer_finish_switch_fiber(fake, nullptr, nullptr);
    return busy_;
}

void Fiber::suspend() {
    void* fake = nullptr;
    __sanitizer_start_switch_fiber(&fake, outside_stack_, outside_size_);
    outside_ = std::move(outside_).resume();
    __sanitizer_finish_switch_fiber(fake, &outside_stack_, &outside_size_);
}

}  // namespace gs::emulation
