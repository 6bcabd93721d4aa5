// Names of files, and what files are: endings, home folders, contents,
// archives, JSON by line and column.
#include "app/core/files/formats.h"

#include <sys/stat.h>

#include <set>

#include "app/core/app/commands.h"
#include "app/core/files/archive.h"
#include "app/core/files/contents.h"
#include "app/core/files/npy.h"
#include "app/core/files/paths.h"
#include "app/core/files/png.h"
#include "tests/unit/core_support.h"

namespace gs::test {
namespace {

namespace fs = std::filesystem;

std::string path_of(const std::string& written) {
    std::string path;
    const Status meant = user_path(written, path);
    EXPECT_TRUE(meant.ok()) << meant.why();
    return path;
}

std::string little(std::uint64_t n, int bytes) {
    std::string s;
    for (int i = 0; i < bytes; ++i) s += static_cast<char>(n >> (8 * i));
    return s;
}

struct Member {
    std::string name, bytes;
};

/// A ZIP archive of files that are not compressed.
std::string zip_of(const std::vector<Member>& members) {
    std::string file, table;
    for (const Member& m : members) {
        const std::string rest = little(0, 8) + little(m.bytes.size(), 4) + little(m.bytes.size(), 4) +
                                 little(m.name.size(), 2) + little(0, 2);
        table += "PK\1\2" + little(20, 2) + little(20, 2) + little(0, 4) + rest + little(0, 6) +
                 little(0, 4) + little(file.size(), 4) + m.name;
        file += "PK\3\4" + little(20, 2) + little(0, 4) + rest + m.name + m.bytes;
    }
    return file + table + "PK\5\6" + little(0, 4) + little(members.size(), 2) + little(members.size(), 2) +
           little(table.size(), 4) + little(file.size(), 4) + little(0, 2);
}

std::string npy_of(const std::string& type, const std::string& shape) {
    const std::string header =
        "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }\n";
    return std::string("\x93NUMPY\1\0", 8) + little(header.size(), 2) + header + "values";
}

class FileNames : public testing::Test {
  protected:
    FileNames() {
        know_commands([](std::string_view word) { return find_command(word) != nullptr; });
    }
    std::string words(const std::string& name, const std::string& bytes) {
        write_bytes(folder_ / name.c_str(), bytes);
        FileKind kind;
        EXPECT_TRUE(read_file_kind(folder_ / name.c_str(), kind).ok());
        return why_not_a(Text::AnOpenable, kind, folder_ / name.c_str());
    }
    Content content(const std::string& name, const std::string& bytes) {
        return file_kind(bytes, name).content;
    }
    Folder folder_;
};

TEST_F(FileNames, EachEndingSaysHowItIsWritten) {
    Picture picture{2, 1, {255, 0, 0, 0, 0, 255}};
    const auto begins = [&](const char* name, std::string_view magic) {
        EXPECT_TRUE(write_picture(folder_ / name, picture).ok()) << name;
        EXPECT_TRUE(bytes_of(folder_ / name).starts_with(magic)) << name;
    };
    begins("a.png", "\x89PNG");
    begins("a.PNG", "\x89PNG");
    begins("a.jpg", "\xFF\xD8\xFF");
    begins("a.Jpeg", "\xFF\xD8\xFF");
    begins("a.bmp", "BM");
    begins("a.ppm", "P6\n2 1\n255\n\xFF");
    EXPECT_TRUE(write_picture(folder_ / "a.tga", picture).ok());
    EXPECT_TRUE(write_picture("/dev/null", picture).ok()) << "what is no file needs no ending";
    for (const Format& f : formats()) {
        const bool pictures = (f.holds & kPicture) != 0;
        EXPECT_EQ(f.write.picture != nullptr, pictures) << f.ending;
        EXPECT_EQ(&format_to_write("x" + std::string(f.ending), kPicture), pictures ? &f : &formats()[0]);
        EXPECT_EQ(f.write.field != nullptr, (f.holds & kField) != 0) << f.ending;
        EXPECT_EQ(f.read.field != nullptr, f.ending == ".npy");
        EXPECT_EQ(f.write.frames != nullptr && f.write.check_frames != nullptr,
                  (f.holds & (kFrames | kFilm)) != 0);
        EXPECT_EQ(f.write.film.empty(), (f.holds & kFilm) == 0) << f.ending;
        EXPECT_EQ(f.read.session != nullptr && f.write.session != nullptr, (f.holds & kSession) != 0);
        EXPECT_EQ(f.read.script != nullptr, (f.holds & kScript) != 0) << f.ending;
    }
    EXPECT_NE(formats().back().holds & kScript, 0U) << "the catch-all comes last";
}

TEST_F(FileNames, AnUnknownEndingIsRefusedWithThoseKnownAndTheOneMeant) {
    EXPECT_TRUE(failed_with(check_name("out", kPicture), "\"out\"", ".png, .jpg", "mean \"out.png\""));
    EXPECT_TRUE(failed_with(check_name("out.pgn", kPicture), "mean \"out.png\""));
    EXPECT_TRUE(failed_with(check_name("out.gif", kPicture), "mean \"out.png\""));
    EXPECT_TRUE(failed_with(check_name("out.npy", kPicture), "mean \"out.png\""));
    EXPECT_TRUE(failed_with(check_name("run.12", kPicture), "mean \"run.12.png\""));
    EXPECT_TRUE(failed_with(check_name("a.b/out", kField), ".npy", "mean \"a.b/out.npy\""));
    EXPECT_TRUE(failed_with(check_name("out.png", kField), "mean \"out.npy\""));
    EXPECT_TRUE(failed_with(check_name("s.png", kSession), ".png", "a PNG picture", ".json"));
    EXPECT_TRUE(failed_with(check_name("s.gss", kSession), "a script"));
    EXPECT_TRUE(failed_with(check_name("f.npy", kScript), "a NumPy array", ".gss"));
    for (const char* name : {"s.json", "demo.session", "demo", "v1.2"})
        EXPECT_TRUE(check_name(name, kSession).ok());
    EXPECT_FALSE(fs::exists("out"));
}

TEST_F(FileNames, WhatIsNoFileNeedsNoEnding) {
    const std::string pipe = folder_ / "pipe";
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    for (const std::string& name : {pipe, std::string("/dev/null")}) {
        EXPECT_TRUE(check_name(name, kPicture).ok());
        EXPECT_TRUE(check_name(name, kField).ok());
    }
    FileKind kind;
    ASSERT_TRUE(read_file_kind(pipe, kind).ok()) << "a pipe is not read to look at it";
    EXPECT_EQ(kind.content, Content::Script);
}

TEST_F(FileNames, APictureTooLargeForItsFormatIsRefused) {
    const Picture wide{70000, 1, std::vector<std::uint8_t>(210000)};
    EXPECT_TRUE(failed_with(write_picture(folder_ / "w.jpg", wide), "70000 x 1", "JPEG"));
    EXPECT_TRUE(write_picture(folder_ / "w.png", wide).ok());
    EXPECT_FALSE(fs::exists(folder_ / "w.jpg"));
}

TEST_F(FileNames, HomeFoldersAndAddressesOfFiles) {
    const std::string home = std::getenv("HOME") != nullptr ? std::getenv("HOME") : "";
    setenv("HOME", "/a home", 1);
    EXPECT_EQ(path_of("~"), "/a home");
    EXPECT_EQ(path_of("~/x.png"), "/a home/x.png");
    EXPECT_EQ(path_of("./~/x.png"), "./~/x.png");
    EXPECT_EQ(path_of("x~.png"), "x~.png");
    EXPECT_EQ(path_of("file:///tmp/a%20b.npy"), "/tmp/a b.npy");
    EXPECT_EQ(path_of("file://localhost/tmp/%C3%A9"), "/tmp/\xC3\xA9");
    EXPECT_EQ(path_of("file:///100%"), "/100%");
    EXPECT_EQ(path_of("~no-such-user"), "~no-such-user") << "a name, as for a shell";
    std::string path;
    EXPECT_TRUE(failed_with(user_path("~no-such-user/x", path), "no-such-user"));
    EXPECT_TRUE(failed_with(user_path("file://elsewhere/x", path), "elsewhere"));
    EXPECT_TRUE(failed_with(user_path("https://example.org/x.npy", path), "example.org"));
    if (home.empty())
        unsetenv("HOME");
    else
        setenv("HOME", home.c_str(), 1);
    EXPECT_TRUE(path_of("~root/x").starts_with("/"));
    EXPECT_EQ(unquoted(" '/a b/c.npy'\n"), "/a b/c.npy");
    EXPECT_EQ(unquoted("\"x\""), "x");
    EXPECT_EQ(unquoted("it's"), "it's");
}

TEST_F(FileNames, ANameIsNeverGivenTwice) {
    std::set<std::string> names;
    for (int i = 0; i < 5; ++i) names.insert(automatic_path(12, "png"));
    EXPECT_EQ(names.size(), 5U);
    for (const std::string& name : names) EXPECT_NE(name.find("-step0000012"), std::string::npos) << name;
    EXPECT_NE(automatic_path(7, "png", "view").find("-view-step0000007"), std::string::npos);
}

TEST_F(FileNames, AFileIsWhatItsContentSays) {
    EXPECT_EQ(content("x", npy_of("<f4", "2, 3, 3")), Content::Array);
    EXPECT_EQ(content("x.npy", zip_of({})), Content::Archive);
    EXPECT_EQ(content("x.npy", "\x89PNG\r\n\x1a\n"), Content::Picture);
    EXPECT_EQ(content("x.png", "# note\n{\"grayscope\": 1}"), Content::Session);
    EXPECT_EQ(content("x", "// note\n{\"a\": 1}"), Content::Json);
    EXPECT_EQ(content("x", "\xEF\xBB\xBF# first\r\n  step 5; save-field a.npy\r\n"), Content::Script);
    EXPECT_EQ(content("x.gss", "sett feed 1"), Content::Script);
    EXPECT_EQ(content("x.csv", "0.5, 1e-3\n"), Content::Numbers);
    EXPECT_EQ(content("x.txt", "Dear students"), Content::Text);
    EXPECT_EQ(content("x.gss", std::string("step\0", 5)), Content::Other);
    EXPECT_EQ(content("x", ""), Content::Empty);
}

TEST_F(FileNames, WhatSomethingElseIsAndWhatToDoWithIt) {
    EXPECT_EQ(words("a.npy", ""), "it is empty");
    for (const auto& [bytes, what] : {std::pair{"\x89PNG\r\n\x1a\n", "a PNG picture"},
                                      {"\x1F\x8B\x08", "gzip"},
                                      {"\x89HDF\r\n\x1a\n", "h5py"},
                                      {"MATLAB 5.0 MAT-file", "scipy.io.loadmat"},
                                      {"\xFF\xFE{", "UTF-8"},
                                      {"1 2 3\n", "numpy.loadtxt"},
                                      {"\x01\x02", "unknown kind"}})
        EXPECT_NE(words("b", bytes).find(what), std::string::npos) << words("b", bytes);
    FileKind kind;
    EXPECT_TRUE(failed_with(read_file_kind(folder_ / "none", kind), "none", "No such file"));
    EXPECT_TRUE(failed_with(read_file_kind(folder_ / "", kind), "folder"));
    std::string script;
    write_bytes(folder_ / "s.gss", npy_of("<f4", "2, 3, 3"));
    EXPECT_TRUE(failed_with(read_script(folder_ / "s.gss", script), "s.gss", "not a script", "load-field"));
}

TEST_F(FileNames, AnArchiveTellsItsArraysAndHowToTakeOne) {
    const std::string said = words("x.npz", zip_of({{"t.npy", npy_of("<i8", "")},
                                                    {"state.npy", npy_of("<f4", "2, 40, 50")},
                                                    {"readme.txt", "hello"}}));
    EXPECT_NE(said.find("t (int64, shape ())"), std::string::npos) << said;
    EXPECT_NE(said.find("state (float32, shape (2, 40, 50))"), std::string::npos) << said;
    EXPECT_NE(said.find("numpy.save(\"field.npy\", numpy.load(\"x.npz\")[\"state\"])"), std::string::npos)
        << said;
    const std::string two =
        words("y.npz", zip_of({{"u.npy", npy_of("<f8", "4, 4")}, {"v.npy", npy_of("<f8", "4, 4")}}));
    EXPECT_NE(two.find("numpy.stack([z[\"u\"], z[\"v\"]])"), std::string::npos) << two;
    EXPECT_NE(words("z.zip", zip_of({{"readme.txt", "hello"}})).find("readme.txt"), std::string::npos);
    EXPECT_NE(words("e.zip", zip_of({})).find("empty ZIP"), std::string::npos);
    EXPECT_NE(words("d.zip", "PK\3\4 something else").find("damaged"), std::string::npos);
    std::vector<Member> many;
    many.reserve(70000);
    for (int i = 0; i < 70000; ++i) many.push_back({"a" + std::to_string(i) + ".npy", ""});
    EXPECT_NE(words("m.npz", zip_of(many)).find("a0, a1, "), std::string::npos);
}

TEST_F(FileNames, EveryBrokenArchiveIsAnswered) {
    const std::string whole =
        zip_of({{"u.npy", npy_of("<f8", "4, 4")}, {"v.npy", npy_of("<f8", "4, 4")}, {"w", "?"}});
    for (std::size_t n = 4; n < whole.size(); ++n) EXPECT_FALSE(words("t.npz", whole.substr(0, n)).empty());
    for (std::size_t i = 4; i < whole.size(); ++i)
        for (const int change : {1, 128, 255}) {
            std::string changed = whole;
            changed[i] = static_cast<char>(changed[i] ^ change);
            EXPECT_FALSE(words("t.npz", changed).empty());
        }
}

}  // namespace
}  // namespace gs::test
