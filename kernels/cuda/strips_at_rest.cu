#include "kernels/cuda/strips_at_rest.h"

#include <algorithm>
#include <cstring>

#include "kernels/cuda/launch.h"

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

const char* StripsAtRest::open(const RestCut& cut, bool leaves_out, cudaStream_t stream) {
    cut_ = cut;
    leaves_out_ = leaves_out;
    stream_ = stream;
    tiles_ = static_cast<std::size_t>(cut.strips) * static_cast<std::size_t>(cut.bands);
    const std::size_t bytes = tiles_ * (sizeof(unsigned) + 2);
    if (const char* why = message_of(cudaMalloc(reinterpret_cast<void**>(&memory_), bytes))) return why;
    if (const char* why = message_of(cudaMemsetAsync(memory_, 0, bytes, stream_))) return why;
    return wake();
}

RestMap StripsAtRest::map(bool wraps) const {
    std::uint8_t* const first = memory_ + tiles_ * sizeof(unsigned);
    RestMap map;
    map.before = first + (now_ == 0 ? 0 : tiles_);
    map.after = first + (now_ == 0 ? tiles_ : 0);
    map.passes = reinterpret_cast<unsigned*>(memory_);
    map.strips = cut_.strips;
    map.bands = cut_.bands;
    map.wraps = wraps;
    map.narrow = cut_.cols - (cut_.strips - 1) * cut_.own < cut_.depth;
    map.low = cut_.rows - (cut_.bands - 1) * cut_.rows_a_band < cut_.depth;
    return map;
}

const char* StripsAtRest::wake() {
    unread_ = true;
    std::uint8_t* const first = memory_ + tiles_ * sizeof(unsigned) + (now_ == 0 ? 0 : tiles_);
    return message_of(cudaMemsetAsync(first, kTileAwake, tiles_, stream_));
}

const char* StripsAtRest::wake(int row, int col, int rows, int cols) {
    unread_ = true;
    std::uint8_t* const first = memory_ + tiles_ * sizeof(unsigned) + (now_ == 0 ? 0 : tiles_);
    const int left = col / cut_.own, right = (col + cols - 1) / cut_.own;
    const int end = (row + rows - 1) / cut_.rows_a_band;
    for (int band = row / cut_.rows_a_band; band <= end; ++band)
        if (const char* why =
                message_of(cudaMemsetAsync(first + static_cast<std::ptrdiff_t>(band) * cut_.strips + left,
                                           kTileAwake, static_cast<std::size_t>(right - left + 1), stream_)))
            return why;
    return nullptr;
}

RestMap StripsAtRest::next_pass(bool wraps) {
    advanced_ += cut_.depth;
    unread_ = true;
    wraps_ = wraps;
    RestMap next = map(wraps);
    if (leaves_out_) {
        now_ = 1 - now_;
    } else {
        next.before = nullptr;
        whole_ += cut_.depth;
    }
    return next;
}

const char* StripsAtRest::stepped(std::int64_t steps, bool wraps) {
    advanced_ += steps;
    whole_ += steps;
    unread_ = true;
    wraps_ = wraps;
    if (!leaves_out_) return nullptr;
    const RestMap next = map(wraps);
    now_ = 1 - now_;
    return launch({dim3(blocks_for(static_cast<int>(tiles_), kThreads)), dim3(kThreads), 0, stream_}, spread,
                  next);
}

gs_activity StripsAtRest::activity() {
    if (!unread_) return activity_;
    std::vector<unsigned char> bytes(tiles_ * (sizeof(unsigned) + 2));
    cudaError_t error = cudaMemcpyAsync(bytes.data(), memory_, bytes.size(), cudaMemcpyDeviceToHost, stream_);
    if (error == cudaSuccess) error = cudaStreamSynchronize(stream_);
    if (message_of(error) != nullptr) return activity_;
    unread_ = false;
    const double cells = static_cast<double>(cut_.rows) * cut_.cols;
    activity_.advanced = static_cast<double>(advanced_) * cells;
    activity_.computed = static_cast<double>(whole_) * cells;
    for (std::size_t tile = 0; tile < tiles_; ++tile) {
        unsigned passes = 0;
        std::memcpy(&passes, bytes.data() + tile * sizeof passes, sizeof passes);
        const int strip = static_cast<int>(tile) % cut_.strips, band = static_cast<int>(tile) / cut_.strips;
        const int cols = std::min(cut_.own, cut_.cols - strip * cut_.own);
        const int rows = std::min(cut_.rows_a_band, cut_.rows - band * cut_.rows_a_band);
        activity_.computed += static_cast<double>(passes) * cut_.depth * rows * cols;
    }
    const auto states = bytes.begin() + static_cast<std::ptrdiff_t>(tiles_ * sizeof(unsigned));
    const auto first = states + static_cast<std::ptrdiff_t>(now_ == 0 ? 0 : tiles_);
    mark_blocks({first, first + static_cast<std::ptrdiff_t>(tiles_)});
    return activity_;
}

/// Marks the blocks of which the next pass steps a cell.
void StripsAtRest::mark_blocks(const std::vector<std::uint8_t>& states) {
    const int down = (cut_.rows + kBlock - 1) / kBlock, across = (cut_.cols + kBlock - 1) / kBlock;
    blocks_.assign(static_cast<std::size_t>(down) * static_cast<std::size_t>(across), 0);
    RestMap now = map(wraps_);
    now.before = states.data();
    for (int tile = 0; tile < static_cast<int>(tiles_); ++tile) {
        bool steps = !leaves_out_ || (states[static_cast<std::size_t>(tile)] & kTileAlike) == 0;
        for (int i = 0; i < kNearTiles && !steps; ++i) steps = near_is_awake(now, tile, i);
        if (!steps) continue;
        const int left = tile % cut_.strips * cut_.own, top = tile / cut_.strips * cut_.rows_a_band;
        const int right = std::min(left + cut_.own, cut_.cols) - 1;
        const int bottom = std::min(top + cut_.rows_a_band, cut_.rows) - 1;
        for (int row = top / kBlock; row <= bottom / kBlock; ++row)
            std::fill_n(blocks_.begin() + static_cast<std::ptrdiff_t>(row) * across + left / kBlock,
                        right / kBlock - left / kBlock + 1, std::uint8_t{1});
    }
    activity_.block = kBlock;
    activity_.rows = down;
    activity_.cols = across;
    activity_.awake = blocks_.data();
}

}  // namespace gs
