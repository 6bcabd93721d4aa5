// The figures that run.sh leaves: the benchmark's JSON, and Nsight Compute's tables.
#pragma once

#include <filesystem>
#include <istream>
#include <map>
#include <string>
#include <vector>

#include "kernels/roofs.h"

namespace gs::bundle {

/// A row of the benchmark.
struct Measured {
    std::string kernel, knobs;  ///< knobs: those that were set or swept, "depth=8 band=72"
    int cols = 0, rows = 0;
    double gcells = 0, low = 0, high = 0;  ///< Gcell/s: median, lowest, highest
    double gb_per_s = 0;
    double limit_share = 0;  ///< of the arithmetic's roof at 14 operations a cell
    std::string bound;
};

/// What could not be measured, and why.
struct NotMeasured {
    std::string kernel, knobs, reason;
    int cols = 0, rows = 0;  ///< 0: no matter the size
};

/// One call of `bench`.
struct Figures {
    std::string name;  ///< of its file: "ladder", "sweep-vector-shape"
    Roofs cpu, gpu;    ///< empty where they were not measured
    std::vector<Measured> rows;
    std::vector<NotMeasured> not_measured;
    bool cancelled = false;  ///< it ran past its time
};

/// Throws nlohmann::json::exception where the text is not what `bench --json` writes.
Figures read_figures(const std::string& name, std::istream& json);

/// A kernel's figures by Nsight Compute: metric ("Duration") to value and unit ("7.9 us").
using Profile = std::map<std::string, std::string>;
/// Reads the first kernel of what `ncu --csv --page details` prints; empty where there is none.
Profile read_profile(std::istream& csv);

}  // namespace gs::bundle
