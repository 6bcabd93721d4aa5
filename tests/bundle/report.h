// The page that run.sh ends with.
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
    /// Passed, failed, cut (short by its time limit), skipped.
    std::string result;
    int seconds = 0, limit = 0;
    std::string reason;
    /// Of its logs.
    std::vector<TestOutcome> tests;
};

/// All that a run left.
struct Results {
    /// "Cores: 16".
    std::vector<std::string> machine;
    std::vector<Part> parts;
    std::vector<Figures> figures;
    /// Part, words.
    std::vector<std::pair<std::string, std::string>> notes;
    /// Name, figures.
    std::vector<std::pair<std::string, Profile>> profiles;
    /// Files, and what is wrong with them.
    std::vector<std::string> unreadable;
};

/// Reads the folder; what is missing stays empty, and what can't be read is told in `unreadable`.
Results read_results(const std::filesystem::path& folder);

/// Gcell/s that a kernel should reach at rows x cols; 0: no prediction.
using Predict = std::function<double(const std::string& kernel, int rows, int cols)>;

/// The page, in Markdown. Its line in bold is the summary.
std::string report_of(const Results& results, const Predict& predict);

/// True where a part or a test failed, or a file could not be read.
bool anything_failed(const Results& results);

}  // namespace gs::bundle
