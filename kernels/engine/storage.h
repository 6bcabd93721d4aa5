// Planes in a kernel's memory: two states of the field that the engine
// flips, with one ring of ghost cells.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "kernels/engine/field.h"
#include "kernels/kernel_api.h"

namespace gs {

/// Memory that could not be had; the message names the size asked for.
struct OutOfMemory : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Feed and kill for each cell, [rows][cols] each; empty: the uniform
/// parameters hold. u is feed, v is kill.
using RatePlanes = Field;

/// Two states of rows x cols cells, and the planes of feed and kill where
/// they vary. One thread at a time.
class Storage {
  public:
    virtual ~Storage() = default;

    /// Which: 0 or 1. Valid for the storage's life.
    virtual gs_field state(int which) = 0;
    virtual void* stream() { return nullptr; }

    /// Copies a rectangle of the host field into / out of a state. The field has the
    /// rectangle's size and any scalar.
    virtual void write(int which, const Rect& rect, const Field& cells) = 0;
    virtual void read(int which, const Rect& rect, Field& cells) = 0;
    /// Fills the ring of ghost cells of a state by the boundary of p.
    virtual void fill_ghosts(int which, const gs_params& p) = 0;
    /// u and v of all cells as float, rows x cols without pitch, to host memory; nullptr: not
    /// wanted.
    virtual void copy_out(int which, float* u, float* v) = 0;
    /// Waits until all that was queued is done. Returns an empty
    /// string or what failed on the device.
    virtual std::string finish() { return {}; }
};

/// Throws OutOfMemory. rates: empty, or the planes of feed and kill.
std::unique_ptr<Storage> make_host_storage(gs_scalar scalar, int rows, int cols, const RatePlanes& rates);

/// Throws OutOfMemory, or std::runtime_error with the device's reason. Where the program was built
/// without CUDA it always throws.
std::unique_ptr<Storage> make_cuda_storage(gs_scalar scalar, int rows, int cols, const RatePlanes& rates);

/// Elements from row to row of the engine's planes: whole 64-byte vectors with room for
/// ghost cells on both sides, and never a multiple of 4096 bytes, where all rows of a column
/// would fall into the same cache set.
std::ptrdiff_t plane_pitch(int cols, std::size_t element_bytes);

}  // namespace gs
