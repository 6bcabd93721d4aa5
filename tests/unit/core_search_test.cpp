// What is found in the list of all that can be done.
#include "app/core/app/command_search.h"

#include <algorithm>

#include "app/core/app/commands.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

class Search : public testing::Test {
  protected:
    Search() { perform(app_, "kernel cpu-reference; size 24 17"); }
    std::vector<SearchRow> all() const {
        return search_rows(app_, {{.label = "Back to the start", .keys = "R", .line = "reset"},
                                  {.label = "Next kernel", .keys = "K", .line = "next kernel"}});
    }
    std::vector<SearchRow> typed(std::string_view line, std::vector<std::string> recent = {}) const {
        return found(app_, line, all(), recent);
    }
    std::string best(std::string_view line) const {
        const auto rows = typed(line);
        return rows.empty() ? "" : rows.front().line;
    }
    bool finds(std::string_view words, std::string_view line) const {
        const auto rows = typed(words);
        return std::any_of(rows.begin(), rows.end(), [&](const SearchRow& row) { return row.line == line; });
    }
    App app_{App::Mode::Direct};
};

}  // namespace

TEST_F(Search, AWordBeatsABeginningAPartAndLettersApart) {
    EXPECT_EQ(fit("map", "The map of rates"), Fit::Word);
    EXPECT_EQ(fit("map", "Mapped"), Fit::Beginning);
    EXPECT_EQ(fit("map", "heatmap map2"), Fit::Beginning);
    EXPECT_EQ(fit("map", "heatmap"), Fit::Part);
    EXPECT_EQ(fit("map", "many apples"), Fit::Letters);
    EXPECT_EQ(fit("map", "a-map"), Fit::Word);
    EXPECT_EQ(fit("map", "tamarap"), Fit::None) << "letters apart begin at a word's beginning";
    EXPECT_EQ(fit("map", ""), Fit::None);
    EXPECT_EQ(fit("m", "tam"), Fit::Part);
    EXPECT_EQ(fit("z", "many"), Fit::None);
}

TEST_F(Search, RowsAreFoundByNameKindSymbolAndLettersApart) {
    EXPECT_EQ(best("stable sol"), "preset solitons");
    EXPECT_EQ(best("viridis"), "palette viridis");
    EXPECT_EQ(best("textbook"), "kernel cpu-reference");
    EXPECT_EQ(best("F"), "feed ");
    EXPECT_EQ(best("dA"), "du ") << "a symbol that no label has";
    EXPECT_EQ(best("karl"), "stencil karl-sims");
    EXPECT_EQ(best("no-flux"), "boundary no-flux");
    EXPECT_EQ(best("load-rates"), "load-rates ");
    EXPECT_EQ(best("vary"), "vary ");
    EXPECT_TRUE(finds("preset", "preset mitosis"));
    EXPECT_TRUE(finds("vrds", "palette viridis"));
    EXPECT_TRUE(finds("spots", "seed spots"));
    EXPECT_TRUE(typed("xqzw").empty());
    EXPECT_TRUE(typed("").empty() && typed("  ").empty());
}

TEST_F(Search, AnActionTakesThePlaceOfItsCommand) {
    const auto rows = all();
    EXPECT_EQ(std::count_if(rows.begin(), rows.end(), [](const SearchRow& r) { return r.line == "reset"; }),
              1);
    EXPECT_EQ(typed("reset").front().keys, "R");
    EXPECT_EQ(best("back to"), "reset");
    for (const Command& c : commands())
        EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [&](const SearchRow& r) {
            return r.line == c.name || r.line == std::string(c.name) + " ";
        })) << c.name;
}

TEST_F(Search, AWholeCommandComesFirstAndRuns) {
    for (const char* line : {"feed 0.037", "set feed 0.037", "step 100", "F=0.037, k=0.06", "next kernel",
                             "palette viridis", "vary feed 0.01 0.08 across columns", "pause; step 3"}) {
        ASSERT_EQ(best(line), line);
        EXPECT_FALSE(typed(line).front().goes_on) << line;
        EXPECT_TRUE(app_.execute(line).ok()) << line;
    }
    EXPECT_EQ(typed("next kernel").front().keys, "K") << "as the action, not as a bare line";
    EXPECT_EQ(best("palette viridis "), "palette viridis");
}

TEST_F(Search, WhatMayFollowACommandComesFirst) {
    const auto seeds = typed("seed ");
    ASSERT_GT(seeds.size(), 3U);
    EXPECT_EQ(seeds.front().line, "seed spots");
    EXPECT_EQ(best("preset mit"), "preset mitosis");
    EXPECT_EQ(best("vary f"), "vary feed");
    EXPECT_EQ(best("channel "), "channel u");
    EXPECT_EQ(best("pause; pal"), "pause; palette");
    EXPECT_TRUE(finds("preset mit", "preset mit")) << "what was typed may be meant, too";
    for (const SearchRow& row : typed("feed ")) EXPECT_NE(row.line, "feed ") << "it is typed already";
    EXPECT_NE(usage(app_, "feed ").find("0 to 1"), std::string::npos);
    EXPECT_NE(usage(app_, "load-rates ").find("FILE"), std::string::npos);
    EXPECT_TRUE(usage(app_, "feed").empty() && usage(app_, "no such thing").empty());
}

TEST_F(Search, AmongEqualsTheOneUsedLastComesFirst) {
    const auto of_presets = [&](std::vector<std::string> recent) {
        return typed("preset", std::move(recent)).at(1).line;
    };
    EXPECT_EQ(typed("preset").front().line, "preset ") << "the command is the word itself";
    EXPECT_EQ(of_presets({"preset worms", "preset u-skate"}), "preset worms");
    EXPECT_EQ(of_presets({"preset u-skate", "preset worms"}), "preset u-skate");
}

TEST_F(Search, ValuesAreThePresentOnesAndReasonsAreSaid) {
    perform(app_, "set feed 0.0371; vary feed 0.01 0.08 across columns");
    bool value = false, reason = false;
    for (const SearchRow& row : all()) {
        value = value || (row.line == "feed " && row.detail.find("0.0371") != std::string::npos);
        reason = reason || row.why_not.find("vary off") != std::string::npos;
    }
    EXPECT_TRUE(value);
    EXPECT_TRUE(reason) << "a kernel without varying rates says the way out";
}

TEST_F(Search, BeforeAnythingIsTypedTheUsualIsOffered) {
    const std::vector<std::string> recent{"feed 0.037", "reset", "a", "b", "c"};
    const std::vector<std::string_view> usual{"reset", "next kernel"};
    const auto rows = offered(all(), recent, usual);
    std::vector<std::string> lines;
    lines.reserve(rows.size());
    for (const SearchRow& row : rows) lines.push_back(row.line);
    EXPECT_EQ(lines, (std::vector<std::string>{"feed 0.037", "reset", "a", "b", "next kernel"}));
    EXPECT_EQ(rows[1].keys, "R");
}

}  // namespace gs::test
