// Neither the way in which a run is divided (threads, instruction set, depth, strips) nor the
// portions in which it is asked for may change a bit.
#include <gtest/gtest.h>
#include <algorithm>
#include <string_view>

#include "tests/conformance/checks.h"
#include "tests/conformance/run.h"
#include "tests/support/fields.h"

namespace gs::test {

namespace {

using Knobs = std::vector<std::int64_t>;

/// A knob's ends, its initial value, and some values between. Threads stop at five: odd, more than
/// a small machine's cores, and fast.
std::vector<std::int64_t> samples(const gs_knob& knob) {
    const std::int64_t high =
        std::string_view(knob.name) == "threads" ? std::min<std::int64_t>(knob.high, 5) : knob.high;
    std::vector<std::int64_t> values = {knob.low, knob.initial, high};
    for (std::int64_t offset = 1; knob.low + offset < high && values.size() < 8; offset = 2 * offset + 1)
        values.push_back(knob.low + offset);
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

/// The settings to try: all initial values; each knob alone at each of its samples; and a few
/// mixtures, the same ones in every run.
std::vector<Knobs> settings(const gs_kernel& kernel) {
    Knobs initial;
    for (int i = 0; i < kernel.knob_count; ++i) initial.push_back(kernel.knobs[i].initial);
    std::vector<Knobs> all = {initial};
    for (int i = 0; i < kernel.knob_count; ++i)
        for (const std::int64_t value : samples(kernel.knobs[i])) {
            all.push_back(initial);
            all.back()[static_cast<std::size_t>(i)] = value;
        }
    if (kernel.knob_count < 2) return all;
    std::uint32_t state = 12345;
    for (int mixture = 0; mixture < 10; ++mixture) {
        all.push_back(initial);
        for (int i = 0; i < kernel.knob_count; ++i) {
            const auto values = samples(kernel.knobs[i]);
            state = state * 1664525U + 1013904223U;
            all.back()[static_cast<std::size_t>(i)] = values[(state >> 16) % values.size()];
        }
    }
    return all;
}

std::string words(const gs_kernel& kernel, const Knobs& knobs) {
    std::string text = kernel.id;
    for (int i = 0; i < kernel.knob_count; ++i)
        text += std::string(" ") + kernel.knobs[i].name + "=" +
                std::to_string(knobs[static_cast<std::size_t>(i)]);
    return text;
}

/// Sizes at which strips, bands and tails of vectors all occur, or at which there is hardly a cell
/// per thread.
std::vector<Problem> shared_problems(std::int64_t steps) {
    struct Shape {
        int rows, cols;
        gs_boundary boundary;
        bool varying;
        double dt;
    };
    constexpr Shape kShapes[] = {{45, 1031, GS_PERIODIC, false, 1}, {67, 203, GS_NO_FLUX, false, 1},
                                 {67, 203, GS_FIXED, true, 1},      {3, 70, GS_PERIODIC, false, 0.5},
                                 {150, 9, GS_FIXED, false, 1},      {1, 1, GS_NO_FLUX, false, 1}};
    std::vector<Problem> all;
    for (const Shape& shape : kShapes) {
        Problem p;
        p.rows = shape.rows;
        p.cols = shape.cols;
        p.steps = steps;
        p.params = params_for({"karl-sims", 0.2, 0.05}, shape.boundary, shape.dt);
        if (shape.varying) p.rates = textured_rates(p.rows, p.cols);
        p.name = std::to_string(p.rows) + " rows x " + std::to_string(p.cols) + " columns, " +
                 name_of(shape.boundary);
        all.push_back(std::move(p));
    }
    return all;
}

void check_knobs(const Subject& subject) {
    const gs_kernel& kernel = *subject.kernel;
    int opened = 0, refused = 0;
    for (const Problem& problem : shared_problems(37)) {
        if (!why_not_asked(subject, problem).empty()) continue;
        const Field start = first_field(problem);
        const auto expected = run(kernel, problem, start);
        ASSERT_TRUE(expected) << problem.name;
        for (const Knobs& knobs : settings(kernel)) {
            SCOPED_TRACE(problem.name + ", " + words(kernel, knobs));
            Engine engine;
            if (const Status taken = engine.select(kernel, knobs);
                !taken) {  // an instruction set that this machine does not have
                ASSERT_GT(taken.why().size(), std::string_view(kernel.id).size() + 2)
                    << "refused without a reason";
                ++refused;
                continue;
            }
            ++opened;
            const auto got = run(kernel, problem, start, knobs);
            ASSERT_TRUE(got);
            ASSERT_TRUE(same_bits(*expected, *got));
        }
    }
    EXPECT_GT(opened, refused) << "most settings of the knobs are refused";
}

/// The same run in portions, with or without a look at the field in between, which makes a kernel
/// with its own layout store it.
std::optional<Field> run_in_portions(const gs_kernel& kernel, const Problem& problem,
                                     std::vector<std::int64_t> portions, bool look) {
    Engine engine;
    if (!prepare(engine, kernel, problem, first_field(problem))) return std::nullopt;
    std::size_t turn = 0;
    while (engine.steps_done() < problem.steps) {
        const std::int64_t n =
            std::min(portions[turn++ % portions.size()], problem.steps - engine.steps_done());
        if (const Status done = engine.step(n); !done) {
            ADD_FAILURE() << done.why();
            return std::nullopt;
        }
        if (look) (void)field_of(engine);
    }
    return field_of(engine);
}

void check_portions(const Subject& subject) {
    int asked = 0;
    for (const Problem& problem : shared_problems(75)) {
        if (!why_not_asked(subject, problem).empty()) continue;
        SCOPED_TRACE(problem.name);
        ++asked;
        const auto expected = run(*subject.kernel, problem);
        ASSERT_TRUE(expected);
        const std::vector<std::vector<std::int64_t>> kPortions = {
            {1}, {1, 2, 3, 5, 7, 11}, {33, 1}, {64}, {0, 17}};
        for (const auto& portions : kPortions)
            for (const bool look : {false, true}) {
                const auto got = run_in_portions(*subject.kernel, problem, portions, look);
                ASSERT_TRUE(got);
                ASSERT_TRUE(same_bits(*expected, *got))
                    << "portions from " << portions.front() << (look ? ", looking" : "");
            }
    }
    if (asked == 0) GTEST_SKIP() << subject.kernel->id << " takes none of these problems";
}

}  // namespace

std::vector<Check> knob_checks() {
    return {{"knobs_change_no_bit", check_knobs,
             [](const Subject& subject) { return subject.kernel->knob_count > 0; }},
            {"portions_change_no_bit", check_portions}};
}

}  // namespace gs::test
