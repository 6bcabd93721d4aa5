// Films are made by another program: what it is given, and what becomes of its failures.
#include "app/core/files/film.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <set>

#include "app/core/files/formats.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

/// A folder in front of PATH in which a script stands for ffmpeg.
class Films : public testing::Test {
  protected:
    void SetUp() override {
        const char* path = std::getenv("PATH");
        path_ = path != nullptr ? path : "";
        std::filesystem::create_directories(folder_ / "bin");
    }
    void TearDown() override { setenv("PATH", path_.c_str(), 1); }

    /// The script's last argument is the file to write.
    void encoder(const std::string& script) {
        const std::string file = folder_ / "bin/ffmpeg";
        write_bytes(file, "#!/bin/sh\nfor last; do :; done\n" + script);
        std::filesystem::permissions(file, std::filesystem::perms::owner_all);
        setenv("PATH", (folder_ / "bin" + ":" + path_).c_str(), 1);
    }
    Exported frame(std::int64_t step) const {
        Exported present{{Field(3, 4, GS_F32), step, static_cast<double>(step)}, "cpu-simd", ""};
        present.field.set(0, static_cast<int>(step % 4), 0.5, 0.3);
        return present;
    }
    Status film(int frames, bool whole = true) {
        Film film(options_, document_);
        if (Status begun = film.begin(); !begun) return begun;
        for (int i = 0; i < frames; ++i) film.add(frame(i));
        return film.end(whole);
    }
    std::set<std::string> names() const {
        std::set<std::string> all;
        for (const auto& entry : std::filesystem::directory_iterator(folder_ / "."))
            all.insert(entry.path().filename().string());
        all.erase("bin");
        return all;
    }

    Folder folder_;
    std::string path_;
    Document document_;
    RecordingOptions options_{folder_ / "film.mp4"};
};

}  // namespace

TEST_F(Films, TheEncoderGetsTheFramesAsTheyAre) {
    encoder("cat > \"$last\"; echo \"$@\" > " + folder_ / "words");
    options_.pace.fps = 25;
    ASSERT_TRUE(film(9).ok());
    std::string expected;
    for (int i = 0; i < 9; ++i) {
        const Picture picture = coloured(frame(i).field, document_);
        expected.append(picture.rgb.begin(), picture.rgb.end());
    }
    EXPECT_EQ(bytes_of(folder_ / "film.mp4"), expected) << "in order, none lost";
    const std::string words = bytes_of(folder_ / "words");
    EXPECT_NE(words.find("-video_size 4x3 -framerate 25 -i pipe:0"), std::string::npos) << words;
    EXPECT_NE(words.find("libx264"), std::string::npos);
    EXPECT_EQ(names(), (std::set<std::string>{"film.mp4", "words"})) << "no temporary name is left";
}

TEST_F(Films, WhatTheEncoderSaysIsSaid) {
    encoder(
        "cat > /dev/null; echo 'first' >&2; echo 'Unknown encoder libx264' >&2; echo 'Conversion failed!' "
        ">&2; exit 3");
    EXPECT_TRUE(failed_with(film(3), "film.mp4", "code 3", "Unknown encoder libx264"));
    encoder("exec 0<&-; echo 'no room' >&2; exit 1");
    EXPECT_TRUE(failed_with(film(2000), "code 1", "no room")) << "it ended before it was fed";
    encoder("kill -9 $$");
    EXPECT_TRUE(failed_with(film(3), "signal 9"));
    EXPECT_TRUE(names().empty());
}

TEST_F(Films, AFilmThatEndsEarlyLeavesWhatWasThere) {
    encoder("cat > \"$last\"");
    write_bytes(folder_ / "film.mp4", "an older film");
    EXPECT_TRUE(failed_with(film(1), "film.mp4", "--replace"));
    options_.replace = true;
    EXPECT_TRUE(failed_with(film(3, false), "not finished"));
    encoder("cat > \"$last\"; exit 1");
    EXPECT_FALSE(film(3).ok());
    EXPECT_EQ(bytes_of(folder_ / "film.mp4"), "an older film");
    EXPECT_EQ(names(), std::set<std::string>{"film.mp4"});
    encoder("cat > \"$last\"");
    EXPECT_TRUE(film(1).ok());
    EXPECT_EQ(bytes_of(folder_ / "film.mp4").size(), 36U);
}

TEST_F(Films, WhatAProgramThatWasKilledHasLeftGoesWithTheNextFilm) {
    encoder("cat > \"$last\"");
    write_bytes(folder_ / "grayscope-999999999-film-2.part", "half of a film");
    const std::string of_one_that_runs = fmt::format("grayscope-{}-film-77.part", getpid());
    write_bytes(folder_ / of_one_that_runs.c_str(), "half of another");
    write_bytes(folder_ / "grayscope-999999999-film-2.part.txt", "of the user");
    ASSERT_TRUE(film(1).ok());
    EXPECT_EQ(names(),
              (std::set<std::string>{"film.mp4", "grayscope-999999999-film-2.part.txt", of_one_that_runs}));
}

TEST_F(Films, AreRefusedBeforeAnythingIsDone) {
    encoder("cat > \"$last\"");
    EXPECT_TRUE(check_film(options_).ok());
    setenv("PATH", (folder_ / "bin/none").c_str(), 1);
    EXPECT_TRUE(failed_with(check_film(options_), "film.mp4", "package ffmpeg"));
    encoder("cat > \"$last\"");
    RecordingOptions other = options_;
    other.resume = true;
    EXPECT_TRUE(failed_with(check_film(other), "--resume"));
    other = options_;
    other.kind = find_frame_kind("npy");
    EXPECT_TRUE(failed_with(check_film(other), "film.mp4", "format"));
    other = options_;
    other.folder = folder_ / "no/film.mp4";
    EXPECT_TRUE(failed_with(check_film(other), "film.mp4"));
}

TEST_F(Films, ARealEncoderMakesEachFormat) {
    if (find_program("ffmpeg").empty() || find_program("ffprobe").empty())
        GTEST_SKIP() << "ffmpeg IS NOT INSTALLED: NO FORMAT OF FILMS IS TESTED HERE";
    document_.cols = 35;
    document_.rows = 21;
    document_.palette = "turbo";
    document_.ranges.fill({-0.2, 0.2});  // the colour of the first frame is a bright green
    for (const Format& format : formats()) {
        if ((format.holds & kFilm) == 0) continue;
        options_.folder = folder_ / "real" + std::string(format.ending);
        Film film(options_, document_);
        ASSERT_TRUE(film.begin().ok());
        for (int i = 0; i < 7; ++i) {
            Exported present{{Field(21, 35, GS_F32), i, static_cast<double>(i)}, "cpu-simd", ""};
            for (int x = 0; x < 5 * i; ++x) present.field.set(10, x, 0.4, 0.3);
            film.add(std::move(present));
        }
        const Status done = film.end(true);
        ASSERT_TRUE(done.ok()) << done.why();
        const std::string told = folder_ / "told";
        const std::string ask =
            "ffprobe -v error -count_frames -select_streams v:0 -show_entries "
            "stream=width,height,nb_read_frames -of csv=p=0 '" +
            options_.folder + "' > '" + told + "'";
        ASSERT_EQ(std::system(ask.c_str()), 0);
        const bool even = format.ending == ".mp4" || format.ending == ".webm";
        EXPECT_EQ(bytes_of(told).substr(0, 7), even ? "36,22,7" : "35,21,7") << format.ending;
        const std::string show = "ffmpeg -v error -y -i '" + options_.folder +
                                 "' -vf scale=in_color_matrix=bt709,format=rgb24 -frames:v 1 -f rawvideo '" +
                                 told + "'";
        ASSERT_EQ(std::system(show.c_str()), 0);
        // The first frame has one colour, which players see as it was meant.
        const Picture first = coloured(Field(21, 35, GS_F32), document_);
        const std::string seen = bytes_of(told);
        for (std::size_t i = 0; i < 3; ++i)
            EXPECT_NEAR(static_cast<unsigned char>(seen.at(i)), first.rgb[i], 6) << format.ending << ' ' << i;
    }
}

}  // namespace gs::test
