// Compares the CPU kernels: those of one algebra give the same bits with any threads, tiles, depths
// and instruction sets, and the minimal algebra stays close to float64.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "kernels/engine/engine.h"
#include "kernels/engine/registry.h"
#include "kernels/gray_scott.h"
#include "tests/support/fields.h"

namespace gs {

namespace {

struct Problem {
    int rows, cols;
    gs_params params;
    bool varying;
};

/// Noise with blobs of v, so that a wrong neighbour changes a result at once.
Field noise(int rows, int cols, unsigned number) {
    std::mt19937 random(number);
    std::uniform_real_distribution<double> any(0, 1);
    Field field(rows, cols, GS_F32);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < cols; ++x) field.set(y, x, 1 - 0.5 * any(random), 0.4 * any(random));
    return field;
}

RatePlanes rates_of(const Problem& problem) {
    if (!problem.varying) return {};
    RatePlanes rates(problem.rows, problem.cols, GS_F32);
    for (int y = 0; y < problem.rows; ++y)
        for (int x = 0; x < problem.cols; ++x)
            rates.set(y, x, 0.02 + 0.03 * x / problem.cols, 0.05 + 0.01 * y / problem.rows);
    return rates;
}

using Knobs = std::vector<std::pair<std::string, std::int64_t>>;

/// The field after these portions of steps; knobs that are not named keep their initial value.
Field run(const char* id, const Problem& problem, const std::vector<int>& portions, const Knobs& named = {},
          gs_scalar scalar = GS_F32) {
    const gs_kernel* kernel = find_kernel(id);
    EXPECT_NE(kernel, nullptr) << id;
    std::vector<std::int64_t> knobs;
    knobs.reserve(static_cast<std::size_t>(kernel->knob_count));
    for (int i = 0; i < kernel->knob_count; ++i) knobs.push_back(kernel->knobs[i].initial);
    for (const auto& [name, value] : named) {
        const int index = find_knob(*kernel, name);
        EXPECT_GE(index, 0) << id << ' ' << name;
        knobs[static_cast<std::size_t>(index)] = value;
    }
    Engine engine;
    const auto must = [&](const Status& status) { EXPECT_TRUE(status.ok()) << id << ": " << status.why(); };
    must(engine.set_params(problem.params));
    must(engine.set_field(noise(problem.rows, problem.cols, 7).converted(scalar), 0, rates_of(problem)));
    must(engine.select(*kernel, knobs));
    for (const int n : portions) must(engine.step(n));
    return test::field_of(engine);
}

/// Stencils of all three forms, with and without dt = 1.
std::vector<gs_params> stencils() {
    std::vector<gs_params> all(5, karl_sims());
    all[1].edge = 0.5, all[1].corner = 0.25, all[1].du = 0.2, all[1].dv = 0.1;
    all[1].dt = 0.75;
    all[2].edge = 1, all[2].corner = 0, all[2].du = 0.16, all[2].dv = 0.08;
    all[3].edge = 1, all[3].corner = 0.1, all[3].du = 0.16, all[3].dv = 0.08;
    all[3].dt = 0.5;
    all[4].edge = 0, all[4].corner = 0.5, all[4].du = 0.3, all[4].dv = 0.15;
    return all;
}

std::vector<Problem> problems(const std::vector<std::array<int, 2>>& sizes) {
    std::vector<Problem> all;
    for (const auto& [rows, cols] : sizes)
        for (gs_params params : stencils())
            for (const int boundary : {GS_PERIODIC, GS_NO_FLUX, GS_FIXED})
                for (const bool varying : {false, true}) {
                    params.boundary = boundary;
                    params.boundary_u = 0.7;
                    params.boundary_v = 0.1;
                    all.push_back({rows, cols, params, varying});
                }
    return all;
}

std::string name_of(const Problem& p) {
    return std::to_string(p.rows) + "x" + std::to_string(p.cols) + " edge " + std::to_string(p.params.edge) +
           " corner " + std::to_string(p.params.corner) + " boundary " + std::to_string(p.params.boundary) +
           (p.varying ? " varying" : "");
}

void expect_same(const Field& expected, const Field& found, const std::string& what) {
    int wrong = 0;
    for (int y = 0; y < expected.rows(); ++y)
        for (int x = 0; x < expected.cols(); ++x)
            if (expected.u(y, x) != found.u(y, x) || expected.v(y, x) != found.v(y, x)) {
                if (wrong++ == 0)
                    ADD_FAILURE() << what << ": first difference at row " << y << ", column " << x << ": u "
                                  << expected.u(y, x) << " / " << found.u(y, x) << ", v " << expected.v(y, x)
                                  << " / " << found.v(y, x);
            }
    EXPECT_EQ(wrong, 0) << what;
}

const std::vector<std::array<int, 2>> kSmall = {{1, 1}, {1, 2}, {2, 1}, {3, 5}, {7, 16}, {16, 17}, {33, 70}};

TEST(Textbook, AllKernelsGiveTheReferencesBits) {
    for (const Problem& problem : problems(kSmall)) {
        const Field expected = run("cpu-reference", problem, {5});
        for (const char* id : {"cpu-autovec", "cpu-aos", "cpu-openmp", "cpu-stdpar"})
            expect_same(expected, run(id, problem, {2, 3}), std::string(id) + " " + name_of(problem));
    }
}

TEST(Textbook, AnyNumberOfThreadsGivesTheSameBits) {
    const Problem problem{37, 53, karl_sims(), false};
    const Field expected = run("cpu-reference", problem, {20});
    for (const int threads : {1, 2, 3, 5, 40})
        expect_same(expected, run("cpu-openmp", problem, {20}, {{"threads", threads}}),
                    std::to_string(threads) + " threads");
}

/// A way to run the minimal algebra, which must not change a bit.
struct Way {
    const char* id;
    Knobs knobs;
};

const std::vector<Way> kWays = {
    {"cpu-simd", {{"isa", 2}}},
    {"cpu-simd", {{"isa", 3}}},
    {"cpu-simd", {{"threads", 3}}},
    {"cpu-simd", {{"threads", 1}, {"isa", 2}}},
    {"cpu-simd", {{"threads", 2}, {"pin", 1}}},
    {"cpu-blocked", {}},
    {"cpu-blocked", {{"block_cols", 16}, {"block_rows", 1}}},
    {"cpu-blocked", {{"block_cols", 32}, {"block_rows", 5}, {"threads", 3}, {"isa", 2}}},
};

std::string name_of(const Way& way) {
    std::string name = way.id;
    for (const auto& [knob, value] : way.knobs) name += " " + knob + " " + std::to_string(value);
    return name;
}

TEST(Minimal, AllWaysGiveThePortableKernelsBits) {
    for (const Problem& problem : problems(kSmall)) {
        const Field expected = run("cpu-simd", problem, {7}, {{"isa", 1}, {"threads", 1}});
        for (const Way& way : kWays)
            expect_same(expected, run(way.id, problem, {1, 6}, way.knobs),
                        name_of(way) + " " + name_of(problem));
    }
}

/// Fields that are too narrow for strips, strips as narrow as they may be, widths that are no
/// multiple of the lanes, bands of a few rows, rings that are deeper than the field is high.
const std::vector<std::array<int, 2>> kStripSizes = {{5, 64},  {40, 96},  {17, 131},
                                                     {6, 288}, {37, 333}, {50, 700}};

const std::vector<Way> kTemporalWays = {
    {"cpu-temporal", {{"depth", 1}, {"strips", 1}, {"bands", 1}, {"threads", 1}}},
    {"cpu-temporal", {{"depth", 4}, {"strips", 1}, {"bands", 3}, {"blocks", 3}, {"threads", 1}}},
    {"cpu-temporal", {{"depth", 16}, {"strips", 2}, {"bands", 1}, {"isa", 3}, {"fetch", 1}}},
    {"cpu-temporal", {{"depth", 9}, {"strips", 2}, {"bands", 2}, {"isa", 3}, {"fetch", 2}, {"threads", 2}}},
    {"cpu-temporal", {{"depth", 7}, {"strips", 1}, {"bands", 1}, {"isa", 2}, {"blocks", 4}, {"threads", 1}}},
    {"cpu-temporal", {{"depth", 8}, {"strips", 3}, {"bands", 5}, {"isa", 2}, {"threads", 3}}},
    {"cpu-temporal", {{"depth", 5}, {"strips", 4}, {"bands", 2}, {"isa", 1}, {"threads", 1}}},
    {"cpu-temporal", {{"depth", 1}, {"bands", 2}, {"tiling", 2}, {"threads", 2}}},
    {"cpu-temporal", {{"depth", 4}, {"strips", 1}, {"bands", 3}, {"tiling", 2}, {"threads", 1}}},
    {"cpu-temporal", {{"depth", 8}, {"strips", 2}, {"bands", 2}, {"tiling", 2}, {"isa", 3}, {"threads", 2}}},
    {"cpu-temporal",
     {{"depth", 15}, {"strips", 1}, {"bands", 1}, {"tiling", 2}, {"blocks", 2}, {"threads", 1}}},
    {"cpu-temporal", {{"depth", 6}, {"strips", 2}, {"bands", 3}, {"tiling", 2}, {"isa", 2}, {"blocks", 4}}},
    {"cpu-temporal", {{"depth", 3}, {"strips", 1}, {"bands", 5}, {"tiling", 2}, {"isa", 1}, {"threads", 3}}},
};

TEST(Temporal, AnyDepthStripBandAndInstructionSetGivesTheSameBits) {
    for (const Problem& problem : problems(kStripSizes)) {
        if (problem.varying || problem.params.edge == 0) continue;
        const Field expected = run("cpu-simd", problem, {37}, {{"threads", 1}});
        for (const Way& way : kTemporalWays)
            expect_same(expected, run(way.id, problem, {1, 19, 17}, way.knobs),
                        name_of(way) + " " + name_of(problem));
    }
}

TEST(Temporal, TheMeasuredPlanGivesTheSameBits) {
    for (const int boundary : {GS_PERIODIC, GS_NO_FLUX, GS_FIXED}) {
        Problem problem{100, 410, karl_sims(), false};
        problem.params.boundary = boundary;
        expect_same(run("cpu-simd", problem, {100}), run("cpu-temporal", problem, {34, 66}),
                    name_of(problem));
    }
}

/// The strips of a field that wraps differ from those of one that does not, so the field is moved
/// from one to the other.
TEST(Temporal, AnotherBoundaryKeepsTheField) {
    const auto steps = [](const char* id) {
        Engine engine;
        EXPECT_TRUE(engine.set_field(noise(60, 210, 7), 0).ok());
        EXPECT_TRUE(engine.select(*find_kernel(id)).ok());
        gs_params params = karl_sims();
        for (const int boundary : {GS_PERIODIC, GS_NO_FLUX, GS_FIXED, GS_PERIODIC, GS_FIXED}) {
            params.boundary = boundary;
            EXPECT_TRUE(engine.set_params(params).ok());
            EXPECT_TRUE(engine.step(11).ok());
        }
        return test::field_of(engine);
    };
    expect_same(steps("cpu-simd"), steps("cpu-temporal"), "after five boundaries");
}

/// In a field of noise a wrong coefficient or neighbour shows at once; the bound is a few roundings
/// per step.
TEST(Minimal, StaysCloseToDoublePrecision) {
    for (const Problem& problem : problems(kSmall)) {
        const Field exact = run("cpu-reference-f64", problem, {20}, {}, GS_F64);
        const Field found = run("cpu-simd", problem, {20});
        double worst = 0;
        for (int y = 0; y < exact.rows(); ++y)
            for (int x = 0; x < exact.cols(); ++x)
                worst = std::max({worst, std::abs(exact.u(y, x) - found.u(y, x)),
                                  std::abs(exact.v(y, x) - found.v(y, x))});
        EXPECT_LT(worst, 4e-6) << name_of(problem);
    }
}

/// In fields that are not so sensitive that they magnify every rounding. If the centre's weight
/// were rounded to the nearest float, the error would be up to 1e-4 (see minimal.h).
TEST(Minimal, RmsErrorAfter1024Steps) {
    for (const auto& [feed, kill] :
         {std::pair{0.0545, 0.062}, {0.055, 0.062}, {0.039, 0.058}, {0.037, 0.06}, {0.058, 0.065}}) {
        Problem problem{128, 128, karl_sims(), false};
        problem.params.feed = feed;
        problem.params.kill = kill;
        const Field exact = run("cpu-reference-f64", problem, {1024}, {}, GS_F64);
        const Field found = run("cpu-simd", problem, {1024});
        double sum = 0;
        for (int y = 0; y < exact.rows(); ++y)
            for (int x = 0; x < exact.cols(); ++x) sum += std::pow(exact.u(y, x) - found.u(y, x), 2);
        EXPECT_LT(std::sqrt(sum / static_cast<double>(exact.cells())), 4e-6) << feed << ' ' << kill;
    }
}

}  // namespace

}  // namespace gs
