// Typed or pasted numbers, names, sizes and settings are taken if they can mean only one thing; the
// others are answered with what to write.
#include "app/core/document/typed.h"

#include <cmath>

#include "app/core/document/pasted.h"
#include "app/core/document/presets.h"
#include "app/core/document/properties.h"
#include "app/core/document/words.h"
#include "app/core/text/letters.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

double number(const char* key, const char* typed) {
    Value value;
    const Document document;
    const Status read = parse(*find_property(key, document), typed, value);
    EXPECT_TRUE(read.ok()) << typed << ": " << read.why();
    if (!read) return NAN;
    const auto* whole = std::get_if<std::int64_t>(&value);
    return whole != nullptr ? static_cast<double>(*whole) : std::get<double>(value);
}

Status refused(const char* key, const char* typed) {
    Value value;
    const Document document;
    return parse(*find_property(key, document), typed, value);
}

class Typed : public testing::Test {
  protected:
    Typed() { perform(app_, "kernel cpu-reference; size 24 17"); }
    const Document& d() { return app_.document(); }
    /// Feed and kill after this line, from 0.01 and 0.01 on.
    std::pair<double, double> rates(const std::string& line) {
        perform(app_, "set feed 0.01; set kill 0.01; set du 1; set dv 0.5");
        perform(app_, line);
        return {d().feed, d().kill};
    }
    App app_{App::Mode::Direct};
};

}  // namespace

TEST(TypedNumbers, WhatCanOnlyMeanOneThingIsTaken) {
    for (const char* typed :
         {"0.037", "0,037", ".037", ",037", "0.037,", "0.037;", "0.037.", " 0.037 ", "+0.037", "3.7e-2",
          "3,7e-2", "\u00A00.037\u202F", "0.03\u200B7", "\uFEFF0.037", "\uFF10\uFF0E\uFF10\uFF13\uFF17",
          "\uFF10\uFF0C\uFF10\uFF13\uFF17", "3.7e\u22122", "\U0001D7CE.037", "00.037"})
        EXPECT_EQ(number("feed", typed), 0.037) << typed;
    EXPECT_EQ(number("low", "\u22120.5"), -0.5);
    EXPECT_EQ(number("low", "\u20130,5"), -0.5);
    EXPECT_EQ(number("feed", "1,000"), 1) << "a thousand is no feed rate";
    EXPECT_EQ(number("low", "1,50"), 1.5);
    EXPECT_EQ(number("seed-number", "1e6"), 1000000);
    EXPECT_EQ(number("seed-number", "+12"), 12);
    EXPECT_EQ(number("cols", "1920,"), 1920);
    EXPECT_EQ(number("speed", "full"), 0);
    EXPECT_EQ(number("speed", "Full"), 0);
}

TEST(TypedNumbers, TheRestIsAnsweredWithWhatToWrite) {
    EXPECT_TRUE(failed_with(refused("speed", "1,920"), "1,920", "write 1.92 or 1920"));
    EXPECT_TRUE(failed_with(refused("cols", "1,920"), "write 1920"));
    EXPECT_TRUE(failed_with(refused("cols", "1.920"), "write 1920"));
    EXPECT_TRUE(failed_with(refused("seed-number", "1,920,000"), "write 1920000"));
    EXPECT_TRUE(failed_with(refused("seed-number", "1'920"), "write 1920"));
    EXPECT_TRUE(failed_with(refused("cols", "64.0"), "write 64"));
    EXPECT_TRUE(failed_with(refused("speed", "1.920,5"), "write 1920.5"));
    EXPECT_TRUE(failed_with(refused("speed", "1,920.5"), "write 1920.5"));
    EXPECT_TRUE(failed_with(refused("speed", "600 steps/s"), "write 600"));
    EXPECT_TRUE(failed_with(refused("speed", "600/s"), "write 600"));
    EXPECT_TRUE(failed_with(refused("feed", "3%"), "write 0.03"));
    EXPECT_TRUE(failed_with(refused("feed", "1/4"), "write 0.25"));
    EXPECT_TRUE(failed_with(refused("feed", "5·10⁻³"), "write 0.005"));
    EXPECT_TRUE(failed_with(refused("feed", "5×10^-3"), "write 0.005"));
    EXPECT_TRUE(failed_with(refused("feed", "5*10**-3"), "write 0.005"));
    EXPECT_TRUE(failed_with(refused("dt", "0.5 s"), "write 0.5"));
    EXPECT_TRUE(failed_with(refused("dt", "~0,5"), "write 0.5"));
}

TEST(TypedNumbers, ATypoIsNotGuessedAt) {
    for (const char* typed : {"0.0.37", "1.2.3", "0,03,7", "0.03x", "0x1p-5", "--1", "1/0", "5*10^999",
                              "five", "", "1e999", "3 4", "0.03-0.04", "1/2/3", "5*9^3"}) {
        const Status status = refused("feed", typed);
        EXPECT_TRUE(failed_with(status, "feed")) << typed;
        EXPECT_EQ(status.why().find("write"), std::string::npos) << status.why();
    }
    EXPECT_TRUE(failed_with(refused("feed", "900%"), "not a number", "between 0 and 1"))
        << "9 would be refused, too";
    EXPECT_TRUE(failed_with(refused("cols", "1.5"), "whole number between 1 and 1048576"));
}

TEST(TypedNames, CapitalsDashesAndBlanksMakeNoDifference) {
    const std::vector<std::string> known{"cpu-simd", "cpu-openmp", "u-skate"};
    EXPECT_EQ(meant_name("CPU-SIMD", known), "cpu-simd");
    EXPECT_EQ(meant_name("cpu_simd", known), "cpu-simd");
    EXPECT_EQ(meant_name("U Skate", known), "u-skate");
    EXPECT_EQ(meant_name("cpu\u2013simd,", known), "cpu-simd");
    EXPECT_EQ(meant_name("cpu", known), "");
    EXPECT_EQ(meant_name("", known), "");
    const std::vector<std::string> alike{"ab", "a-b"};
    EXPECT_EQ(meant_name("a-b", alike), "a-b");
    EXPECT_EQ(meant_name("a_b", alike), "") << "two could be meant";
}

TEST(TypedNames, NoTwoPropertiesShareAWord) {
    const Document document;
    for (const Property& p : properties()) {
        std::vector<std::string> names = p.symbols;
        names.insert(names.end(), {p.key, p.label});
        for (const std::string& name : names) EXPECT_EQ(find_typed_property(name, document), &p) << name;
    }
    const auto key = [&](const char* typed) {
        const Property* found = find_typed_property(typed, document);
        return found != nullptr ? found->key : "";
    };
    for (const char* typed : {"F", "f", "FEED", "Feed rate", "feed_rate", "\U0001D439", "\uFF26"})
        EXPECT_EQ(key(typed), "feed") << typed;
    for (const char* typed : {"k", "K", "Kill", "κ", "\U0001D458"}) EXPECT_EQ(key(typed), "kill") << typed;
    for (const char* typed : {"Du", "D_u", "DU", "Dᵤ", "D_{u}", "dA"}) EXPECT_EQ(key(typed), "du") << typed;
    for (const char* typed : {"Dv", "D_v", "Dᵥ", "dB"}) EXPECT_EQ(key(typed), "dv") << typed;
    for (const char* typed : {"Δt", "∆t", "δt", "dT", "time step"}) EXPECT_EQ(key(typed), "dt") << typed;
    EXPECT_EQ(key("f k"), "");
    EXPECT_EQ(key(""), "");
}

TEST(TypedSizes, BothFormsInBothPlaces) {
    for (const char* typed : {"64x48", "64X48", "64 48", "64 x 48", "64×48", "64*48", "64,48", " 64x48 ",
                              "64, 48", "\uFF16\uFF14x48"}) {
        std::int64_t cols = 0, rows = 0;
        const Status read = parse_size(typed, cols, rows);
        EXPECT_TRUE(read.ok()) << typed << ": " << read.why();
        EXPECT_EQ(cols, 64) << typed;
        EXPECT_EQ(rows, 48) << typed;
    }
    std::int64_t cols = 7, rows = 7;
    for (const char* typed : {"", "64", "64x", "x64", "1,920", "12by10", "64x48x2", "nan", "64 48 2", "-x-"})
        EXPECT_TRUE(failed_with(parse_size(typed, cols, rows), "COLSxROWS")) << typed;
    EXPECT_TRUE(failed_with(parse_size("0x10", cols, rows), "cols", "between 1 and"));
    EXPECT_TRUE(failed_with(parse_size("10x-5", cols, rows), "rows", "-5"));
    EXPECT_TRUE(failed_with(parse_size("1,920x1,080", cols, rows), "write 1920"));
    EXPECT_EQ(cols, 7) << "a failure changes nothing";
    EXPECT_TRUE(parse_size("640,480", cols, rows).ok());
    EXPECT_EQ(cols, 640);
}

TEST(TypedWords, BlanksAndQuotesOfWebPages) {
    Words words;
    ASSERT_TRUE(split_words("set\u00A0feed\u2009\u202F0.037\u3000x\t\ry", words).ok());
    EXPECT_EQ(words, (Words{"set", "feed", "0.037", "x", "y"}));
    ASSERT_TRUE(
        split_words("\uFEFFsave-field \u201Cmy file.npy\u201D \u2018a b\u2019 «c d» „e f“ fe\u200Bed", words)
            .ok());
    EXPECT_EQ(words, (Words{"save-field", "my file.npy", "a b", "c d", "e f", "feed"}));
    ASSERT_TRUE(split_words("load-field Bob\u2019s.npy \"a\u00A0b\"", words).ok());
    EXPECT_EQ(words, (Words{"load-field", "Bob\u2019s.npy", "a\u00A0b"}))
        << "an apostrophe, and what stands in quotes";
    EXPECT_FALSE(split_words("save-field \u201Copen", words).ok());
    EXPECT_EQ(split_commands("a;\u00A0b \u201C;#\u201D \u00A0;\u2009# c"),
              (std::vector<std::string>{"a", "b \u201C;#\u201D"}));
    for (const char* word : {"a\u00A0b", "\u201Ca", "a\u200Bb", "say \"hi\" 'there'", "\"", "'\""}) {
        ASSERT_TRUE(split_words(as_word(word), words).ok()) << word;
        EXPECT_EQ(words, Words{word});
    }
}

TEST_F(Typed, RatesByTheNamesOfTheEquations) {
    const std::pair expected{0.037, 0.06};
    for (const char* line : {"set F 0.037; set k 0.06",
                             "set k 0.06; set F 0.037",
                             "F=0.037, k=0.06",
                             "F = .037, k = .06",
                             "f: 0.037 k: 0.06",
                             "feed 0.037 kill 0.06",
                             "feed 0.037; kill 0.06",
                             "feed=0.037;kill=0.06",
                             "F=0,037 k=0,06",
                             "F=0,037,k=0,06",
                             "Feed: 0.037, Kill: 0.06",
                             "set F=0.037, k=0.06",
                             "set feed = 0.037 and kill = 0.06",
                             "feed rate F = 0.037, kill rate k = 0.06",
                             "SET FEED 0.037; Set Kill 0.06",
                             "k=0.06 F=0.037",
                             "--feed 0.037 --kill 0.06",
                             "\"F\": 0.037, \"k\": 0.06",
                             "F\u00A0=\u20090.037,\u00A0k\u00A0=\u20090.06",
                             "\U0001D439 = 0.037, \U0001D458 = 0.06"}) {
        EXPECT_EQ(rates(line), expected) << line;
    }
    EXPECT_TRUE(app_.take_messages().empty()) << "what is plain needs no words";
}

TEST_F(Typed, RatesInFormsThatStandForNothingElse) {
    const std::pair expected{0.037, 0.06};
    for (const char* line :
         {"0.037 0.06", "0.037, 0.06", "0.037,0.06", "0,037 0,06", "(F, k) = (0.037, 0.06)", "F,k=.037,.06",
          "F370 k600", "F0370/F0370-k0600", "f0370-k0600",
          "0.037,0.06,0,#000033,0.2,#00FF00,0.21,#FFFF00,0.4,#FF0000,0.6,#FFFFFF",
          "0.037, 0.06, 0, #000033, 0.2, #00FF00", "a=0.037 in [0,0.1];b=0.06 in [0.04,0.1];",
          "set 0.037 0.06"}) {
        app_.take_messages();
        EXPECT_EQ(rates(line), expected) << line;
        const std::vector<Message> said = app_.take_messages();
        ASSERT_EQ(said.size(), 1U) << line;
        EXPECT_NE(said[0].text.find("took feed = 0.037, kill = 0.06"), std::string::npos) << said[0].text;
        const bool more = std::string(line).find_first_of("#[") != std::string::npos;
        EXPECT_EQ(said[0].text.find("left out") != std::string::npos, more) << said[0].text;
    }
    EXPECT_EQ(rates("0.062 0.014"), (std::pair{0.014, 0.062})) << "0.014 can be no kill rate of a pattern";
    EXPECT_EQ(rates("F620/F620-k609"), (std::pair{0.062, 0.0609}));
}

TEST_F(Typed, ForeignDiffusionIsLeftOutAndNamed) {
    EXPECT_EQ(rates("F=0.037, k=0.06, Du=2e-5, Dv=1e-5"), (std::pair{0.037, 0.06}));
    EXPECT_EQ(d().du, 1);
    const std::vector<Message> said = app_.take_messages();
    ASSERT_EQ(said.size(), 1U);
    EXPECT_NE(said[0].text.find("left out: du = 2e-05, dv = 1e-05"), std::string::npos) << said[0].text;
    EXPECT_EQ(rates("feed .055, kill .062, dA 0.9, dB .4"), (std::pair{0.055, 0.062}));
    EXPECT_EQ(d().du, 0.9);
    EXPECT_EQ(d().dv, 0.4);
}

TEST_F(Typed, APasteIsOneEntryOfTheHistory) {
    perform(app_, "set feed 0.01; set kill 0.02; F=0.037, k=0.06, size=32x16");
    EXPECT_EQ(d().cols, 32);
    perform(app_, "undo");
    EXPECT_EQ(d().feed, 0.01);
    EXPECT_EQ(d().kill, 0.02);
    EXPECT_EQ(d().cols, 24);
}

TEST_F(Typed, APasteIsDoneWholeOrNotAtAll) {
    perform(app_, "set feed 0.01; set kill 0.02");
    for (const char* line :
         {"F=0.037, k=7", "F=0.037, kil=0.06", "F=0.037, 0.06", "F=0.037, k=", "F=0.037 kernel=none"})
        EXPECT_FALSE(app_.execute(line).ok()) << line;
    EXPECT_EQ(d().feed, 0.01);
    EXPECT_TRUE(failed_with(app_.execute("F=0.037, kil=0.06"), "kil", "did you mean \"kill\""));
    EXPECT_TRUE(failed_with(app_.execute("F=0.037, 0.06"), "0.06", "what"));
    EXPECT_TRUE(failed_with(app_.execute("set dt 0.5 s"), "what is \"s\" for"));
    EXPECT_TRUE(failed_with(app_.execute("0.5 0.6"), "0.5", "feed 0.037"));
    EXPECT_TRUE(failed_with(app_.execute("0.037"), "0.037", "feed 0.037"));
    EXPECT_TRUE(failed_with(app_.execute("fed 0.037"), "did you mean \"feed\""));
    EXPECT_TRUE(failed_with(app_.execute("a = 0.037"), "unknown property \"a\""));
}

TEST_F(Typed, CommandsTakeWhatTheirOptionsTakeAndBack) {
    for (const char* line : {"size 64x32", "size 64 32", "size 64 x 32", "Size 64×32", "size=64x32",
                             "set size 64x32", "size: 64x32", "size = 64 32"}) {
        perform(app_, "size 8 8");
        perform(app_, line);
        EXPECT_EQ(d().cols, 64) << line;
        EXPECT_EQ(d().rows, 32) << line;
    }
    perform(app_, "size 24 17; set stencil five-point");
    EXPECT_EQ(d().corner, 0);
    perform(app_, "Stencil Oono Puri");
    EXPECT_EQ(d().corner, 0.25);
    perform(app_, "set stencil 0,6 0,2");
    EXPECT_EQ(d().edge, 0.6);
    perform(app_, "set boundary fixed 0,3 0.2");
    EXPECT_EQ(d().boundary_u, 0.3);
    perform(app_, "boundary No Flux");
    EXPECT_EQ(d().boundary, Boundary::NoFlux);
    perform(app_, "set seed spots 7 3");
    EXPECT_EQ(d().seed_spots, 7);
    perform(app_, "set palette Viridis Reversed");
    EXPECT_TRUE(d().reverse);
    perform(app_, "set speed full; speed 600; speed Full");
    EXPECT_EQ(d().speed, 0);
    perform(app_, "vary F 0,01 0.08 Across Columns");
    EXPECT_EQ(d().vary_feed.low, 0.01);
    perform(app_, "set vary off; kernel CPU_AutoVec");
    EXPECT_EQ(d().kernel, "cpu-autovec");
    perform(app_, "kernel cpu-openmp; knob threads=2");
    EXPECT_EQ(d().knobs.at("cpu-openmp.threads"), 2);
    perform(app_, "knob cpu-openmp.threads = 1");
    EXPECT_EQ(d().knobs.at("cpu-openmp.threads"), 1);
    perform(app_, "palette Inferno; channel U; filter Nearest; reverse ON; dt 0,5; set dt 0.5;");
    EXPECT_EQ(d().channel, Channel::U);
    EXPECT_EQ(d().filter, Filter::Nearest);
    EXPECT_EQ(d().dt, 0.5);
    EXPECT_TRUE(d().reverse);
}

TEST_F(Typed, PresetsByTheNameThatTheWindowShows) {
    for (const char* line : {"preset U-Skate", "preset u_skate", "preset u skate", "set preset uskate"}) {
        perform(app_, "preset worms; size 24 17");
        perform(app_, line);
        EXPECT_EQ(d().feed, find_preset("u-skate")->feed) << line;
    }
    for (const Preset& p : presets()) {
        perform(app_, "preset \"" + std::string(p.label) + "\"; size 24 17");
        EXPECT_EQ(d().feed, p.feed) << p.label;
    }
}

TEST_F(Typed, GetAndHelpKnowWhatSetDoes) {
    const auto answer = [&](const std::string& line) {
        app_.take_messages();
        perform(app_, line);
        const std::vector<Message> said = app_.take_messages();
        return said.empty() ? "" : said[0].text;
    };
    perform(app_, "stencil five-point; set feed 0.037");
    EXPECT_TRUE(answer("get F").starts_with("feed = 0.037 "));
    EXPECT_TRUE(answer("feed").starts_with("feed = 0.037 "));
    EXPECT_TRUE(answer("get size").starts_with("size = 24x17 "));
    EXPECT_TRUE(answer("get stencil").starts_with("stencil = five-point "));
    EXPECT_TRUE(answer("get vary").starts_with("vary = off "));
    EXPECT_TRUE(answer("vary kill 0.05 0.07 across rows; get vary")
                    .starts_with("vary = kill 0.05 to 0.07 across rows"));
    EXPECT_TRUE(answer("get preset").starts_with("preset = coral, changed "));
    EXPECT_NE(answer("help F").find("feed-rate"), std::string::npos);
    EXPECT_NE(answer("get speed").find("or full"), std::string::npos);
    EXPECT_TRUE(failed_with(app_.execute("set step 5"), "step", "without set: step 5"));
    EXPECT_TRUE(failed_with(app_.execute("get siz"), "siz", "did you mean \"size\""));
}

}  // namespace gs::test
