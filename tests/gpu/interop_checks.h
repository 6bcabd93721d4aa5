// A frame's way from a CUDA kernel into OpenGL's textures, as checks for whoever has an OpenGL
// context that CUDA can write into: a window, or EGL.
#pragma once

#include "app/render/transfer.h"
#include "kernels/engine/engine.h"

namespace gs::test {

/// How much the checks do: steps between two frames, and the largest field. Emulated, a cell takes
/// microseconds.
struct InteropScale {
    int steps = 50, rows = 1080, cols = 1920;
};

/// Textures, and a field that cuda-vector steps. The context must be current, and must outlive it.
struct InteropBench {
    FieldTextures textures;
    Transfer transfer;
    Engine engine;
    InteropScale scale{};

    /// The field of this size some steps on, as a frame on the device or on the host.
    Frame stepped(int rows, int cols, bool on_device);
    /// What OpenGL finds in the textures.
    Field drawn() const;
};

/// u and v are wanted.
inline constexpr PlaneSet kBoth{true, true};

/// The textures hold the field to the bit, again and again, and keep it while the engine steps on.
void check_bits(InteropBench& bench);
/// Frames on the device and on the host take turns.
void check_switching(InteropBench& bench);
/// The simulation goes on to another size, or to the CPU, while the last frame is still shown.
void check_outliving(InteropBench& bench);

}  // namespace gs::test
