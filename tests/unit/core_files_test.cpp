// Files appear whole or not at all, and never replace what is not a regular file.
#include "app/core/files/files.h"

#include <sys/stat.h>

#include "core_support.h"

namespace gs::test {
namespace {

namespace fs = std::filesystem;

class Files : public testing::Test {
  protected:
    static Fill words(const char* text) {
        return [text](std::ostream& out) { out << text; };
    }
    static Fill failing() {
        return [](std::ostream& out) { out << "half" << std::flush, out.setstate(std::ios::badbit); };
    }
    std::size_t entries() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_ / ""), {}));
    }
    Folder folder_;
};

TEST_F(Files, WhatWasThereStaysWholeWhereWritingFails) {
    ASSERT_TRUE(write_file(folder_ / "a", words("old")).ok());
    EXPECT_TRUE(failed_with(write_file(folder_ / "a", failing()), "a"));
    EXPECT_EQ(bytes_of(folder_ / "a"), "old");
    EXPECT_EQ(entries(), 1U) << "nothing temporary is left";
}

TEST_F(Files, AGroupAppearsTogetherOrNotAtAll) {
    ASSERT_TRUE(write_file(folder_ / "a", words("old a")).ok());
    {
        FileGroup group;
        ASSERT_TRUE(group.add(folder_ / "a", words("new a")).ok());
        EXPECT_FALSE(group.add(folder_ / "b", failing()).ok());
    }
    EXPECT_EQ(bytes_of(folder_ / "a"), "old a");
    EXPECT_EQ(entries(), 1U);
    FileGroup group;
    ASSERT_TRUE(group.add(folder_ / "a", words("new a")).ok());
    ASSERT_TRUE(group.add(folder_ / "b", words("new b")).ok());
    EXPECT_EQ(bytes_of(folder_ / "a"), "old a");
    ASSERT_TRUE(group.commit().ok());
    EXPECT_EQ(bytes_of(folder_ / "a"), "new a");
    EXPECT_EQ(bytes_of(folder_ / "b"), "new b");
    EXPECT_EQ(entries(), 2U);
}

TEST_F(Files, ALinkIsFollowed) {
    fs::create_directory(folder_ / "below");
    fs::create_symlink("below/real", folder_ / "link");
    for (const char* text : {"first", "second"}) {
        ASSERT_TRUE(write_file(folder_ / "link", words(text)).ok());
        EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
        EXPECT_EQ(bytes_of(folder_ / "below/real"), text);
    }
}

TEST_F(Files, PermissionsAreKept) {
    ASSERT_TRUE(write_file(folder_ / "a", words("old")).ok());
    fs::permissions(folder_ / "a", fs::perms::owner_read | fs::perms::owner_write);
    ASSERT_TRUE(write_file(folder_ / "a", words("new")).ok());
    EXPECT_EQ(fs::status(folder_ / "a").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(Files, WhatIsNoFileIsWrittenIntoAndStays) {
    const std::string pipe = folder_ / "pipe";
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    std::fstream other_end(pipe);  // so that opening the pipe does not wait
    ASSERT_TRUE(write_file(pipe, words("through\n")).ok());
    std::string line;
    std::getline(other_end, line);
    EXPECT_EQ(line, "through");
    EXPECT_TRUE(fs::is_fifo(pipe));
    EXPECT_TRUE(failed_with(write_file("/dev/full", words("x")), "/dev/full", "space"));
}

TEST_F(Files, ThePlaceIsLookedAtFirst) {
    EXPECT_TRUE(check_writable(folder_ / "new").ok());
    EXPECT_TRUE(failed_with(check_writable(""), "name"));
    EXPECT_TRUE(failed_with(check_writable(folder_ / ""), "folder"));
    EXPECT_TRUE(failed_with(check_writable(folder_ / "no/such"), "no/such", "No such file"));
    EXPECT_EQ(entries(), 0U);
}

}  // namespace
}  // namespace gs::test
