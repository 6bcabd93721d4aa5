// What the user keeps beside the presets: that it is found, comes back, and is never lost.
#include <algorithm>
#include <filesystem>

#include "app/core/app/command_search.h"
#include "app/core/app/commands.h"
#include "app/core/document/favourites.h"
#include "app/core/document/presets.h"
#include "app/core/files/favourites_file.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

class FavouritesTest : public testing::Test {
  protected:
    void SetUp() override { perform(app_, "size 32 32"); }

    std::string said() {
        const std::vector<Message> messages = app_.take_messages();
        return messages.empty() ? "" : messages.back().text;
    }
    std::vector<std::string> names() {
        std::vector<std::string> names;
        for (const auto& favourite : kept_by(app_.document())) names.push_back(favourite->name);
        return names;
    }
    using Names = std::vector<std::string>;

    Folder folder_;
    App app_{App::Mode::Direct};
};

TEST_F(FavouritesTest, BringsBackEverythingThatItKeeps) {
    perform(app_, "feed 0.031; kill 0.0571; set du 0.21; set dv 0.11; set dt 0.5; stencil 0.18 0.07");
    perform(app_, "boundary fixed 0.9 0.1; seed drops 7; palette bone reversed; channel u; set low 0.1");
    perform(app_, "set high 0.8; step 12; keep Blue moon");
    const Document kept = app_.document();
    perform(app_, "preset worms; preset bluemoon");
    const Document now = app_.document();
    for (const char* key :
         {"feed", "kill", "du", "dv", "dt", "edge", "corner", "boundary", "boundary-u", "boundary-v", "seed",
          "seed-spots", "palette", "reverse", "channel", "low", "high"}) {
        const Property& p = *find_property(key, kept);
        EXPECT_EQ(to_text(value_of(now, p)), to_text(value_of(kept, p))) << key;
    }
    EXPECT_EQ(app_.state().steps_done, 0);
    EXPECT_EQ(find_favourite(now, "blue-moon")->steps, 12);
    EXPECT_EQ(now.origin, "Blue moon");
}

TEST_F(FavouritesTest, IsTheOriginOfWhatIsChangedAfterwards) {
    perform(app_, "feed 0.03; keep; feed 0.04");
    EXPECT_EQ(names(), Names{"F 0.03 k 0.062"});
    EXPECT_EQ(origin_of(app_.document())->id, names()[0]);
    EXPECT_EQ(matching_preset(app_.document()), nullptr);
    perform(app_, "revert");
    EXPECT_EQ(app_.document().feed, 0.03);
    EXPECT_EQ(matching_preset(app_.document())->id, names()[0]);
    perform(app_, "get preset");
    EXPECT_NE(said().find("F 0.03 k 0.062"), std::string::npos);
    perform(app_, "preset coral; keep Mine");  // is the preset's still
    EXPECT_EQ(app_.document().origin, "coral");
}

TEST_F(FavouritesTest, NamesAreFreeOrSaidToBeReplaced) {
    perform(app_, "keep; keep");
    EXPECT_EQ(names().size(), 1U);
    EXPECT_NE(said().find("kept already: F 0.0545 k 0.062"), std::string::npos);
    perform(app_, "palette bone; keep");
    EXPECT_EQ(names(), (Names{"F 0.0545 k 0.062", "F 0.0545 k 0.062 (2)"}));
    perform(app_, "keep Ours; feed 0.02; keep ours");
    EXPECT_EQ(names().size(), 3U);
    EXPECT_EQ(names().back(), "ours");
    EXPECT_NE(said().find("takes the place"), std::string::npos);
    perform(app_, "forget back");
    EXPECT_EQ(names().back(), "Ours (2)");
    EXPECT_EQ(kept_by(app_.document()).back()->document.feed, 0.0545);
    for (const char* taken : {"keep Worms", "keep u_skate", "keep back"})
        EXPECT_TRUE(failed_with(app_.execute(taken), "not free")) << taken;
    EXPECT_TRUE(failed_with(app_.execute("keep " + std::string(61, 'x')), "60"));
    EXPECT_TRUE(failed_with(app_.execute("keep 'a\"b'"), "not allowed"));
    perform(app_, "vary feed 0.01 0.05 across rows");
    EXPECT_TRUE(failed_with(app_.execute("keep Map"), "vary off"));
}

TEST_F(FavouritesTest, IsWalkedCompletedFoundAndMeant) {
    perform(app_, "feed 0.03; keep One; feed 0.04; keep Two words; preset negative-bubbles");
    perform(app_, "next preset");
    EXPECT_EQ(app_.document().origin, "One");
    perform(app_, "next preset; next preset");
    EXPECT_EQ(app_.document().origin, "coral");
    perform(app_, "next preset back");
    EXPECT_EQ(app_.document().origin, "Two words");
    EXPECT_TRUE(failed_with(app_.execute("preset tow-words"), "did you mean \"Two words\""));
    const auto offered = complete_line(app_.document(), "preset tw");
    ASSERT_EQ(offered.size(), 1U);
    EXPECT_EQ(offered[0].word, "\"Two words\"");
    const auto rows = found(app_, "two", search_rows(app_, {}), {});
    EXPECT_TRUE(std::any_of(rows.begin(), rows.end(),
                            [](const SearchRow& row) { return row.line == "preset \"Two words\""; }));
}

TEST_F(FavouritesTest, ComesBackAfterItWasForgottenAndIsNoPartOfTheHistory) {
    perform(app_, "feed 0.03; keep One; feed 0.04; undo; undo");
    EXPECT_EQ(names(), Names{"One"});
    perform(app_, "forget one");
    EXPECT_EQ(names(), Names{});
    EXPECT_NE(said().find("forget back"), std::string::npos);
    EXPECT_TRUE(failed_with(app_.execute("forget one"), "no favourites"));
    perform(app_, "forget back");
    EXPECT_EQ(names(), Names{"One"});
    EXPECT_TRUE(failed_with(app_.execute("forget back"), "forgotten"));
}

TEST_F(FavouritesTest, OutlivesTheProgramAndASession) {
    const std::string path = folder_ / "favourites.json", session = folder_ / "s.json";
    app_.keep_favourites_in(path);
    perform(app_, "feed 0.03; keep One; save-session " + session + "; keep Two; forget Two");
    App next(App::Mode::Direct);
    next.keep_favourites_in(path);
    ASSERT_EQ(kept_by(next.document()).size(), 1U);
    EXPECT_EQ(kept_by(next.document())[0]->document, kept_by(app_.document())[0]->document);
    perform(next, "load-session " + session);
    EXPECT_EQ(origin_of(next.document()), &kept_by(next.document())[0]->row);
    App other(App::Mode::Direct);  // which knows no favourites
    perform(other, "load-session " + session);
    EXPECT_EQ(origin_of(other.document()), nullptr);
}

TEST_F(FavouritesTest, TwoWindowsKeepBoth) {
    const std::string path = folder_ / "favourites.json";
    App other(App::Mode::Direct);
    app_.keep_favourites_in(path);
    other.keep_favourites_in(path);
    perform(app_, "feed 0.03; keep One");
    perform(other, "feed 0.04; keep Two");
    perform(app_, "keep Three; forget One");
    Kept there;
    ASSERT_TRUE(read_favourites(path, there));
    std::vector<std::string> names;
    for (const auto& favourite : there) names.push_back(favourite->name);
    EXPECT_EQ(names, (Names{"Three", "Two"}));
}

TEST_F(FavouritesTest, ADamagedFileStaysUnderAnotherName) {
    const std::string path = folder_ / "favourites.json";
    for (const char* damaged :
         {"{\"grayscope-fav", "[]", R"({"grayscope-favourites": 2, "favourites": []})"}) {
        write_bytes(path, damaged);
        App app(App::Mode::Direct);
        app.keep_favourites_in(path);
        const std::vector<Message> messages = app.take_messages();
        ASSERT_EQ(messages.size(), 1U) << damaged;
        EXPECT_NE(messages[0].text.find("favourites.json.damaged-"), std::string::npos);
        perform(app, "keep One");
    }
    EXPECT_EQ(bytes_of(folder_ / "favourites.json.damaged-1"), "{\"grayscope-fav");
    EXPECT_EQ(bytes_of(folder_ / "favourites.json.damaged-2"), "[]");
}

TEST_F(FavouritesTest, AreHandedOn) {
    const std::string file = folder_ / "handed on.json";
    perform(app_, "feed 0.03; keep One; feed 0.04; keep Two; save-favourites '" + file + "'");
    perform(app_, "forget Two; kill 0.05; keep Two; load-favourites '" + file + "'");
    ASSERT_EQ(names(), (Names{"One", "Two", "Two (2)"}));
    EXPECT_NE(said().find("added: 1; there already: 1"), std::string::npos);
    EXPECT_EQ(find_favourite(app_.document(), "Two (2)")->document.kill, 0.062);
    write_bytes(file,
                R"({"grayscope-favourites": 1, "favourites": [{"name": "X", "properties": {"feed": 7}}]})");
    EXPECT_TRUE(failed_with(app_.execute("load-favourites '" + file + "'"), "feed", "between 0 and 1"));
    write_bytes(file,
                R"({"grayscope-favourites": 1, "favourites": [{"name": "X", "properties": {"fed": 7}}]})");
    EXPECT_TRUE(failed_with(app_.execute("load-favourites '" + file + "'"), "did you mean \"feed\""));
    EXPECT_EQ(names().size(), 3U);
}

}  // namespace

}  // namespace gs::test
