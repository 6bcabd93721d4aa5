#include "tests/bundle/gtest_log.h"

#include <optional>
#include <string_view>
#include <utility>

namespace gs::bundle {

namespace {

using Result = TestOutcome::Result;

/// The test's name, if the line is of this kind.
std::optional<std::string> named(std::string_view line, std::string_view mark) {
    if (!line.starts_with(mark)) return std::nullopt;
    line.remove_prefix(mark.size());
    return std::string(line.substr(0, line.find(' ')));
}

}  // namespace

std::vector<TestOutcome> read_gtest_log(std::istream& log) {
    struct End {
        std::string_view mark;
        Result result;
    };
    static constexpr End kEnds[] = {{"[       OK ] ", Result::Passed},
                                    {"[  FAILED  ] ", Result::Failed},
                                    {"[  SKIPPED ] ", Result::Skipped}};
    std::vector<TestOutcome> all;
    std::optional<TestOutcome> running;
    bool reason_follows = false;
    const auto end = [&](Result result) {
        running->result = result;
        all.push_back(*std::exchange(running, std::nullopt));
    };
    for (std::string line; std::getline(log, line);) {
        if (const auto name = named(line, "[ RUN      ] ")) {
            if (running) end(Result::Unfinished);
            running = TestOutcome{*name, Result::Unfinished, ""};
            reason_follows = false;
            continue;
        }
        if (!running) continue;  // the summary at the end names them again
        for (const End& kind : kEnds)
            if (running && named(line, kind.mark) == running->name) end(kind.result);
        if (!running) continue;
        if (reason_follows && running->words.empty()) {
            const std::size_t first = line.find_first_not_of(' ');
            if (first != std::string::npos) running->words = line.substr(first);
        }
        reason_follows = line.ends_with(": Skipped") || line.ends_with(": Failure") ||
                         (reason_follows && running->words.empty());
    }
    if (running) end(Result::Unfinished);
    return all;
}

}  // namespace gs::bundle
