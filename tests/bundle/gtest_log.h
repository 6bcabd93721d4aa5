// Reads the log of a GoogleTest program. A log exists even if the program crashed or was ended,
// unlike its XML and JSON.
#pragma once

#include <istream>
#include <string>
#include <vector>

namespace gs::bundle {

/// One test as the log reports it. Unfinished: the program ended while the test ran.
struct TestOutcome {
    enum class Result { Passed, Failed, Skipped, Unfinished };
    /// Suite.Test.
    std::string name;
    Result result = Result::Passed;
    /// The first line of the reason that it gave.
    std::string words;
};

/// The tests in the order of the log; a repeated test appears each time.
std::vector<TestOutcome> read_gtest_log(std::istream& log);

}  // namespace gs::bundle
