#include "tests/bundle/report.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

namespace gs::bundle {

namespace {

using Outcome = TestOutcome::Result;

std::ptrdiff_t count_of(const Part& part, Outcome result) {
    return std::count_if(part.tests.begin(), part.tests.end(),
                         [result](const TestOutcome& test) { return test.result == result; });
}

/// About three significant digits.
std::string digits(double value) {
    const int decimals = value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0;
    return fmt::format("{:.{}f}", value, decimals);
}

std::string plural(std::ptrdiff_t count, const char* thing) {
    return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

std::string summary(const Results& results) {
    std::map<std::string, std::ptrdiff_t> parts;
    std::map<Outcome, std::ptrdiff_t> tests;
    for (const Part& part : results.parts) {
        ++parts[part.result];
        for (const TestOutcome& test : part.tests) ++tests[test.result];
    }
    return fmt::format(
        "**{}: {} passed, {} failed, {} cut short, {} skipped. {}: {} passed, {} failed, {} skipped.**\n",
        plural(static_cast<std::ptrdiff_t>(results.parts.size()), "part"), parts["passed"], parts["failed"],
        parts["cut"], parts["skipped"],
        plural(tests[Outcome::Passed] + tests[Outcome::Failed] + tests[Outcome::Unfinished] +
                   tests[Outcome::Skipped],
               "test"),
        tests[Outcome::Passed], tests[Outcome::Failed] + tests[Outcome::Unfinished], tests[Outcome::Skipped]);
}

std::string parts_table(const Results& results) {
    std::string page =
        "\n## Parts\n\n| part | result | seconds | of | tests | |\n|---|---|---|---|---|---|\n";
    for (const Part& part : results.parts) {
        std::string tests;
        if (!part.tests.empty())
            tests = fmt::format("{} of {}", count_of(part, Outcome::Passed), part.tests.size());
        page += fmt::format("| {} | {} | {} | {} | {} | {} |\n", part.name,
                            part.result == "cut" ? "cut short" : part.result, part.seconds, part.limit, tests,
                            part.reason);
    }
    return page;
}

std::string failures(const Results& results) {
    std::set<std::string> lines;  // a repeated test is listed once
    for (const Part& part : results.parts)
        for (const TestOutcome& test : part.tests) {
            if (test.result == Outcome::Failed)
                lines.insert(fmt::format("- {}: {}: {}\n", part.name, test.name, test.words));
            if (test.result == Outcome::Unfinished)
                lines.insert(
                    fmt::format("- {}: {} was running when the program ended\n", part.name, test.name));
        }
    for (const std::string& words : results.unreadable) lines.insert(fmt::format("- {}\n", words));
    std::string page;
    for (const std::string& line : lines) page += line;
    return page.empty() ? page : "\n## What failed\n\n" + page;
}

/// Tests that were skipped for the same reason are listed together.
std::string skips(const Results& results) {
    std::map<std::string, std::set<std::string>> by_reason;
    for (const Part& part : results.parts)
        for (const TestOutcome& test : part.tests)
            if (test.result == Outcome::Skipped) by_reason[test.words].insert(test.name);
    std::string page;
    for (const auto& [reason, tests] : by_reason)
        page += fmt::format("- {}{}: {}\n", *tests.begin(),
                            tests.size() == 1 ? "" : fmt::format(" and {} more", tests.size() - 1), reason);
    return page.empty() ? page : "\n## Tests that were skipped\n\n" + page;
}

std::string roofs_words(const Roofs& roofs) {
    if (roofs.empty()) return {};
    std::string page =
        fmt::format("\n{}: {:.0f}e9 multiply-adds per second in float32", roofs.device, roofs.best().f32);
    for (const MemoryRoof& roof : roofs.memory)
        page += fmt::format(", {} {:.0f} GB/s", roof.level, roof.gb_per_s);
    return page + ".\n";
}

std::string size_of(int cols, int rows) {
    return fmt::format("{} x {}", cols, rows);
}

std::string not_measured(const Figures& figures) {
    std::string page;
    for (const NotMeasured& row : figures.not_measured)
        page += fmt::format("- {}{}{}: {}\n", row.kernel, row.knobs.empty() ? "" : " " + row.knobs,
                            row.rows > 0 ? " at " + size_of(row.cols, row.rows) : "", row.reason);
    if (figures.cancelled)
        page += "- It ran past its time: fewer samples than were wanted, or rows missing.\n";
    return page.empty() ? page : "\nNot measured:\n\n" + page;
}

std::string ladder(const Figures& figures, const Predict& predict) {
    std::string page =
        fmt::format("\n## {}\n{}{}", figures.name == "cpu-ladder" ? "The ladder on the CPU" : "The ladder",
                    roofs_words(figures.cpu), roofs_words(figures.gpu));
    std::string size;
    for (const Measured& row : figures.rows) {
        if (const std::string now = size_of(row.cols, row.rows); now != size) {
            size = now;
            page += fmt::format(
                "\n{}\n\n| kernel | Gcell/s | lowest - highest | GB/s | % of the limit | bound by | "
                "predicted | "
                "measured / predicted |\n|---|---|---|---|---|---|---|---|\n",
                size);
        }
        const double predicted = predict(row.kernel, row.rows, row.cols);
        page += fmt::format("| {} | {} | {} - {} | {:.0f} | {:.0f} | {} | {} | {} |\n", row.kernel,
                            digits(row.gcells), digits(row.low), digits(row.high), row.gb_per_s,
                            100 * row.limit_share, row.bound, predicted > 0 ? digits(predicted) : "-",
                            predicted > 0 ? digits(row.gcells / predicted) : "-");
    }
    return page + not_measured(figures);
}

/// The kernel's rate with the knobs that it chooses itself; 0 if that was not measured.
double by_itself(const Results& results, const Measured& row) {
    for (const Figures& figures : results.figures)
        for (const Measured& other : figures.rows)
            if (other.knobs.empty() && other.kernel == row.kernel && other.cols == row.cols &&
                other.rows == row.rows)
                return other.gcells;
    return 0;
}

std::string sweeps(const Results& results) {
    std::string page, missing;
    for (const Figures& figures : results.figures) {
        if (!figures.name.starts_with("sweep-")) continue;
        std::map<std::pair<std::string, int>, std::pair<const Measured*, const Measured*>>
            ends;  // best, worst
        for (const Measured& row : figures.rows) {
            auto& [best, worst] = ends[{row.kernel, row.cols}];
            if (best == nullptr || row.gcells > best->gcells) best = &row;
            if (worst == nullptr || row.gcells < worst->gcells) worst = &row;
        }
        for (const auto& [key, found] : ends) {
            const auto& [best, worst] = found;
            const double own = by_itself(results, *best);
            page += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", best->kernel,
                                size_of(best->cols, best->rows), best->knobs, digits(best->gcells),
                                own > 0 ? digits(own) : "-", worst->knobs, digits(worst->gcells));
        }
        missing += not_measured(figures);
    }
    if (page.empty() && missing.empty()) return {};
    return "\n## Knobs\n\n| kernel | size | best | Gcell/s | by itself | worst | Gcell/s "
           "|\n|---|---|---|---|---|---|---|\n" +
           page + missing;
}

std::string ablations(const Results& results) {
    static constexpr std::array<std::string_view, 4> kLeftOut{
        "nothing", "waiting for the neighbours", "the exchange", "the order of the poll (a relaxed one)"};
    std::string page;
    for (const Figures& figures : results.figures) {
        if (figures.name != "ablations") continue;
        double whole = 0;
        for (const Measured& row : figures.rows) {
            const double us = 1e-3 * row.cols * row.rows / row.gcells;
            const std::size_t at = row.knobs.find("ablation=");
            const int which = at == std::string::npos ? 0 : std::stoi(row.knobs.substr(at + 9));
            if (which == 0) whole = us;
            page += fmt::format("| {} | {} | {} | {} | {} |\n",
                                which < 4 ? kLeftOut[static_cast<std::size_t>(which)] : row.knobs,
                                size_of(row.cols, row.rows), digits(row.gcells), digits(us),
                                which > 0 && whole > 0 ? fmt::format("{:+.2f}", us - whole) : "");
        }
        page += not_measured(figures);
    }
    if (page.empty()) return page;
    return "\n## What the exchange of cuda-persistent costs\n\nWithout it the results are wrong, and the "
           "time is what counts.\n\n"
           "| left out | size | Gcell/s | us a step | against the whole |\n|---|---|---|---|---|\n" +
           page;
}

std::string profiles(const Results& results) {
    if (results.profiles.empty()) return {};
    static constexpr std::array<const char*, 11> kShown{
        "Duration",        "SM Frequency",         "Executed Ipc Active", "Issue Slots Busy",
        "DRAM Throughput", "Memory Throughput",    "L1/TEX Hit Rate",     "L2 Hit Rate",
        "Max Bandwidth",   "Registers Per Thread", "Achieved Occupancy"};
    std::string page = "\n## Nsight Compute, one launch of each\n\n| |", rule = "|---|";
    for (const auto& [name, profile] : results.profiles) {
        page += fmt::format(" {} |", name);
        rule += "---|";
    }
    page += "\n" + rule + "\n";
    for (const char* metric : kShown) {
        page += fmt::format("| {} |", metric);
        for (const auto& [name, profile] : results.profiles) {
            const auto found = profile.find(metric);
            page += fmt::format(" {} |", found == profile.end() ? "-" : found->second);
        }
        page += "\n";
    }
    return page;
}

std::string notes(const Results& results) {
    std::string page;
    for (const auto& [part, words] : results.notes) page += fmt::format("- {}: {}\n", part, words);
    return page.empty() ? page : "\n## What else was measured\n\n" + page;
}

}  // namespace

std::string report_of(const Results& results, const Predict& predict) {
    std::string page = "# What Grayscope does on this machine\n\n" + summary(results) + "\n";
    for (const std::string& line : results.machine) page += fmt::format("- {}\n", line);
    page += parts_table(results) + failures(results);
    for (const char* name : {"ladder", "ladder-small", "cpu-ladder"})
        for (const Figures& figures : results.figures)
            if (figures.name == name) page += ladder(figures, predict);
    page += sweeps(results) + ablations(results) + profiles(results) + notes(results) + skips(results);
    return page;
}

}  // namespace gs::bundle
