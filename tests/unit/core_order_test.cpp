// The order of commands makes no difference to the field, except for what a preset sets.
#include <algorithm>

#include "app/core/document/presets.h"
#include "app/core/document/seeds.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

/// The field after these commands and five steps.
Field after(const std::vector<std::string>& lines) {
    App app(App::Mode::Direct);
    perform(app, "kernel cpu-simd; size 64 48");
    for (const std::string& line : lines) perform(app, line);
    perform(app, "step 5");
    return present(app).field.converted(GS_F32);
}

bool either_way(const std::string& one, const std::string& other) {
    return after({one, other}) == after({other, one});
}

}  // namespace

TEST(Order, OfAPresetAndWhatItDoesNotSetIsOfNoMatter) {
    for (const Preset& preset : presets()) {
        const std::string take = std::string("preset ") + preset.id;
        if (preset.cols > 0) continue;  // it sets the size
        EXPECT_TRUE(either_way(take, "size 120 90")) << preset.id;
        EXPECT_TRUE(either_way(take, "set seed-number 5")) << preset.id;
        EXPECT_TRUE(either_way(take, "kernel cpu-blocked")) << preset.id;
        EXPECT_TRUE(either_way(take, "set boundary-u 0.5")) << preset.id;
    }
}

TEST(Order, OfAPresetAndASizeGivesAsManySpotsAsTheSizeAsksFor) {
    App app(App::Mode::Direct);
    perform(app, "preset coral; size 64 48");
    const Field small = present(app).field;
    EXPECT_TRUE(small == make_seed(48, 64, {.seed = SeedKind::Spots, .spots = 1}));
    perform(app, "size 256 256");
    EXPECT_TRUE(present(app).field == make_seed(256, 256, {.seed = SeedKind::Spots, .spots = 24}));
}

TEST(Order, ANumberOfSpotsThatWasSaidStaysUntilTheNextPreset) {
    App app(App::Mode::Direct);
    perform(app, "size 64 48; preset coral; set seed-spots 7; size 90 80");
    EXPECT_TRUE(present(app).field == make_seed(80, 90, {.seed = SeedKind::Spots, .spots = 7}));
    perform(app, "seed drops");
    EXPECT_TRUE(present(app).field == make_seed(80, 90, {.seed = SeedKind::Drops, .spots = 7}));
    perform(app, "preset mitosis");
    EXPECT_TRUE(present(app).field == make_seed(80, 90, {.seed = SeedKind::Spots}));
    perform(app, "undo");
    EXPECT_TRUE(present(app).field == make_seed(80, 90, {.seed = SeedKind::Drops, .spots = 7}));
    EXPECT_EQ(app.document().seed_spots, 7);
}

TEST(Order, OfASeedAndTheRatesItIsMadeOfIsOfNoMatter) {
    for (const Seed& seed : seeds()) {
        const std::string take = std::string("seed ") + seed.id;
        for (const char* setting :
             {"set feed 0.06", "set kill 0.06", "set du 0.3", "boundary no-flux", "stencil 0.15 0.05",
              "kernel cpu-reference-f64", "size 50 70", "vary feed 0.04 0.06 across columns"})
            EXPECT_TRUE(either_way(take, setting)) << seed.id << ", " << setting;
    }
    using enum SeedKind;
    for (const SeedKind seed : {Dents, Holes, Patches, Skates}) EXPECT_TRUE(find_seed(seed)->of_rates);
}

TEST(Order, ASeedNoLongerFollowsTheRatesOnceItWasSteppedOrPainted) {
    for (const char* touch : {"step 1", "paint 5 5 3"}) {
        App app(App::Mode::Direct);
        perform(app,
                std::string("kernel cpu-simd; size 64 48; set feed 0.062; set kill 0.0609; seed dents; ") +
                    touch);
        const Field before = present(app).field;
        perform(app, "set feed 0.03");
        EXPECT_TRUE(present(app).field == before) << touch;
        perform(app, "undo");
        EXPECT_TRUE(present(app).field == before) << touch;
    }
}

TEST(Order, UndoOfARateBringsTheSeedBackToo) {
    App app(App::Mode::Direct);
    perform(app, "kernel cpu-simd; size 64 48; set feed 0.062; set kill 0.0609; seed dents");
    const Field before = present(app).field;
    perform(app, "set feed 0.098");
    EXPECT_FALSE(present(app).field == before);
    perform(app, "undo");
    EXPECT_TRUE(present(app).field == before);
    perform(app, "seed noise; undo; set feed 0.098");
    EXPECT_FALSE(present(app).field == before) << "the seed that came back follows again";
}

}  // namespace gs::test
