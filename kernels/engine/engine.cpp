#include "kernels/engine/engine.h"

#include <fmt/format.h>
#include <cassert>
#include <exception>

#include "kernels/engine/registry.h"
#include "kernels/host/denormals.h"

namespace gs {

/// An opened kernel and its planes. `current` names the plane pair that holds the field. A kernel
/// with a layout of its own (load, store) makes the planes stale when it steps, and is stale itself
/// when somebody writes to the planes.
struct Engine::State {
    const gs_kernel* kernel;
    std::unique_ptr<Storage> storage;
    void* self = nullptr;
    std::int32_t current = 0;
    bool planes_stale = false;
    bool own_stale = true;

    State(const gs_kernel& k, std::unique_ptr<Storage> s) : kernel(&k), storage(std::move(s)) {}
    ~State() {
        storage->finish();
        if (kernel->close != nullptr && (self != nullptr || kernel->open == nullptr)) kernel->close(self);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
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

std::unique_ptr<Storage> storage_for(const gs_kernel& kernel, int rows, int cols, const RatePlanes& rates) {
    const auto scalar = static_cast<gs_scalar>(kernel.scalar);
    return kernel.memory == GS_CUDA ? make_cuda_storage(scalar, rows, cols, rates)
                                    : make_host_storage(scalar, rows, cols, rates);
}

}  // namespace

std::string why_refused(const gs_kernel& kernel, const gs_problem& problem) {
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
    return why != nullptr ? why : "";
}

Engine::Engine() {
    params_ = {0.0545, 0.062, 1.0, 0.5, 1.0, 0.2, 0.05, GS_PERIODIC, 1.0, 0.0};
    const gs_kernel* reference = find_kernel("cpu-reference");
    assert(reference != nullptr);
    const Status opened = open(*reference, initial_knobs(*reference), params_, Field(1, 1, GS_F32), {});
    assert(opened.ok());
    (void)opened;
}

Engine::~Engine() = default;

gs_problem Engine::problem() const {
    return {rows_, cols_, rates_.empty() ? 0 : 1, params_};
}

Status Engine::open(const gs_kernel& kernel, const std::vector<std::int64_t>& knobs, const gs_params& params,
                    const Field& field, const RatePlanes& rates) {
    assert(static_cast<int>(knobs.size()) == kernel.knob_count);
    if (const char* why = why_unavailable(kernel)) return message(kernel, why);
    const gs_problem problem{field.rows(), field.cols(), rates.empty() ? 0 : 1, params};
    if (const std::string why = why_refused(kernel, problem); !why.empty())
        return message(kernel, why.c_str());
    std::unique_ptr<State> next;
    try {
        next = std::make_unique<State>(kernel, storage_for(kernel, field.rows(), field.cols(), rates));
        next->storage->write(0, {0, 0, field.rows(), field.cols()}, field);
    } catch (const std::exception& error) {
        return message(kernel, error.what());
    }
    if (kernel.open != nullptr) {
        char why[256] = "it did not start";
        next->self = kernel.open(&problem, knobs.data(), next->storage->stream(), why, sizeof why);
        if (next->self == nullptr) return message(kernel, why);
    }
    state_ = std::move(next);
    kernel_ = &kernel;
    knobs_ = knobs;
    params_ = params;
    rows_ = field.rows();
    cols_ = field.cols();
    return {};
}

Status Engine::select(const gs_kernel& kernel, std::vector<std::int64_t> knobs) {
    if (knobs.empty()) knobs = initial_knobs(kernel);
    if (kernel_ == &kernel && knobs == knobs_) return {};
    return open(kernel, knobs, params_, read(), rates_);
}

Status Engine::set_params(const gs_params& params) {
    gs_problem wanted = problem();
    wanted.params = params;
    if (const std::string why = why_refused(*kernel_, wanted); !why.empty())
        return message(*kernel_, why.c_str());
    params_ = params;
    return {};
}

Status Engine::set_field(const Field& field, std::int64_t steps_done, const RatePlanes& rates) {
    assert(!field.empty() &&
           (rates.empty() || (rates.rows() == field.rows() && rates.cols() == field.cols())));
    const bool same_problem = field.rows() == rows_ && field.cols() == cols_ && rates == rates_;
    if (same_problem) {
        write({0, 0, rows_, cols_}, field);
    } else {
        if (Status opened = open(*kernel_, knobs_, params_, field, rates); !opened) return opened;
        rates_ = rates;
    }
    steps_done_ = steps_done;
    return {};
}

Status Engine::start(const gs_kernel& kernel, const std::vector<std::int64_t>& knobs, const gs_params& params,
                     const Field& field, std::int64_t steps_done, const RatePlanes& rates) {
    if (Status opened = open(kernel, knobs, params, field, rates); !opened) return opened;
    rates_ = rates;
    steps_done_ = steps_done;
    return {};
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

void Engine::store_to(const gs_field& planes) {
    const FlushDenormals flush;
    if (const char* why = kernel_->store(state_->self, &planes, state_->storage->stream()))
        throw std::runtime_error(fmt::format("{}: {}", kernel_->id, why));
}

void Engine::store_if_stepped() {
    State& s = *state_;
    if (!s.planes_stale) return;
    store_to(s.storage->state(s.current));
    s.planes_stale = false;
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
        if (kernel_->ghost != 0) s.storage->fill_ghosts(s.current, params_);
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
    if (const std::string why = state_->storage->finish(); !why.empty())
        return message(*kernel_, why.c_str());
    return {};
}

Field Engine::read() {
    return read({0, 0, rows_, cols_});
}

Field Engine::read(const Rect& rect) {
    store_if_stepped();
    Field cells(rect.rows, rect.cols, static_cast<gs_scalar>(kernel_->scalar));
    state_->storage->read(state_->current, rect, cells);
    return cells;
}

void Engine::write(const Rect& rect, const Field& cells) {
    assert(rect.row >= 0 && rect.col >= 0 && rect.row + rect.rows <= rows_ && rect.col + rect.cols <= cols_);
    assert(cells.rows() == rect.rows && cells.cols() == rect.cols);
    store_if_stepped();
    state_->storage->write(state_->current, rect, cells);
    state_->own_stale = true;
}

/// A layout of its own is written where it is wanted, not by way of the planes: they stay stale.
void Engine::copy_to(float* u, float* v) {
    const bool direct = state_->planes_stale && kernel_->memory == GS_HOST && kernel_->scalar == GS_F32;
    if (direct)
        store_to({rows_, cols_, cols_, u, v, nullptr, nullptr});
    else {
        store_if_stepped();
        state_->storage->copy_out(state_->current, u, v);
    }
}

gs_field Engine::present() {
    store_if_stepped();
    return state_->storage->state(state_->current);
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

int Engine::portion() const {
    return kernel_->portion != nullptr ? kernel_->portion(state_->self) : 1;
}

int Engine::threads() const {
    if (kernel_->threads != nullptr) return kernel_->threads(state_->self);
    return kernel_->memory == GS_CUDA ? 0 : 1;
}

}  // namespace gs
