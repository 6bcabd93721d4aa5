// The settings as one line of text and back, and what is made of what other programs' users paste.
#include "app/core/document/share.h"

#include <gtest/gtest.h>

#include <random>

#include "app/core/document/kernel_choice.h"
#include "app/core/document/presets.h"
#include "app/core/document/properties.h"
#include "kernels/engine/registry.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

/// As an application begins.
Document fresh() {
    Document d;
    d.kernel = fastest_kernel().id;
    return d;
}

class Dice {
  public:
    explicit Dice(unsigned seed) : random_(seed) {}
    std::int64_t whole(std::int64_t low, std::int64_t high) {
        return std::uniform_int_distribution<std::int64_t>(low, high)(random_);
    }
    double real(double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random_);
    }
    bool one_in(int n) { return whole(1, n) == 1; }
    template <class Rows>
    const auto& any(const Rows& rows) {
        return rows[static_cast<std::size_t>(whole(0, static_cast<std::int64_t>(rows.size()) - 1))];
    }

  private:
    std::mt19937 random_;
};

Value random_value(Dice& dice, const Property& p) {
    if (p.kind == Kind::Switch) return dice.one_in(2);
    if (p.kind == Kind::Real)
        return dice.one_in(4) ? p.low + 1e-9 * dice.real(0, p.high) : dice.real(p.low, p.high);
    if (p.kind == Kind::Whole)
        return dice.whole(static_cast<std::int64_t>(p.low), static_cast<std::int64_t>(p.high));
    for (;;)
        if (const std::string& word = dice.any(p.choices); word != "file") return word;
}

Gradient random_gradient(Dice& dice) {
    if (dice.one_in(2)) return {};
    return {dice.one_in(2) ? Gradient::Along::Rows : Gradient::Along::Columns, dice.real(0, 1),
            dice.real(0, 1)};
}

Document random_document(Dice& dice) {
    Document d = fresh();
    d.origin.clear();
    if (dice.one_in(2)) apply(dice.any(presets()), d);
    for (const Property& p : properties())
        if (dice.one_in(3)) assign(d, p, random_value(dice, p));
    if (dice.one_in(4)) {
        const Stencil& stencil = dice.any(stencils());
        d.edge = stencil.edge;
        d.corner = stencil.corner;
    }
    d.vary_feed = random_gradient(dice);
    d.vary_kill = random_gradient(dice);
    for (Range& range : d.ranges)
        if (dice.one_in(3)) range = {dice.real(-1e6, 1e6), dice.real(-1, 1)};
    for (const gs_kernel* kernel : kernels())
        for (int i = 0; i < kernel->knob_count; ++i)
            if (const gs_knob& knob = kernel->knobs[i]; dice.one_in(20))
                d.knobs[std::string(kernel->id) + "." + knob.name] = dice.whole(knob.low, knob.high);
    return d;
}

/// What this text makes of a document, as a line.
struct Form {
    const char *text, *line, *left_out = "";
};

constexpr const char* kJsexp = "0.037,0.06,0,#000033,0.2,#00FF00,0.21,#FFFF00,0.4,#FF0000,0.6,#FFFFFF";
constexpr const char* kPair = "grayscope preset=coral F=0.037 k=0.06";
constexpr const char* kSlow = "grayscope preset=coral F=0.062 k=0.0609";

constexpr Form kForms[] = {
    {"F=0.037, k=0.06", kPair},
    {"F = .0620, k = .0609", kSlow},
    {"f: 0.037 k: 0.06", kPair},
    {"f: 0,037; k: 0,06", kPair},
    {"feed 0.037 kill 0.06", kPair},
    {"Feed rate = 0.037 and kill rate = 0.06", kPair},
    {"F=0.037\r\nk=0.06\n", kPair},
    {"F\u2009=\u20090.037,\u00A0\u03BA\u00A0=\u00A0.06", kPair},
    {"0.037 0.06", kPair},
    {"0.037,0.06", kPair},
    {"0,037 0,06", kPair},
    {"0.062 0.014", "grayscope preset=coral F=0.014 k=0.062"},
    {"(F, k) = (0.037, 0.06)", kPair},
    {"F0620 k0609", kSlow},
    {"F620/F620-k609", kSlow},
    {"http://mrob.com/pub/comp/xmorphia/F620/F620-k609.html", kSlow},
    {"-f 0.037 -k 0.06", kPair},
    {"--feedrate 0.037 --killrate 0.06", kPair},
    {"{\"feed\": 0.037, \"kill\": 0.06}", kPair},
    {kJsexp, "grayscope preset=coral F=0.037 k=0.06 stencil=five-point du=0.2097 dv=0.105", "the colours"},
    {"a=0.037 in [0,0.1];b=0.06 in [0.04,0.1];", kPair, "the ranges of the sliders"},
    {"\"kineticParams\": \"a=0.037 in [0,0.1];b=0.06 in [0.04,0.1];\",", kPair,
     "the other settings beside kineticParams, the ranges of the sliders"},
    {"https://visualpde.com/sim/"
     "?preset=GrayScott&kineticParams=a%3D0.037%20in%20[0,0.1];b=0.06+in+[0.04,0.1];",
     kPair, "the other settings beside kineticParams, the ranges of the sliders"},
    {"https://example.org/rd/?feed=0.037&kill=.06&style=neon", kPair, "style=neon"},
    {"https://example.org/rd.html#f=0.037&k=0.06", kPair},
    {"?F=0.037&killRate=0.06&size=9", kPair, "size=9"},
    {"dA=0.9, dB=.4, feed=.037, kill=.06", "grayscope preset=coral F=0.037 k=0.06 du=0.9 dv=0.4"},
    {"F=0.037, k=0.06, Du=2e-5, Dv=1e-5", kPair,
     "du = 2e-5, dv = 1e-5 (it is per unit of length, not per cell)"},
    {"F=0.037 k=0.06 dx=1 hue=3", kPair, "dx=1, hue=3"},
    {"F=0.037", "grayscope preset=coral F=0.037 k=0.062"},
    {"grayscope F=0.037 k=0.06", "grayscope F=0.037 k=0.06"},
    {"Grayscope preset=worms k=0.066 size=64x32", "grayscope preset=worms F=0.058 k=0.066 size=64x32"},
    {"grayscope F=.037 k=.06 vary-feed=0.01:0.06/columns range-u=-1:-0.5 seed=drops",
     "grayscope F=0.037 k=0.06 seed=drops vary-feed=0.01:0.06/columns range-u=-1:-0.5"},
};

struct Refused {
    const char *text, *word;
};

constexpr Refused kRefused[] = {
    {"", "no text"},
    {" \n ", "no text"},
    {"grayscope", "no text"},
    {"Dear colleague, thank you", "what can be: a line that begins with grayscope"},
    {"0.5 0.6", "feed lies between 0 and 0.11"},
    {"0.037", "not certain"},
    {"1 2 3", "not certain"},
    {"F=0.037 kil=0.06", "did you mean \"kill\""},
    {"F=0.037, k=7", "kill"},
    {"F=0.037, k=0.06, F=0.04", "feed is given twice"},
    {"a=0.037, b=0.06", "can't be read"},
    {"https://www.karlsims.com/rdtool.html?s=7PN0Zo9kbN1yTq00EM7", "holds no feed and kill"},
    {"https://visualpde.com/sim/?options=N4Igxg9gJg", "kineticParams"},
    {"https://example.org/?k=0.06", "holds no feed and kill"},
    {"grayscope F=0.037 k=7", "kill"},
    {"grayscope F=0.037 palete=bone", "did you mean \"palette\""},
    {"grayscope preset=wurms", "did you mean \"worms\""},
    {"grayscope F=0.037 F=0.04", "F is given twice"},
    {"grayscope 0.037 0.06", "what is \"0.037\" for"},
    {"grayscope seed=file", "load-field"},
    {"grayscope vary-feed=0.01", "vary-feed takes LOW:HIGH/columns"},
    {"grayscope range-u=1", "range-u takes LOW:HIGH"},
    {"grayscope range-w=0:1", "unknown channel \"w\""},
    {"grayscope cpu-temporal.dept=3", "did you mean \"depth\""},
};

}  // namespace

TEST(Share, ALineGivesTheSameDocument) {
    Dice dice(17);
    for (int i = 0; i < 300; ++i) {
        const Document d = random_document(dice);
        const std::string line = share_text(d);
        Document back = fresh();
        SharedText said;
        const Status read = read_shared(line, back, said);
        ASSERT_TRUE(read.ok()) << line << "\n" << read.why();
        ASSERT_TRUE(back == d) << line << "\n" << share_text(back);
        EXPECT_EQ(line, "grayscope " + said.took);
        EXPECT_EQ(said.left_out, "");
    }
}

TEST(Share, OfAPresetOnlyItsNameAndRatesAreSaid) {
    for (const Preset& preset : presets()) {
        Document d = fresh();
        apply(preset, d);
        EXPECT_EQ(share_text(d), "grayscope preset=" + std::string(preset.id) + " F=" + to_text(preset.feed) +
                                     " k=" + to_text(preset.kill));
    }
}

TEST(Share, AFavouriteIsSaidByItsSettingsSinceNoOneElseHasIt) {
    App app(App::Mode::Direct);
    perform(app, "preset worms; set du 0.3; set seed-spots 7; keep Blue moon");
    const std::string line = share_text(app.document());
    EXPECT_EQ(line.find("preset="), std::string::npos) << line;
    Document read = fresh();
    SharedText said;
    const Status done = read_shared(line, read, said);
    ASSERT_TRUE(done.ok()) << line << ": " << done.why();
    Document wanted = app.document();
    wanted.origin.clear();
    wanted.favourites = nullptr;
    EXPECT_EQ(share_text(read), share_text(wanted));
    EXPECT_EQ(read.du, 0.3);
    EXPECT_EQ(read.seed_spots, 7);
}

TEST(Share, WhatIsPastedIsTakenAndWhatWasLeftOutIsSaid) {
    for (const Form& form : kForms) {
        Document d = fresh();
        SharedText said;
        const Status read = read_shared(form.text, d, said);
        ASSERT_TRUE(read.ok()) << form.text << "\n" << read.why();
        EXPECT_EQ(share_text(d), form.line) << form.text;
        EXPECT_EQ(said.left_out, form.left_out) << form.text;
        EXPECT_FALSE(said.took.empty()) << form.text;
    }
}

TEST(Share, WhatIsNotCertainIsRefusedAndChangesNothing) {
    for (const Refused& refused : kRefused) {
        Document d = fresh();
        SharedText said;
        EXPECT_TRUE(failed_with(read_shared(refused.text, d, said), refused.word)) << refused.text;
        EXPECT_TRUE(d == fresh()) << refused.text;
    }
    Document d;
    SharedText said;
    EXPECT_TRUE(failed_with(read_shared(std::string(100000, 'x'), d, said), "100000 bytes"));
}

TEST(Share, SimsDiffusionComesWithHisStencil) {
    Document d;
    d.edge = 1;
    d.corner = 0;
    SharedText said;
    ASSERT_TRUE(read_shared("dA 1, dB .5, feed .055, kill .062", d, said));
    EXPECT_EQ(find_stencil(d.edge, d.corner)->id, std::string("karl-sims"));
    EXPECT_EQ(said.took, "du = 1, dv = 0.5, feed = 0.055, kill = 0.062, stencil = karl-sims");
}

TEST(Share, RatesThatAreSaidNoLongerVary) {
    Document d;
    d.vary_feed = d.vary_kill = {Gradient::Along::Rows, 0.01, 0.06};
    d.rates = std::make_shared<Field>();
    SharedText said;
    ASSERT_TRUE(read_shared("F=0.037", d, said));
    EXPECT_EQ(d.vary_feed.along, Gradient::Along::Nothing);
    EXPECT_EQ(d.vary_kill.along, Gradient::Along::Rows);
    EXPECT_EQ(d.rates, nullptr);
}

TEST(Share, ALineLeavesTheWayOfRunningAlone) {
    Document d;
    d.kernel = "cpu-reference";
    d.speed = 0;
    d.brush_radius = 40;
    d.knobs["cpu-openmp.threads"] = 2;
    d.palette = "bone";
    const Document before = d;
    SharedText said;
    ASSERT_TRUE(read_shared("grayscope F=0.037 k=0.06", d, said));
    EXPECT_EQ(d.kernel, before.kernel);
    EXPECT_EQ(d.speed, before.speed);
    EXPECT_EQ(d.brush_radius, before.brush_radius);
    EXPECT_EQ(d.knobs, before.knobs);
    EXPECT_EQ(d.palette, Document{}.palette);
    EXPECT_EQ(d.origin, "");
}

TEST(Share, FieldsFromFilesAreLeftOutAndNamed) {
    Document d = fresh();
    EXPECT_EQ(left_out_of_share(d), "");
    d.seed = SeedKind::File;
    d.start = std::make_shared<Field>();
    d.rates = d.start;
    EXPECT_EQ(left_out_of_share(d), "the field that was loaded, the rates of each cell that were loaded");
    Document back = fresh();
    SharedText said;
    ASSERT_TRUE(read_shared(share_text(d), back, said));
    EXPECT_TRUE(back == fresh());
}

TEST(Share, TheCommandsSayAndTake) {
    App app(App::Mode::Direct);
    perform(app, "kernel cpu-reference; size 24 17; palette bone; set feed 0.037; step 5");
    app.take_messages();
    perform(app, "share");
    std::vector<Message> said = app.take_messages();
    ASSERT_EQ(said.size(), 1U);
    EXPECT_TRUE(said[0].answer);
    EXPECT_EQ(said[0].text, share_text(app.document()));
    const Document before = app.document();
    perform(app, "preset worms; size 32 16; speed full; step 5");
    app.take_messages();
    perform(app, command_from("\n" + said[0].text + "\n"));
    EXPECT_EQ(app.document().feed, before.feed);
    EXPECT_EQ(app.document().palette, before.palette);
    EXPECT_EQ(app.document().cols, before.cols);
    EXPECT_EQ(app.document().speed, kWatchSpeed) << "a start is to be seen";
    EXPECT_EQ(app.state().steps_done, 0);
    perform(app, "undo");
    EXPECT_EQ(app.document().palette, find_preset("worms")->palette);
    EXPECT_EQ(app.document().cols, 32);
    EXPECT_EQ(app.state().steps_done, 5) << "undo brings the field back";
}

TEST(Share, RatesLetTheFieldGoOn) {
    App app(App::Mode::Direct);
    perform(app, "kernel cpu-reference; size 24 17; step 5; from F=0.037, k=0.06");
    EXPECT_EQ(app.document().feed, 0.037);
    EXPECT_EQ(app.state().steps_done, 5);
    perform(app, "from 'a=0.038 in [0,0.1];b=0.061 in [0.04,0.1];'");
    const std::vector<Message> said = app.take_messages();
    EXPECT_EQ(said.back().text, "took feed = 0.038, kill = 0.061; left out: the ranges of the sliders");
    perform(app, "undo");
    EXPECT_EQ(app.document().feed, 0.037);
    EXPECT_TRUE(failed_with(app.execute("from 0.5 0.6"), "not certain"));
    EXPECT_EQ(app.document().feed, 0.037);
}

TEST(Share, ALineAndALinkNeedNoCommand) {
    App app(App::Mode::Direct);
    perform(app, "kernel cpu-reference; size 24 17");
    perform(app, "grayscope preset=worms F=0.058 k=0.066 size=24x17");
    EXPECT_EQ(app.document().kill, 0.066);
    perform(app, "https://example.org/#f=0.037&k=0.06");
    EXPECT_EQ(app.document().feed, 0.037);
    perform(app, "# a comment");
}

}  // namespace gs::test
