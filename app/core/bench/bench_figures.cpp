#include "app/core/bench/bench_figures.h"

#include <algorithm>

#include "kernels/engine/registry.h"

namespace gs {

namespace {

/// The median; `values` is a copy, which is sorted.
double median_of(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t n = values.size();
    return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

}  // namespace

void summarise(BenchResult& result) {
    result.median = median_of(result.samples);
    const auto [low, high] = std::minmax_element(result.samples.begin(), result.samples.end());
    result.min = *low;
    result.max = *high;
    result.gb_per_s = result.median * result.work.bytes;
}

void relate(BenchReport& report) {
    for (std::size_t i = 0; i < report.results.size(); ++i) {
        BenchResult& row = report.results[i];
        if (row.samples.empty()) continue;
        row.share = share_of(report.roofs_of(row), *find_kernel(row.kernel), report.params, row.rows,
                             row.cols, row.computed_rate());
        row.times_before = row.times_reference = 0;
        for (std::size_t j = 0; j < report.results.size(); ++j) {
            const BenchResult& other = report.results[j];
            if (other.rows != row.rows || other.cols != row.cols || other.median <= 0) continue;
            if (j < i && other.float64 == row.float64) row.times_before = row.median / other.median;
            if (other.kernel == reference_kernel().id && row.times_reference == 0)
                row.times_reference = row.median / other.median;
        }
    }
}

}  // namespace gs
