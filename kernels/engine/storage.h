// Planes in a kernel's memory: two states of the field that the engine
// flips, with one ring of ghost cells.
#pragma once

#include <memory>

#include "kernels/engine/field.h"
#include "kernels/engine/status.h"
#include "kernels/kernel_api.h"

namespace gs {

/// Feed and kill for each cell, [rows][cols] each; empty: the uniform
/// parameters hold. u is feed, v is kill.
using RatePlanes = Field;

/// Two states of rows x cols cells, and the planes of feed and kill if they vary. One thread at a
/// time. May throw std::bad_alloc when it converts cells; the engine turns that into a Status.
class Storage {
  public:
    virtual ~Storage() = default;

    /// Which: 0 or 1. Valid for the storage's life.
    virtual gs_field state(int which) = 0;
    virtual void* stream() { return nullptr; }

    /// Copies a rectangle of the host field into / out of a state. The field has the rectangle's
    /// size and any scalar. Waits for the device.
    virtual Status write(int which, const Rect& rect, const Field& cells) = 0;
    virtual Status read(int which, const Rect& rect, Field& cells) = 0;
    /// Fills the ring of ghost cells of a state by the boundary of p. Does not wait.
    virtual Status fill_ghosts(int which, const gs_params& p) = 0;
    /// u and v of all cells as float, rows x cols without pitch, to host memory; nullptr: not
    /// wanted. Waits for the device.
    virtual Status copy_out(int which, float* u, float* v) = 0;
    /// Waits until all that was queued is done; fails if something failed on the device.
    virtual Status finish() { return {}; }
};

/// Makes planes that hold nothing but zeros. rates: empty, or the planes of feed and kill. Fails if
/// there is no memory for them, and names the size; `made` is then left alone.
Status make_host_storage(gs_scalar scalar, int rows, int cols, const RatePlanes& rates,
                         std::unique_ptr<Storage>& made);

/// The same in the device's memory; fails with the device's reason, too. A program that is built
/// without CUDA always fails here.
Status make_cuda_storage(gs_scalar scalar, int rows, int cols, const RatePlanes& rates,
                         std::unique_ptr<Storage>& made);

/// Elements from row to row of the engine's planes: whole 64-byte vectors with room for
/// ghost cells on both sides, and never a multiple of 4096 bytes, where all rows of a column
/// would fall into the same cache set.
std::ptrdiff_t plane_pitch(int cols, std::size_t element_bytes);

}  // namespace gs
