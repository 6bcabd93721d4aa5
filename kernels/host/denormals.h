// Denormals are flushed to zero in every thread that steps a field: v decays into them away from
// the patterns, where each operation on them costs a hundred cycles or more. All kernels do, so
// that it changes no result between kernels.
#pragma once

#include <cstdint>

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

namespace gs {

/// Flush-to-zero and denormals-are-zero for the calling thread, until the end of the scope.
class FlushDenormals {
  public:
#if defined(__SSE2__)
    FlushDenormals() : before_(_mm_getcsr()) {
        _mm_setcsr(before_ | 0x8040U);
    }
    ~FlushDenormals() {
        _mm_setcsr(before_);
    }
#elif defined(__aarch64__)
    FlushDenormals() {
        asm volatile("mrs %0, fpcr" : "=r"(before_));
        asm volatile("msr fpcr, %0" ::"r"(before_ | (std::uint64_t{1} << 24)));
    }
    ~FlushDenormals() {
        asm volatile("msr fpcr, %0" ::"r"(before_));
    }
#else
    FlushDenormals() = default;
#endif
    FlushDenormals(const FlushDenormals&) = delete;
    FlushDenormals& operator=(const FlushDenormals&) = delete;

  private:
#if defined(__SSE2__)
    unsigned before_;
#elif defined(__aarch64__)
    std::uint64_t before_ = 0;
#endif
};

}  // namespace gs
