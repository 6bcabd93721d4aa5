#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <exception>
#include <fstream>
#include <sstream>

#include "tests/bundle/report.h"

namespace gs::bundle {

namespace {

namespace fs = std::filesystem;

std::vector<std::string> lines_of(const fs::path& file) {
    std::ifstream in(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        if (!line.empty()) lines.push_back(line);
    return lines;
}

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, '\t');) cells.push_back(cell);
    return cells;
}

/// A part's logs are NAME.log, and NAME-0.log and so on for its shards, or
/// NAME-WORD.log ("hunt-beside").
bool is_log_of(const std::string& part, const std::string& stem) {
    return stem == part || stem.starts_with(part + "-") ||
           (part == "sanitizers" && stem.starts_with("sanitizer-"));
}

std::vector<fs::path> files_in(const fs::path& folder, const std::string& ending) {
    std::vector<fs::path> files;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none))
        if (entry.path().extension() == ending) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<Part> read_parts(const fs::path& folder) {
    const std::vector<std::string> lines = lines_of(folder / "parts.tsv");
    std::vector<Part> parts;
    for (std::size_t i = 1; i < lines.size(); ++i) {  // the first names the columns
        std::vector<std::string> cells = cells_of(lines[i]);
        if (cells.size() < 4)
            throw std::runtime_error(fmt::format("parts.tsv, line {}: {}", i + 1, lines[i]));
        cells.resize(5);
        parts.push_back({cells[0], cells[1], std::stoi(cells[2]), std::stoi(cells[3]), cells[4], {}});
    }
    for (const fs::path& log : files_in(folder / "logs", ".log"))
        for (Part& part : parts)
            if (is_log_of(part.name, log.stem().string())) {
                std::ifstream in(log);
                for (TestOutcome& test : read_gtest_log(in)) part.tests.push_back(std::move(test));
            }
    return parts;
}

}  // namespace

Results read_results(const fs::path& folder) {
    Results results;
    results.machine = lines_of(folder / "machine.txt");
    results.parts = read_parts(folder);
    for (const std::string& line : lines_of(folder / "notes.tsv")) {
        const std::vector<std::string> cells = cells_of(line);
        if (cells.size() == 2) results.notes.emplace_back(cells[0], cells[1]);
    }
    for (const fs::path& file : files_in(folder, ".json")) try {
            std::ifstream in(file);
            results.figures.push_back(read_figures(file.stem().string(), in));
        } catch (const std::exception& error) {
            results.unreadable.push_back(fmt::format("{}: {}", file.filename().string(), error.what()));
        }
    for (const fs::path& file : files_in(folder, ".csv")) {
        std::ifstream in(file);
        if (Profile profile = read_profile(in); !profile.empty())
            results.profiles.emplace_back(file.stem().string().substr(4), std::move(profile));  // "ncu-"
    }
    return results;
}

bool anything_failed(const Results& results) {
    const auto bad = [](const TestOutcome& test) {
        return test.result == TestOutcome::Result::Failed || test.result == TestOutcome::Result::Unfinished;
    };
    const auto failed = [&](const Part& part) {
        return part.result == "failed" ||
               (part.result == "passed" && std::any_of(part.tests.begin(), part.tests.end(), bad));
    };
    return results.parts.empty() || !results.unreadable.empty() ||
           std::any_of(results.parts.begin(), results.parts.end(), failed);
}

}  // namespace gs::bundle
