#include <cuda_runtime_api.h>
#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "kernels/cuda/boundary.h"
#include "kernels/cuda/info.h"
#include "kernels/engine/storage.h"

namespace gs {

namespace {

/// A warp reads 128 bytes at once: rows and cell (0, 0) begin there.
constexpr std::size_t kLineBytes = 128;

/// What failed, with what was being done; forgets CUDA's error.
Status checked(cudaError_t error, const std::string& doing) {
    if (error == cudaSuccess) return {};
    cudaGetLastError();
    return Status::failure(fmt::format("{}: {}", doing, cudaGetErrorString(error)));
}

/// Pinned host memory: the only kind that the device copies into without a detour.
class Pinned {
  public:
    Pinned() = default;
    ~Pinned() { cudaFreeHost(data_); }
    Pinned(const Pinned&) = delete;
    Pinned& operator=(const Pinned&) = delete;
    /// At the first call only: the size stays.
    Status ensure(std::size_t bytes) {
        return data_ != nullptr ? Status() : checked(cudaMallocHost(&data_, bytes), "pinned host memory");
    }
    void* data() const { return data_; }

  private:
    void* data_ = nullptr;
};

/// A stream of its own and planes in device memory, zeroed. Each is an allocation of its own, so
/// that tools see who reads or writes beyond one.
class DevicePlanes {
  public:
    explicit DevicePlanes(std::size_t count) : planes_(count) {}
    /// After a failure nothing is held.
    Status open(std::size_t bytes) {
        cuda_enter_device();
        cudaError_t error = cudaStreamCreateWithFlags(&stream_, cudaStreamNonBlocking);
        for (void*& plane : planes_) {
            if (error == cudaSuccess) error = cudaMalloc(&plane, bytes);
            if (error == cudaSuccess) error = cudaMemsetAsync(plane, 0, bytes, stream_);
        }
        if (error == cudaSuccess) return {};
        release();
        const CudaMemory memory = cuda_memory().value_or(CudaMemory());
        const auto mebibytes = [](std::size_t size) { return static_cast<double>(size) / (1 << 20); };
        return checked(error, fmt::format("{:.1f} MiB on the GPU, which has {:.1f} of {:.1f} MiB free",
                                          mebibytes(planes_.size() * bytes), mebibytes(memory.free),
                                          mebibytes(memory.all)));
    }
    ~DevicePlanes() { release(); }
    DevicePlanes(const DevicePlanes&) = delete;
    DevicePlanes& operator=(const DevicePlanes&) = delete;
    void* plane(std::size_t i) const { return planes_[i]; }
    cudaStream_t stream() const { return stream_; }

  private:
    void release() {
        for (void*& plane : planes_) cudaFree(std::exchange(plane, nullptr));
        if (stream_ != nullptr) cudaStreamDestroy(std::exchange(stream_, nullptr));
        cudaGetLastError();
    }
    cudaStream_t stream_ = nullptr;
    std::vector<void*> planes_;
};

template <class T>
class CudaStorage final : public Storage {
  public:
    CudaStorage(int rows, int cols, const RatePlanes& rates)
        : rows_(rows),
          cols_(cols),
          pitch_(pitch_of(cols)),
          varying_(!rates.empty()),
          planes_(varying_ ? 6 : 4) {}

    Status open(const RatePlanes& rates) {
        Status done = planes_.open(static_cast<std::size_t>(pitch_ * (rows_ + 2) + kFront) * sizeof(T));
        if (done && varying_)
            rates.visit([&](auto feed, auto kill) {
                done = copy_in(feed.data(), plane(4), full());
                if (done) done = copy_in(kill.data(), plane(5), full());
            });
        return done;
    }

    gs_field state(int which) override {
        cuda_enter_device();
        gs_field f{rows_, cols_, pitch_, plane(2 * which), plane(2 * which + 1), nullptr, nullptr};
        if (!varying_) return f;
        f.feed = plane(4);
        f.kill = plane(5);
        return f;
    }

    void* stream() override { return planes_.stream(); }

    Status write(int which, const Rect& rect, const Field& cells) override {
        return cells.visit([&](auto u, auto v) {
            Status done = copy_in(u.data(), plane(2 * which), rect);
            return done ? copy_in(v.data(), plane(2 * which + 1), rect) : done;
        });
    }

    Status read(int which, const Rect& rect, Field& cells) override {
        return cells.visit([&](auto u, auto v) {
            Status done = copy_back(plane(2 * which), u.data(), rect);
            return done ? copy_back(plane(2 * which + 1), v.data(), rect) : done;
        });
    }

    Status fill_ghosts(int which, const gs_params& p) override {
        const char* why = fill_ghosts_cuda<T>(state(which), p, planes_.stream());
        return why != nullptr ? Status::failure(why) : Status();
    }

    Status copy_out(int which, float* u, float* v) override {
        const std::size_t count = static_cast<std::size_t>(rows_) * static_cast<std::size_t>(cols_);
        Status done = frame_.ensure(2 * count * sizeof(T));
        T* pinned = static_cast<T*>(frame_.data());
        if (done && u != nullptr) done = queue_back(plane(2 * which), pinned, full());
        if (done && v != nullptr) done = queue_back(plane(2 * which + 1), pinned + count, full());
        if (done) done = wait();
        if (!done) return done;
        const auto to_float = [](T x) { return static_cast<float>(x); };
        if (u != nullptr) std::transform(pinned, pinned + count, u, to_float);
        if (v != nullptr) std::transform(pinned + count, pinned + 2 * count, v, to_float);
        return {};
    }

    Status finish() override {
        const cudaError_t error = cudaStreamSynchronize(planes_.stream());
        const cudaError_t launch = cudaGetLastError();
        if (error == cudaSuccess && launch == cudaSuccess) return {};
        return Status::failure(cudaGetErrorString(error != cudaSuccess ? error : launch));
    }

  private:
    static constexpr std::ptrdiff_t kFront = kLineBytes / sizeof(T);

    /// A row's cells in whole lines, and one line in which the ghosts of both sides lie.
    static std::ptrdiff_t pitch_of(int cols) { return (cols + kFront - 1) / kFront * kFront + kFront; }

    Rect full() const { return {0, 0, rows_, cols_}; }
    /// Cell (0, 0) of plane i: u0, v0, u1, v1, feed, kill.
    T* plane(int i) { return static_cast<T*>(planes_.plane(static_cast<std::size_t>(i))) + pitch_ + kFront; }

    Status wait() { return checked(cudaStreamSynchronize(planes_.stream()), "the GPU"); }

    template <class S>
    Status copy_in(const S* from, T* to, const Rect& r) {
        const std::vector<T> converted(from, from + static_cast<std::ptrdiff_t>(r.rows) * r.cols);
        const std::size_t width = static_cast<std::size_t>(r.cols) * sizeof(T);
        Status done = checked(
            cudaMemcpy2DAsync(to + r.row * pitch_ + r.col, static_cast<std::size_t>(pitch_) * sizeof(T),
                              converted.data(), width, width, static_cast<std::size_t>(r.rows),
                              cudaMemcpyHostToDevice, planes_.stream()),
            "copying cells to the GPU");
        return done ? wait() : done;
    }

    Status queue_back(const T* from, T* to, const Rect& r) {
        const std::size_t width = static_cast<std::size_t>(r.cols) * sizeof(T);
        return checked(
            cudaMemcpy2DAsync(to, width, from + r.row * pitch_ + r.col,
                              static_cast<std::size_t>(pitch_) * sizeof(T), width,
                              static_cast<std::size_t>(r.rows), cudaMemcpyDeviceToHost, planes_.stream()),
            "copying cells from the GPU");
    }

    template <class S>
    Status copy_back(const T* from, S* to, const Rect& r) {
        std::vector<T> cells(static_cast<std::size_t>(r.rows) * static_cast<std::size_t>(r.cols));
        Status done = queue_back(from, cells.data(), r);
        if (done) done = wait();
        if (done) std::transform(cells.begin(), cells.end(), to, [](T x) { return static_cast<S>(x); });
        return done;
    }

    int rows_, cols_;
    std::ptrdiff_t pitch_;
    bool varying_;
    DevicePlanes planes_;
    Pinned frame_;
};

template <class T>
Status open_storage(int rows, int cols, const RatePlanes& rates, std::unique_ptr<Storage>& made) {
    auto storage = std::make_unique<CudaStorage<T>>(rows, cols, rates);
    Status opened = storage->open(rates);
    if (opened) made = std::move(storage);
    return opened;
}

}  // namespace

Status make_cuda_storage(gs_scalar scalar, int rows, int cols, const RatePlanes& rates,
                         std::unique_ptr<Storage>& made) {
    return scalar == GS_F64 ? open_storage<double>(rows, cols, rates, made)
                            : open_storage<float>(rows, cols, rates, made);
}

}  // namespace gs
