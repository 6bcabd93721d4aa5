// Launching a CUDA kernel as a plain call, without the <<<>>> syntax, so that the same source
// also compiles against the emulation of tests/emulation; and what every CUDA kernel says
// when the device reports an error.
#pragma once

#include <cuda_runtime.h>

#include <cstddef>
#include <tuple>
#include <utility>

namespace gs {

/// NULL for success, else CUDA's own sentence (a static string). Forgets the error, so that a later
/// call does not report it again.
inline const char* message_of(cudaError_t error) {
    if (error == cudaSuccess) return nullptr;
    cudaGetLastError();
    return cudaGetErrorString(error);
}

/// Kernels that are started together later, each after the one before: a CUDA graph that
/// is being built, node by node. Nothing is captured from a stream, so that no other
/// thread's calls can come between.
struct Chain {
    cudaGraph_t graph = nullptr;
    /// The node that was added last, null before the first.
    cudaGraphNode_t last{};
};

/// Where a kernel is started: blocks, threads per block, bytes of dynamic shared memory, the
/// stream; or the chain that it is added to instead.
struct Launch {
    dim3 grid, block;
    std::size_t shared = 0;
    cudaStream_t stream = nullptr;
    Chain* chain = nullptr;
    /// Whether all blocks run at once, or the launch fails.
    bool cooperative = false;
};

/// Adds a kernel behind the chain's last; its arguments are copied. NULL, or what failed.
template <class... P>
const char* add_to_chain(const Launch& where, void (*kernel)(P...), void** arguments) {
    cudaKernelNodeParams node{};
#if defined(GS_CUDA_EMULATION)
    node.func = kernel;
#else
    node.func = reinterpret_cast<void*>(kernel);
#endif
    node.gridDim = where.grid;
    node.blockDim = where.block;
    node.sharedMemBytes = static_cast<unsigned>(where.shared);
    node.kernelParams = arguments;
    Chain& chain = *where.chain;
    const bool follows = chain.last != cudaGraphNode_t{};
    const cudaGraphNode_t before = chain.last;
    return message_of(cudaGraphAddKernelNode(&chain.last, chain.graph, follows ? &before : nullptr,
                                             follows ? 1 : 0, &node));
}

/// Queues `kernel(arguments...)` and does not wait. NULL, or what failed.
template <class... P, class... A>
const char* launch(const Launch& where, void (*kernel)(P...), A&&... arguments) {
    std::tuple<P...> values(std::forward<A>(arguments)...);
    return std::apply(
        [&](P&... value) {
            void* pointers[] = {static_cast<void*>(&value)...};
            if (where.chain != nullptr) return add_to_chain(where, kernel, pointers);
            if (where.cooperative)
                return message_of(cudaLaunchCooperativeKernel(kernel, where.grid, where.block, pointers,
                                                              where.shared, where.stream));
            return message_of(
                cudaLaunchKernel(kernel, where.grid, where.block, pointers, where.shared, where.stream));
        },
        values);
}

/// The same for a kernel whose blocks wait for each other.
template <class... P, class... A>
const char* launch_cooperative(Launch where, void (*kernel)(P...), A&&... arguments) {
    where.cooperative = true;
    return launch(where, kernel, std::forward<A>(arguments)...);
}

/// Blocks of `block` cells (threads, rows) that cover `cells` of them.
inline unsigned blocks_for(int cells, int block) {
    return static_cast<unsigned>((cells + block - 1) / block);
}

}  // namespace gs
