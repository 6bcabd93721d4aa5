// Which tiles of cuda-temporal are at rest: the maps in device memory, from one pass to the next.
#pragma once

#include <cuda_runtime.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kernels/cuda/plan.h"
#include "kernels/cuda/rest_map.h"
#include "kernels/kernel_api.h"

namespace gs {

/// Belongs to the thread that steps. All work is queued on one stream; what fails is told as by
/// launch().
class StripsAtRest {
  public:
    StripsAtRest() = default;
    ~StripsAtRest() { cudaFree(memory_); }
    StripsAtRest(const StripsAtRest&) = delete;
    StripsAtRest& operator=(const StripsAtRest&) = delete;

    /// For a field of this size that is cut so; all tiles are awake. leaves_out: false: all of them
    /// are stepped in each pass.
    const char* open(int rows, int cols, const StripPlan& plan, bool leaves_out, cudaStream_t stream);

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
    RestMap map() const;
    RestMap go_on(std::int64_t steps, bool wraps);
    /// Where in memory_ the states begin that the last pass has found; or the other ones.
    std::size_t states_at(bool last) const {
        const bool second = last == (now_ == 1);
        return tiles_ * (sizeof(unsigned) + (second ? 1 : 0));
    }
    /// The columns of a strip that are its own.
    int own() const;
    struct Cells {
        int row, col, rows, cols;
    };
    Cells cells_of(int tile) const;
    void mark_blocks(const std::uint8_t* states);

    int rows_ = 0, cols_ = 0;
    StripPlan plan_;
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
