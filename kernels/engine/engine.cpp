#include "kernels/engine/engine.h"

#include <fmt/core.h>
#include <atomic>
#include <cassert>
#include <exception>
#include <utility>

#include "kernels/engine/registry.h"
#include "kernels/gray_scott.h"
#include "kernels/host/denormals.h"

namespace gs {

/// An opened kernel and its planes. `current` names the plane pair that holds the field. A kernel
/// with a layout of its own (load, store) makes the planes stale when it steps, and is stale itself
/// when the planes are written to.
struct Engine::State {
    const gs_kernel* kernel;
    std::unique_ptr<Storage> storage;
    void* self = nullptr;
    std::int32_t current = 0;
    /// As in CopyMark.
    std::int64_t number = next_number();
    bool planes_stale = false;
    bool own_stale = true;

    State(const gs_kernel& k, std::unique_ptr<Storage> s) : kernel(&k), storage(std::move(s)) {}
    ~State() {
        (void)storage->finish();  // what failed is of no interest any more
        if (kernel->close != nullptr && (self != nullptr || kernel->open == nullptr)) kernel->close(self);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

  private:
    static std::int64_t next_number() {
        static std::atomic<std::int64_t> last{0};
        return ++last;
    }
};

namespace {

Status message(const gs_kernel& kernel, const char* why) {
    return Status::failure(fmt::format("{}: {}", kernel.id, why));
}

std::vector<std::int64_t> initial_knobs(const gs_kernel& kernel) {
    std::vector<std::int64_t> values;
    values.reserve(static_cast<std::size_t>(kernel.knob_count));
    for (int i = 0; i < kernel.knob_count; ++i) values.push_back(kernel.knobs[i].initial);
    return values;
}

Status make_storage(const gs_kernel& kernel, int rows, int cols, const RatePlanes& rates,
                    std::unique_ptr<Storage>& made) {
    const auto scalar = static_cast<gs_scalar>(kernel.scalar);
    return kernel.memory == GS_CUDA ? make_cuda_storage(scalar, rows, cols, rates, made)
                                    : make_host_storage(scalar, rows, cols, rates, made);
}

/// The work's own answer, with the kernel's name before it; memory that is short becomes an answer,
/// too.
template <class Work>
Status answer_of(const gs_kernel& kernel, Work work) try {
    Status done = work();
    return done ? done : message(kernel, done.why().c_str());
} catch (const std::exception&) {
    return message(kernel, "there is no memory left");
}

}  // namespace

Status takes(const gs_kernel& kernel, const gs_problem& problem) {
    const auto has = [&](gs_limits limit) { return (kernel.limits & static_cast<unsigned>(limit)) != 0; };
    const auto boundary = problem.params.boundary;
    const char* why = nullptr;
    if (problem.varying != 0 && has(GS_NO_VARYING))
        why = "it takes one feed and kill rate for all cells, not planes of them";
    if (boundary == GS_PERIODIC && has(GS_NO_PERIODIC)) why = "it has no periodic boundary";
    if (boundary == GS_NO_FLUX && has(GS_NO_NO_FLUX)) why = "it has no no-flux boundary";
    if (boundary == GS_FIXED && has(GS_NO_FIXED)) why = "it has no fixed boundary";
    if (problem.params.corner != 0 && has(GS_ONLY_FIVE_POINT))
        why = "it takes five-point stencils only (corner weight 0)";
    if (why == nullptr && kernel.refuse != nullptr) why = kernel.refuse(&problem);
    return why != nullptr ? Status::failure(why) : Status();
}

Engine::Engine() {
    params_ = karl_sims();
    const gs_kernel& reference = reference_kernel();
    const Status opened = open(reference, initial_knobs(reference), params_, Field(1, 1, GS_F32), {});
    assert(opened.ok());
    (void)opened;
}

Engine::~Engine() = default;

gs_problem Engine::problem() const {
    return {rows_, cols_, rates_.empty() ? 0 : 1, params_};
}

Status Engine::open(const gs_kernel& kernel, const std::vector<std::int64_t>& knobs, const gs_params& params,
                    const Field& field, const RatePlanes& rates) {
    return answer_of(kernel, [&] { return try_open(kernel, knobs, params, field, rates); });
}

Status Engine::try_open(const gs_kernel& kernel, const std::vector<std::int64_t>& knobs,
                        const gs_params& params, const Field& field, const RatePlanes& rates) {
    assert(static_cast<int>(knobs.size()) == kernel.knob_count);
    if (const char* why = why_unavailable(kernel)) return Status::failure(why);
    const gs_problem problem{field.rows(), field.cols(), rates.empty() ? 0 : 1, params};
    if (Status taken = takes(kernel, problem); !taken) return taken;
    std::unique_ptr<Storage> storage;
    if (Status made = make_storage(kernel, field.rows(), field.cols(), rates, storage); !made) return made;
    auto next = std::make_unique<State>(kernel, std::move(storage));
    if (Status written = next->storage->write(0, {0, 0, field.rows(), field.cols()}, field); !written)
        return written;
    if (kernel.open != nullptr) {
        char why[256] = "it did not start";
        next->self = kernel.open(&problem, knobs.data(), next->storage->stream(), why, sizeof why);
        if (next->self == nullptr) return Status::failure(why);
    }
    std::vector<std::int64_t> its_knobs = knobs;
    RatePlanes its_rates = rates;
    // From here on nothing can fail.
    state_ = std::move(next);
    kernel_ = &kernel;
    knobs_ = std::move(its_knobs);
    rates_ = std::move(its_rates);
    params_ = params;
    rows_ = field.rows();
    cols_ = field.cols();
    return {};
}

Status Engine::select(const gs_kernel& kernel, std::vector<std::int64_t> knobs) {
    if (knobs.empty()) knobs = initial_knobs(kernel);
    if (kernel_ == &kernel && knobs == knobs_) return {};
    Field field;
    if (Status looked = read(field); !looked) return looked;
    return open(kernel, knobs, params_, field, rates_);
}

Status Engine::set_params(const gs_params& params) {
    gs_problem wanted = problem();
    wanted.params = params;
    if (Status taken = takes(*kernel_, wanted); !taken) return message(*kernel_, taken.why().c_str());
    params_ = params;
    return {};
}

Status Engine::set_field(const Field& field, std::int64_t steps_done, const RatePlanes& rates) {
    assert(!field.empty() &&
           (rates.empty() || (rates.rows() == field.rows() && rates.cols() == field.cols())));
    const bool same_problem = field.rows() == rows_ && field.cols() == cols_ && rates == rates_;
    Status set =
        same_problem ? write({0, 0, rows_, cols_}, field) : open(*kernel_, knobs_, params_, field, rates);
    if (set) steps_done_ = steps_done;
    return set;
}

Status Engine::start(const gs_kernel& kernel, const std::vector<std::int64_t>& knobs, const gs_params& params,
                     const Field& field, std::int64_t steps_done, const RatePlanes& rates) {
    Status opened = open(kernel, knobs, params, field, rates);
    if (opened) steps_done_ = steps_done;
    return opened;
}

Status Engine::load_if_changed() {
    State& s = *state_;
    if (kernel_->load == nullptr || !s.own_stale) return {};
    const gs_field planes = s.storage->state(s.current);
    if (const char* why = kernel_->load(s.self, &params_, &planes, s.storage->stream()))
        return message(*kernel_, why);
    s.own_stale = false;
    return {};
}

Status Engine::store_to(const gs_field& planes) {
    const FlushDenormals flush;
    const char* why = kernel_->store(state_->self, &planes, state_->storage->stream());
    return why != nullptr ? Status::failure(why) : Status();
}

Status Engine::store_if_stepped() {
    State& s = *state_;
    if (!s.planes_stale) return {};
    Status stored = store_to(s.storage->state(s.current));
    if (stored) s.planes_stale = false;
    return stored;
}

Status Engine::step(std::int64_t n) {
    assert(n >= 0);
    if (n == 0) return {};
    const FlushDenormals flush;
    State& s = *state_;
    if (kernel_->advance != nullptr) {
        if (Status loaded = load_if_changed(); !loaded) return loaded;
        gs_field fields[2] = {s.storage->state(0), s.storage->state(1)};
        const bool own = kernel_->load != nullptr;
        if (const char* why = kernel_->advance(s.self, &params_, own ? nullptr : fields,
                                               own ? nullptr : &s.current, n, s.storage->stream()))
            return message(*kernel_, why);
        s.planes_stale = own;
        steps_done_ += n;
        return {};
    }
    for (std::int64_t i = 0; i < n; ++i) {
        if (kernel_->wants_ghosts != 0)
            if (Status filled = s.storage->fill_ghosts(s.current, params_); !filled)
                return message(*kernel_, filled.why().c_str());
        const gs_field in = s.storage->state(s.current);
        const gs_field out = s.storage->state(1 - s.current);
        if (const char* why = kernel_->step(s.self, &params_, &in, &out, s.storage->stream()))
            return message(*kernel_, why);
        s.current = 1 - s.current;
        ++steps_done_;
    }
    return {};
}

Status Engine::finish() {
    return answer_of(*kernel_, [&] { return state_->storage->finish(); });
}

Status Engine::read(Field& cells) {
    return read({0, 0, rows_, cols_}, cells);
}

Status Engine::read(const Rect& rect, Field& cells) {
    return answer_of(*kernel_, [&] {
        if (Status stored = store_if_stepped(); !stored) return stored;
        Field there(rect.rows, rect.cols, static_cast<gs_scalar>(kernel_->scalar));
        Status copied = state_->storage->read(state_->current, rect, there);
        if (copied) cells = std::move(there);
        return copied;
    });
}

Status Engine::write(const Rect& rect, const Field& cells) {
    assert(rect.row >= 0 && rect.col >= 0 && rect.row + rect.rows <= rows_ && rect.col + rect.cols <= cols_);
    assert(cells.rows() == rect.rows && cells.cols() == rect.cols);
    return answer_of(*kernel_, [&] {
        if (Status stored = store_if_stepped(); !stored) return stored;
        state_->own_stale = true;
        Status written = state_->storage->write(state_->current, rect, cells);
        if (!written || kernel_->wrote == nullptr) return written;
        const char* why = kernel_->wrote(state_->self, rect.row, rect.col, rect.rows, rect.cols);
        return why != nullptr ? Status::failure(why) : Status();
    });
}

/// A layout of its own is written to the place that wants it and not by way of the planes, which
/// stay stale.
Status Engine::copy_to(float* u, float* v) {
    return answer_of(*kernel_, [&] {
        if (state_->planes_stale && kernel_->memory == GS_HOST && kernel_->scalar == GS_F32)
            return store_to({rows_, cols_, cols_, u, v, nullptr, nullptr});
        Status stored = store_if_stepped();
        return stored ? state_->storage->copy_out(state_->current, u, v) : stored;
    });
}

Status Engine::copy_to(float* u, float* v, CopyMark& mark) {
    const CopyMark before = std::exchange(mark, {});
    if (!state_->planes_stale || kernel_->store_changed == nullptr || kernel_->memory != GS_HOST ||
        kernel_->scalar != GS_F32)
        return copy_to(u, v);
    CopyMark now = before.state == state_->number ? before : CopyMark{state_->number};
    Status copied = answer_of(*kernel_, [&] { return store_changed(u, v, now); });
    if (copied) mark = now;
    return copied;
}

/// Each plane for itself, since the two may be of different age.
Status Engine::store_changed(float* u, float* v, CopyMark& mark) {
    const FlushDenormals flush;
    const auto store = [&](const gs_field& planes, std::int64_t& since) -> const char* {
        return kernel_->store_changed(state_->self, &planes, &since, state_->storage->stream());
    };
    const char* why = nullptr;
    if (u != nullptr) why = store({rows_, cols_, cols_, u, nullptr, nullptr, nullptr}, mark.u);
    if (v != nullptr && why == nullptr)
        why = store({rows_, cols_, cols_, nullptr, v, nullptr, nullptr}, mark.v);
    return why != nullptr ? Status::failure(why) : Status();
}

Status Engine::present(gs_field& planes) {
    Status stored = answer_of(*kernel_, [&] { return store_if_stepped(); });
    if (stored) planes = state_->storage->state(state_->current);
    return stored;
}

void* Engine::stream() {
    return state_->storage->stream();
}

std::vector<std::int64_t> Engine::knobs_in_use() const {
    std::vector<std::int64_t> values = knobs_;
    if (kernel_->knobs_in_use != nullptr && !values.empty())
        kernel_->knobs_in_use(state_->self, values.data());
    return values;
}

std::string Engine::describe() const {
    const char* text = kernel_->describe != nullptr ? kernel_->describe(state_->self) : nullptr;
    return text != nullptr ? text : "";
}

int Engine::steps_per_batch() const {
    return kernel_->steps_per_batch != nullptr ? kernel_->steps_per_batch(state_->self) : 1;
}

std::optional<gs_activity> Engine::activity() const {
    if (kernel_->activity == nullptr) return {};
    gs_activity activity{};
    kernel_->activity(state_->self, &activity);
    return activity;
}

int Engine::threads() const {
    if (kernel_->threads != nullptr) return kernel_->threads(state_->self);
    return kernel_->memory == GS_CUDA ? 0 : 1;
}

}  // namespace gs
