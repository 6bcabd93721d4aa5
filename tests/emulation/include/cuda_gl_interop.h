// The part of CUDA's interface to OpenGL that this program uses: a mapped array is host memory,
// which becomes the texture's content when it is unmapped.
#pragma once

#include <cuda_runtime_api.h>

namespace gs::emulation {
struct Registered;
}

using cudaGraphicsResource_t = gs::emulation::Registered*;
using cudaArray_t = gs::emulation::Registered*;
enum cudaGLDeviceList { cudaGLDeviceListAll = 1 };
constexpr unsigned cudaGraphicsRegisterFlagsWriteDiscard = 2;

cudaError_t cudaGLGetDevices(unsigned* count, int* devices, unsigned most, cudaGLDeviceList which);
cudaError_t cudaGraphicsGLRegisterImage(cudaGraphicsResource_t* resource, unsigned texture, unsigned target,
                                        unsigned flags);
cudaError_t cudaGraphicsUnregisterResource(cudaGraphicsResource_t resource);
cudaError_t cudaGraphicsMapResources(int count, cudaGraphicsResource_t* resources, cudaStream_t stream);
cudaError_t cudaGraphicsUnmapResources(int count, cudaGraphicsResource_t* resources, cudaStream_t stream);
cudaError_t cudaGraphicsSubResourceGetMappedArray(cudaArray_t* array, cudaGraphicsResource_t resource,
                                                  unsigned index, unsigned level);
cudaError_t cudaMemcpy2DToArrayAsync(cudaArray_t to, std::size_t x_bytes, std::size_t y, const void* from,
                                     std::size_t from_pitch, std::size_t width, std::size_t height,
                                     cudaMemcpyKind kind, cudaStream_t stream);
