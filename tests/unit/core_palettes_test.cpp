// What the palettes promise, measured.
#include "app/core/document/palettes.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

/// The colour as eyes see it that lack one kind of cones. G. M. Machado, M. M. Oliveira, L. A. F.
/// Fernandes, "A physiologically-based model for simulation of color vision deficiency", 2009:
/// severity 1.
using Matrix = std::array<std::array<double, 3>, 3>;
constexpr Matrix kDeuteranopia{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix kProtanopia{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};

Oklab seen_by(const Matrix& eye, const Rgb& colour) {
    Rgb seen{};
    for (std::size_t i = 0; i < 3; ++i) {
        double light = 0;
        for (std::size_t j = 0; j < 3; ++j) light += eye[i][j] * light_of(colour[j]);
        seen[i] = static_cast<std::uint8_t>(std::lround(component_of(light)));
    }
    return oklab_of(seen);
}

/// The smallest distance between entries that lie a quarter of the palette or more apart.
double least_far_distance(const Palette& palette, const Matrix& eye) {
    std::vector<Oklab> seen;
    for (const Rgb& colour : palette.rgb) seen.push_back(seen_by(eye, colour));
    double least = 9;
    for (std::size_t i = 0; i < seen.size(); i += 3)
        for (std::size_t j = i; j < seen.size(); j += 3) {
            const std::size_t far = palette.cyclic ? std::min(j - i, 255 - (j - i)) : j - i;
            if (far >= 64) least = std::min(least, distance(seen[i], seen[j]));
        }
    return least;
}

/// The parts in which lightness must only rise or only fall.
std::vector<std::pair<std::size_t, std::size_t>> parts_of(const Palette& palette) {
    if (palette.diverging) return {{0, 127}, {128, 255}};
    return {{0, 255}};
}

}  // namespace

TEST(Palettes, ThereAreManyAndThoseThatPromiseMostComeFirst) {
    EXPECT_GE(palettes().size(), 24U);
    std::set<std::string> ids, labels;
    int last = 3;
    for (const Palette& palette : palettes()) {
        EXPECT_TRUE(ids.insert(palette.id).second && labels.insert(palette.label).second) << palette.id;
        const int rank = palette.perceptual && palette.safe ? 3
                         : palette.perceptual               ? 2
                         : palette.safe                     ? 1
                                                            : 0;
        EXPECT_LE(rank, last) << palette.id << " stands too far behind";
        last = rank;
    }
    EXPECT_GE(std::count_if(palettes().begin(), palettes().end(),
                            [](const Palette& p) { return p.perceptual && p.safe; }),
              12);
}

TEST(Palettes, PerceptualOnesHaveEvenStepsAndALightnessThatOnlyRisesOrFalls) {
    constexpr std::size_t kStride = 16;
    for (const Palette& palette : palettes()) {
        if (!palette.perceptual) continue;
        for (const auto& [begin, end] : parts_of(palette)) {
            double least = 9, most = 0, sum = 0, rises = 0, falls = 0;
            int count = 0;
            for (std::size_t i = begin; i < end; ++i) {
                const double rise = oklab_of(palette.rgb[i + 1]).l - oklab_of(palette.rgb[i]).l;
                rises = std::max(rises, rise);
                falls = std::max(falls, -rise);
            }
            // Eight bits a component let a step go back by so much.
            EXPECT_LT(std::min(rises, falls), 0.004) << palette.id;
            for (std::size_t i = begin; i + kStride <= end; ++i, ++count) {
                const double step = distance(oklab_of(palette.rgb[i]), oklab_of(palette.rgb[i + kStride]));
                least = std::min(least, step);
                most = std::max(most, step);
                sum += step;
            }
            EXPECT_GT(least, 0.75 * sum / count) << palette.id;
            EXPECT_LT(most, 1.7 * sum / count) << palette.id;
        }
    }
}

TEST(Palettes, SafeOnesKeepFarValuesApartForColourBlindEyes) {
    for (const Palette& palette : palettes()) {
        const double least =
            std::min(least_far_distance(palette, kDeuteranopia), least_far_distance(palette, kProtanopia));
        EXPECT_EQ(palette.safe, least >= 0.1) << palette.id << ": " << least;
    }
}

TEST(Palettes, CyclicOnesCloseAndDivergingOnesMeetInTheMiddle) {
    for (const Palette& palette : palettes()) {
        const auto apart = [&](std::size_t one, std::size_t other) {
            return distance(oklab_of(palette.rgb[one]), oklab_of(palette.rgb[other]));
        };
        EXPECT_EQ(palette.cyclic, apart(0, 255) < 0.05) << palette.id;
        if (palette.diverging) {
            EXPECT_LT(apart(127, 128), 0.02) << palette.id;
        }
    }
}

TEST(Oklab, GoesThereAndBack) {
    for (int r = 0; r < 256; r += 51)
        for (int g = 0; g < 256; g += 51)
            for (int b = 0; b < 256; b += 51) {
                const Rgb colour{static_cast<std::uint8_t>(r), static_cast<std::uint8_t>(g),
                                 static_cast<std::uint8_t>(b)};
                EXPECT_EQ(rgb_of(oklab_of(colour)), colour);
            }
    EXPECT_NEAR(oklab_of({255, 255, 255}).l, 1, 1e-6);
    EXPECT_NEAR(oklab_of({128, 128, 128}).a, 0, 1e-6);
}

TEST(ShownColours, AreSteppedRepeatedAndReversed) {
    Document d;
    d.palette = "grey";
    const auto red = [&](std::size_t entry) { return static_cast<int>(shown_colours(d)[entry][0]); };
    EXPECT_EQ(red(100), 100);
    d.palette_steps = 4;
    EXPECT_EQ(red(0), 0);
    EXPECT_EQ(red(63), 0);
    EXPECT_EQ(red(64), 85);
    EXPECT_EQ(red(255), 255);
    d.reverse = true;
    EXPECT_EQ(red(0), 255);
    EXPECT_EQ(red(64), 170);
    d.palette_steps = 0;
    d.reverse = false;
    d.palette_cycles = 2;  // there and back
    EXPECT_EQ(red(0), 0);
    EXPECT_NEAR(red(64), 128, 1);
    EXPECT_NEAR(red(127), 254, 1);
    EXPECT_NEAR(red(128), 254, 1);
    EXPECT_EQ(red(255), 0);
    d.palette = "twilight";  // round and round
    const Palette& twilight = *find_palette("twilight");
    EXPECT_EQ(shown_colours(d)[64], twilight.rgb[128]);
    EXPECT_EQ(shown_colours(d)[192], twilight.rgb[129]);
}

TEST(ShownColours, BetweenStopsLieStraightLinesOfOklab) {
    const std::vector<Stop> stops{{0.25, {0, 0, 0}}, {0.75, {255, 255, 255}}};
    const PaletteTable table = table_of(stops);
    EXPECT_EQ(table[0], (Rgb{0, 0, 0}));
    EXPECT_EQ(table[60], (Rgb{0, 0, 0}));
    EXPECT_EQ(table[255], (Rgb{255, 255, 255}));
    EXPECT_NEAR(oklab_of(table[128]).l, 0.5, 0.01);
    const std::vector<Stop> one{{0.5, {1, 2, 3}}};
    EXPECT_EQ(table_of(one)[200], (Rgb{1, 2, 3}));
}

}  // namespace gs::test
