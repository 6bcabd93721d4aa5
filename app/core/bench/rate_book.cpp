#include "app/core/bench/rate_book.h"

#include "kernels/engine/registry.h"

namespace gs {

void RateBook::note(const SimState& state, bool held) {
    // A rate that leaves cells out tells of the field, and not of the kernel and the size alone.
    const bool whole = state.computed > 0.99;
    if (state.steady && !held && whole) rates_[{state.kernel, state.rows, state.cols}] = state.gcells_per_s;
}

void RateBook::note(const BenchReport& report) {
    for (const BenchResult& r : report.results)
        if (r.median > 0 && r.knobs.empty()) rates_[{r.kernel, r.rows, r.cols}] = r.median;
}

std::optional<double> RateBook::rate(const std::string& kernel, int rows, int cols) const {
    const auto found = rates_.find({kernel, rows, cols});
    return found != rates_.end() ? std::optional(found->second) : std::nullopt;
}

std::optional<double> RateBook::times_textbook(double gcells_per_s, int rows, int cols) const {
    const std::optional<double> textbook = rate(reference_kernel().id, rows, cols);
    return textbook && gcells_per_s > 0 ? std::optional(gcells_per_s / *textbook) : std::nullopt;
}

}  // namespace gs
