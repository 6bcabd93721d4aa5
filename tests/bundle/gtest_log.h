// What a GoogleTest program printed, read back. Its log is there, too, when the program crashed or
// was ended in the middle, where its XML and JSON are not.
#pragma once

#include <istream>
#include <string>
#include <vector>

namespace gs::bundle {

/// One test as the log tells it. Unfinished: the program ended while it ran.
struct TestOutcome {
    enum class Result { Passed, Failed, Skipped, Unfinished };
    /// Suite.Test.
    std::string name;
    Result result = Result::Passed;
    /// The first line of what it gave as a reason.
    std::string words;
};

/// In the order of the log; a test that was repeated is there as often.
std::vector<TestOutcome> read_gtest_log(std::istream& log);

}  // namespace gs::bundle
