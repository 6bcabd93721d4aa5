// Palettes of the user's: files, sessions, the folder for settings.
#include "app/core/files/palette_file.h"

#include <filesystem>
#include <fstream>

#include "app/core/app/app.h"
#include "app/core/app/commands.h"
#include "app/core/files/session.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

void put(const std::string& path, const std::string& content) {
    std::ofstream(path) << content;
}

OwnPalette read(const std::string& path) {
    OwnPalette palette;
    const Status done = read_palette(path, palette);
    EXPECT_TRUE(done.ok()) << done.why();
    return palette;
}

const OwnPalette kThree{"My three", {{0, {0, 0, 0}}, {0.25, {200, 10, 30}}, {1, {255, 255, 255}}}};

}  // namespace

TEST(PaletteFiles, StopsComeBackAsTheyWere) {
    const Folder folder;
    ASSERT_TRUE(write_palette(folder / "p.json", kThree).ok());
    EXPECT_TRUE(is_palette(folder / "p.json"));
    EXPECT_EQ(read(folder / "p.json"), kThree);
}

TEST(PaletteFiles, OthersFormatsAreRead) {
    const Folder folder;
    put(folder / "g.gpl",
        "GIMP Palette\nName: Two of them\nColumns: 2\n# said\n  0   0   0 Black\n255 128 0 Orange\n");
    OwnPalette palette = read(folder / "g.gpl");
    EXPECT_EQ(palette.name, "Two of them");
    EXPECT_EQ(palette.stops, (std::vector<Stop>{{0, {0, 0, 0}}, {1, {255, 128, 0}}}));
    put(folder / "haxby.cpt",
        "# COLOR_MODEL = RGB\n-10 0/0/0 0 10/20/30\n0\t10 20 30\t10 255 255 255\nB 0 0 0\nN 9 9 9\n");
    palette = read(folder / "haxby.cpt");
    EXPECT_EQ(palette.name, "haxby");
    EXPECT_EQ(palette.stops, (std::vector<Stop>{{0, {0, 0, 0}}, {0.5, {10, 20, 30}}, {1, {255, 255, 255}}}));
    put(folder / "list.txt", "#000000\n#1f7fa0\n\n#ffffff\n");
    EXPECT_TRUE(is_palette(folder / "list.txt"));
    EXPECT_EQ(read(folder / "list.txt").stops[1], (Stop{0.5, {0x1f, 0x7f, 0xa0}}));
    ASSERT_TRUE(write_palette(folder / "back.gpl", kThree).ok());
    palette = read(folder / "back.gpl");
    EXPECT_EQ(palette.name, "My three");
    EXPECT_EQ(palette.stops.size(), kMostStops);
    EXPECT_EQ(palette.stops.back(), (Stop{1, {255, 255, 255}}));
}

TEST(PaletteFiles, AMistakeIsNamedAndChangesNothing) {
    const Folder folder;
    OwnPalette palette = kThree;
    const auto fails = [&](const char* name, const char* content, const char* said) {
        put(folder / name, content);
        EXPECT_TRUE(failed_with(read_palette(folder / name, palette), said)) << content;
        EXPECT_EQ(palette, kThree);
    };
    fails("a.gpl", "GIMP Palette\n1 2 3\n1 2 300\n", "line 3");
    fails("b.gpl", "GIMP Palette\n1 2 3\n", "between 2 and 64");
    fails("c.json", R"({"grayscope-palette": 1, "stops": [[0, "#000000"], [2, "#ffffff"]]})", "stops");
    fails("d.json", R"({"grayscope-palette": 9, "stops": []})", "version");
    fails("e.json", R"({"grayscope-palette": 1,)", "line 1");
    fails("f.cpt", "0 0 0 0 1 2\n", "line 1");
    fails("g.txt", "good morning\n", "line 1");
    EXPECT_FALSE(read_palette(folder / "none.json", palette).ok());
    put(folder / "s.gss", "# a script\nset feed 0.03\n");
    EXPECT_FALSE(is_palette(folder / "s.gss"));
}

TEST(OwnPalettes, AreMadeTakenForgottenAndUndone) {
    App app(App::Mode::Direct);
    const Document& d = app.document();
    ASSERT_TRUE(app.execute("palette-stops 'My own' 0:#000000 0.5:#ff0000 1:#ffffff").ok());
    EXPECT_EQ(d.palette, "My own");
    EXPECT_EQ(own_palettes(d).size(), 1U);
    ASSERT_TRUE(app.execute("palette-stops 'my OWN' 0:#000000 1:#0000ff").ok());
    EXPECT_EQ(own_palettes(d).size(), 1U) << "the same one, changed";
    EXPECT_EQ(shown_colours(d)[255], (Rgb{0, 0, 255}));
    EXPECT_TRUE(app.execute("palette viridis; palette 'my own'").ok());
    EXPECT_EQ(d.palette, "My own");
    EXPECT_TRUE(app.execute("set palette grey; set palette 'My own'").ok());
    ASSERT_TRUE(app.execute("rename-palette A quiet one").ok());
    EXPECT_EQ(app.document().palette, "A quiet one");
    EXPECT_EQ(own_palettes(app.document()).front().name, "A quiet one");
    EXPECT_TRUE(failed_with(app.execute("rename-palette ''"), "needs a name"));
    EXPECT_TRUE(failed_with(app.execute("rename-palette Viridis"), "Viridis"));
    ASSERT_TRUE(app.execute("palette-stops other 0:#000000 1:#0000ff").ok());
    EXPECT_TRUE(failed_with(app.execute("rename-palette 'a quiet ONE'"), "another palette of yours"));
    ASSERT_TRUE(app.execute("rename-palette OTHER; undo; undo; undo").ok());
    EXPECT_EQ(app.document().palette, "My own");
    ASSERT_TRUE(app.execute("palette viridis").ok());
    EXPECT_TRUE(failed_with(app.execute("rename-palette mine"), "viridis", "My own"));
    ASSERT_TRUE(app.execute("palette 'My own'").ok());
    ASSERT_TRUE(app.execute("forget-palette 'My own'").ok());
    EXPECT_TRUE(own_palettes(d).empty());
    EXPECT_EQ(d.palette, "inferno");
    ASSERT_TRUE(app.undo().ok());
    EXPECT_EQ(own_palettes(d).size(), 1U);
    EXPECT_EQ(d.palette, "My own");
    EXPECT_TRUE(failed_with(app.execute("palette-stops viridis 0:#000000 1:#ffffff"), "viridis"));
    EXPECT_TRUE(failed_with(app.execute("palette-stops mine 0:#00000 1:#ffffff"), "0:#00000"));
    EXPECT_TRUE(failed_with(app.execute("forget-palette viridis"), "My own"));
    EXPECT_TRUE(failed_with(app.execute("forget-palette nothing"), "My own"));
    EXPECT_TRUE(app.execute("from 'F=0.03, k=0.06'").ok());
    EXPECT_EQ(own_palettes(d).size(), 1U) << "a pasted line knows of none";
}

TEST(OwnPalettes, AreOpenedSavedAndTravelInSessions) {
    const Folder folder;
    ASSERT_TRUE(write_palette(folder / "p.json", kThree).ok());
    {
        App app(App::Mode::Direct);
        ASSERT_TRUE(app.execute("size 16x16; open " + (folder / "p.json")).ok());
        EXPECT_EQ(app.document().palette, "My three");
        ASSERT_TRUE(app.execute("save-session " + (folder / "s.json")).ok());
        ASSERT_TRUE(app.execute("save-palette " + (folder / "again.json")).ok());
        EXPECT_EQ(read(folder / "again.json"), kThree);
        ASSERT_TRUE(app.execute("load-palette " + (folder / "p.json")).ok());
        EXPECT_EQ(own_palettes(app.document()).size(), 1U) << "the same one is not taken twice";
    }
    App app(App::Mode::Direct);
    ASSERT_TRUE(app.execute("palette-stops 'My three' 0:#010203 1:#ffffff").ok());
    ASSERT_TRUE(app.execute("open " + (folder / "s.json")).ok());
    EXPECT_EQ(app.document().palette, "My three 2") << "another one had that name";
    EXPECT_EQ(own_palettes(app.document()).size(), 2U);
    EXPECT_EQ(find_own_palette(app.document(), "My three 2")->stops, kThree.stops);
}

TEST(OwnPalettes, AreKeptAndNoneIsLost) {
    const Folder folder;
    const std::string path = folder / "palettes.json";
    App one(App::Mode::Direct), other(App::Mode::Direct);
    one.keep_palettes_in(path);
    other.keep_palettes_in(path);
    ASSERT_TRUE(one.execute("palette-stops first 0:#000000 1:#ffffff").ok());
    ASSERT_TRUE(other.execute("palette-stops second 0:#000000 1:#00ff00").ok());
    App next(App::Mode::Direct);
    next.keep_palettes_in(path);
    EXPECT_EQ(own_palettes(next.document()).size(), 2U);
    ASSERT_TRUE(next.execute("forget-palette first").ok());
    App last(App::Mode::Direct);
    last.keep_palettes_in(path);
    ASSERT_EQ(own_palettes(last.document()).size(), 1U);
    EXPECT_EQ(own_palettes(last.document())[0].name, "second");
    put(path, "{ damaged");
    App damaged(App::Mode::Direct);
    damaged.keep_palettes_in(path);
    EXPECT_TRUE(own_palettes(damaged.document()).empty());
    EXPECT_EQ(bytes_of(path + ".damaged-1"), "{ damaged");
}

}  // namespace gs::test
