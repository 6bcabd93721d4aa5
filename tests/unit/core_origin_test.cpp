// What a document remembers of the preset that it came from, and the range of each channel.
#include <nlohmann/json.hpp>

#include "app/core/document/presets.h"
#include "app/core/files/session.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

using Json = nlohmann::ordered_json;

std::optional<Value> origin(const Document& d, const char* key) {
    return Origin(d).value(*find_property(key, d));
}

std::string preset_now(App& app) {
    perform(app, "get preset");
    const std::string said = app.take_messages().back().text;
    return said.substr(0, said.find("  ("));
}

/// Saves the session, edits its file and reads it again.
Session edited(App& app, const std::function<void(Json&)>& edit) {
    const Folder folder;
    const std::string path = folder / "s.json";
    perform(app, "save-session " + path);
    Json json = Json::parse(bytes_of(path));
    edit(json);
    write_bytes(path, json.dump());
    Session session;
    const Status read = read_session(path, session);
    EXPECT_TRUE(read.ok()) << read.why();
    return session;
}

TEST(Origin, IsThePresetUntilAnotherIsTaken) {
    App app(App::Mode::Direct);
    EXPECT_STREQ(origin_of(app.document())->id, "coral");
    perform(app, "size 64 64; preset mitosis");
    EXPECT_EQ(preset_now(app), "preset = mitosis");
    perform(app, "seed noise; set seed-spots 5; set seed-number 7; palette bone; size 48 48");
    EXPECT_EQ(preset_now(app), "preset = mitosis");
    for (const char* change : {"feed 0.03", "set dt 0.5", "stencil five-point", "boundary no-flux",
                               "vary feed 0.01 0.05 across rows"}) {
        perform(app, change);
        EXPECT_EQ(preset_now(app), "preset = mitosis, changed") << change;
        perform(app, "undo");
        EXPECT_EQ(preset_now(app), "preset = mitosis") << change;
    }
}

TEST(Origin, RevertBringsTheEquationsBackAndLeavesTheField) {
    App app(App::Mode::Direct);
    perform(app, "size 64 64; preset mitosis");
    const Document before = app.document();
    perform(app, "step 5; feed 0.03; set dt 0.5; stencil five-point; boundary no-flux; palette bone");
    perform(app, "vary kill 0.05 0.07 across columns");
    app.take_messages();
    perform(app, "revert");
    EXPECT_EQ(app.take_messages().size(), 0U);  // what goes was asked for
    EXPECT_EQ(app.state().steps_done, 5);
    EXPECT_EQ(app.document().palette, "bone");
    Document now = app.document();
    now.palette = before.palette;
    EXPECT_EQ(now, before);
    perform(app, "undo");
    EXPECT_EQ(app.document().feed, 0.03);
    EXPECT_EQ(app.document().vary_kill.high, 0.07);
}

TEST(Origin, TellsTheValueOfEachPropertyThatPresetsWrite) {
    App app(App::Mode::Direct);
    perform(app, "size 64 64; preset bubbles; feed 0.01; set high 0.9; set channel u; set low 0.3");
    perform(app, "set filter nearest; set boundary-u 0.7; set brush-radius 3; set seed-number 5");
    const Document& d = app.document();
    EXPECT_EQ(origin(d, "feed"), Value(0.098));
    EXPECT_EQ(origin(d, "boundary"), Value(std::string("periodic")));
    EXPECT_EQ(origin(d, "low"), Value(0.0));  // u's
    perform(app, "set channel v");
    EXPECT_EQ(origin(d, "high"), Value(0.5));
    for (const char* key : {"filter", "boundary-u", "brush-radius", "seed-number", "kernel", "speed"})
        EXPECT_FALSE(origin(d, key)) << key;
}

TEST(Origin, IsKeptBySessions) {
    App app(App::Mode::Direct);
    perform(app, "size 64 64; preset worms; feed 0.05");
    EXPECT_STREQ(origin_of(edited(app, [](Json&) {}).document)->id, "worms");
    const auto older = [](Json& json) { json.erase("origin"); };
    EXPECT_EQ(origin_of(edited(app, older).document), nullptr);
    EXPECT_FALSE(origin(edited(app, older).document, "feed"));
    perform(app, "revert");
    EXPECT_STREQ(origin_of(edited(app, older).document)->id, "worms");
    EXPECT_EQ(origin_of(edited(app, [](Json& json) { json["origin"] = nullptr; }).document), nullptr);
}

TEST(Origin, RevertNeedsOne) {
    App app(App::Mode::Direct);
    const Folder folder;
    const std::string path = folder / "s.json";
    perform(app, "size 64 64; feed 0.05; save-session " + path);
    Json json = Json::parse(bytes_of(path));
    json["origin"] = nullptr;
    write_bytes(path, json.dump());
    perform(app, "load-session " + path);
    EXPECT_TRUE(failed_with(app.execute("revert"), "no preset"));
    json["origin"] = "worm";
    write_bytes(path, json.dump());
    EXPECT_TRUE(failed_with(app.execute("load-session " + path), "origin", "worm"));
}

TEST(Ranges, EachChannelHasItsOwn) {
    App app(App::Mode::Direct);
    const auto range = [&] { return shown_range(app.document()); };
    perform(app, "size 64 64; set low 0.1; set high 0.3; set channel u");
    EXPECT_EQ(range(), (Range{0, 1}));
    perform(app, "set low 0.5; set channel v");
    EXPECT_EQ(range(), (Range{0.1, 0.3}));
    perform(app, "set channel u");
    EXPECT_EQ(range(), (Range{0.5, 1}));
    // Of one line, the ends are those of the channel that it shows.
    perform(app, "set low=0.2, high=0.6, channel=u-v");
    EXPECT_EQ(range(), (Range{0.2, 0.6}));
    perform(app, "set channel v");
    EXPECT_EQ(range(), (Range{0.1, 0.3}));
    perform(app, "undo; undo");
    EXPECT_EQ(range(), (Range{0.5, 1}));
}

TEST(Ranges, AreKeptBySessionsAndOlderOnesMeanTheirChannel) {
    App app(App::Mode::Direct);
    perform(app, "size 64 64; set channel u; set low 0.25; set channel v; set high 0.3");
    EXPECT_EQ(edited(app, [](Json&) {}).document.ranges, app.document().ranges);
    const auto older = [](Json& json) {
        json.erase("ranges");
        json["properties"].erase("channel");
        json["properties"]["channel"] = "u";  // last, as an editor may leave it
    };
    const Document old = edited(app, older).document;
    EXPECT_EQ(shown_range(old), (Range{0, 0.3}));
    EXPECT_EQ(old.ranges[1], (Range{0, 0.4}));
}

}  // namespace

}  // namespace gs::test
