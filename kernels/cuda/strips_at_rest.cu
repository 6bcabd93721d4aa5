#include "kernels/cuda/strips_at_rest.h"

#include <algorithm>
#include <cstring>

#include "kernels/cuda/launch.h"
#include "kernels/cuda/minimal.h"

namespace gs {

namespace {

/// Cells on a side of the blocks of gs_activity.
constexpr int kBlock = 16;
constexpr unsigned kThreads = 128;

/// What a step changes lies within a cell of what the last one changed; of fewer steps than a pass
/// makes, within as many as of a pass.
__global__ void spread(RestMap map) {
    const int tile = static_cast<int>(blockIdx.x * blockDim.x + threadIdx.x);
    if (tile >= map.strips * map.bands) return;
    bool awake = false;
    for (int i = 0; i < kNearTiles; ++i) awake = awake || near_is_awake(map, tile, i);
    // What is at rest was written to both fields, or was alike.
    map.after[tile] = awake ? kTileAwake : kTileAlike;
}

}  // namespace

const char* StripsAtRest::open(int rows, int cols, const StripPlan& plan, bool leaves_out,
                               cudaStream_t stream) {
    rows_ = rows;
    cols_ = cols;
    plan_ = plan;
    leaves_out_ = leaves_out;
    stream_ = stream;
    tiles_ = static_cast<std::size_t>(plan.strips) * static_cast<std::size_t>(plan.bands);
    const std::size_t bytes = tiles_ * (sizeof(unsigned) + 2);
    if (const char* why = message_of(cudaMalloc(reinterpret_cast<void**>(&memory_), bytes))) return why;
    if (const char* why = message_of(cudaMemsetAsync(memory_, 0, bytes, stream_))) return why;
    return wake();
}

int StripsAtRest::own() const {
    return kWarpCells - 2 * plan_.depth;
}

RestMap StripsAtRest::map() const {
    RestMap map;
    map.before = memory_ + states_at(true);
    map.after = memory_ + states_at(false);
    map.passes = reinterpret_cast<unsigned*>(memory_);
    map.strips = plan_.strips;
    map.bands = plan_.bands;
    map.wraps = wraps_;
    map.narrow = cols_ - (plan_.strips - 1) * own() < plan_.depth;
    map.low = rows_ - (plan_.bands - 1) * plan_.rows_a_band < plan_.depth;
    return map;
}

const char* StripsAtRest::wake() {
    unread_ = true;
    return message_of(cudaMemsetAsync(memory_ + states_at(true), kTileAwake, tiles_, stream_));
}

const char* StripsAtRest::wake(int row, int col, int rows, int cols) {
    unread_ = true;
    const int left = col / own(), right = (col + cols - 1) / own();
    const int end = (row + rows - 1) / plan_.rows_a_band;
    unsigned char* states = memory_ + states_at(true);
    for (int band = row / plan_.rows_a_band; band <= end; ++band)
        if (const char* why =
                message_of(cudaMemsetAsync(states + static_cast<std::ptrdiff_t>(band) * plan_.strips + left,
                                           kTileAwake, static_cast<std::size_t>(right - left + 1), stream_)))
            return why;
    return nullptr;
}

/// So many steps are queued with the map that is returned; the next one is the other.
RestMap StripsAtRest::go_on(std::int64_t steps, bool wraps) {
    advanced_ += steps;
    unread_ = true;
    wraps_ = wraps;
    const RestMap now = map();
    if (leaves_out_) now_ = 1 - now_;
    return now;
}

RestMap StripsAtRest::next_pass(bool wraps) {
    RestMap now = go_on(plan_.depth, wraps);
    if (leaves_out_) return now;
    now.before = nullptr;
    whole_ += plan_.depth;
    return now;
}

const char* StripsAtRest::stepped(std::int64_t steps, bool wraps) {
    const RestMap now = go_on(steps, wraps);
    whole_ += steps;
    if (!leaves_out_) return nullptr;
    return launch({dim3(blocks_for(static_cast<int>(tiles_), kThreads)), dim3(kThreads), 0, stream_}, spread,
                  now);
}

gs_activity StripsAtRest::activity() {
    if (!unread_) return activity_;
    std::vector<unsigned char> bytes(tiles_ * (sizeof(unsigned) + 2));
    cudaError_t error = cudaMemcpyAsync(bytes.data(), memory_, bytes.size(), cudaMemcpyDeviceToHost, stream_);
    if (error == cudaSuccess) error = cudaStreamSynchronize(stream_);
    if (message_of(error) != nullptr) return activity_;
    unread_ = false;
    const double cells = static_cast<double>(rows_) * cols_;
    activity_.advanced = static_cast<double>(advanced_) * cells;
    activity_.computed = static_cast<double>(whole_) * cells;
    for (std::size_t tile = 0; tile < tiles_; ++tile) {
        unsigned passes = 0;
        std::memcpy(&passes, bytes.data() + tile * sizeof passes, sizeof passes);
        const Cells own_cells = cells_of(static_cast<int>(tile));
        activity_.computed += static_cast<double>(passes) * plan_.depth * own_cells.rows * own_cells.cols;
    }
    mark_blocks(bytes.data() + states_at(true));
    return activity_;
}

StripsAtRest::Cells StripsAtRest::cells_of(int tile) const {
    const int col = tile % plan_.strips * own(), row = tile / plan_.strips * plan_.rows_a_band;
    return {row, col, std::min(plan_.rows_a_band, rows_ - row), std::min(own(), cols_ - col)};
}

/// Marks the blocks of which the next pass steps a cell.
void StripsAtRest::mark_blocks(const std::uint8_t* states) {
    const int down = (rows_ + kBlock - 1) / kBlock, across = (cols_ + kBlock - 1) / kBlock;
    blocks_.assign(static_cast<std::size_t>(down) * static_cast<std::size_t>(across), 0);
    RestMap now = map();
    now.before = states;
    for (int tile = 0; tile < static_cast<int>(tiles_); ++tile) {
        bool steps = !leaves_out_ || (states[tile] & kTileAlike) == 0;
        for (int i = 0; i < kNearTiles && !steps; ++i) steps = near_is_awake(now, tile, i);
        if (!steps) continue;
        const Cells cells = cells_of(tile);
        const int left = cells.col / kBlock, right = (cells.col + cells.cols - 1) / kBlock;
        for (int row = cells.row / kBlock; row * kBlock < cells.row + cells.rows; ++row)
            std::fill_n(blocks_.begin() + static_cast<std::ptrdiff_t>(row) * across + left, right - left + 1,
                        std::uint8_t{1});
    }
    activity_.block = kBlock;
    activity_.rows = down;
    activity_.cols = across;
    activity_.awake = blocks_.data();
}

}  // namespace gs
