// What is measured of a field: against numbers that were worked out by hand.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numbers>
#include <random>
#include <thread>

#include "app/core/app/app.h"
#include "app/core/explore/map.h"
#include "app/core/files/read_picture.h"
#include "app/core/measure/instruments.h"
#include "app/core/measure/theory.h"
#include "app/core/run/sim_thread.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

constexpr double kTurn = 2 * std::numbers::pi;

/// Waves along the columns and along the rows, per plane.
std::vector<float> waves(int rows, int cols, double down, double across, float amplitude = 0.1F) {
    std::vector<float> plane;
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < cols; ++c)
            plane.push_back(0.3F + amplitude * static_cast<float>(
                                                   std::cos(kTurn * (down * r / rows + across * c / cols))));
    return plane;
}

TEST(Measures, MeanAndVarianceLeaveOutWhatIsNotFinite) {
    const std::vector<float> values{1, 2, 3, 6, NAN, INFINITY};
    const Moments m = moments_of(values);
    EXPECT_DOUBLE_EQ(m.mean, 3);
    EXPECT_DOUBLE_EQ(m.variance, 3.5);  // (4 + 1 + 0 + 9) / 4
    EXPECT_EQ(moments_of({}).mean, 0);
}

TEST(Measures, AHistogramCountsEachValueOnceAndKnowsWhatLiesOutside) {
    const std::vector<float> values{0, 0.1F, 0.25F, 0.5F, 0.99F, 1, 1.5F, -0.1F, NAN};
    const Histogram h = histogram_of(values, 0, 1, 4);
    EXPECT_EQ(h.counts, (std::vector<std::int64_t>{2, 1, 1, 2}));
    EXPECT_EQ(h.total, 8);
    EXPECT_DOUBLE_EQ(h.middle(0), 0.125);
}

TEST(Measures, ADensityIsAShareOfAllCells) {
    const std::vector<float> u{0.1F, 0.1F, 0.9F, 2}, v{0.1F, 0.1F, 0.4F, 0.1F};
    const Density d = density_of(u, v, {0, 1, 0, 0.5, 2, 2, {}});
    EXPECT_EQ(d.share, (std::vector<float>{0.5F, 0, 0, 0.25F}));
}

TEST(Measures, AProfileIsLinearBetweenCellsAndKnowsTheStride) {
    // u = column, v = row, which bilinear interpolation gives exactly.
    std::vector<float> u, v;
    for (int r = 0; r < 4; ++r)
        for (int c = 0; c < 5; ++c) {
            u.push_back(static_cast<float>(c));
            v.push_back(static_cast<float>(r));
        }
    const Profile p = profile_along({0, 0, 3, 4}, u, v, 4, 5, 1);
    ASSERT_EQ(p.distance.size(), 6U);
    EXPECT_DOUBLE_EQ(p.distance.back(), 5);
    EXPECT_NEAR(p.u[3], 4 * 0.6, 1e-6);
    EXPECT_NEAR(p.v[3], 3 * 0.6, 1e-6);
    const Profile coarse = profile_along({0, 0, 6, 8}, u, v, 4, 5, 2);
    EXPECT_NEAR(coarse.u.back(), 4, 1e-6);
    EXPECT_NEAR(profile_along({-9, -9, 30, 40}, u, v, 4, 5, 1).v.back(), 3, 1e-6) << "the edge holds";
}

TEST(Measures, ActivityIsOneForUnrelatedFieldsAndIsWhatTheMapTells) {
    std::mt19937 random(1);
    std::normal_distribution<float> values(0.2F, 0.3F);
    std::vector<float> a(20000), b(20000);
    for (std::size_t i = 0; i < a.size(); ++i) {
        a[i] = values(random);
        b[i] = values(random);
    }
    EXPECT_NEAR(share_changed(mean_square_change(a, b), moments_of(b).variance), 1, 0.03);
    EXPECT_EQ(share_changed(mean_square_change(a, a), moments_of(a).variance), 0);
    // By hand: sqrt(0.02 / (2 * 0.04 + 0.01^2)).
    EXPECT_NEAR(share_changed(0.02, 0.04), std::sqrt(0.02 / 0.0801), 1e-12);
}

TEST(Spectra, ASineHasItsWavelengthAndItsPower) {
    for (const auto& [rows, cols] : {std::pair(96, 128), std::pair(97, 113), std::pair(64, 200)}) {
        const Spectrum s = spectrum_of(waves(rows, cols, 0, cols / 12.5), rows, cols);
        ASSERT_TRUE(s.dominant);
        EXPECT_NEAR(*s.dominant, 12.5, 0.15) << rows << " x " << cols;
        double sum = 0;
        for (std::size_t i = 0; i < s.power.size(); ++i) sum += s.power[i] * s.modes[i];
        // Parseval: all modes together are the variance, amplitude^2 / 2.
        EXPECT_NEAR(sum, 0.005, 0.0002) << rows << " x " << cols;
    }
}

TEST(Spectra, DirectionDoesNotMatter) {
    // 8 waves down 96 rows (12 cells) and 8 across 96 columns: 12 / sqrt 2 cells.
    const Spectrum s = spectrum_of(waves(96, 96, 8, 8), 96, 96);
    ASSERT_TRUE(s.dominant);
    EXPECT_NEAR(*s.dominant, 12 / std::numbers::sqrt2, 0.1);
}

TEST(Spectra, AFieldWithoutAPatternHasNone) {
    EXPECT_FALSE(spectrum_of(waves(64, 64, 5, 0, 0.0F), 64, 64).dominant);
    EXPECT_FALSE(spectrum_of(waves(64, 64, 5, 0, 0.001F), 64, 64).dominant);
    EXPECT_FALSE(spectrum_of(waves(1, 1, 0, 0), 1, 1).dominant);
    std::vector<float> blown_up = waves(64, 64, 5, 0);
    blown_up[77] = NAN;
    const Spectrum none = spectrum_of(blown_up, 64, 64);
    EXPECT_FALSE(none.dominant);
    EXPECT_EQ(none.power, std::vector<double>(none.power.size(), 0));
}

TEST(Spectra, SizesArePaddedToFastOnes) {
    EXPECT_EQ(fast_size(1), 1);
    EXPECT_EQ(fast_size(7), 8);
    EXPECT_EQ(fast_size(97), 100);
    EXPECT_EQ(fast_size(540), 540);
    EXPECT_EQ(fast_size(1009), 1024);
}

TEST(Theory, TheStatesAtRestSolveTheEquations) {
    // F = 0.04, k = 0.06: (F + k)^2 = F / 4, so both states are one, u = 1/2, v = F / (2 (F + k)).
    const auto one = states_with_v(0.04, 0.06 - 1e-12);
    ASSERT_TRUE(one);
    EXPECT_NEAR(one->blue.u, 0.5, 1e-4);
    EXPECT_NEAR(one->blue.v, 0.2, 1e-4);
    EXPECT_FALSE(states_with_v(0.04, 0.061));
    EXPECT_FALSE(states_with_v(0, 0.06));
    const double feed = 0.06, kill = 0.062;
    const auto states = states_with_v(feed, kill);
    ASSERT_TRUE(states);
    for (const UniformState& s : {states->blue, states->saddle}) {
        EXPECT_NEAR(-s.u * s.v * s.v + feed * (1 - s.u), 0, 1e-12);
        EXPECT_NEAR(s.u * s.v * s.v - (feed + kill) * s.v, 0, 1e-12);
        EXPECT_NEAR(nullcline_u(feed, s.v), s.u, 1e-9);
        EXPECT_NEAR(nullcline_v(feed, kill, s.v), s.u, 1e-9);
    }
    EXPECT_GT(states->blue.v, states->saddle.v);
}

TEST(Theory, TheRedStateIsStableAndItsRatesAreKnown) {
    gs_params p = params_of(Document());
    // Around u = 1, v = 0 the two eigenvalues are -F - du S and -(F + k) - dv S.
    EXPECT_NEAR(growth_rate(p, {1, 0}, 0), -p.feed, 1e-12);
    const double q = 0.5, stencil = 2 * (p.edge + 2 * p.corner) * (1 - std::cos(q));
    EXPECT_NEAR(growth_rate(p, {1, 0}, q),
                std::max(-p.feed - p.du * stencil, -(p.feed + p.kill) - p.dv * stencil), 1e-12);
}

TEST(Theory, ATuringPointByHand) {
    Document d;
    d.feed = 0.06;
    d.kill = 0.062;
    const Prediction p = predict(d);
    ASSERT_EQ(p.kind, Prediction::Kind::Turing);
    // D(S) is least where du (F + k) - dv (v^2 + F) = 2 du dv S, hence cos q = 1 - S / 0.6. The
    // fastest wave is a little longer than that, since the trace falls with S.
    const double v = p.state.v, least = (0.122 - 0.5 * (v * v + 0.06)) / (2 * 0.5);
    const double q = std::acos(1 - least / 0.6);
    EXPECT_NEAR(p.wavelength, kTurn / q, 0.08 * kTurn / q);
    EXPECT_GE(p.wavelength, kTurn / q);
    EXPECT_GT(p.growth, 0);
    EXPECT_NE(p.why.find("u ="), std::string::npos);
}

TEST(Theory, SaysWhereItDoesNotApply) {
    Document d;
    d.feed = 0.03;
    d.kill = 0.062;  // 4 (F + k)^2 = 0.0339 > F
    EXPECT_EQ(predict(d).kind, Prediction::Kind::OnlyRed);
    d.feed = 0.02;
    d.kill = 0.05;
    d.du = d.dv = 0.5;  // without a difference there is no Turing instability
    EXPECT_EQ(predict(d).kind, Prediction::Kind::Oscillates);
    d.du = 1;
    d.feed = 0.1;
    d.kill = 0.03;
    EXPECT_EQ(predict(d).kind, Prediction::Kind::Stable);
    d.vary_feed = {Gradient::Along::Columns, 0.02, 0.06};
    EXPECT_EQ(predict(d).kind, Prediction::Kind::Varies);
}

/// The blue state with a little noise, at a Turing point, until waves have grown out of it: what
/// is measured then is what linear analysis predicts.
TEST(Theory, WhatGrowsFromTheBlueStateHasThePredictedWavelength) {
    App app(App::Mode::Direct);
    perform(app, "kernel cpu-reference; size 192 192; feed 0.06; kill 0.062");
    const Prediction predicted = predict(app.document());
    ASSERT_EQ(predicted.kind, Prediction::Kind::Turing);
    Field field(192, 192, GS_F32);
    std::mt19937 random(7);
    std::uniform_real_distribution<double> noise(-1e-3, 1e-3);
    for (int r = 0; r < 192; ++r)
        for (int c = 0; c < 192; ++c)
            field.set(r, c, predicted.state.u + noise(random), predicted.state.v + noise(random));
    Document start = app.document();
    start.seed = SeedKind::File;
    start.start = std::make_shared<Field>(field);
    ASSERT_TRUE(app.change(start, Effect::Restart, "start").ok());
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
    GTEST_SKIP() << "thousands of steps are too slow under a sanitizer";
#endif
    std::optional<double> measured;
    for (int i = 0; i < 40 && !measured; ++i) {
        perform(app, "step 500");
        Exported now;
        ASSERT_TRUE(app.present(now).ok());
        const FieldSample sample = sample_of(now.field);
        measured = spectrum_of(sample.v, 192, 192).dominant;
    }
    ASSERT_TRUE(measured);
    EXPECT_NEAR(*measured, predicted.wavelength, 0.12 * predicted.wavelength);
}

TEST(Series, KeepsTheWholeRunInABoundedNumberOfMoments) {
    TimeSeries series(2);
    const int n = 10 * static_cast<int>(TimeSeries::kMost);
    for (int i = 0; i < n; ++i) series.add(i, {1.0 * i, -1.0 * i});
    EXPECT_LE(series.times().size(), TimeSeries::kMost);
    EXPECT_GE(series.times().size(), TimeSeries::kMost / 4);
    EXPECT_EQ(series.times().front(), 0);
    EXPECT_GT(series.times().back(), 0.99 * n);
    for (std::size_t i = 0; i < series.times().size(); ++i)
        EXPECT_EQ(series.values(1)[i], -series.times()[i]);
    series.cut(100);
    EXPECT_LT(series.times().back(), 100);
    series.clear();
    EXPECT_TRUE(series.empty());
    series.add(5, {1, 2});
    series.add(5, {3, 4});
    EXPECT_EQ(series.values(0), (std::vector<double>{3})) << "the newest of a moment";
}

TEST(Series, HasAGapWhereNothingWasMeasured) {
    TimeSeries series(1);
    series.interrupt();  // nothing lies before it
    series.add(0, {1});
    series.add(1, {2});
    series.interrupt();
    series.add(9, {3});
    ASSERT_EQ(series.times(), (std::vector<double>{0, 1, 5, 9}));
    EXPECT_TRUE(std::isnan(series.values(0)[2]));
    series.interrupt();
    series.add(9, {4});  // the same moment: nothing has passed meanwhile
    series.add(10, {5});
    EXPECT_EQ(series.times().size(), 5U);
    // It stays when moments go, and gaps do not take the place of moments.
    for (int i = 11; i < 5000; ++i) {
        if (i % 3 == 0 && i > 3000) series.interrupt();
        series.add(i, {6});
        ASSERT_LE(series.times().size(), TimeSeries::kMost);
    }
    const auto gap = std::find(series.times().begin(), series.times().end(), 5.0);
    ASSERT_NE(gap, series.times().end());
    EXPECT_TRUE(std::isnan(series.values(0)[static_cast<std::size_t>(gap - series.times().begin())]));
    EXPECT_GE(std::count(series.values(0).begin(), series.values(0).end(), 6.0), 500);
}

TEST(Samples, OfALargeFieldAreBoundedAndOfASmallOneWhole) {
    EXPECT_EQ(sample_stride(540, 960), 1);
    EXPECT_EQ(sample_stride(2048, 2048), 1);
    EXPECT_EQ(sample_stride(2049, 2049), 2);
    EXPECT_EQ(sample_stride(8192, 8192), 4);
    Field field(3, 4, GS_F64);
    field.set(2, 3, 0.25, 0.5);
    const FieldSample s = sample_of(field, {{2, 3}, {9, 9}});
    ASSERT_EQ(s.cells.size(), 1U);
    EXPECT_EQ(s.cells[0].v, 0.5);
    EXPECT_EQ(s.u.back(), 0.25F);
}

class Curves : public testing::Test {
  protected:
    static bool until(App& app, const std::function<bool()>& reached) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (!reached()) {
            if (std::chrono::steady_clock::now() > end) return false;
            app.update();
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        return true;
    }
    static InstrumentSet only(Instrument i) {
        InstrumentSet set;
        set.set(static_cast<std::size_t>(i));
        return set;
    }
    Folder folder;
};

TEST_F(Curves, OfAFieldAtHandAreSavedAsTableAndPictureByACommand) {
    App app(App::Mode::Direct);
    perform(app, "kernel cpu-reference; size 64 48; seed spots; step 50");
    for (const char* id : {"histogram", "spectrum", "phase"}) {
        const std::string table = folder / "curve.csv", picture = folder / "curve.png";
        perform(app, "save-curve " + std::string(id) + " " + table);
        perform(app, "save-curve " + std::string(id) + " " + picture);
        EXPECT_GT(bytes_of(table).size(), 100U) << id;
        const auto drawn = decode_picture(bytes_of(picture));
        ASSERT_TRUE(drawn) << id;
        EXPECT_EQ(drawn->width, 1200);
    }
    const std::string path = folder / "profile.csv";
    perform(app, "profile 0 0 0 63; save-curve profile " + path);
    EXPECT_EQ(bytes_of(path).substr(0, 21), "distance [cells],u,v\n");
}

TEST_F(Curves, WhatCannotBeSavedIsSaidInASentence) {
    App app(App::Mode::Direct);
    perform(app, "kernel cpu-reference; size 64 48");
    const auto why = [&](const char* line) { return app.execute(line).why(); };
    EXPECT_NE(why("save-curve profile p.csv").find("no line"), std::string::npos);
    EXPECT_NE(why("save-curve means m.csv").find("while the window shows"), std::string::npos);
    EXPECT_NE(why("save-curve spektrum s.csv").find("spectrum"), std::string::npos);
    EXPECT_NE(why("save-curve spectrum s.npy").find(".csv"), std::string::npos);
    EXPECT_NE(why("pin-probe 48 0").find("0 to 47"), std::string::npos);
    EXPECT_NE(why("unpin 2").find("0 are pinned"), std::string::npos);
}

TEST_F(Curves, ProbesAndMeansAreRecordedWhileTheyAreShownAndCutByAReset) {
    App app(App::Mode::Threaded);
    perform(app, "kernel cpu-reference; size 32 24; speed 0; pin-probe 3 4");
    InstrumentSet shown = only(Instrument::Means) | only(Instrument::Probes) | only(Instrument::Activity);
    app.instruments().show(shown);
    const auto moments = [&](Instrument i) {
        return app.instruments().curve(i, app.document()).table.front().values;
    };
    perform(app, "play");
    ASSERT_TRUE(until(app, [&] { return moments(Instrument::Activity).size() > 3; }));
    EXPECT_GE(moments(Instrument::Probes).size(), 3U);
    perform(app, "pause");
    ASSERT_TRUE(until(app, [&] { return !app.state().busy; }));
    const double last = moments(Instrument::Means).back();
    EXPECT_GT(last, 0);
    perform(app, "reset");
    ASSERT_TRUE(until(app, [&] {
        const auto times = moments(Instrument::Means);
        return times.size() == 1 && times[0] == 0;
    }));
    // Nothing comes while nothing is shown.
    app.instruments().show({});
    app.update();
    const std::uint64_t before = app.instruments().revision();
    perform(app, "step 20");
    ASSERT_TRUE(until(app, [&] { return !app.state().busy; }));
    app.update();
    EXPECT_EQ(app.instruments().revision(), before);
    // Where it was out of sight, the series has a gap.
    app.instruments().show(shown);
    ASSERT_TRUE(until(app, [&] { return moments(Instrument::Means).size() == 3; }));
    const Curve means = app.instruments().curve(Instrument::Means, app.document());
    EXPECT_TRUE(std::isnan(means.table[1].values[1]));
    EXPECT_TRUE(std::isfinite(means.table[1].values[2]));
}

}  // namespace

}  // namespace gs::test
