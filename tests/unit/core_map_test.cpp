// The map of the rates: its curves by their formulas, what it reads off fields that are known, its
// values at the presets' rates beside runs of their own, and what a study keeps.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <numbers>
#include <thread>
#include <utility>

#include "app/core/document/kernel_choice.h"
#include "app/core/document/presets.h"
#include "app/core/document/rate_axes.h"
#include "app/core/explore/map_picture.h"
#include "app/core/explore/map_run.h"
#include "app/core/explore/map_study.h"
#include "app/core/files/drawn_axes.h"
#include "tests/unit/core_support.h"

namespace gs::test {
namespace {

// The sanitizers slow a run down twentyfold. What a map holds is the same with and without them;
// what they look for is how its threads meet, which a small map shows as well.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSlow = true;
#else
constexpr bool kSlow = false;
#endif

/// v as a function of row and column; u is 1.
template <class V>
Field drawn(int rows, int cols, V v) {
    Field field(rows, cols, GS_F32);
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < cols; ++c) field.set(r, c, 1, v(r, c));
    return field;
}

MapPlan plan_of(int rows, int cols) {
    MapPlan plan;
    plan.rows = rows;
    plan.cols = cols;
    return plan;
}

float in_the_middle(const Map& map, MapShow show) {
    return map.value(show, map.range.at(0.5, 0.5));
}

Map computed(const MapPlan& plan) {
    Map map;
    std::string kernel;
    const Status done = compute_map(
        plan, [](std::int64_t) { return true; }, map, kernel);
    EXPECT_TRUE(done.ok()) << done.why();
    return map;
}

}  // namespace

TEST(Plane, CurvesAreWhatTheirFormulasSay) {
    for (const RatePoint& r : saddle_node_curve()) {
        EXPECT_NEAR(4 * (r.feed + r.kill) * (r.feed + r.kill), r.feed, 1e-12);
        EXPECT_GE(r.kill, 0);
    }
    for (const RatePoint& r : hopf_curve()) {
        EXPECT_NEAR((r.feed + r.kill) * (r.feed + r.kill), r.feed * std::sqrt(r.kill), 1e-12);
        // It is the upper state that swings: its v is sqrt(k), above that of the saddle.
        EXPECT_GE(2 * (r.feed + r.kill) * std::sqrt(r.kill), r.feed - 1e-9);
    }
    const RatePoint met = hopf_curve().back();
    EXPECT_NEAR(met.kill, 1.0 / 16, 1e-12);
    EXPECT_NEAR(4 * (met.feed + met.kill) * (met.feed + met.kill), met.feed, 1e-9);
}

TEST(Plane, ARangeIsReadZoomedAndKeptWithinItsLimits) {
    double low = 0, high = 0;
    EXPECT_TRUE(read_range("--feed", "0.01:0.06", low, high).ok());
    EXPECT_EQ(low, 0.01);
    EXPECT_EQ(high, 0.06);
    for (const char* wrong : {"0.06:0.01", "0.01", "a:b", "0:2", "0.01:0.01", ""})
        EXPECT_FALSE(read_range("--feed", wrong, low, high).ok()) << wrong;
    const PlaneRange whole;
    const RatePoint at{0.03, 0.06};
    const PlaneRange half = whole.zoomed(at, 0.5);
    EXPECT_NEAR(half.right(at), whole.right(at), 1e-12);
    EXPECT_NEAR(half.up(at), whole.up(at), 1e-12);
    EXPECT_NEAR(half.feed_high - half.feed_low, 0.055, 1e-12);
    const PlaneRange kept = whole.moved(-3, -3).zoomed(at, 1e-9).within_limits();
    EXPECT_GE(kept.feed_low, 0);
    EXPECT_GT(kept.feed_high, kept.feed_low);
}

TEST(Map, TheEdgesOfItsFieldAreTheEndsOfTheRange) {
    const MapPlan plan = plan_of(30, 50);
    const Document d = map_document(plan);
    const auto [feed, kill] = rates_at(d, 0, 49);
    const double row = 0.11 / 30, col = 0.04 / 50;
    EXPECT_NEAR(feed, 0.11 - row / 2, 1e-12);
    EXPECT_NEAR(kill, 0.07 - col / 2, 1e-12);
    EXPECT_EQ(d.boundary, Boundary::NoFlux);
    MapPlan other = plan;
    other.equations.feed = 0.01;
    EXPECT_EQ(other.key(), plan.key());
    other.equations.du = 0.5;
    EXPECT_NE(other.key(), plan.key());
}

TEST(Map, OverTheFieldHasItsAxesInSavedPicturesToo) {
    Document d = map_document(plan_of(200, 320));
    const auto axes = axes_of(d);
    ASSERT_TRUE(axes.has_value());
    EXPECT_NEAR(axes->feed.low, 0, 4e-4) << "the lower edge";
    EXPECT_NEAR(axes->feed.high, 0.11, 4e-4);
    EXPECT_NEAR(axes->kill.low, 0.03, 4e-4);
    const RateAxes part = axes->part(0.5, 0, 1, 0.5);
    EXPECT_NEAR(part.kill.low, 0.05, 4e-4);
    EXPECT_NEAR(part.feed.high, 0.055, 4e-4);

    const Picture bare = coloured(drawn(200, 320, [](int, int) { return 0.2; }), d);
    const Picture with = with_axes(bare, axes);
    ASSERT_EQ(with.width, bare.width);
    std::vector<int> changed(4);  // by quarter: left, right, and each above, below
    for (int y = 0; y < 200; ++y)
        for (int x = 0; x < 320; ++x) {
            const auto at = 3 * (static_cast<std::size_t>(y) * 320 + static_cast<std::size_t>(x));
            if (with.rgb[at] != bare.rgb[at]) ++changed[(x < 160 ? 0 : 1) + (y < 100 ? 0 : 2)];
        }
    EXPECT_EQ(changed[0], 0) << "no preset lies there, and F stands at the right";
    EXPECT_GT(changed[1], 100);
    EXPECT_GT(changed[2], 20) << "k stands below";
    EXPECT_EQ(with_axes(bare, {}).rgb, bare.rgb);
    const Picture small = coloured(Field(40, 50, GS_F32), d);
    EXPECT_EQ(with_axes(small, axes).rgb, small.rgb) << "too small for letters";
    d.axes = false;
    EXPECT_FALSE(axes_of(d).has_value());
    d.axes = true;
    stop_varying(d);
    EXPECT_FALSE(axes_of(d).has_value());
}

TEST(Map, ReadsMeanActivityAndWavelengthOffAWave) {
    const MapPlan plan = plan_of(96, 160);
    const double length = 16, turn = 2 * std::numbers::pi / length;
    const auto wave = [&](double shift) {
        return drawn(96, 160, [&](int, int c) { return 0.2 + 0.1 * std::sin(turn * (c + 0.5 + shift)); });
    };
    const Map still = read_map(plan, wave(0), wave(0));
    EXPECT_NEAR(in_the_middle(still, MapShow::Mean), 0.2, 0.01);
    EXPECT_EQ(in_the_middle(still, MapShow::Activity), 0);
    // Lines along one axis are the worst case for Crofton's formula: 4 / pi.
    EXPECT_NEAR(in_the_middle(still, MapShow::Wavelength), length * 4 / std::numbers::pi, 1);
    const Map moved = read_map(plan, wave(length / 4), wave(0));
    EXPECT_NEAR(in_the_middle(moved, MapShow::Activity), 1, 0.1);
    const Field flat = drawn(96, 160, [](int, int) { return 0.3; });
    const Map uniform = read_map(plan, flat, flat);
    EXPECT_TRUE(std::isnan(in_the_middle(uniform, MapShow::Wavelength)));
    EXPECT_EQ(in_the_middle(uniform, MapShow::Activity), 0);
    EXPECT_TRUE(std::isnan(uniform.value(MapShow::Mean, {0.2, 0.05})));
    const Picture picture = picture_of(uniform, MapShow::Wavelength);
    EXPECT_EQ(picture.width, 160);
    EXPECT_EQ(picture.rgb.front(), 40) << "grey, as there is no pattern";
}

TEST(Map, StartsAsTheFieldDoesWhereThatCanBeScattered) {
    MapPlan plan = plan_of(96, 160);
    const std::string usual = plan.key();
    const auto start = [&](SeedKind kind) {
        plan.equations.seed = kind;
        return map_document(plan).seed;
    };
    for (const SeedKind kind :
         {SeedKind::Spots, SeedKind::School, SeedKind::Noise, SeedKind::Empty, SeedKind::File}) {
        EXPECT_EQ(start(kind), SeedKind::Spots);
        EXPECT_EQ(plan.key(), usual);
    }
    EXPECT_EQ(start(SeedKind::Drops), SeedKind::Drops);
    const std::string drops = plan.key();
    EXPECT_NE(drops, usual);
    EXPECT_EQ(start(SeedKind::Dents), SeedKind::Drops) << "made of rates that the map does not have";
    EXPECT_EQ(plan.key(), drops);
    EXPECT_EQ(start(SeedKind::Spirals), SeedKind::Spirals);
    EXPECT_LT(map_document(plan).seed_spots, 96 * 160 / 2000) << "its blobs are large";
}

/// Of the places where there is a value; NaN if there is none.
float mean_of(const std::vector<float>& plane) {
    double sum = 0, count = 0;
    for (const float value : plane) {
        if (std::isnan(value)) continue;
        sum += static_cast<double>(value);
        ++count;
    }
    return static_cast<float>(sum / count);
}

float spread_of(const std::vector<float>& plane) {
    const auto [low, high] = std::minmax_element(plane.begin(), plane.end());
    return *high - *low;
}

/// At one place, where the pattern is so dense that the place does not matter much.
void compare_at(const RatePoint& at, const Map& map, const Map& run, const char* preset) {
    const auto both = [&](MapShow show) { return std::pair(map.value(show, at), run.value(show, at)); };
    const auto [mean, mean_alone] = both(MapShow::Mean);
    const auto [activity, activity_alone] = both(MapShow::Activity);
    const auto [wave, wave_alone] = both(MapShow::Wavelength);
    EXPECT_NEAR(mean, mean_alone, 0.06) << preset;
    const bool frozen = activity_alone < 0.15F;
    EXPECT_TRUE(!frozen || activity < 0.25F) << preset;
    EXPECT_TRUE(activity_alone < 0.5F || activity > 0.15F) << preset;
    if (!std::isnan(wave) && !std::isnan(wave_alone)) {
        EXPECT_NEAR(wave / wave_alone, 1, frozen ? 0.15 : 0.35) << preset;
    }
}

/// Around each preset's rates, a part of the plane so small that the patterns are of one kind; the
/// run beside it has the same rates in all cells, and another size and number of spots. Averages
/// are compared beside single places, since what moves is elsewhere in each.
TEST(Map, ShowsAtEachPresetWhatARunOfItsOwnShows) {
    if (kSlow) GTEST_SKIP() << "too slow under a sanitizer";
    int living = 0;
    for (const Preset& preset : presets()) {
        MapPlan plan = plan_of(192, 192);
        apply(preset, plan.equations);
        const RatePoint at{preset.feed, preset.kill};
        plan.range = {at.feed - 4e-4, at.feed + 4e-4, at.kill - 2e-4, at.kill + 2e-4};
        MapPlan alone = plan;
        alone.rows = 160;
        alone.cols = 224;
        alone.range = {at.feed - 1e-9, at.feed + 1e-9, at.kill - 1e-9, at.kill + 1e-9};
        const Map map = computed(plan), run = computed(alone);
        EXPECT_GT(spread_of(map.plane(MapShow::Pattern)), 0.05F) << preset.id << " stays dark";
        if (map_start(plan.equations).kind == SeedKind::Spots) compare_at(at, map, run, preset.id);
        const auto both = [&](MapShow show) {
            return std::pair(mean_of(map.plane(show)), mean_of(run.plane(show)));
        };
        const auto [mean, mean_alone] = both(MapShow::Mean);
        const auto [activity, activity_alone] = both(MapShow::Activity);
        const auto [wave, wave_alone] = both(MapShow::Wavelength);
        EXPECT_NEAR(mean, mean_alone, 0.012) << preset.id;
        EXPECT_NEAR(activity, activity_alone, 0.05 + 0.3 * static_cast<double>(activity_alone)) << preset.id;
        const bool frozen = activity_alone < 0.15F;
        EXPECT_NEAR(wave / wave_alone, 1, frozen ? 0.08 : 0.25) << preset.id;
        living += frozen ? 0 : 1;
    }
    EXPECT_GE(living, 6);
}

TEST(MapStudy, IsCoarseFirstThenFineAndKept) {
    const Folder folder;
    const int rows = kSlow ? 48 : 240;
    MapPlan plan = plan_of(rows, kSlow ? 80 : 400);
    plan.steps = kSlow ? 800 : 1600;
    plan.equations.kernel = fastest_on_one_thread().id;
    const auto finish = [&](MapStudy& study) {
        std::vector<int> sizes;
        while (study.progress() < 1) {
            if (study.update()) sizes.push_back(study.map()->rows);
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return sizes;
    };
    MapStudy study(folder / "maps");
    study.want(plan);
    const std::vector<int> sizes = finish(study);
    EXPECT_EQ(sizes, (std::vector{rows / 4, rows, rows})) << "coarse, early, complete";
    const Map direct = computed(plan);
    EXPECT_EQ(study.map()->plane(MapShow::Pattern), direct.plane(MapShow::Pattern));
    MapStudy next(folder / "maps");
    next.want(plan);
    EXPECT_EQ(finish(next), std::vector{rows}) << "read from the disk";
    EXPECT_EQ(next.map()->plane(MapShow::Activity), direct.plane(MapShow::Activity));
    plan.equations.dt = 3;  // blows up
    next.want(plan);
    while (next.status().ok()) {
        (void)next.update();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    EXPECT_FALSE(next.status().why().empty());
}

TEST(BackgroundRuns, ReportTheFieldOnTheWay) {
    BackgroundRuns runs(1);
    Document d;
    d.cols = d.rows = 24;
    const BackgroundRuns::Id id = runs.add(d, std::vector<std::int64_t>{0, 10, 25});
    std::vector<BackgroundRuns::Done> done;
    while (done.size() < 3) {
        for (auto& one : runs.take_done()) done.push_back(std::move(one));
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    ASSERT_EQ(done.size(), 3);
    EXPECT_EQ(done[0].result.steps_done, 0);
    EXPECT_EQ(done[1].result.steps_done, 10);
    EXPECT_TRUE(done[1].goes_on);
    EXPECT_EQ(done[2].result.steps_done, 25);
    EXPECT_FALSE(done[2].goes_on);
    for (const auto& one : done) EXPECT_EQ(one.id, id);
}

}  // namespace gs::test
