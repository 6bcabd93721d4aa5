// The part of Thrust that cuda-thrust uses: each cell is a thread of the emulation.
#pragma once

#include <cuda_runtime.h>

namespace thrust {

namespace emulated {
template <class Iterator, class Function>
void call(Iterator first, int count, Function function) {
    const int i = static_cast<int>(blockIdx.x * blockDim.x + threadIdx.x);
    if (i < count) function(first[i]);
}
}  // namespace emulated

template <class Policy, class Iterator, class Function>
Iterator for_each_n(const Policy& policy, Iterator first, int count, Function function) {
    void* arguments[] = {&first, &count, &function};
    cudaLaunchKernel(emulated::call<Iterator, Function>, dim3(static_cast<unsigned>(count + 127) / 128),
                     dim3(128), arguments, 0, policy.stream);
    return first;
}

}  // namespace thrust
