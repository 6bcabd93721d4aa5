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
    /// Knobs: those that were set or swept, "depth=8 band=72".
    std::string kernel, knobs;
    int cols = 0, rows = 0;
    /// Gcell/s: median, lowest, highest.
    double gcells = 0, low = 0, high = 0;
    double gb_per_s = 0;
    /// Of the arithmetic's roof at 14 operations a cell.
    double limit_share = 0;
    std::string bound;
};

/// What could not be measured, and why.
struct NotMeasured {
    std::string kernel, knobs, reason;
    /// 0: no matter the size.
    int cols = 0, rows = 0;
};

/// One call of `bench`.
struct Figures {
    /// Of its file: "ladder", "sweep-vector-shape".
    std::string name;
    /// Empty where they were not measured.
    Roofs cpu, gpu;
    std::vector<Measured> rows;
    std::vector<NotMeasured> not_measured;
    /// It ran past its time.
    bool cancelled = false;
};

/// Throws nlohmann::json::exception where the text is not what `bench --json` writes.
Figures read_figures(const std::string& name, std::istream& json);

/// A kernel's figures by Nsight Compute: metric ("Duration") to value and unit ("7.9 us").
using Profile = std::map<std::string, std::string>;
/// Reads the first kernel of what `ncu --csv --page details` prints; empty where there is none.
Profile read_profile(std::istream& csv);

}  // namespace gs::bundle
