// Measures what each preset shows, in 256 x 256 cells and in cells of half the size.
#include "app/core/document/presets.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <complex>
#include <numeric>
#include <vector>

#include "app/core/document/properties.h"
#include "app/core/document/seeds.h"
#include "app/core/run/simulation.h"
#include "kernels/engine/engine.h"
#include "kernels/engine/registry.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

constexpr int kSide = 256;

// The sanitizers slow this down tenfold, and the kernels' own tests cover what they look for.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::int64_t kMostSteps = 1700;
#else
constexpr std::int64_t kMostSteps = 1000000;
#endif

/// v of all cells, [rows][cols].
struct Plane {
    int rows = 0, cols = 0;
    std::vector<float> v;
    float at(int y, int x) const {
        const auto row = static_cast<std::size_t>((y + rows) % rows);
        return v[row * static_cast<std::size_t>(cols) + static_cast<std::size_t>((x + cols) % cols)];
    }
    float middle() const {
        const auto [low, high] = std::minmax_element(v.begin(), v.end());
        return (*low + *high) / 2;
    }
};

/// The field with fine x fine cells in place of each cell.
Field enlarged(const Field& field, int fine) {
    Field large(field.rows() * fine, field.cols() * fine, GS_F32);
    for (int y = 0; y < large.rows(); ++y)
        for (int x = 0; x < large.cols(); ++x)
            large.set(y, x, field.u(y / fine, x / fine), field.v(y / fine, x / fine));
    return large;
}

/// A document's equations from its seed, in its own cells (fine = 1) or in
/// cells of half the size (fine = 2).
class Course {
  public:
    Course(const Document& d, int fine) : fine_(fine) {
        // The last of them that can run here is the fastest.
        for (const char* id : {"cpu-autovec", "cpu-simd", "cpu-temporal"})
            if (const gs_kernel* kernel = find_kernel(id); kernel && !why_unavailable(*kernel)) {
                EXPECT_TRUE(engine_.select(*kernel).ok());
            }
        Document scaled = d;
        scaled.du *= fine * fine;
        scaled.dv *= fine * fine;
        for (steps_each_ = fine; d.dt > static_cast<double>(steps_each_) * dt_limit(scaled);)
            steps_each_ *= 2;
        scaled.dt /= static_cast<double>(steps_each_);
        EXPECT_TRUE(engine_.set_params(params_of(scaled)).ok());
        const SeedSpec seed{d.seed, d.seed_spots, d.seed_number, d.feed, d.kill};
        const Field start = make_seed(static_cast<int>(d.rows), static_cast<int>(d.cols), seed);
        EXPECT_TRUE(engine_.set_field(enlarged(start, fine), 0).ok());
    }
    /// v at this step, counted in the document's dt.
    Plane at(std::int64_t step) {
        EXPECT_TRUE(engine_.step(step * steps_each_ - engine_.steps_done()).ok());
        Plane plane{engine_.rows(), engine_.cols(), {}};
        plane.v.resize(static_cast<std::size_t>(plane.rows) * static_cast<std::size_t>(plane.cols));
        EXPECT_TRUE(engine_.copy_to(nullptr, plane.v.data()));
        return plane;
    }
    int fine() const { return fine_; }

  private:
    Engine engine_;
    int fine_;
    std::int64_t steps_each_ = 1;
};

int root_of(std::vector<int>& parent, int i) {
    while (parent[static_cast<std::size_t>(i)] != i) i = parent[static_cast<std::size_t>(i)];
    return i;
}

/// The number of connected regions of at least this many cells above the middle value, or below it;
/// the field wraps around.
int regions(const Plane& plane, bool above, int least_cells) {
    const float middle = plane.middle();
    const auto in = [&](int y, int x) { return (plane.at(y, x) > middle) == above; };
    std::vector<int> parent(plane.v.size());
    std::iota(parent.begin(), parent.end(), 0);
    const auto join = [&](int a, int b) {
        const int one = root_of(parent, a), other = root_of(parent, b);
        parent[static_cast<std::size_t>(std::max(one, other))] = std::min(one, other);
    };
    for (int y = 0; y < plane.rows; ++y)
        for (int x = 0; x < plane.cols; ++x) {
            if (!in(y, x)) continue;
            const int here = y * plane.cols + x;
            if (in(y, x + 1)) join(here, y * plane.cols + (x + 1) % plane.cols);
            if (in(y + 1, x)) join(here, (y + 1) % plane.rows * plane.cols + x);
            parent[static_cast<std::size_t>(here)] = root_of(parent, here);
        }
    std::vector<int> cells(plane.v.size(), 0);
    for (int i = 0; i < plane.rows * plane.cols; ++i) ++cells[static_cast<std::size_t>(root_of(parent, i))];
    int count = 0;
    for (int i = 0; i < plane.rows * plane.cols; ++i)
        if (in(i / plane.cols, i % plane.cols) && cells[static_cast<std::size_t>(i)] >= least_cells) ++count;
    return count;
}

/// Crofton's formula: a line of length L crosses the rows and columns of cells 4 L / pi times.
double wavelength(const Plane& plane) {
    const float middle = plane.middle();
    std::int64_t crossings = 0;
    for (int y = 0; y < plane.rows; ++y)
        for (int x = 0; x < plane.cols; ++x) {
            const bool here = plane.at(y, x) > middle;
            crossings += static_cast<int>(here != (plane.at(y, x + 1) > middle)) +
                         static_cast<int>(here != (plane.at(y + 1, x) > middle));
        }
    const double length = 3.14159265358979 / 4 * static_cast<double>(std::max<std::int64_t>(crossings, 1));
    return 2 * static_cast<double>(plane.v.size()) / length;
}

double moving(const Plane& before, const Plane& after) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < before.v.size(); ++i)
        count += std::abs(after.v[i] - before.v[i]) > 0.02F ? 1 : 0;
    return 100 * static_cast<double>(count) / static_cast<double>(before.v.size());
}

double measured(Course& run, const Shows& shows) {
    const Plane plane = run.at(shows.step);
    const int least = 4 * run.fine() * run.fine();
    switch (shows.what) {
        case Measure::Spots:
            return regions(plane, true, least);
        case Measure::DarkSpots:
            return regions(plane, false, least);
        case Measure::Moving:
            return moving(plane, run.at(shows.step + 500));
        case Measure::Wavelength:
            return wavelength(plane) / run.fine();
    }
    return NAN;
}

Document document_of(const Preset& preset, int side) {
    Document d;
    apply(preset, d);
    d.cols = d.rows = side;
    return d;
}

class Shown : public testing::TestWithParam<const Preset*> {
  protected:
    static void look(int fine) {
        const Preset& preset = *GetParam();
        Course run(document_of(preset, kSide), fine);
        for (const Shows& shows : preset.shows) {
            if (shows.step > kMostSteps) continue;
            const double found = measured(run, shows);
            EXPECT_GE(found, shows.low) << preset.id << " at step " << shows.step;
            EXPECT_LE(found, shows.high) << preset.id << " at step " << shows.step;
        }
    }
};

class ShownFiner : public Shown {};

std::vector<const Preset*> all_presets() {
    std::vector<const Preset*> all;
    for (const Preset& preset : presets()) all.push_back(&preset);
    return all;
}

std::string name_of(const testing::TestParamInfo<const Preset*>& info) {
    std::string name = info.param->id;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

/// The centre of the dark part of a field: the mean of (row, column) on the torus, weighted by the
/// darkness.
std::pair<double, double> dark_centre(const Plane& plane) {
    const float middle = plane.middle();
    std::complex<double> down, right;
    const double turn = 2 * 3.14159265358979;
    for (int y = 0; y < plane.rows; ++y)
        for (int x = 0; x < plane.cols; ++x) {
            const double dark = std::max(0.0F, middle - plane.at(y, x));
            down += std::polar(dark, turn * y / plane.rows);
            right += std::polar(dark, turn * x / plane.cols);
        }
    return {std::arg(down) / turn * plane.rows, std::arg(right) / turn * plane.cols};
}

}  // namespace

TEST_P(Shown, WhatItsRowSays) {
    look(1);
}

/// A coarse grid can stop what moves, keep it moving, or guide it along the axes.
TEST_P(ShownFiner, InCellsOfHalfTheSize) {
    if (kMostSteps < 1000000) GTEST_SKIP() << "too slow under a sanitizer";
    look(2);
}

INSTANTIATE_TEST_SUITE_P(Preset, Shown, testing::ValuesIn(all_presets()), name_of);
INSTANTIATE_TEST_SUITE_P(Preset, ShownFiner, testing::ValuesIn(all_presets()), name_of);

TEST(Presets, TheFirstOneIsWhatTheProgramStartsWith) {
    Document d;
    apply(presets().front(), d);
    EXPECT_EQ(d, Document());
}

TEST(Skates, EachGlidesInItsOwnDirection) {
    if (kMostSteps < 1000000) GTEST_SKIP() << "too slow under a sanitizer";
    for (const int fine : {1, 2})
        for (const std::int64_t number : {1, 2, 3, 4}) {
            Document d = document_of(*find_preset("u-skate"), 96);
            d.seed_spots = 1;
            d.seed_number = number;
            Course run(d, fine);
            const auto [row, col] = dark_centre(run.at(4000));
            const auto [row_later, col_later] = dark_centre(run.at(12000));
            const double side = 96.0 * fine;
            const double down = std::remainder(row_later - row, side) / fine;
            const double right = std::remainder(col_later - col, side) / fine;
            EXPECT_GT(std::hypot(down, right), 10) << "number " << number << ", fine " << fine;
            EXPECT_LT(std::hypot(down, right), 15) << "number " << number << ", fine " << fine;
            EXPECT_GT(std::abs(down), 0.5) << "along the rows, number " << number << ", fine " << fine;
            EXPECT_GT(std::abs(right), 0.5) << "along the columns, number " << number << ", fine " << fine;
        }
}

/// A shape that is its own mirror image makes a pattern that is one, too, and divides along the
/// axes.
TEST(Seeds, TheSquareIsItsOwnMirrorImage) {
    for (const auto& [rows, cols] : {std::pair{64, 96}, {257, 257}, {31, 40}, {40, 31}, {1, 2}, {3, 1}}) {
        const Field field = make_seed(rows, cols, {SeedKind::Square, 1, 1, 0.03, 0.06});
        EXPECT_EQ(field.v(rows / 2, cols / 2), 0.25);
        for (int y = 0; y < rows; ++y)
            for (int x = 0; x < cols; ++x) {
                ASSERT_EQ(field.v(y, x), field.v(rows - 1 - y, x)) << rows << " x " << cols;
                ASSERT_EQ(field.v(y, x), field.v(y, cols - 1 - x)) << rows << " x " << cols;
            }
    }
}

TEST(Seeds, WhatIsScatteredIsNotAlignedWithTheCells) {
    for (const Seed& seed : seeds()) {
        if (seed.usual == 0) continue;
        for (const std::int64_t number : {1, 2, 3}) {
            const int side = 128;
            const SeedSpec spec{seed.kind, 1, number, 0.062, 0.0609};
            const Field field = make_seed(side, side, spec);
            const double around = field.v(0, 0);
            int top = side, bottom = -1, left = side, right = -1;
            const auto in = [&](int y, int x) { return field.v(y, x) != around; };
            for (int y = 0; y < side; ++y)
                for (int x = 0; x < side; ++x) {
                    if (!in(y, x)) continue;
                    top = std::min(top, y);
                    bottom = std::max(bottom, y);
                    left = std::min(left, x);
                    right = std::max(right, x);
                }
            bool upright = true, level = true;
            for (int y = top; y <= bottom; ++y)
                for (int x = left; x <= right; ++x) {
                    upright = upright && in(y, x) == in(y, left + right - x);
                    level = level && in(y, x) == in(top + bottom - y, x);
                }
            EXPECT_FALSE(upright && level) << seed.id << " " << number;
        }
    }
}

TEST(Presets, SayWhatTheyShow) {
    Preset one = presets()[0];
    one.shows = {{{Measure::Spots, 1500, 25, 60}, {Measure::Moving, 2000, 3, 3}}};
    EXPECT_EQ(shown_by(one),
              "In 256 x 256 cells: 25 to 60 spots at step 1500, 3 % of the cells in motion at step 2000.");
    one.shows = {{{Measure::DarkSpots, 2000, 4, 4}, {Measure::Wavelength, 2000, 12.5, 14}}};
    EXPECT_EQ(shown_by(one),
              "In 256 x 256 cells: 4 dark spots and 12.5 to 14 cells from stripe to stripe at step 2000.");
}

TEST(Presets, TheGuideSaysWhatTheyShow) {
    const std::string guide = bytes_of(GS_USER_GUIDE);
    for (const Preset& preset : presets()) {
        std::string sentence = shown_by(preset).substr(std::string("In 256 x 256 cells: ").size());
        sentence.pop_back();
        const std::string pattern = *preset.pattern != 0 ? std::string(", ") + preset.pattern : "";
        const std::string row = fmt::format("| `{}`{} | {} |", preset.id, pattern, sentence);
        EXPECT_NE(guide.find(row), std::string::npos) << row;
    }
}

}  // namespace gs::test
