#include "tests/emulation/fiber.h"

#include <sys/mman.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>

#include "kernels/denormals.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/common_interface_defs.h>
#endif

namespace gs::emulation {

namespace {

constexpr std::size_t kStackBytes = std::size_t{256} << 10;

void leave(void** fake, const void* to, std::size_t size) {
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_start_switch_fiber(fake, to, size);
#else
    (void)fake, (void)to, (void)size;
#endif
}

void arrive(void* fake, const void** from, std::size_t* size) {
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_finish_switch_fiber(fake, from, size);
#else
    (void)fake, (void)from, (void)size;
#endif
}

/// Stacks are never given back: fibers live as long as the program.
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
    context.size = kStackBytes;
    context.sp = static_cast<char*>(stack_) + kStackBytes;
    inside_ = boost::context::fiber(std::allocator_arg,
                                    boost::context::preallocated(context.sp, context.size, context),
                                    KeptStack{}, [this](boost::context::fiber&& outside) {
                                        outside_ = std::move(outside);
                                        arrive(nullptr, &outside_stack_, &outside_size_);
                                        loop();
                                        return std::move(outside_);
                                    });
}

void Fiber::loop() {
    for (;;) {
        const FlushDenormals flush;  // a fiber keeps floating-point modes of its own
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
    leave(&fake, stack_, kStackBytes);
    inside_ = std::move(inside_).resume();
    arrive(fake, nullptr, nullptr);
    return busy_;
}

void Fiber::suspend() {
    void* fake = nullptr;
    leave(&fake, outside_stack_, outside_size_);
    outside_ = std::move(outside_).resume();
    arrive(fake, &outside_stack_, &outside_size_);
}

}  // namespace gs::emulation
