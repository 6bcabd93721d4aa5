// Checks of a frame's way from a CUDA kernel into OpenGL's textures, for tests with an OpenGL
// context into which CUDA can write: a window's, or EGL's.
#pragma once

#include "app/render/interop.h"
#include "app/render/transfer.h"
#include "kernels/cuda/info.h"
#include "kernels/engine/engine.h"

namespace gs::test {

/// The amount of work: steps between two frames, and the largest field. The emulation takes
/// microseconds per cell.
struct InteropScale {
    int steps = 50, rows = 1080, cols = 1920;
};

/// Textures, and a field that cuda-vector steps. The context must be current, and must outlive it.
struct InteropBench {
    FieldTextures textures;
    Transfer transfer;
    Engine engine;
    InteropScale scale{};

    /// Steps a field of this size, and returns a frame on the device or on the host.
    Frame stepped(int rows, int cols, bool on_device);
    /// The field that OpenGL finds in the textures.
    Field drawn() const;
};

/// Chooses the device to compute on as the program does: one that draws the current context, if one
/// of them can run the kernels, else the first that can. Fails if frames can't stay on it.
inline Status choose_device(const gl::Device& gl) {
    const Interop::Drawing drawing = Interop::drawing_devices(gl);
    cuda_choose_device(drawing.devices);
    return Interop::check_device(drawing);
}

/// Both planes.
inline constexpr PlaneSet kBoth{true, true};

/// The textures hold the field to the bit, frame after frame, and keep it while the engine
/// continues to step.
void check_bits(InteropBench& bench);
/// Frames on the device and on the host alternate.
void check_switching(InteropBench& bench);
/// The simulation changes to another size, or to the CPU, while the last frame is still shown.
void check_outliving(InteropBench& bench);

}  // namespace gs::test
