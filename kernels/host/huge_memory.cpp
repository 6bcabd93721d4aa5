#include "kernels/host/huge_memory.h"

#include <sys/mman.h>

#include <cstdint>
#include <new>

namespace gs {

/// A mapping one huge page larger than asked for; what lies outside of
/// whole huge pages is given back.
HugeMemory::HugeMemory(std::size_t floats) {
    bytes_ = (floats * sizeof(float) + kHugePage - 1) / kHugePage * kHugePage;
    void* mapped =
        mmap(nullptr, bytes_ + kHugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) throw std::bad_alloc();
    char* begin = static_cast<char*>(mapped);
    const std::size_t before = (kHugePage - reinterpret_cast<std::uintptr_t>(begin) % kHugePage) % kHugePage;
    if (before > 0) munmap(begin, before);
    munmap(begin + before + bytes_, kHugePage - before);
    madvise(begin + before, bytes_, MADV_HUGEPAGE);
    data_ = reinterpret_cast<float*>(begin + before);
}

HugeMemory::~HugeMemory() {
    if (data_ != nullptr) munmap(data_, bytes_);
}

}  // namespace gs
