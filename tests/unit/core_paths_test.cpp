// Where files go whose names the program makes up, and how their paths are said.
#include <unistd.h>

#include <cstdlib>
#include <map>

#include "app/core/files/paths.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

namespace fs = std::filesystem;

/// A home of its own for one test.
class AutomaticFolders : public testing::Test {
  protected:
    void SetUp() override {
        for (const char* name : {"HOME", "XDG_CONFIG_HOME"})
            if (const char* value = std::getenv(name); value != nullptr) before_[name] = value;
        setenv("HOME", home().c_str(), 1);
        unsetenv("XDG_CONFIG_HOME");
        set_automatic_folder(AutomaticFolder::Pictures);
    }
    void TearDown() override {
        set_automatic_folder(AutomaticFolder::Present);
        for (const char* name : {"HOME", "XDG_CONFIG_HOME"}) unsetenv(name);
        for (const auto& [name, value] : before_) setenv(name.c_str(), value.c_str(), 1);
    }
    std::string home() const { return fs::path(folder_ / "x").parent_path(); }
    void write_dirs(const std::string& config, const std::string& line) const {
        fs::create_directories(config);
        write_bytes(config + "/user-dirs.dirs", "# written by xdg-user-dirs-update\n" + line + "\n");
    }
    static std::string folder_of(const std::string& path) { return fs::path(path).parent_path(); }

    Folder folder_;
    std::map<std::string, std::string> before_;
};

TEST_F(AutomaticFolders, IsThatOfThePicturesOnceItIsNeeded) {
    EXPECT_FALSE(fs::exists(home() + "/Pictures"));
    EXPECT_EQ(folder_of(automatic_path(1, "png")), home() + "/Pictures/grayscope");
    EXPECT_TRUE(fs::is_directory(home() + "/Pictures/grayscope"));
    write_dirs(home() + "/.config", "XDG_PICTURES_DIR=\"$HOME/Bilder\"");
    EXPECT_EQ(folder_of(automatic_path(1, "png")), home() + "/Bilder/grayscope");
    write_dirs(home() + "/other", "XDG_PICTURES_DIR=\"" + home() + "/else where\"");
    setenv("XDG_CONFIG_HOME", (home() + "/other").c_str(), 1);
    EXPECT_EQ(folder_of(automatic_path(1, "png")), home() + "/else where/grayscope");
    set_automatic_folder(AutomaticFolder::Present);
    EXPECT_EQ(folder_of(automatic_path(1, "png")), fs::current_path());
}

TEST_F(AutomaticFolders, IsTheHomeIfItCanNotBeMadeAndThatIsSaid) {
    std::string trouble = "none";
    (void)automatic_path(1, "png", {}, &trouble);
    EXPECT_EQ(trouble, "");
    fs::remove_all(home() + "/Pictures");
    write_bytes(home() + "/Pictures", "a file");
    EXPECT_EQ(folder_of(automatic_path(1, "png", {}, &trouble)), home());
    EXPECT_NE(trouble.find("~/Pictures/grayscope"), std::string::npos) << trouble;
}

TEST_F(AutomaticFolders, PathsAreSaidWholeAndFromTheHome) {
    EXPECT_EQ(shown_path(home() + "/a/../b.png"), "~/b.png");
    EXPECT_EQ(shown_path(home() + "x/b.png"), home() + "x/b.png");
    EXPECT_EQ(shown_path("b.png"), (fs::current_path() / "b.png").string());
}

}  // namespace

}  // namespace gs::test
