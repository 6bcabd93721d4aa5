// Which tiles of cuda-temporal are at rest: the maps in device memory, from one pass to the next.
#pragma once

#include <cuda_runtime.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kernels/cuda/rest_map.h"
#include "kernels/kernel_api.h"

namespace gs {

/// A field of this size, cut into strips of `own` columns and bands of `rows_a_band` >= depth rows;
/// a pass makes `depth` steps.
struct RestCut {
    int rows = 0, cols = 0;
    int strips = 0, bands = 0;
    int own = 0, rows_a_band = 0, depth = 0;
};

/// Belongs to the thread that steps. All work is queued on one stream; what fails is told as by
/// launch().
class StripsAtRest {
  public:
    StripsAtRest() = default;
    ~StripsAtRest() { cudaFree(memory_); }
    StripsAtRest(const StripsAtRest&) = delete;
    StripsAtRest& operator=(const StripsAtRest&) = delete;

    /// All tiles are awake. leaves_out: false: all of them are stepped in each pass.
    const char* open(const RestCut& cut, bool leaves_out, cudaStream_t stream);

    /// The next step is another function of the cells: all tiles are awake.
    const char* wake();
    /// These cells were written from outside.
    const char* wake(int row, int col, int rows, int cols);

    /// For the next pass, which is then counted as done.
    RestMap next_pass(bool wraps);
    /// Fewer steps than a pass makes, of all cells, were queued.
    const char* stepped(std::int64_t steps, bool wraps);

    /// Waits for the stream if something was queued since the last call. If the device does not
    /// answer, it is what was known before.
    gs_activity activity();

  private:
    RestMap map(bool wraps) const;
    void mark_blocks(const std::vector<std::uint8_t>& states);

    RestCut cut_;
    bool leaves_out_ = false;
    cudaStream_t stream_ = nullptr;
    /// Counters, then two maps.
    unsigned char* memory_ = nullptr;
    std::size_t tiles_ = 0;
    /// Which of the maps is the last pass's.
    int now_ = 0;
    bool wraps_ = false;
    /// Whether something was queued since `activity_`.
    bool unread_ = true;
    /// Steps of the whole field, and those of them in which all cells were computed.
    std::int64_t advanced_ = 0, whole_ = 0;
    gs_activity activity_{};
    std::vector<std::uint8_t> blocks_;
};

}  // namespace gs
