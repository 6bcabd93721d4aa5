// The figures that run.sh leaves: the benchmark's JSON, and Nsight Compute's tables.
#pragma once

#include <filesystem>
#include <istream>
#include <map>
#include <string>
#include <vector>

#include "kernels/roofs/roofs.h"

namespace gs::bundle {

/// A row of the benchmark.
struct Measured {
    /// The kernel, and the knobs that were set or swept ("depth=8 band=72").
    std::string kernel, knobs;
    int cols = 0, rows = 0;
    /// Gcell/s: median, lowest, highest.
    double gcells = 0, low = 0, high = 0;
    double gb_per_s = 0;
    /// Share of the arithmetic's roof at 14 operations per cell.
    double limit_share = 0;
    std::string bound;
};

/// What could not be measured, and why.
struct NotMeasured {
    std::string kernel, knobs, reason;
    /// The size; 0 if it has nothing to do with the reason.
    int cols = 0, rows = 0;
};

/// One call of `bench`.
struct Figures {
    /// The name of its file: "ladder", "sweep-vector-shape".
    std::string name;
    /// Empty if they were not measured.
    Roofs cpu, gpu;
    std::vector<Measured> rows;
    std::vector<NotMeasured> not_measured;
    /// True if it exceeded its time.
    bool cancelled = false;
};

/// Throws nlohmann::json::exception if the text was not written by `bench --json`.
Figures read_figures(const std::string& name, std::istream& json);

/// A kernel's figures by Nsight Compute: from metric ("Duration") to value and unit ("7.9 us").
using Profile = std::map<std::string, std::string>;
/// Reads the first kernel in the output of `ncu --csv --page details`; empty if there is none.
Profile read_profile(std::istream& csv);

}  // namespace gs::bundle
