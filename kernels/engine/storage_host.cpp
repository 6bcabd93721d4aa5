#include <sys/mman.h>

#include <fmt/format.h>
#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "kernels/engine/storage.h"

namespace gs {

namespace {

constexpr std::size_t kHugePage = std::size_t{2} << 20;
constexpr std::size_t kVectorBytes = 64;

/// Zeroed, aligned memory; from one huge page up, in huge pages where the system gives them.
class Block {
  public:
    explicit Block(std::size_t bytes) {
        const std::size_t alignment = bytes >= kHugePage ? kHugePage : kVectorBytes;
        bytes_ = (bytes + alignment - 1) / alignment * alignment;
        data_ = std::aligned_alloc(alignment, bytes_);
        if (data_ == nullptr)
            throw OutOfMemory(
                fmt::format("no memory for {:.1f} MiB", static_cast<double>(bytes_) / (1 << 20)));
        if (alignment == kHugePage) madvise(data_, bytes_, MADV_HUGEPAGE);
        std::memset(data_, 0, bytes_);
    }
    ~Block() { std::free(data_); }
    Block(const Block&) = delete;
    Block& operator=(const Block&) = delete;
    void* data() const { return data_; }

  private:
    void* data_ = nullptr;
    std::size_t bytes_ = 0;
};

template <class T>
class HostStorage final : public Storage {
  public:
    HostStorage(int rows, int cols, const RatePlanes& rates)
        : rows_(rows),
          cols_(cols),
          pitch_(plane_pitch(cols, sizeof(T))),
          plane_(plane_elements()),
          block_((4 + (rates.empty() ? 0 : 2)) * plane_ * sizeof(T)) {
        if (rates.empty()) return;
        rates.visit([&](auto feed, auto kill) {
            copy_in(feed.data(), plane(4), full());
            copy_in(kill.data(), plane(5), full());
        });
        varying_ = true;
    }

    gs_field state(int which) override {
        gs_field f{rows_, cols_, pitch_, plane(2 * which), plane(2 * which + 1), nullptr, nullptr};
        if (varying_) f.feed = plane(4), f.kill = plane(5);
        return f;
    }

    void write(int which, const Rect& rect, const Field& cells) override {
        cells.visit([&](auto u, auto v) {
            copy_in(u.data(), plane(2 * which), rect);
            copy_in(v.data(), plane(2 * which + 1), rect);
        });
    }

    void read(int which, const Rect& rect, Field& cells) override {
        cells.visit([&](auto u, auto v) {
            copy_back(plane(2 * which), u.data(), rect);
            copy_back(plane(2 * which + 1), v.data(), rect);
        });
    }

    void copy_out(int which, float* u, float* v) override {
        if (u != nullptr) copy_back(plane(2 * which), u, full());
        if (v != nullptr) copy_back(plane(2 * which + 1), v, full());
    }

    void fill_ghosts(int which, const gs_params& p) override {
        ring(plane(2 * which), p.boundary, static_cast<T>(p.boundary_u));
        ring(plane(2 * which + 1), p.boundary, static_cast<T>(p.boundary_v));
    }

  private:
    /// A plane's cells, one row of ghosts above and below, one vector in front, and a few
    /// lines so that planes do not alias.
    std::size_t plane_elements() const {
        const auto lines = static_cast<std::size_t>(pitch_) * (static_cast<std::size_t>(rows_) + 2);
        const std::size_t vector = kVectorBytes / sizeof(T);
        return (lines + 9 * vector - 1) / vector * vector;
    }
    Rect full() const { return {0, 0, rows_, cols_}; }
    /// Cell (0, 0) of plane i: u0, v0, u1, v1, feed, kill.
    T* plane(int i) {
        return static_cast<T*>(block_.data()) + static_cast<std::size_t>(i) * plane_ + pitch_ +
               kVectorBytes / sizeof(T);
    }

    template <class S>
    void copy_in(const S* from, T* to, const Rect& r) {
        for (int y = 0; y < r.rows; ++y)
            std::transform(from + static_cast<std::ptrdiff_t>(y) * r.cols,
                           from + static_cast<std::ptrdiff_t>(y + 1) * r.cols,
                           to + (r.row + y) * pitch_ + r.col, [](S x) { return static_cast<T>(x); });
    }

    template <class S>
    void copy_back(const T* from, S* to, const Rect& r) const {
        for (int y = 0; y < r.rows; ++y) {
            const T* row = from + (r.row + y) * pitch_ + r.col;
            std::transform(row, row + r.cols, to + static_cast<std::ptrdiff_t>(y) * r.cols,
                           [](T x) { return static_cast<S>(x); });
        }
    }

    /// Columns first, then whole rows with their ghost columns, so that the corners come out right.
    void ring(T* f, int boundary, T value) {
        const std::ptrdiff_t last = cols_ - 1;
        for (int y = 0; y < rows_; ++y) {
            T* row = f + y * pitch_;
            row[-1] = boundary == GS_FIXED ? value : boundary == GS_PERIODIC ? row[last] : row[0];
            row[cols_] = boundary == GS_FIXED ? value : boundary == GS_PERIODIC ? row[0] : row[last];
        }
        T* above = f - pitch_;
        T* below = f + rows_ * pitch_;
        if (boundary == GS_FIXED) {
            std::fill(above - 1, above + cols_ + 1, value);
            std::fill(below - 1, below + cols_ + 1, value);
            return;
        }
        const T* top = f;
        const T* bottom = f + (rows_ - 1) * pitch_;
        const bool wraps = boundary == GS_PERIODIC;
        std::copy_n((wraps ? bottom : top) - 1, cols_ + 2, above - 1);
        std::copy_n((wraps ? top : bottom) - 1, cols_ + 2, below - 1);
    }

    int rows_, cols_;
    std::ptrdiff_t pitch_;
    std::size_t plane_;
    Block block_;
    bool varying_ = false;
};

}  // namespace

std::ptrdiff_t plane_pitch(int cols, std::size_t element_bytes) {
    const std::size_t vector = kVectorBytes / element_bytes;
    // One vector in front for the left ghost; past the last column the rest of its vector
    // and one more for the right ghost.
    std::size_t pitch = (static_cast<std::size_t>(cols) + vector - 1) / vector * vector + 2 * vector;
    if (pitch * element_bytes % 4096 == 0) pitch += vector;
    return static_cast<std::ptrdiff_t>(pitch);
}

std::unique_ptr<Storage> make_host_storage(gs_scalar scalar, int rows, int cols, const RatePlanes& rates) {
    if (scalar == GS_F64) return std::make_unique<HostStorage<double>>(rows, cols, rates);
    return std::make_unique<HostStorage<float>>(rows, cols, rates);
}

}  // namespace gs
