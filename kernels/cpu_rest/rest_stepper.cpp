#include "kernels/cpu_rest/rest_stepper.h"

#include <algorithm>
#include <atomic>
#include <cstring>

#include "kernels/host/cores.h"

namespace gs {

namespace {

constexpr int kBlock = ChangeMap::kBlock;

/// Vectors of the widest window: its ring takes less than half of the second cache.
std::ptrdiff_t widest(const TemporalRowFunctions& functions, const RestOptions& options) {
    const std::ptrdiff_t slots = 2 * options.depth + functions.rows * options.blocks;
    const auto vector = static_cast<std::ptrdiff_t>(2 * sizeof(float)) * functions.lanes;
    return std::max<std::ptrdiff_t>(second_cache_bytes() * 2 / 5 / (slots * vector),
                                    8 * kBlock / functions.lanes);
}

const float* row_of(const void* plane, std::ptrdiff_t pitch, int y) {
    return static_cast<const float*>(plane) + y * pitch;
}

float* own_row(void* plane, std::ptrdiff_t pitch, int y) {
    return static_cast<float*>(plane) + y * pitch;
}

/// Counts what the steppers do; several may be stepped by different threads.
std::atomic<std::int64_t> moments{0};

std::int64_t next_moment() {
    return moments.fetch_add(1, std::memory_order_relaxed) + 1;
}

}  // namespace

RestStepper::RestStepper(const gs_problem& problem, const RestOptions& options)
    : options_(options),
      rows_(problem.rows),
      cols_(problem.cols),
      wraps_(problem.params.boundary == GS_PERIODIC),
      functions_(&temporal_row_functions(options.team.isa)),
      changed_(rows_, cols_),
      awake_(rows_, cols_),
      covered_(rows_, cols_),
      computed_(rows_, cols_),
      stamps_(changed_.bytes().size(), next_moment()),
      most_vectors_(widest(*functions_, options)),
      team_(options.team.threads, options.team.pin) {
    const std::ptrdiff_t pitch = row_pitch(cols_);
    const std::ptrdiff_t plane = pitch * rows_;
    memory_ = HugeMemory(static_cast<std::size_t>(4 * plane));
    for (int i = 0; i < 2; ++i) {
        float* u = memory_.data() + 2 * i * plane;
        states_[i] = {rows_, cols_, pitch, u, u + plane, nullptr, nullptr};
    }
    for (int i = 0; i < options.team.threads; ++i) {
        rings_.push_back(
            std::make_unique<TemporalRing>(most_vectors_, options_.depth, *functions_, options_.blocks));
        places_.push_back(std::make_unique<WindowPlace>(*functions_, most_vectors_));
    }
}

std::int64_t RestStepper::moment() {
    return moments.load(std::memory_order_relaxed);
}

/// Blocks [x0, x1) of a row of blocks.
void RestStepper::stamp(int x0, int x1, int row, std::int64_t moment) {
    std::fill_n(stamps_.begin() + std::ptrdiff_t{row} * changed_.cols() + x0, x1 - x0, moment);
}

void RestStepper::load(const gs_field& planes) {
    const gs_field& own = states_[current_];
    team_.run(1, changed_.rows(), [&](int, std::int64_t, int row) {
        const int end = std::min((row + 1) * kBlock, rows_);
        const auto take = [&](const void* from, void* to, int y) {
            const float* source = row_of(from, planes.pitch, y);
            float* target = own_row(to, own.pitch, y);
            for (int x = 0; x < cols_; x += kBlock) {
                const std::size_t bytes =
                    sizeof(float) * static_cast<std::size_t>(std::min(kBlock, cols_ - x));
                if (std::memcmp(source + x, target + x, bytes) == 0) continue;
                std::memcpy(target + x, source + x, bytes);
                changed_.mark(row, x / kBlock);
            }
        };
        for (int y = row * kBlock; y < end; ++y) {
            take(planes.u, own.u, y);
            take(planes.v, own.v, y);
        }
    });
    wake();
}

void RestStepper::store(const gs_field& planes, std::int64_t since) {
    const gs_field& own = states_[current_];
    const auto give = [&](const void* from, void* to, int y, int x0, int x1) {
        if (to == nullptr) return;
        std::copy_n(row_of(from, own.pitch, y) + x0, x1 - x0, own_row(to, planes.pitch, y) + x0);
    };
    const int across = changed_.cols();
    team_.run(1, changed_.rows(), [&](int, std::int64_t, int row) {
        const std::int64_t* const stamps = stamps_.data() + std::ptrdiff_t{row} * across;
        for (int first = 0, end = 0; first < across; first = end) {
            const auto is_new = [&](int block) { return stamps[block] > since; };
            for (end = first + 1; end < across && is_new(end) == is_new(first);) ++end;
            if (!is_new(first)) continue;
            for (int y = row * kBlock; y < std::min((row + 1) * kBlock, rows_); ++y) {
                give(own.u, planes.u, y, first * kBlock, std::min(end * kBlock, cols_));
                give(own.v, planes.v, y, first * kBlock, std::min(end * kBlock, cols_));
            }
        }
    });
}

void RestStepper::set_changes(const ChangeMap& changes, const gs_params& params) {
    known_ = params;
    changed_ = changes;
    computed_.mark_all();
    wake();
}

/// Other parameters may change any cell; another boundary, or what it holds, those at an edge.
void RestStepper::notice(const gs_params& params) {
    const auto same = [&](auto gs_params::*member) { return (*known_).*member == params.*member; };
    const bool inside = known_ && same(&gs_params::feed) && same(&gs_params::kill) && same(&gs_params::du) &&
                        same(&gs_params::dv) && same(&gs_params::dt) && same(&gs_params::edge) &&
                        same(&gs_params::corner);
    const bool at_edges =
        inside && same(&gs_params::boundary) && same(&gs_params::boundary_u) && same(&gs_params::boundary_v);
    if (at_edges) return;
    if (inside)
        changed_.mark_edges();
    else
        known_.reset();
    if (known_) known_ = params;
    wraps_ = params.boundary == GS_PERIODIC;
    windows_.clear();  // they are others, even if the same blocks are awake
    wake();
}

/// Finds what may change in the next pass, and the windows for it.
void RestStepper::wake() {
    ChangeMap awake = changed_.grown(wraps_);
    if (!known_) awake.mark_all();
    if (awake == awake_ && !windows_.empty()) return;
    awake_ = std::move(awake);
    const WindowCost cost_of = [this](const BlockWindow& w) { return cost(w); };
    const int most_cols = static_cast<int>(most_vectors_ * functions_->lanes - 2 * options_.depth) / kBlock;
    const std::vector<BlockWindow> blocks =
        spread(cover(awake_, cost_of), cost_of, most_cols, options_.team.threads);
    windows_ = windows_of(blocks);
    covered_.clear();
    for (const BlockWindow& b : blocks)
        for (int row = b.y0; row < b.y1; ++row)
            for (int col = b.x0; col < b.x1; ++col) covered_.mark(row, col);
}

/// In units of a vector and level: a call of the row function is worth some vectors, the coming and
/// going of a row some levels, and all levels begin `depth` rows before the window and end as many
/// after it.
double RestStepper::cost(const BlockWindow& window) const {
    const int lanes = functions_->lanes;
    const int vectors = (window.cols() * kBlock + 2 * options_.depth + lanes - 1) / lanes;
    return (vectors + vectors_of_a_call(lanes)) * (window.rows() * kBlock + options_.depth + 2);
}

/// In cells. A row of a ring can end at one edge of the field only, so a window that lies near both
/// becomes two.
std::vector<Window> RestStepper::windows_of(const std::vector<BlockWindow>& blocks) const {
    std::vector<Window> windows;
    for (const BlockWindow& b : blocks) {
        const Window w{b.x0 * kBlock, std::min(b.x1 * kBlock, cols_), b.y0 * kBlock,
                       std::min(b.y1 * kBlock, rows_)};
        if (!wraps_ && w.x0 < options_.depth && w.x1 + options_.depth > cols_) {
            const int middle = cols_ / 2 / kBlock * kBlock;
            windows.push_back({w.x0, middle, w.y0, w.y1});
            windows.push_back({middle, w.x1, w.y0, w.y1});
        } else {
            windows.push_back(w);
        }
    }
    return windows;
}

/// Both states of what comes to rest shall hold the same bits, so that passes may leave it alone.
void RestStepper::copy_rest(const Window& window) {
    const gs_field &from = states_[current_], &to = states_[1 - current_];
    for (int y = window.y0; y < window.y1; ++y)
        for (const auto plane : {&gs_field::u, &gs_field::v})
            std::copy_n(row_of(from.*plane, from.pitch, y) + window.x0, window.x1 - window.x0,
                        own_row(to.*plane, to.pitch, y) + window.x0);
}

std::int64_t RestStepper::pass(const gs_params& params, std::int64_t steps, double& computed) {
    notice(params);
    const std::int64_t depth = known_ ? std::min<std::int64_t>(steps, options_.depth) : 1;
    ChangeMap falling = computed_;
    const bool any_falls = falling.take_away(covered_);
    if (windows_.empty() && !any_falls) return steps;  // for ever
    const std::vector<Window> at_rest = windows_of(runs_of(falling));
    changed_.clear();
    const TemporalPass pass{functions_,
                            minimal_of(params),
                            rows_,
                            params.boundary,
                            {static_cast<float>(params.boundary_u), static_cast<float>(params.boundary_v)},
                            options_.blocks,
                            options_.fetch,
                            static_cast<int>(depth)};
    const auto count = static_cast<int>(windows_.size());
    team_.run(1, count + static_cast<int>(at_rest.size()), [&](int worker, std::int64_t, int number) {
        if (number >= count) return copy_rest(at_rest[static_cast<std::size_t>(number - count)]);
        const Window& window = windows_[static_cast<std::size_t>(number)];
        WindowPlace& place = *places_[static_cast<std::size_t>(worker)];
        place.begin(window, wraps_, options_.depth, states_[current_], states_[1 - current_], changed_);
        rings_[static_cast<std::size_t>(worker)]->run(pass, place, window.y0, window.y1);
        place.end();
    });
    const std::int64_t now = next_moment();
    for (const Window& w : windows_) {
        computed += static_cast<double>(depth) * (w.x1 - w.x0) * (w.y1 - w.y0);
        for (int row = w.y0 / kBlock; row * kBlock < w.y1; ++row)
            stamp(w.x0 / kBlock, (w.x1 + kBlock - 1) / kBlock, row, now);
    }
    current_ = 1 - current_;
    computed_ = covered_;
    known_ = params;
    wake();
    return depth;
}

}  // namespace gs
