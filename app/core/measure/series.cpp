#include "app/core/measure/series.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace gs {

void TimeSeries::add(double time, const std::vector<double>& values) {
    assert(values.size() == values_.size() && (times_.empty() || time >= times_.back()));
    if (!times_.empty() && time - times_.back() < spacing_) return;
    if (!times_.empty() && time == times_.back()) {  // the same moment, painted: its newest values count
        for (std::size_t i = 0; i < values.size(); ++i) values_[i].back() = values[i];
        interrupted_ = false;
        return;
    }
    if (times_.size() + 1 >= kMost) thin_out();
    if (std::exchange(interrupted_, false) && !times_.empty())
        append((times_.back() + time) / 2, std::vector<double>(values.size(), NAN));
    append(time, values);
}

void TimeSeries::append(double time, const std::vector<double>& values) {
    times_.push_back(time);
    for (std::size_t i = 0; i < values.size(); ++i) values_[i].push_back(values[i]);
}

bool TimeSeries::is_gap(std::size_t moment) const {
    return std::all_of(values_.begin(), values_.end(),
                       [&](const std::vector<double>& column) { return std::isnan(column[moment]); });
}

void TimeSeries::thin_out() {
    // Every second moment, and of the gaps those that lie between moments that are left.
    std::vector<std::size_t> kept;
    bool next = true, gap = false;
    for (std::size_t i = 0; i < times_.size(); ++i) {
        if (is_gap(i)) {
            if (!gap && !kept.empty()) kept.push_back(i);
            gap = true;
        } else if (std::exchange(next, !next)) {
            kept.push_back(i);
            gap = false;
        }
    }
    const auto keep = [&](std::vector<double>& x) {
        for (std::size_t i = 0; i < kept.size(); ++i) x[i] = x[kept[i]];
        x.resize(kept.size());
    };
    keep(times_);
    for (auto& column : values_) keep(column);
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
