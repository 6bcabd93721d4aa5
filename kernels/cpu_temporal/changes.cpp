#include "kernels/cpu_temporal/changes.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <numeric>

namespace gs {

ChangeMap::ChangeMap(int rows, int cols)
    : rows_((rows + kBlock - 1) / kBlock),
      cols_((cols + kBlock - 1) / kBlock),
      narrow_(cols % kBlock != 0),
      low_(rows % kBlock != 0),
      bytes_(index(rows_, 0), 0) {}

void ChangeMap::mark(int row, int col) {
    std::atomic_ref(bytes_[index(row, col)]).store(1, std::memory_order_relaxed);
}

void ChangeMap::clear() {
    std::fill(bytes_.begin(), bytes_.end(), std::uint8_t{0});
}

void ChangeMap::mark_all() {
    std::fill(bytes_.begin(), bytes_.end(), std::uint8_t{1});
}

void ChangeMap::mark_edges() {
    for (int col = 0; col < cols_; ++col) {
        mark(0, col);
        mark(rows_ - 1, col);
    }
    for (int row = 0; row < rows_; ++row) {
        mark(row, 0);
        mark(row, cols_ - 1);
    }
}

namespace {

/// Joins each of `count` lines with its neighbours: join(to, from) adds line `from` of what was to
/// line `to`. short_end: the last line holds fewer cells than the others.
template <class Join>
void join_neighbours(int count, bool wraps, bool short_end, const Join& join) {
    for (int i = 0; i + 1 < count; ++i) {
        join(i, i + 1);
        join(i + 1, i);
    }
    if (!wraps || count < 2) return;
    const int last = count - 1;
    join(0, last);
    join(last, 0);
    if (!short_end) return;
    join(0, last - 1);  // across the short one
    join(last - 1, 0);
}

}  // namespace

ChangeMap ChangeMap::grown(bool wraps) const {
    ChangeMap wide = *this;
    join_neighbours(rows_, wraps, low_, [&](int to, int from) {
        std::uint8_t* out = wide.bytes_.data() + index(to, 0);
        const std::uint8_t* in = bytes_.data() + index(from, 0);
        for (int col = 0; col < cols_; ++col) out[col] |= in[col];
    });
    ChangeMap all = wide;
    for (int row = 0; row < rows_; ++row) {
        std::uint8_t* out = all.bytes_.data() + index(row, 0);
        const std::uint8_t* in = wide.bytes_.data() + index(row, 0);
        if (std::memchr(in, 1, static_cast<std::size_t>(cols_)) == nullptr) continue;
        join_neighbours(cols_, wraps, narrow_, [&](int to, int from) { out[to] |= in[from]; });
    }
    return all;
}

bool ChangeMap::take_away(const ChangeMap& other) {
    std::uint8_t left = 0;
    for (std::size_t i = 0; i < bytes_.size(); ++i) {
        bytes_[i] = static_cast<std::uint8_t>(bytes_[i] & ~other.bytes_[i]);
        left |= bytes_[i];
    }
    return left != 0;
}

double ChangeMap::share() const {
    return std::accumulate(bytes_.begin(), bytes_.end(), 0.0) / static_cast<double>(bytes_.size());
}

ChangeWatch::ChangeWatch(const TemporalRowFunctions& functions, std::ptrdiff_t most_vectors)
    : functions_(&functions),
      sum_(static_cast<std::size_t>(most_vectors * 2 * functions.lanes)),
      columns_(static_cast<std::size_t>(most_vectors * functions.lanes)) {}

void ChangeWatch::begin(ChangeMap& map, int x, const TemporalColumns& own, std::ptrdiff_t vectors) {
    map_ = &map;
    x_ = x;
    own_ = own;
    vectors_ = vectors;
    row_ = -1;
}

void ChangeWatch::see(int y, const float* before, const float* after) {
    if (const int row = y / ChangeMap::kBlock; row != row_) {
        end();
        row_ = row;
        std::fill_n(sum_.begin(), vectors_ * 2 * functions_->lanes, 0.0F);
    }
    functions_->differ(before, after, sum_.data(), vectors_);
}

void ChangeWatch::end() {
    if (row_ >= 0) mark_blocks();
    row_ = -1;
}

void ChangeWatch::mark_blocks() {
    functions_->unpack(sum_.data(), columns_.data(), nullptr, vectors_, own_);
    for (std::ptrdiff_t c = own_.first; c < own_.end;) {
        const auto block = static_cast<int>((x_ + c) / ChangeMap::kBlock);
        const std::ptrdiff_t end =
            std::min<std::ptrdiff_t>((block + 1) * std::ptrdiff_t{ChangeMap::kBlock} - x_, own_.end);
        std::uint32_t bits = 0;
        for (; c < end; ++c) {
            std::uint32_t column;
            std::memcpy(&column, &columns_[static_cast<std::size_t>(c)], sizeof column);
            bits |= column;
        }
        if (bits != 0) map_->mark(row_, block);
    }
}

}  // namespace gs
