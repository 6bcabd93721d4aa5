#include <cuda_gl_interop.h>
#include <glad/gl.h>

#include <algorithm>
#include <vector>

namespace gs::emulation {

struct Registered {
    GLuint texture = 0;
    int cols = 0, rows = 0;
    std::vector<float> cells;
    bool mapped = false;
};

namespace {

/// Counts a call about OpenGL and returns the device's error; every such call begins with it.
cudaError_t asked() {
    ++machine.gl_calls;
    return machine.lost ? cudaErrorLaunchFailure : cudaSuccess;
}

}  // namespace

}  // namespace gs::emulation

using namespace gs::emulation;

cudaError_t cudaGLGetDevices(unsigned* count, int* devices, unsigned most, cudaGLDeviceList) {
    if (const cudaError_t error = asked()) return error;
    *count = static_cast<unsigned>(machine.drawing.size());
    if (machine.drawing.empty()) return cudaErrorNoDevice;
    std::copy_n(machine.drawing.begin(), std::min<std::size_t>(most, machine.drawing.size()), devices);
    return cudaSuccess;
}

cudaError_t cudaGraphicsGLRegisterImage(cudaGraphicsResource_t* resource, unsigned texture, unsigned target,
                                        unsigned) {
    if (const cudaError_t error = asked()) return error;
    if (!machine.registers_textures || target != GL_TEXTURE_2D || glIsTexture(texture) == 0)
        return cudaErrorInvalidValue;
    auto* const made = new Registered{texture, 0, 0, {}, false};
    glBindTexture(GL_TEXTURE_2D, texture);
    glGetTexLevelParameteriv(GL_TEXTURE_2D, 0, GL_TEXTURE_WIDTH, &made->cols);
    glGetTexLevelParameteriv(GL_TEXTURE_2D, 0, GL_TEXTURE_HEIGHT, &made->rows);
    const std::size_t cells = static_cast<std::size_t>(made->cols) * static_cast<std::size_t>(made->rows);
    made->cells.resize(cells);
    glGetTexImage(GL_TEXTURE_2D, 0, GL_RED, GL_FLOAT, made->cells.data());
    *resource = made;
    return cudaSuccess;
}

cudaError_t cudaGraphicsUnregisterResource(cudaGraphicsResource_t resource) {
    if (glIsTexture(resource->texture) == 0) ++machine.late_unregisters;
    delete resource;
    return asked();
}

cudaError_t cudaGraphicsMapResources(int count, cudaGraphicsResource_t* resources, cudaStream_t) {
    if (const cudaError_t error = asked()) return error;
    for (int i = 0; i < count; ++i) resources[i]->mapped = true;
    return cudaSuccess;
}

/// Waits, so that OpenGL sees what the stream wrote; the real call only orders both without
/// waiting.
cudaError_t cudaGraphicsUnmapResources(int count, cudaGraphicsResource_t* resources, cudaStream_t stream) {
    if (const cudaError_t error = asked()) return error;
    cudaStreamSynchronize(stream);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    for (int i = 0; i < count; ++i) {
        Registered& r = *resources[i];
        r.mapped = false;
        glBindTexture(GL_TEXTURE_2D, r.texture);
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, r.cols, r.rows, GL_RED, GL_FLOAT, r.cells.data());
    }
    return cudaSuccess;
}

cudaError_t cudaGraphicsSubResourceGetMappedArray(cudaArray_t* array, cudaGraphicsResource_t resource,
                                                  unsigned, unsigned) {
    if (const cudaError_t error = asked()) return error;
    *array = resource;
    return resource->mapped ? cudaSuccess : cudaErrorInvalidValue;
}

cudaError_t cudaMemcpy2DToArrayAsync(cudaArray_t to, std::size_t x_bytes, std::size_t y, const void* from,
                                     std::size_t from_pitch, std::size_t width, std::size_t height,
                                     cudaMemcpyKind kind, cudaStream_t stream) {
    const std::size_t pitch = static_cast<std::size_t>(to->cols) * sizeof(float);
    char* const cells = reinterpret_cast<char*>(to->cells.data());
    return cudaMemcpy2DAsync(cells + y * pitch + x_bytes, pitch, from, from_pitch, width, height, kind,
                             stream);
}
