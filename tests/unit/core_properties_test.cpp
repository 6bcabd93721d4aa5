// Properties, names and words: typed text is taken exactly or refused with a sentence.
#include "app/core/document/properties.h"

#include <cmath>
#include <set>

#include "app/core/document/seeds.h"
#include "app/core/document/words.h"
#include "app/core/text/names.h"
#include "kernels/engine/registry.h"
#include "kernels/host/cores.h"
#include "tests/unit/core_support.h"

namespace gs::test {

TEST(Properties, EveryRowIsWhole) {
    std::set<std::string> keys;
    for (const Property& p : properties()) {
        EXPECT_TRUE(keys.insert(p.key).second) << p.key << " twice";
        EXPECT_FALSE(p.label.empty() || p.help.empty()) << p.key;
        if (p.key == "kernel") continue;  // the application picks one
        EXPECT_TRUE(check(p, p.initial).ok()) << p.key << ": " << check(p, p.initial).why();
        EXPECT_TRUE(value_of(Document{}, p) == p.initial) << p.key;
        if (p.kind == Kind::Real || p.kind == Kind::Whole) {
            EXPECT_LE(p.low, p.slider_low) << p.key;
            EXPECT_LE(p.slider_high, p.high) << p.key;
            EXPECT_LT(p.slider_low, p.slider_high) << p.key;
            EXPECT_GT(p.step, 0) << p.key;
        }
    }
}

/// The words of a choice stand in the order of its enum, and each leads to its own value and back.
TEST(Properties, EveryWordOfAChoiceIsAValueOfItsOwn) {
    for (const Property& p : properties()) {
        for (const std::string& word : p.choices) {
            Document d;
            assign(d, p, word);
            EXPECT_TRUE(value_of(d, p) == Value(word)) << p.key << " " << word;
        }
    }
    for (const Seed& seed : seeds()) {
        Document d;
        assign(d, *find_property("seed", d), std::string(seed.id));
        EXPECT_EQ(d.seed, seed.kind) << seed.id;
    }
    Document d;
    for (const auto& [word, boundary] : {std::pair("periodic", GS_PERIODIC), std::pair("no-flux", GS_NO_FLUX),
                                         std::pair("fixed", GS_FIXED)}) {
        assign(d, *find_property("boundary", d), std::string(word));
        EXPECT_EQ(params_of(d).boundary, boundary) << word;
    }
}

TEST(Properties, TextGoesThereAndBackToTheBit) {
    const Document document;
    const Property* feed = find_property("feed", document);
    ASSERT_NE(feed, nullptr);
    for (const double x : {0.1, 1.0 / 3, 0.0367, 0x1p-52, 5e-324}) {
        Value value;
        ASSERT_TRUE(parse(*feed, to_text(x), value).ok()) << x;
        EXPECT_EQ(std::get<double>(value), x);
    }
}

TEST(Properties, WrongNumbersAreNamedWithWhatIsAllowed) {
    const Document document;
    const Property* feed = find_property("feed", document);
    Value value;
    for (const char* typed :
         {"nan", "inf", "-inf", "1e999", "-0.1", "2", "", " ", "0.03x", "0,03,1", "0x1p-5", "--1", "+-0.1"})
        EXPECT_TRUE(failed_with(parse(*feed, typed, value), "feed", "0", "1")) << typed;
    EXPECT_TRUE(failed_with(parse(*feed, "2", value), "2"));
    EXPECT_TRUE(failed_with(check(*feed, NAN), "feed", "nan"));
    const Property* rows = find_property("rows", document);
    for (const char* typed : {"0", "-1", "1.5", "99999999999999999999", "1048577"})
        EXPECT_TRUE(failed_with(parse(*rows, typed, value), "rows", "1048576")) << typed;
}

TEST(Properties, UnknownWordsAreAnsweredWithTheNearest) {
    const Document document;
    Value value;
    EXPECT_TRUE(failed_with(parse(*find_property("palette", document), "infern", value), "infern",
                            "did you mean \"inferno\"", "viridis"));
    EXPECT_TRUE(failed_with(parse(*find_property("reverse", document), "maybe", value), "reverse", "maybe",
                            "it must be on or off"));
}

TEST(Properties, KnobsAreKeptForEachKernel) {
    Document document;
    document.kernel = "cpu-openmp";
    const auto knobs = knob_properties(document);
    ASSERT_FALSE(knobs.empty());
    const Property* threads = find_property("knob.threads", document);
    ASSERT_NE(threads, nullptr);
    assign(document, *threads, std::int64_t{2});
    EXPECT_EQ(std::get<std::int64_t>(value_of(document, *threads)), 2);
    EXPECT_EQ(document.knobs.at("cpu-openmp.threads"), 2);
    document.kernel = "cpu-reference";
    EXPECT_EQ(find_property("knob.threads", document), nullptr);
}

TEST(Properties, KnobsThatAreChoicesAreTypedAndShownByName) {
    Document document;
    document.kernel = "cpu-simd";
    const Property* isa = find_property("knob.isa", document);
    ASSERT_NE(isa, nullptr);
    for (const char* typed : {"AVX2", "avx2", "2"}) {
        Value value;
        ASSERT_TRUE(parse(*isa, typed, value).ok()) << typed;
        EXPECT_EQ(value, Value(std::int64_t{2})) << typed;
    }
    Value value;
    EXPECT_FALSE(parse(*isa, "4", value).ok());
    EXPECT_FALSE(parse(*isa, "sse", value).ok());
    EXPECT_EQ(allowed_text(*isa), "auto, portable, AVX2, AVX-512; default auto");
    const gs_kernel& kernel = *find_kernel("cpu-simd");
    const gs_knob& knob = kernel.knobs[find_knob(kernel, "isa")];
    EXPECT_EQ(knob_word(knob, 3), "AVX-512");
    EXPECT_EQ(knob_value(knob, "portable"), 1);
    EXPECT_EQ(knob_value(knob, "none"), std::nullopt);
}

TEST(Properties, TheSliderForThreadsEndsAtTheCoresOfThisMachine) {
    Document document;
    document.kernel = "cpu-openmp";
    const Property* threads = find_property("knob.threads", document);
    ASSERT_NE(threads, nullptr);
    EXPECT_EQ(threads->slider_high, available_cores());
    EXPECT_EQ(threads->high, 1024);
}

TEST(Names, TheNearestIsFoundAndNothingFarIs) {
    const std::vector<std::string> known{"feed", "kill", "boundary"};
    EXPECT_EQ(nearest("fed", known), "feed");
    EXPECT_EQ(nearest("bound", known), "boundary");
    EXPECT_EQ(nearest("fede", known), "feed") << "two letters changed places";
    EXPECT_EQ(nearest("xyzzy", known), "");
    EXPECT_EQ(nearest("", known), "");
}

TEST(Words, BlanksQuotesCommentsAndSemicolons) {
    Words words;
    ASSERT_TRUE(split_words("save-field  \"my file.npy\" 'a b'c \"\"", words).ok());
    EXPECT_EQ(words, (Words{"save-field", "my file.npy", "a bc", ""}));
    EXPECT_FALSE(split_words("save-field \"open", words).ok());
    EXPECT_EQ(split_commands("a; b \";\" ;; c # d; e"), (std::vector<std::string>{"a", "b \";\"", "c"}));
    EXPECT_EQ(split_commands("a b#c"), (std::vector<std::string>{"a b#c"}));
    EXPECT_TRUE(split_commands("  # nothing").empty());
}

TEST(Words, AQuotedWordComesBackAsOne) {
    for (const char* word : {"plain", "with blank", "semi;colon", "say \"hi\"", "", "#1"}) {
        Words words;
        ASSERT_TRUE(split_words(as_word(word), words).ok());
        EXPECT_EQ(words, Words{word});
    }
}

TEST(Stencils, TheLimitOfEachIsTheTextbooks) {
    for (const Stencil& s : stencils()) EXPECT_EQ(find_stencil(s.edge, s.corner), &s);
    EXPECT_EQ(find_stencil(0.123, 0), nullptr);
}

}  // namespace gs::test
