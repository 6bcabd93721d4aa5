// The page with which run.sh ends.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/bundle/figures.h"
#include "tests/bundle/gtest_log.h"

namespace gs::bundle {

/// A line of parts.tsv.
struct Part {
    std::string name;
    /// passed, failed, cut (stopped by its time limit) or skipped.
    std::string result;
    int seconds = 0, limit = 0;
    std::string reason;
    /// The tests in its logs.
    std::vector<TestOutcome> tests;
};

/// All results of a run.
struct Results {
    /// Lines such as "Cores: 16".
    std::vector<std::string> machine;
    std::vector<Part> parts;
    std::vector<Figures> figures;
    /// The part, and the note.
    std::vector<std::pair<std::string, std::string>> notes;
    /// The name, and the figures.
    std::vector<std::pair<std::string, Profile>> profiles;
    /// The files that can't be read, with the reason.
    std::vector<std::string> unreadable;
};

/// Reads the folder. What is missing stays empty, and what can't be read is listed in `unreadable`.
Results read_results(const std::filesystem::path& folder);

/// Gcell/s that a kernel should reach at rows x cols; 0: no prediction.
using Predict = std::function<double(const std::string& kernel, int rows, int cols)>;

/// The page in Markdown. Its line in bold is the summary.
std::string report_of(const Results& results, const Predict& predict);

/// True if a part or a test failed, or a file could not be read.
bool anything_failed(const Results& results);

}  // namespace gs::bundle
