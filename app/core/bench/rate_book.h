// How fast each kernel has been, so that one can be told by how much it beats another.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "app/core/bench/bench.h"
#include "app/core/run/sim_state.h"

namespace gs {

/// The newest rate of each kernel at full speed, by the field's size. One thread.
class RateBook {
  public:
    /// Notes the rate of what runs, once it is steady. held: a wanted speed holds the run back, so
    /// that its rate does not count.
    void note(const SimState& state, bool held);
    /// Notes what was measured with no knob set.
    void note(const BenchReport& report);

    /// Notes a rate, in Gcell/s, at this size.
    void note(const std::string& kernel, int rows, int cols, double gcells_per_s) {
        rates_[{kernel, rows, cols}] = gcells_per_s;
    }

    /// Gcell/s of a kernel at this size, if it has run.
    std::optional<double> rate(const std::string& kernel, int rows, int cols) const;
    /// The factor between this rate (Gcell/s) and the textbook loop's, reference_kernel(), at this
    /// size, if that has run.
    std::optional<double> times_textbook(double gcells_per_s, int rows, int cols) const;

    /// Kernel, rows and columns, and its rate in Gcell/s.
    using Rates = std::map<std::tuple<std::string, int, int>, double>;
    const Rates& rates() const { return rates_; }

  private:
    Rates rates_;
};

}  // namespace gs
