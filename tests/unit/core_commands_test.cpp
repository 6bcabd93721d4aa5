// The commands, as a script runs them.
#include "app/core/app/commands.h"

#include <cmath>

#include "app/core/document/kernel_choice.h"
#include "app/core/document/palettes.h"
#include "app/core/document/presets.h"
#include "app/core/document/seeds.h"
#include "app/core/files/npy.h"
#include "app/core/text/names.h"
#include "kernels/engine/registry.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace fs = std::filesystem;

namespace {

class Script : public testing::Test {
  protected:
    Script() { perform(app_, "kernel cpu-reference; size 24 17"); }
    Field field() { return present(app_).field; }
    App app_{App::Mode::Direct};
    Folder folder_;
};

}  // namespace

TEST_F(Script, SettingsGoIntoTheDocumentWithoutRounding) {
    perform(
        app_,
        "set feed 0.037; set du 0.66666666666666663; stencil 0.2 0.05; boundary fixed 0.3 0.2; size 53 37");
    const Document& d = app_.document();
    EXPECT_EQ(d.feed, 0.037);
    EXPECT_EQ(d.du, 2.0 / 3);
    EXPECT_EQ(d.edge, 0.2);
    EXPECT_EQ(d.boundary, Boundary::Fixed);
    EXPECT_EQ(d.boundary_u, 0.3);
    EXPECT_EQ(d.boundary_v, 0.2);
    EXPECT_EQ(d.cols, 53);
    EXPECT_EQ(d.rows, 37);
    perform(app_, "stencil patra-karttunen; boundary no-flux");
    EXPECT_EQ(d.edge, 4.0 / 6);
    EXPECT_EQ(d.boundary, Boundary::NoFlux);
    EXPECT_EQ(present(app_).field.rows(), 37);
}

TEST_F(Script, NextGoesThroughTheChoicesInBothDirectionsAndEndsWhereItBegan) {
    const auto boundary = [&] {
        return to_text(value_of(app_.document(), *find_property("boundary", app_.document())));
    };
    for (const char* expected : {"no-flux", "fixed", "periodic"}) {
        perform(app_, "next boundary");
        EXPECT_EQ(boundary(), expected);
    }
    perform(app_, "next boundary back");
    EXPECT_EQ(boundary(), "fixed");
    const std::string before = app_.document().kernel;
    for (std::size_t i = 0; i < kernels().size(); ++i) {
        perform(app_, "next kernel");
        EXPECT_TRUE(can_run(*find_kernel(app_.document().kernel), app_.document())) << app_.document().kernel;
    }
    perform(app_, "set kernel " + before + "; next kernel; next kernel back");
    EXPECT_EQ(app_.document().kernel, before);
    EXPECT_TRUE(failed_with(app_.execute("next feed"), "feed", "palette"));
    perform(app_, "preset " + std::string(presets().front().id));
    std::vector<std::string> seen;
    for (std::size_t i = 0; i < presets().size(); ++i) {
        perform(app_, "next preset");
        seen.emplace_back(matching_preset(app_.document())->id);
    }
    std::vector<std::string> order = ids_of(presets());
    std::rotate(order.begin(), order.begin() + 1, order.end());
    EXPECT_EQ(seen, order);
    perform(app_, "next preset back");
    EXPECT_EQ(matching_preset(app_.document()), &presets().back());
    perform(app_, "set feed 0.2; next preset");
    EXPECT_EQ(matching_preset(app_.document()), &presets().front());
    EXPECT_TRUE(failed_with(app_.execute("next preset forth"), "preset forth", "back"));
    EXPECT_TRUE(failed_with(app_.execute("next palette forth"), "palette forth", "back"));
}

TEST_F(Script, ScaleMultipliesAndStaysWithinTheRange) {
    perform(app_, "set brush-radius 12; scale brush-radius 1.25");
    EXPECT_EQ(app_.document().brush_radius, 15);
    perform(app_, "scale brush-radius 1.25");
    EXPECT_EQ(app_.document().brush_radius, 19);  // 18.75, in halves
    perform(app_, "scale brush-radius 1000");
    EXPECT_EQ(app_.document().brush_radius, 1000);
    perform(app_, "set feed 0.04; scale feed 0.5");
    EXPECT_EQ(app_.document().feed, 0.02);
    EXPECT_TRUE(failed_with(app_.execute("scale palette 2"), "palette", "brush-radius"));
    EXPECT_TRUE(failed_with(app_.execute("scale feed 0"), "0", "0.001"));
}

TEST_F(Script, WrongLinesSayWhatIsAllowedAndChangeNothing) {
    const Document before = app_.document();
    EXPECT_TRUE(failed_with(app_.execute("kernel cpu-openpm"), "cpu-openpm", "did you mean \"cpu-openmp\""));
    EXPECT_TRUE(failed_with(app_.execute("plya"), "plya", "play"));
    EXPECT_TRUE(failed_with(app_.execute("set fed 1"), "fed", "feed"));
    EXPECT_TRUE(failed_with(app_.execute("set feed"), "set", "PROPERTY VALUE"));
    EXPECT_TRUE(failed_with(app_.execute("set feed \"\""), "feed"));
    EXPECT_TRUE(failed_with(app_.execute("size 0 10"), "cols", "0"));
    EXPECT_TRUE(failed_with(app_.execute("size 10"), "COLS ROWS"));
    EXPECT_TRUE(failed_with(app_.execute("size 1000000 1000000"), "GiB"));
    EXPECT_TRUE(failed_with(app_.execute("boundary periodic 1 0"), "periodic"));
    EXPECT_TRUE(failed_with(app_.execute("boundary fixed 1"), "two values"));
    EXPECT_TRUE(failed_with(app_.execute("stencil honeycomb"), "honeycomb", "five-point"));
    EXPECT_TRUE(failed_with(app_.execute("preset coal"), "coal", "coral"));
    EXPECT_TRUE(failed_with(app_.execute("seed school 3"), "school"));
    EXPECT_TRUE(failed_with(app_.execute("seed file"), "load-field"));
    EXPECT_TRUE(failed_with(app_.execute("step -1"), "step", "-1"));
    EXPECT_TRUE(failed_with(app_.execute("load-field none.npy"), "none.npy"));
    EXPECT_TRUE(failed_with(app_.execute("vary feed 0.1"), "LOW HIGH"));
    EXPECT_TRUE(failed_with(app_.execute("undo 2"), "undo"));
    EXPECT_FALSE(app_.failed_while_running());
    EXPECT_TRUE(app_.document() == before);
}

TEST_F(Script, AScriptStopsAtItsFirstWrongLineAndNamesIt) {
    const Status done =
        app_.run_script("set feed 0.02 # a comment\n\nset kill nan\nset feed 0.03\n", "demo.gss");
    EXPECT_TRUE(failed_with(done, "demo.gss", "line 3", "set kill nan", "kill"));
    EXPECT_EQ(app_.document().feed, 0.02);
}

TEST_F(Script, QuitEndsAScriptAndTheLinesAfterItAreNotDone) {
    ASSERT_TRUE(app_.run_script("set feed 0.02; quit; set feed 0.03\nwrong\n", "demo.gss").ok());
    EXPECT_TRUE(app_.quit_wanted());
    EXPECT_EQ(app_.document().feed, 0.02);
}

TEST_F(Script, AScriptMayComeInPartsAndBeginWithAByteOrderMark) {
    ASSERT_TRUE(app_.run_script("\xEF\xBB\xBFset feed 0.02\r\n", "demo.gss").ok());
    EXPECT_EQ(app_.document().feed, 0.02);
    EXPECT_TRUE(failed_with(app_.run_script("wrong\n", "demo.gss", 7), "line 7"));
}

TEST_F(Script, AStepCanBeStopped) {
    perform(app_, "kernel cpu-reference; size 24 17; seed square");
    app_.set_progress([](std::int64_t done, std::int64_t) { return done < 3; });
    EXPECT_TRUE(failed_with(app_.execute("step 1000"), "interrupted at step 3"));
    EXPECT_TRUE(app_.failed_while_running());
}

TEST_F(Script, WhatAPropertyMayBeIsToldByGetAndHelp) {
    perform(app_, "get feed; help dt; help step");
    const std::vector<Message> said = app_.take_messages();
    ASSERT_EQ(said.size(), 3U);
    EXPECT_EQ(said[0].text,
              "feed = " + to_text(app_.document().feed) + "  (0 to 1 [1/time]; default 0.0545)");
    EXPECT_NE(said[1].text.find("0 to 100 [time]; default 1"), std::string::npos) << said[1].text;
    for (const Message& message : said) EXPECT_TRUE(message.answer) << message.text;
}

TEST_F(Script, AFullDiskIsNoMistakeOfTheUsers) {
    EXPECT_FALSE(app_.execute("save-field " + folder_ / "no/such.npy").ok());
    EXPECT_FALSE(app_.failed_while_running());
    EXPECT_TRUE(failed_with(app_.execute("save-field /dev/full"), "/dev/full"));
    EXPECT_TRUE(app_.failed_while_running());
}

TEST_F(Script, EveryKernelStartsFromTheSameSeedAndStepsIt) {
    perform(app_, "seed square");
    const Field start = field();
    perform(app_, "step 3");
    EXPECT_EQ(app_.state().steps_done, 3);
    EXPECT_EQ(app_.state().time, 3);
    EXPECT_FALSE(field() == start);
    perform(app_, "reset");
    EXPECT_TRUE(field() == start);
    EXPECT_EQ(app_.state().steps_done, 0);
    perform(app_, "kernel cpu-autovec; step 3; kernel cpu-reference");
    EXPECT_EQ(app_.state().steps_done, 3);
}

TEST_F(Script, AFloat64FieldLosesNothingOnItsWayToAFloat64Kernel) {
    Field exact(5, 7, GS_F64);
    for (int x = 0; x < 7; ++x) exact.set(2, x, 1.0 / (3 + x), 1.0 / (7 + x));
    ASSERT_TRUE(write_npy(folder_ / "in.npy", exact).ok());
    const std::string load = "load-field " + folder_ / "in.npy";
    perform(app_, load + "; kernel cpu-reference-f64");
    EXPECT_TRUE(field() == exact);
    perform(app_, "kernel cpu-reference; set feed 0.03; kernel cpu-reference-f64");
    EXPECT_TRUE(field() == exact);
    perform(app_, "kernel cpu-reference; kernel cpu-reference-f64; " + load + "; save-field " +
                      folder_ / "out.npy");
    Field back;
    ASSERT_TRUE(read_npy(folder_ / "out.npy", back).ok());
    EXPECT_TRUE(back == exact);
}

TEST_F(Script, AFieldIsSavedInTheKernelsScalar) {
    Field back;
    perform(app_, "save-field " + folder_ / "a.npy");
    ASSERT_TRUE(read_npy(folder_ / "a.npy", back).ok());
    EXPECT_EQ(back.scalar(), GS_F32);
    EXPECT_TRUE(back == field());
    perform(app_, "kernel cpu-reference-f64; save-field '" + folder_ / "b c.npy'");
    ASSERT_TRUE(read_npy(folder_ / "b c.npy", back).ok());
    EXPECT_EQ(back.scalar(), GS_F64);
    EXPECT_EQ(back.cols(), 24);
}

TEST_F(Script, OpenTakesAFieldASessionAndAScriptByContent) {
    perform(app_, "step 2; save-field " + folder_ / "f.npy" + "; save-session " + folder_ / "s.json");
    fs::rename(folder_ / "f.npy", folder_ / "field.dat");
    const Field there = field();
    perform(app_, "size 9 9; open " + folder_ / "field.dat");
    EXPECT_TRUE(field() == there);
    perform(app_, "size 9 9; open " + folder_ / "s.json");
    EXPECT_EQ(app_.state().steps_done, 2);
    write_bytes(folder_ / "a.gss", "set feed 0.01\nopen '" + folder_ / "b.gss" + "'\nset kill 0.03\n");
    write_bytes(folder_ / "b.gss", "set feed 0.02; set kill 0.02\n");
    std::vector<std::string> lines;
    app_.set_journal([&](std::string_view line) { lines.emplace_back(line); });
    perform(app_, "open " + folder_ / "a.gss" + "; set du 0.5");
    app_.set_journal({});
    EXPECT_EQ(app_.document().feed, 0.02) << "b's lines come in a's place";
    EXPECT_EQ(app_.document().kill, 0.03);
    EXPECT_EQ(lines, (std::vector<std::string>{"open " + folder_ / "a.gss", "set du 0.5"}))
        << "the journal does nothing twice";
    write_bytes(folder_ / "b.gss", "set feed 0.04\nwrong\n");
    EXPECT_TRUE(failed_with(app_.execute("open " + folder_ / "a.gss"), "b.gss, line 2", "wrong"));
    EXPECT_FALSE(app_.script_running());
    write_bytes(folder_ / "b.gss", "open " + folder_ / "b.gss");
    EXPECT_TRUE(failed_with(app_.execute("open " + folder_ / "b.gss"), "b.gss", "16 deep"));
    EXPECT_TRUE(failed_with(app_.execute("open " + folder_ / ""), "folder"));
    EXPECT_TRUE(failed_with(app_.execute("open " + folder_ / "none"), "none", "No such file"));
}

TEST_F(Script, HelpNamesTheFormats) {
    perform(app_, "help save-image; help load-session");
    const std::vector<Message> said = app_.take_messages();
    ASSERT_EQ(said.size(), 2U);
    EXPECT_NE(said[0].text.find(".png, .jpg, .jpeg, .bmp, .tga or .ppm"), std::string::npos) << said[0].text;
    EXPECT_NE(said[1].text.find(".json"), std::string::npos) << said[1].text;
}

TEST_F(Script, OneCellAndManySteps) {
    perform(app_, "size 1 1; seed empty; step 100000");
    EXPECT_EQ(app_.state().steps_done, 100000);
    EXPECT_EQ(field().u(0, 0), 1);
}

TEST_F(Script, ABlownUpFieldStopsTheRunAndNamesTheLimit) {
    perform(app_, "stencil all-ones; set du 1; set dv 0.5; set dt 1; seed square");
    const Status done = app_.execute("step 2000");
    EXPECT_TRUE(failed_with(done, "blown up", "dt = 1", "0.16"));
    EXPECT_TRUE(app_.failed_while_running());
}

TEST_F(Script, VaryingRates) {
    perform(app_, "set feed 0.05; set kill 0.06; vary feed 0.02 0.06 across columns; seed square; step 5");
    EXPECT_EQ(app_.document().vary_feed.low, 0.02);
    const Field varied = field();
    Field rates(17, 24, GS_F64);
    for (int y = 0; y < 17; ++y)
        for (int x = 0; x < 24; ++x) rates.set(y, x, 0.02 + (0.06 - 0.02) * (x / 23.0), 0.06);
    ASSERT_TRUE(write_npy(folder_ / "rates.npy", rates).ok());
    perform(app_, "vary off; reset; load-rates " + folder_ / "rates.npy" + "; step 5");
    EXPECT_TRUE(field() == varied);
    perform(app_, "vary off; reset; step 5");
    EXPECT_FALSE(field() == varied);
    perform(app_, "size 9 9");
    EXPECT_TRUE(failed_with(app_.execute("load-rates " + folder_ / "rates.npy"), "24 x 17", "9 x 9"));
}

TEST_F(Script, PaintChangesOnlyCellsWithinReach) {
    perform(app_, "seed empty; paint 8 12 3");
    const Field painted = field();
    EXPECT_EQ(painted.v(8, 12), 0.25);
    EXPECT_EQ(painted.v(8, 16), 0);
    perform(app_, "erase 8 12 5");
    EXPECT_EQ(field().v(8, 12), 0);
    perform(app_, "paint -100 -100 3; paint 16.5 23.5 50");
    EXPECT_GT(field().v(16, 23), 0);
}

TEST_F(Script, EveryPresetAndEverySeedCanBeTaken) {
    for (const Preset& preset : presets()) {
        perform(app_, std::string("preset ") + preset.id + "; size 40 30; step 2");
        EXPECT_TRUE(std::isfinite(field().u(3, 3)));
    }
    perform(app_, "preset school");
    EXPECT_EQ(app_.document().cols, 1920);
    EXPECT_EQ(app_.document().rows, 1080);
    for (const Seed& seed : seeds()) perform(app_, std::string("size 5 4; seed ") + seed.id + "; size 1 1");
}

TEST_F(Script, AnUnavailableKernelIsRefusedWithItsReason) {
    for (const gs_kernel* kernel : kernels()) {
        if (why_unavailable(*kernel) == nullptr) continue;
        EXPECT_TRUE(failed_with(app_.execute(std::string("kernel ") + kernel->id), kernel->id, "can't run"));
    }
    EXPECT_EQ(app_.document().kernel, "cpu-reference");
}

TEST_F(Script, TheJournalIsAScriptThatLeadsToTheSameField) {
    std::string journal;
    app_.set_journal([&](std::string_view line) { journal += std::string(line) + "\n"; });
    std::string seen;
    app_.set_onlooker([&](std::span<const std::string> lines) {
        for (const std::string& line : lines) seen += line + "\n";
    });
    perform(app_, "preset mitosis; size 40 30");
    app_.begin_gesture("feed");
    ASSERT_TRUE(app_.set("feed", 0.031).ok());
    ASSERT_TRUE(app_.set("feed", 0.0311).ok());
    app_.end_gesture();
    perform(app_, "step 7; paint 3 4 2; step 2; undo; step 1");
    EXPECT_EQ(journal.find("0.031\n"), std::string::npos) << "of a drag only its end is told";
    App again(App::Mode::Direct);
    perform(again, "kernel cpu-reference; size 24 17");
    ASSERT_TRUE(again.run_script(journal, "journal").ok());
    EXPECT_TRUE(present(again).field == field());
    EXPECT_TRUE(again.document() == app_.document());
}

TEST(Completion, OffersCommandsKeysAndWords) {
    const Document document;
    const auto words = [&](const char* line) {
        std::vector<std::string> all;
        for (const Completion& c : complete_line(document, line)) all.push_back(c.word);
        return all;
    };
    EXPECT_EQ(words("fee"), std::vector<std::string>{"feed"}) << "a property needs no set";
    EXPECT_EQ(words("set D_u"), std::vector<std::string>{"du"});
    EXPECT_EQ(words("set FILT"), std::vector<std::string>{"filter"});
    EXPECT_EQ(words("channel u"), (std::vector<std::string>{"u", "u-v"}));
    EXPECT_EQ(words("Palette Infe"), std::vector<std::string>{"inferno"});
    EXPECT_EQ(words("filt"), std::vector<std::string>{"filter"});
    EXPECT_EQ(words("set fe"), std::vector<std::string>{"feed"});
    EXPECT_EQ(words("palette infe"), std::vector<std::string>{"inferno"});
    EXPECT_EQ(words("pause; boundary no"), std::vector<std::string>{"no-flux"});
    EXPECT_EQ(words("set palette vir"), std::vector<std::string>{"viridis"});
    EXPECT_FALSE(words("").empty());
    EXPECT_TRUE(words("nonsense x").empty());
    EXPECT_TRUE(words("save-field \"open").empty());
}

TEST(CommandTable, EveryRowIsWhole) {
    for (const Command& c : commands()) {
        EXPECT_EQ(find_command(c.name), &c);
        EXPECT_LE(c.least, c.most);
        EXPECT_NE(std::string(c.help), "");
        EXPECT_EQ(c.most > 0, c.arguments[0] != '\0') << c.name;
    }
}

TEST(Rates, OfACellAreThoseOfItsPlanes) {
    App app(App::Mode::Direct);
    perform(app, "size 7 5; vary feed 0.01 0.07 across columns; vary kill 0.04 0.06 across rows");
    const Field planes = rate_planes(app.document());
    for (int row = 0; row < 5; ++row)
        for (int col = 0; col < 7; ++col)
            EXPECT_EQ(rates_at(app.document(), row, col),
                      (std::pair{planes.u(row, col), planes.v(row, col)}));
    EXPECT_EQ(rates_at(app.document(), 4, 6), (std::pair{0.07, 0.06}));
    perform(app, "vary kill off");
    EXPECT_EQ(rates_at(app.document(), 4, 6), (std::pair{0.07, app.document().kill}));
}

}  // namespace gs::test
