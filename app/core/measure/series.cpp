#include "app/core/measure/series.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace gs {

void TimeSeries::add(double time, const std::vector<double>& values) {
    assert(values.size() == values_.size() && (times_.empty() || time >= times_.back()));
    if (!times_.empty() && time - times_.back() < spacing_) return;
    if (!times_.empty() && time == times_.back()) {  // the same moment, painted: its newest values count
        for (std::size_t i = 0; i < values.size(); ++i) values_[i].back() = values[i];
        return;
    }
    if (times_.size() >= kMost) thin_out();
    times_.push_back(time);
    for (std::size_t i = 0; i < values.size(); ++i) values_[i].push_back(values[i]);
}

void TimeSeries::thin_out() {
    const auto every_second = [](std::vector<double>& x) {
        for (std::size_t i = 0; 2 * i < x.size(); ++i) x[i] = x[2 * i];
        x.resize((x.size() + 1) / 2);
    };
    every_second(times_);
    for (auto& column : values_) every_second(column);
    spacing_ = (times_.back() - times_.front()) / static_cast<double>(times_.size());
}

void TimeSeries::cut(double time) {
    const auto kept =
        static_cast<std::size_t>(std::lower_bound(times_.begin(), times_.end(), time) - times_.begin());
    times_.resize(kept);
    for (auto& column : values_) column.resize(kept);
    if (kept == 0) spacing_ = 0;
}

void TimeSeries::clear() {
    cut(-INFINITY);
}

void TimeSeries::add_column() {
    values_.emplace_back(times_.size(), NAN);
}

void TimeSeries::remove_column(std::size_t column) {
    values_.erase(values_.begin() + static_cast<std::ptrdiff_t>(column));
}

}  // namespace gs
