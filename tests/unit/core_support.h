// What the tests of core share.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "app/core/app/app.h"
#include "tests/support/folder.h"

namespace gs::test {

inline std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline void write_bytes(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

/// Passes if the status is a failure whose sentence holds all of these words.
template <class... Words>
testing::AssertionResult failed_with(const Status& status, const Words&... words) {
    if (status) return testing::AssertionFailure() << "it did not fail";
    for (const std::string& word : {std::string(words)...})
        if (status.why().find(word) == std::string::npos)
            return testing::AssertionFailure()
                   << "\"" << status.why() << "\" does not say \"" << word << "\"";
    return testing::AssertionSuccess();
}

/// Runs a command that must succeed.
inline void perform(App& app, const std::string& line) {
    const Status done = app.execute(line);
    ASSERT_TRUE(done.ok()) << line << ": " << done.why();
}

inline Exported present(App& app) {
    Exported now;
    EXPECT_TRUE(app.present(now));
    return now;
}

}  // namespace gs::test
