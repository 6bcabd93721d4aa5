// Where a user keeps settings, pictures and what can be made again.
#include "app/core/files/folders.h"

#include <cstdlib>
#include <map>

#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

class Folders : public testing::Test {
  protected:
    static constexpr const char* kNames[] = {"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"};

    void SetUp() override {
        for (const char* name : kNames) {
            if (const char* value = std::getenv(name); value != nullptr) before_[name] = value;
            unsetenv(name);
        }
        setenv("HOME", "/somewhere", 1);
    }
    void TearDown() override {
        for (const char* name : kNames) unsetenv(name);
        for (const auto& [name, value] : before_) setenv(name.c_str(), value.c_str(), 1);
    }

    std::map<std::string, std::string> before_;
};

TEST_F(Folders, LieInTheHomeUnlessAVariableNamesThemWhole) {
    EXPECT_EQ(home_folder(), "/somewhere");
    EXPECT_EQ(config_folder(), "/somewhere/.config");
    EXPECT_EQ(cache_folder(), "/somewhere/.cache");
    EXPECT_EQ(pictures_folder(), "/somewhere/Pictures");
    setenv("XDG_CONFIG_HOME", "/settings", 1);
    setenv("XDG_CACHE_HOME", "/scratch", 1);
    EXPECT_EQ(config_folder(), "/settings");
    EXPECT_EQ(cache_folder(), "/scratch");
    for (const char* wrong : {"", "relative/path"}) {
        setenv("XDG_CONFIG_HOME", wrong, 1);
        setenv("XDG_CACHE_HOME", wrong, 1);
        EXPECT_EQ(config_folder(), "/somewhere/.config") << wrong;
        EXPECT_EQ(cache_folder(), "/somewhere/.cache") << wrong;
    }
}

TEST_F(Folders, WithoutTheVariableTheSystemKnowsTheHome) {
    unsetenv("HOME");
    EXPECT_NE(home_folder(), "/somewhere");
    EXPECT_EQ(home_folder("root"), "/root");
    EXPECT_TRUE(home_folder("no-such-user-here").empty());
}

}  // namespace

}  // namespace gs::test
