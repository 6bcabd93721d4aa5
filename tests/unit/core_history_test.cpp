// Undo and redo of everything, and sessions.
#include <sstream>
#include <tuple>

#include "app/core/document/history.h"
#include "app/core/files/session.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

class Undo : public testing::Test {
  protected:
    Undo() { perform(app_, "kernel cpu-reference; size 24 17; seed square; step 2"); }
    Field field() { return present(app_).field; }
    App app_{App::Mode::Direct};
    Folder folder_;
};

}  // namespace

TEST_F(Undo, ASettingComesBackAndTheFieldGoesOn) {
    const double feed = app_.document().feed;
    perform(app_, "set feed 0.03; step 1");
    const Field now = field();
    perform(app_, "undo");
    EXPECT_EQ(app_.document().feed, feed);
    EXPECT_TRUE(field() == now);
    perform(app_, "redo");
    EXPECT_EQ(app_.document().feed, 0.03);
}

TEST_F(Undo, EveryEditOfTheFieldComesBackWithItsStepCount) {
    const Field before = field();
    for (const char* edit : {"paint 5 5 3", "erase 8 12 9", "seed noise", "size 9 9", "reset", "preset coral",
                             "set seed-number 7", "set rows 11"}) {
        perform(app_, edit);
        const Field after = field();
        EXPECT_FALSE(after == before) << edit;
        perform(app_, "undo");
        EXPECT_TRUE(field() == before) << edit;
        EXPECT_EQ(app_.state().steps_done, 2) << edit;
        perform(app_, "redo");
        EXPECT_TRUE(field() == after) << edit;
        perform(app_, "undo");
    }
    EXPECT_EQ(app_.document().cols, 24);
}

TEST_F(Undo, AKernelComesBackAndKeepsTheField) {
    perform(app_, "kernel cpu-reference-f64; undo");
    EXPECT_EQ(app_.document().kernel, "cpu-reference");
    EXPECT_EQ(app_.state().steps_done, 2);
}

TEST_F(Undo, AGestureIsOneEntry) {
    const Field before = field();
    app_.begin_gesture("paint");
    for (int i = 0; i < 10; ++i) perform(app_, "paint " + std::to_string(i) + " 5 2");
    app_.end_gesture();
    EXPECT_EQ(app_.undo_label(), "paint");
    EXPECT_TRUE(app_.undo());
    EXPECT_TRUE(field() == before);
    app_.begin_gesture("feed");
    ASSERT_TRUE(app_.set("feed", 0.01).ok());
    ASSERT_TRUE(app_.set("feed", 0.02).ok());
    app_.end_gesture();
    EXPECT_TRUE(app_.undo());
    EXPECT_EQ(app_.document().feed, Document{}.feed);
}

TEST_F(Undo, WhatIsOnlyHowItRunsIsLeftAlone) {
    perform(app_, "set feed 0.03; speed 50; undo");
    EXPECT_EQ(app_.document().speed, 50);
}

TEST_F(Undo, TheRevisionCountsChangesOfTheDocumentAlone) {
    std::uint64_t last = app_.revision();
    for (const char* change : {"set feed 0.03", "undo", "redo", "palette cividis", "speed 50"}) {
        perform(app_, change);
        EXPECT_GT(app_.revision(), last) << change;
        last = app_.revision();
    }
    perform(app_, "step 3; paint 3 3 2; play; pause; set feed 0.03; get feed");
    EXPECT_FALSE(app_.execute("set feed 9").ok());
    EXPECT_EQ(app_.revision(), last);
}

TEST_F(Undo, ANewChangeEndsRedo) {
    perform(app_, "set feed 0.03; undo; set kill 0.05");
    EXPECT_TRUE(failed_with(app_.execute("redo"), "nothing to redo"));
    App fresh(App::Mode::Direct);
    EXPECT_TRUE(failed_with(fresh.execute("undo"), "nothing to undo"));
    EXPECT_EQ(fresh.undo_label(), "");
}

TEST_F(Undo, WhatFailsLeavesNoEntry) {
    const std::string label = app_.undo_label();
    EXPECT_FALSE(app_.execute("size 1000000 1000000").ok());
    EXPECT_FALSE(app_.execute("set feed 9").ok());
    EXPECT_EQ(app_.undo_label(), label);
}

TEST(History, TheOldestGoWhereTheBudgetEnds) {
    History history(100);
    for (int i = 0; i < 5; ++i) history.push({std::to_string(i), {}, nullptr, 40});
    EXPECT_EQ(history.bytes(), 80U);
    EXPECT_EQ(history.take_undo()->label, "4");
    EXPECT_EQ(history.take_undo()->label, "3");
    EXPECT_FALSE(history.take_undo().has_value());
    EXPECT_EQ(history.bytes(), 0U);
    history.push({"large", {}, nullptr, 1000});
    EXPECT_EQ(history.undo_label(), "large") << "one entry may stand alone";
}

TEST_F(Undo, ASessionComesBackWhole) {
    perform(app_,
            "set feed 0.031; set du 0.33333333333333331; boundary fixed 0.1 0.2; vary kill 0.05 0.06 across "
            "rows; "
            "palette cividis reversed; set low -0.25; kernel cpu-reference-f64; step 5; save-session " +
                folder_ / "s.json");
    App other(App::Mode::Direct);
    perform(other, "load-session " + folder_ / "s.json");
    EXPECT_TRUE(other.document() == app_.document());
    EXPECT_TRUE(present(other).field == field());
    EXPECT_EQ(other.state().steps_done, 7);
    EXPECT_EQ(other.state().time, 7);
    perform(other, "step 3; undo");
    perform(app_, "step 3");
}

TEST_F(Undo, ASessionOfALoadedFieldKnowsItsStart) {
    perform(app_, "save-field " + folder_ / "f.npy" + "; load-field " + folder_ / "f.npy");
    const Field start = field();
    perform(app_, "step 3; save-session " + folder_ / "s.json");
    App other(App::Mode::Direct);
    perform(other, "load-session " + folder_ / "s.json");
    EXPECT_EQ(other.state().steps_done, 3);
    perform(other, "reset");
    EXPECT_TRUE(present(other).field == start);
    EXPECT_EQ(other.state().steps_done, 0);
}

TEST_F(Undo, ASessionOverwritesNoFieldButItsOwn) {
    perform(app_, "save-field " + folder_ / "s.npy" + "; step 1; save-session " + folder_ / "s.json");
    const std::string field = bytes_of(folder_ / "s.npy"), session = bytes_of(folder_ / "s.json.npy");
    EXPECT_NE(field, session);
    perform(app_,
            "step 1; save-session " + folder_ / "s.npy.json" + "; save-session " + folder_ / "s.session");
    EXPECT_EQ(bytes_of(folder_ / "s.npy"), field);
    EXPECT_EQ(bytes_of(folder_ / "s.json.npy"), session);
}

TEST_F(Undo, WhatIsWrongInASessionsTextIsSaidByLineAndColumn) {
    perform(app_, "save-session " + folder_ / "s.json");
    const auto load = [&](const std::string& text) {
        write_bytes(folder_ / "t.json", text);
        return app_.execute("load-session " + folder_ / "t.json");
    };
    const char* const start = "{\r\n  \"grayscope\": 1,\r\n  ";
    for (const auto& [rest, place, why] :
         {std::tuple{"\"steps\": 1,\r\n}", "line 3, column 13", "comma too many"},
          {"\"steps\": 1,,}", "line 3, column 14", "comma too many"},
          {"// now\r\n}", "line 3, column 3", "comment"},
          {"# now\n}", "line 3, column 3", "comment"},
          {"\"steps\": /* now */ 1}", "line 3, column 12", "comment"},
          {"\"steps\": 1 \"time\": 2}", "line 3, column 14", "a comma or }"},
          {"\"steps\" 1}", "line 3, column 11", "a colon"},
          {"'steps': 1}", "line 3, column 3", "single quotes"},
          {"steps: 1}", "line 3, column 3", "a name in double quotes"},
          {"\"a\": True}", "line 3, column 8", "small letters"},
          {"\"a\": -Infinity}", "line 3, column 8", "not a number"},
          {"\"a\": [1, 2,]}", "line 3, column 13", "comma too many"},
          {"\"a\": .5}", "line 3, column 8", ".5"},
          {"\"\xC3\xA9\": \"open}", "line 3, column 8", "has no end"},
          {"\"a\": 1", "line 3, column 9", "incomplete"},
          {"\"a\": 1}}", "line 3, column 10", "the end"}})
        EXPECT_TRUE(failed_with(load(start + std::string(rest)), "t.json", place, why)) << rest;
    EXPECT_TRUE(
        failed_with(load("{\n\x01 \"grayscope\": 1}"), "line 2, column 1", "a name in double quotes"));
    EXPECT_TRUE(failed_with(load("// mine\n{}"), "line 1, column 1", "comment"));
    EXPECT_TRUE(failed_with(load(""), "it is empty"));
    EXPECT_TRUE(failed_with(load(std::string("\xFF\xFE{\0", 4)), "UTF-16"));
    EXPECT_TRUE(load("\xEF\xBB\xBF" + bytes_of(folder_ / "s.json")).ok());
}

TEST_F(Undo, ASessionBringsNoValueThatNoFieldCanHave) {
    perform(app_, "save-field " + folder_ / "f.npy" + "; load-field " + folder_ / "f.npy" + "; load-rates " +
                      folder_ / "f.npy" + "; save-session " + folder_ / "s.json");
    for (const char* name : {"s.json.npy", "s.json.start.npy", "s.json.rates.npy"}) {
        const std::string good = bytes_of(folder_ / name);
        std::string bad = good;
        bad.replace(bad.size() - 4, 4, "\xFF\xFF\xFF\x7F");
        write_bytes(folder_ / name, bad);
        EXPECT_TRUE(failed_with(app_.execute("load-session " + folder_ / "s.json"), name, "nan",
                                std::string(name).find("rates") != std::string::npos ? "kill" : "v"));
        write_bytes(folder_ / name, good);
    }
    perform(app_, "load-session " + folder_ / "s.json");
}

TEST_F(Undo, ASessionOfABlownUpFieldBeginsAtItsStart) {
    const Field start = [&] {
        perform(app_, "reset");
        return field();
    }();
    perform(app_, "stencil all-ones; set du 1; set dv 0.5; set dt 1");
    EXPECT_FALSE(app_.execute("step 2000").ok());
    perform(app_, "save-session " + folder_ / "s.json");
    App other(App::Mode::Direct);
    perform(other, "load-session " + folder_ / "s.json");
    EXPECT_EQ(other.document().du, 1);
    EXPECT_TRUE(present(other).field == start);
    EXPECT_EQ(other.state().steps_done, 0);
}

TEST_F(Undo, BrokenSessionsAreRefusedAndChangeNothing) {
    perform(app_, "save-session " + folder_ / "s.json");
    const std::string whole = bytes_of(folder_ / "s.json");
    const Document before = app_.document();
    const Field field_before = field();
    const auto load = [&](const std::string& text) {
        write_bytes(folder_ / "t.json", text);
        return app_.execute("load-session " + folder_ / "t.json");
    };
    for (std::size_t n = 0; n + 3 < whole.size(); n += 7) EXPECT_FALSE(load(whole.substr(0, n)).ok()) << n;
    const auto changed = [&](const std::string& from, const std::string& to) {
        std::string text = whole;
        const std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return text.replace(at, from.size(), to);
    };
    EXPECT_TRUE(failed_with(load("[1, 2]"), "not a session"));
    EXPECT_TRUE(failed_with(load("{}"), "not a session"));
    EXPECT_TRUE(failed_with(load(changed("\"grayscope\": 1", "\"grayscope\": 2")), "version 2"));
    EXPECT_TRUE(failed_with(load(changed("\"feed\": 0.0545", "\"feed\": 5.5")), "feed", "5.5"));
    EXPECT_TRUE(failed_with(load(changed("\"feed\": 0.0545", "\"feed\": null")), "feed"));
    EXPECT_TRUE(failed_with(load(changed("\"feed\"", "\"fed\"")), "fed", "mean \"feed\""));
    EXPECT_TRUE(failed_with(load(changed("\"cols\": 24", "\"cols\": 25")), "24", "25"));
    EXPECT_TRUE(failed_with(load(changed("\"s.json.npy\"", "\"gone.npy\"")), "gone.npy"));
    EXPECT_TRUE(failed_with(load(changed("\"s.json.npy\"", "\"../s.json.npy\"")), "field"));
    EXPECT_TRUE(failed_with(load(changed("\"steps\": 2", "\"steps\": -2")), "steps"));
    EXPECT_TRUE(failed_with(load(changed("\"steps\": 2", "\"steps\": 9223372036854775807")), "steps"));
    EXPECT_TRUE(failed_with(load(changed("\"time\": 2.0", "\"time\": 1e999")), "1e999", "line", "too large"));
    EXPECT_TRUE(
        failed_with(load(changed("\"time\": 2.0", "\"time\": -2.0")), "time", "-2.0", "not negative"));
    EXPECT_TRUE(failed_with(load(changed("\"time\": 2.0", "\"time\": NaN")), "NaN", "not a number"));
    EXPECT_TRUE(failed_with(load(changed("\"time\": 2.0", "\"steps\": 7")), "steps", "twice"));
    EXPECT_TRUE(failed_with(load(changed("\"knobs\": {}", "\"knobs\": {\"cpu-openmp.thread\": 1}")),
                            "cpu-openmp.thread", "mean \"cpu-openmp.threads\""));
    EXPECT_TRUE(failed_with(load(changed("\"knobs\": {}", "\"knob\": {}")), "mean \"knobs\""));
    EXPECT_TRUE(
        failed_with(load(changed("\"vary-kill\": null", "\"vary-kill\": 3")), "vary-kill", "is 3", "across"));
    EXPECT_TRUE(failed_with(load(changed("\"boundary-u\": 1.0", "\"boundary-u\": 18446744073709551615")),
                            "boundary-u", "e+19"));
    EXPECT_TRUE(failed_with(load(changed("\"inferno\"", "\"infern\"")), "inferno"));
    EXPECT_TRUE(app_.document() == before);
    EXPECT_TRUE(field() == field_before);
}

}  // namespace gs::test
