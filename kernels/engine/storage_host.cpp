#include <fmt/core.h>
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>

#include "kernels/engine/storage.h"
#include "kernels/host/huge_memory.h"

namespace gs {

namespace {

constexpr std::size_t kVectorBytes = 64;

/// Zeroed, aligned memory; from one huge page up, in huge pages if the system gives them. Smaller
/// blocks come from the heap, where a sanitizer sees a step across their ends.
class Block {
  public:
    /// Throws std::bad_alloc.
    explicit Block(std::size_t bytes) {
        if (bytes >= kHugePage) {
            large_ = HugeMemory((bytes + sizeof(float) - 1) / sizeof(float));
        } else {
            bytes = (bytes + kVectorBytes - 1) / kVectorBytes * kVectorBytes;
            small_.reset(std::aligned_alloc(kVectorBytes, bytes));
            if (small_ == nullptr) throw std::bad_alloc();
        }
        std::memset(data(), 0, bytes);
    }
    void* data() const { return small_ != nullptr ? small_.get() : large_.data(); }

  private:
    struct Free {
        void operator()(void* memory) const { std::free(memory); }
    };
    std::unique_ptr<void, Free> small_;
    HugeMemory large_;
};

template <class T>
class HostStorage final : public Storage {
  public:
    HostStorage(int rows, int cols, const RatePlanes& rates)
        : rows_(rows),
          cols_(cols),
          pitch_(plane_pitch(cols, sizeof(T))),
          plane_(plane_elements(rows, cols)),
          block_(bytes(rows, cols, !rates.empty())) {
        if (rates.empty()) return;
        rates.visit([&](auto feed, auto kill) {
            copy_in(feed.data(), plane(4), full());
            copy_in(kill.data(), plane(5), full());
        });
        varying_ = true;
    }

    static std::size_t bytes(int rows, int cols, bool varying) {
        return (varying ? 6 : 4) * plane_elements(rows, cols) * sizeof(T);
    }

    gs_field state(int which) override {
        gs_field f{rows_, cols_, pitch_, plane(2 * which), plane(2 * which + 1), nullptr, nullptr};
        if (!varying_) return f;
        f.feed = plane(4);
        f.kill = plane(5);
        return f;
    }

    Status write(int which, const Rect& rect, const Field& cells) override {
        cells.visit([&](auto u, auto v) {
            copy_in(u.data(), plane(2 * which), rect);
            copy_in(v.data(), plane(2 * which + 1), rect);
        });
        return {};
    }

    Status read(int which, const Rect& rect, Field& cells) override {
        cells.visit([&](auto u, auto v) {
            copy_back(plane(2 * which), u.data(), rect);
            copy_back(plane(2 * which + 1), v.data(), rect);
        });
        return {};
    }

    Status copy_out(int which, float* u, float* v) override {
        if (u != nullptr) copy_back(plane(2 * which), u, full());
        if (v != nullptr) copy_back(plane(2 * which + 1), v, full());
        return {};
    }

    Status fill_ghosts(int which, const gs_params& p) override {
        ring(plane(2 * which), p.boundary, static_cast<T>(p.boundary_u));
        ring(plane(2 * which + 1), p.boundary, static_cast<T>(p.boundary_v));
        return {};
    }

  private:
    /// A plane's cells, one row of ghosts above and below, one vector in front, and a few
    /// lines so that planes do not alias.
    static std::size_t plane_elements(int rows, int cols) {
        const auto lines =
            static_cast<std::size_t>(plane_pitch(cols, sizeof(T))) * (static_cast<std::size_t>(rows) + 2);
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

Status make_host_storage(gs_scalar scalar, int rows, int cols, const RatePlanes& rates,
                         std::unique_ptr<Storage>& made) try {
    if (scalar == GS_F64)
        made = std::make_unique<HostStorage<double>>(rows, cols, rates);
    else
        made = std::make_unique<HostStorage<float>>(rows, cols, rates);
    return {};
} catch (const std::bad_alloc&) {
    const std::size_t bytes = scalar == GS_F64 ? HostStorage<double>::bytes(rows, cols, !rates.empty())
                                               : HostStorage<float>::bytes(rows, cols, !rates.empty());
    return Status::failure(fmt::format("no memory for {:.1f} MiB", static_cast<double>(bytes) / (1 << 20)));
}

}  // namespace gs
