// The engine: owns the planes in the running kernel's memory, is the only caller of kernels, and
// keeps field and step count when the kernel changes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kernels/engine/field.h"
#include "kernels/engine/status.h"
#include "kernels/engine/storage.h"
#include "kernels/kernel_api.h"

namespace gs {

/// Whether this kernel takes this problem, by its limits and `refuse`; if not, why, in the words of
/// the user. Any thread.
Status takes(const gs_kernel& kernel, const gs_problem& problem);

/// What two planes hold of an earlier copy, as the kernel has said (gs_kernel.store_changed); 0:
/// nothing is known of the plane.
struct CopyMark {
    /// The opened kernel that made the copy: no two have the same number.
    std::int64_t state = 0;
    std::int64_t u = 0, v = 0;
};

/// Steps a field with one kernel at a time. Belongs to one thread (the simulation thread, or a
/// script's). Only the constructor throws (std::bad_alloc): what fails is said by a Status that
/// begins with the kernel's id, and nothing is half done.
class Engine {
  public:
    /// A field of u = 1, v = 0 with cpu-reference and Karl Sims' parameters.
    Engine();
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// Takes another kernel, or other knobs of the same one; knobs: a value for each of the
    /// kernel's table, empty: all initial. Field, step count and parameters stay; the state passes
    /// through the wider of the two scalars. On failure (unavailable, refused, no memory)
    /// everything stays as it was and the status says why.
    Status select(const gs_kernel& kernel, std::vector<std::int64_t> knobs = {});
    /// Other parameters from the next step on. Fails, and changes nothing, if the kernel refuses
    /// them (kernel().fallback may not).
    Status set_params(const gs_params& params);
    /// Another field, any size, any scalar, and the number of steps it has behind it. rates: planes
    /// of feed and kill of the same size, or empty. Fails, and changes nothing, if the kernel
    /// refuses the size or memory is short.
    Status set_field(const Field& field, std::int64_t steps_done, const RatePlanes& rates = {});

    /// Kernel, knobs, parameters and field at once, as by the three above. On failure everything
    /// stays as it was.
    Status start(const gs_kernel& kernel, const std::vector<std::int64_t>& knobs, const gs_params& params,
                 const Field& field, std::int64_t steps_done, const RatePlanes& rates = {});

    /// Steps n times (n >= 0). CUDA kernels are only queued: finish() waits. A failed step
    /// leaves the field of an earlier step.
    Status step(std::int64_t n);
    /// Waits for the device.
    Status finish();

    /// Copies of cells, in the kernel's scalar. rect lies within the field. Waits for the device;
    /// fails, and leaves `cells` alone, if memory is short or the device does not answer.
    Status read(Field& cells);
    Status read(const Rect& rect, Field& cells);
    /// Overwrites cells; the field has rect's size and any scalar. Fails as read() does.
    Status write(const Rect& rect, const Field& cells);
    /// u and v of all cells as float, rows x cols without pitch; nullptr: not wanted. Waits for the
    /// device. Fails as read() does; what was copied by then is not to be used.
    Status copy_to(float* u, float* v);
    /// The same into planes that nothing but calls with this mark has written to, of any engine:
    /// only what has changed since the last one is copied, if the kernel knows that.
    Status copy_to(float* u, float* v, CopyMark& mark);
    /// The planes of the present state in the kernel's memory, up to date; valid until the next
    /// call. For copies on the device.
    Status present(gs_field& planes);
    void* stream();

    const gs_kernel& kernel() const { return *kernel_; }
    const std::vector<std::int64_t>& knobs() const { return knobs_; }
    const gs_params& params() const { return params_; }
    const RatePlanes& rates() const { return rates_; }
    int rows() const { return rows_; }
    int cols() const { return cols_; }
    std::int64_t steps_done() const { return steps_done_; }
    /// The values of the knobs that really run, in the kernel's order; knobs()
    /// are those that were asked for.
    std::vector<std::int64_t> knobs_in_use() const;
    /// What the kernel runs with ("AVX-512, 2 threads"), or empty.
    std::string describe() const;
    /// Steps that are done in one go: whole batches cost least (gs_kernel.steps_per_batch).
    int steps_per_batch() const;
    /// What the kernel leaves out, if it does; valid until the next call of another function.
    std::optional<gs_activity> activity() const;
    /// Threads that compute, 0 on a device.
    int threads() const;

  private:
    struct State;
    gs_problem problem() const;
    Status open(const gs_kernel& kernel, const std::vector<std::int64_t>& knobs, const gs_params& params,
                const Field& field, const RatePlanes& rates);
    Status try_open(const gs_kernel& kernel, const std::vector<std::int64_t>& knobs, const gs_params& params,
                    const Field& field, const RatePlanes& rates);
    Status load_if_changed();
    Status store_to(const gs_field& planes);
    Status store_changed(float* u, float* v, CopyMark& mark);
    Status store_if_stepped();

    const gs_kernel* kernel_ = nullptr;
    std::vector<std::int64_t> knobs_;
    gs_params params_{};
    RatePlanes rates_;
    int rows_ = 0, cols_ = 0;
    std::int64_t steps_done_ = 0;
    std::unique_ptr<State> state_;
};

}  // namespace gs
