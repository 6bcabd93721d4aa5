// Values against simulated time, of a bounded length.
#pragma once

#include <cstddef>
#include <vector>

namespace gs {

/// Keeps at most kMost moments. If it is full, every second one goes, and moments that follow
/// closer than those that are left are dropped, so that the whole run stays visible. Gaps stay.
class TimeSeries {
  public:
    static constexpr std::size_t kMost = 2048;

    /// columns: values of each moment.
    explicit TimeSeries(std::size_t columns) : values_(columns) {}

    /// time must not lie before the last one (cut() first). values: as many as there are columns;
    /// NaN where there is none.
    void add(double time, const std::vector<double>& values);
    /// Forgets what lies after this time, and at it.
    void cut(double time);
    void clear();
    /// What follows does not go on from what was last: a moment without values (NaN) comes between.
    void interrupt() { interrupted_ = true; }
    /// Another column, NaN until now; and one less.
    void add_column();
    void remove_column(std::size_t column);

    bool empty() const { return times_.empty(); }
    std::size_t columns() const { return values_.size(); }
    const std::vector<double>& times() const { return times_; }
    const std::vector<double>& values(std::size_t column) const { return values_[column]; }

  private:
    bool is_gap(std::size_t moment) const;
    void append(double time, const std::vector<double>& values);
    void thin_out();

    std::vector<double> times_;
    std::vector<std::vector<double>> values_;
    /// The least time between two moments.
    double spacing_ = 0;
    bool interrupted_ = false;
};

}  // namespace gs
