// Large memory for fast kernels: in huge pages if the system gives them, and untouched, so that
// the thread that writes to it first has it near (first touch).
#pragma once

#include <cstddef>
#include <utility>

namespace gs {

/// Bytes of a huge page.
inline constexpr std::size_t kHugePage = std::size_t{2} << 20;

/// Floats from row to row, for rows of so many: whole cache lines, and no multiple of a page, whose
/// rows would fall into the same cache sets.
inline std::ptrdiff_t row_pitch(std::ptrdiff_t floats) {
    constexpr std::ptrdiff_t line = 16, page = 1024;
    const std::ptrdiff_t pitch = (floats + line - 1) / line * line;
    const std::ptrdiff_t over = pitch % page;
    return over < 2 * line || over > page - 2 * line ? pitch + 5 * line : pitch;
}

/// Zeroed floats, aligned to a page; a move-only owner.
class HugeMemory {
  public:
    HugeMemory() = default;
    /// Throws std::bad_alloc.
    explicit HugeMemory(std::size_t floats);
    ~HugeMemory();
    HugeMemory(HugeMemory&& other) noexcept
        : data_(std::exchange(other.data_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
    HugeMemory& operator=(HugeMemory&& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(bytes_, other.bytes_);
        return *this;
    }

    float* data() const { return data_; }

  private:
    float* data_ = nullptr;
    std::size_t bytes_ = 0;
};

}  // namespace gs
