// The engine's promises: no failure changes the field, and no change of kernel or settings loses
// it.
#include "kernels/engine/engine.h"

#include <gtest/gtest.h>

#include <deque>
#include <stdexcept>

#include "kernels/engine/registry.h"
#include "tests/support/fake_kernels.h"
#include "tests/support/fields.h"
#include "tests/support/problem.h"

namespace gs::test {

namespace {

const gs_kernel& kernel(const char* id) {
    const gs_kernel* found = find_kernel(id);
    if (found == nullptr) throw std::runtime_error(std::string("no kernel ") + id);
    return *found;
}

/// Keeps a test's own kernel as long as the program lives, as the registry keeps its kernels, since
/// the fixture's engine outlives the test's body.
gs_kernel& keep(const gs_kernel& made) {
    static std::deque<gs_kernel> all;
    return all.emplace_back(made);
}

Problem problem(int rows = 9, int cols = 14) {
    Problem p;
    p.rows = rows;
    p.cols = cols;
    p.params = params_for(stencils().front(), GS_NO_FLUX);
    return p;
}

/// An engine with a textured field and counters at zero.
class EngineTest : public testing::Test {
  protected:
    void start(const gs_kernel& with, const Problem& p = problem()) {
        ASSERT_TRUE(engine.select(with));
        ASSERT_TRUE(engine.set_params(p.params));
        ASSERT_TRUE(engine.set_field(first_field(p), 0, p.rates));
        calls() = {};
    }
    /// Expects that `failed` is a failure whose sentence has `words`, and that the engine is
    /// unchanged.
    void expect_unchanged(const Status& failed, const char* words, const Field& field, std::int64_t steps,
                          const gs_kernel& with) {
        ASSERT_FALSE(failed.ok());
        EXPECT_NE(failed.why().find(words), std::string::npos) << failed.why();
        EXPECT_TRUE(same_bits(field, field_of(engine)));
        EXPECT_EQ(engine.steps_done(), steps);
        EXPECT_EQ(&engine.kernel(), &with);
    }

    Engine engine;
};

using Engines = EngineTest;

const char* fail(void*, const gs_params*, const gs_field*, const gs_field*, void*) {
    return calls().step++ < 2 ? nullptr : "the third step always fails";
}

}  // namespace

TEST_F(Engines, BeginAtRest) {
    EXPECT_STREQ(engine.kernel().id, "cpu-reference");
    EXPECT_TRUE(same_bits(Field(1, 1, GS_F32), field_of(engine)));
    EXPECT_TRUE(engine.step(3));
    EXPECT_EQ(engine.steps_done(), 3);
    EXPECT_EQ(field_of(engine).u(0, 0), 1);
}

TEST_F(Engines, CountStepsAndFlipPlanes) {
    const gs_kernel& counting = keep(counting_kernel());
    start(counting);
    const Field before = field_of(engine);
    ASSERT_TRUE(engine.step(0));
    EXPECT_TRUE(same_bits(before, field_of(engine)));
    ASSERT_TRUE(engine.step(5));
    EXPECT_EQ(calls().step, 5);
    EXPECT_EQ(engine.steps_done(), 5);
    const Field after = field_of(engine);
    EXPECT_EQ(after.u(3, 4), before.u(3, 4) + 5);
    EXPECT_EQ(after.v(7, 4), before.v(2, 4));
}

TEST_F(Engines, FillGhostsByTheBoundary) {
    const gs_kernel& counting = keep(counting_kernel());
    Problem p = problem();
    for (const gs_boundary boundary : {GS_PERIODIC, GS_NO_FLUX, GS_FIXED}) {
        p.params.boundary = boundary;
        start(counting, p);
        const Field before = field_of(engine);
        ASSERT_TRUE(engine.step(1));
        const double above_the_first_row = boundary == GS_PERIODIC  ? before.v(8, 6)
                                           : boundary == GS_NO_FLUX ? before.v(0, 6)
                                                                    : p.params.boundary_v;
        EXPECT_EQ(field_of(engine).v(0, 6), above_the_first_row) << name_of(boundary);
    }
}

TEST_F(Engines, KeepFieldAndStepsWhenTheKernelChanges) {
    start(kernel("cpu-reference"));
    ASSERT_TRUE(engine.step(7));
    const Field before = field_of(engine);
    for (const gs_kernel* next : kernels()) {
        if (why_unavailable(*next) != nullptr) continue;
        ASSERT_TRUE(engine.select(*next)) << next->id;
        EXPECT_TRUE(same_bits(before, field_of(engine).converted(GS_F32))) << next->id;
        EXPECT_EQ(engine.steps_done(), 7);
    }
    ASSERT_TRUE(engine.select(kernel("cpu-reference")));
    EXPECT_TRUE(same_bits(before, field_of(engine)));
}

TEST_F(Engines, GoOnWithTheSameBitsAfterSwitching) {
    start(kernel("cpu-reference"));
    ASSERT_TRUE(engine.step(12));
    const Field expected = field_of(engine);
    start(kernel("cpu-reference"));
    ASSERT_TRUE(engine.step(5));
    ASSERT_TRUE(engine.select(kernel("cpu-autovec")));
    ASSERT_TRUE(engine.step(7));
    EXPECT_TRUE(same_bits(expected, field_of(engine)));
}

TEST_F(Engines, LoseNothingFromFloat64ToFloat64) {
    start(kernel("cpu-reference-f64"));
    ASSERT_TRUE(engine.step(4));
    const Field before = field_of(engine);
    ASSERT_EQ(before.scalar(), GS_F64);
    gs_kernel& other = keep(kernel("cpu-reference-f64"));  // at another address: opened again
    ASSERT_TRUE(engine.select(other));
    EXPECT_TRUE(same_bits(before, field_of(engine)));
    ASSERT_TRUE(engine.select(kernel("cpu-reference")));
    EXPECT_TRUE(same_bits(before.converted(GS_F32), field_of(engine)));
}

TEST_F(Engines, ReadAndWriteRectangles) {
    for (const char* id : {"cpu-reference", "cpu-reference-f64"}) {
        start(kernel(id));
        const Field before = field_of(engine);
        const Rect rect{2, 3, 4, 5};
        Field cells(4, 5, GS_F64);
        for (int y = 0; y < 4; ++y)
            for (int x = 0; x < 5; ++x) cells.set(y, x, y / 8.0, x / 8.0);
        ASSERT_TRUE(engine.write(rect, cells));
        EXPECT_TRUE(same_bits(cells.converted(before.scalar()), field_of(engine, rect))) << id;
        const Field after = field_of(engine);
        for (int y = 0; y < before.rows(); ++y)
            for (int x = 0; x < before.cols(); ++x) {
                const bool inside = y >= 2 && y < 6 && x >= 3 && x < 8;
                EXPECT_EQ(after.u(y, x), inside ? (y - 2) / 8.0 : before.u(y, x))
                    << id << " " << y << ", " << x;
            }
    }
}

TEST_F(Engines, CopyOutFloatsWithoutPitch) {
    for (const auto& [id, cols] : {std::pair{"cpu-reference", 301},
                                   {"cpu-reference-f64", 301},
                                   {"cpu-aos", 301},
                                   {"cpu-temporal", 301},
                                   {"cpu-temporal", 5}}) {
        start(kernel(id), problem(40, cols));
        ASSERT_TRUE(engine.step(3));
        // This precedes read(), so that cpu-temporal has nothing in the planes and writes into
        // these directly. Each plane may be wanted alone.
        std::vector<float> u(40 * static_cast<std::size_t>(cols)), v(u.size()), u_alone(u), v_alone(u);
        ASSERT_TRUE(engine.copy_to(u.data(), v.data()));
        ASSERT_TRUE(engine.copy_to(u_alone.data(), nullptr));
        ASSERT_TRUE(engine.copy_to(nullptr, v_alone.data()));
        EXPECT_EQ(u_alone, u);
        EXPECT_EQ(v_alone, v);
        const Field field = field_of(engine);
        for (std::size_t i = 0; i < u.size(); ++i) {
            const int y = static_cast<int>(i) / field.cols(), x = static_cast<int>(i) % field.cols();
            EXPECT_EQ(u[i], static_cast<float>(field.u(y, x)));
            EXPECT_EQ(v[i], static_cast<float>(field.v(y, x)));
        }
    }
}

TEST_F(Engines, AskOwnLayoutsOnlyWhenSomebodyLooksOrWrote) {
    const gs_kernel& own = keep(transposed_kernel());
    start(own);
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(engine.step(2));
    EXPECT_EQ(calls().load, 1);
    EXPECT_EQ(calls().store, 0);
    (void)field_of(engine);
    (void)field_of(engine);
    gs_field planes{};
    ASSERT_TRUE(engine.present(planes));
    EXPECT_EQ(calls().store, 1) << "the planes were up to date after the first look";
    ASSERT_TRUE(engine.step(1));
    EXPECT_EQ(calls().load, 1) << "the planes were not written";
    ASSERT_TRUE(engine.write({0, 0, 1, 1}, Field(1, 1, GS_F32)));
    ASSERT_TRUE(engine.step(1));
    EXPECT_EQ(calls().load, 2);
}

TEST_F(Engines, ShowOwnLayoutsWhatWasWrittenAndKeepTheRest) {
    const gs_kernel& own = keep(transposed_kernel());
    start(own);
    const Field before = field_of(engine);
    ASSERT_TRUE(engine.step(3));
    Field cell(1, 1, GS_F32);
    cell.set(0, 0, 0.5, 40);
    ASSERT_TRUE(engine.write({5, 11, 1, 1}, cell));  // after steps that only the kernel's own state has seen
    ASSERT_TRUE(engine.step(2));
    const Field after = field_of(engine);
    EXPECT_EQ(after.v(5, 11), 42);
    EXPECT_EQ(after.v(5, 10), static_cast<float>(before.v(5, 10)) + 3 + 2);
}

TEST_F(Engines, TellOwnLayoutsNewParameters) {
    const gs_kernel& own = keep(transposed_kernel());
    Problem p = problem();
    p.params.feed = 0.25;
    start(own, p);
    const double before = field_of(engine).u(1, 1);
    ASSERT_TRUE(engine.step(2));
    p.params.feed = 0.5;
    ASSERT_TRUE(engine.set_params(p.params));
    ASSERT_TRUE(engine.step(2));
    EXPECT_EQ(field_of(engine).u(1, 1), before + 1.5);
}

TEST_F(Engines, KeepTheFieldWhenAKnobChanges) {
    const gs_kernel& own = keep(transposed_kernel());
    start(own);
    const double before = field_of(engine).v(4, 4);
    ASSERT_TRUE(engine.step(2));
    ASSERT_TRUE(engine.select(own, {3}));
    EXPECT_EQ(engine.steps_done(), 2);
    EXPECT_EQ(engine.knobs(), std::vector<std::int64_t>{3});
    ASSERT_TRUE(engine.step(2));
    EXPECT_EQ(field_of(engine).v(4, 4), static_cast<float>(before) + 2 + 6);
    EXPECT_EQ(calls().open, 1) << "opened once more for the other knob";
    EXPECT_EQ(calls().close, 1);
    ASSERT_TRUE(engine.select(own, {3}));
    EXPECT_EQ(calls().open, 1) << "nothing changed";
}

TEST_F(Engines, StayAsTheyWereWhenAKernelIsUnavailable) {
    gs_kernel& absent = keep(counting_kernel());
    absent.unavailable = [] { return "there is no such machine"; };
    start(kernel("cpu-reference"));
    ASSERT_TRUE(engine.step(3));
    const Field before = field_of(engine);
    expect_unchanged(engine.select(absent), "there is no such machine", before, 3, kernel("cpu-reference"));
}

TEST_F(Engines, StayAsTheyWereWhenAKernelDoesNotOpen) {
    const gs_kernel& own = keep(transposed_kernel());
    start(kernel("cpu-reference"), problem(13, 5));
    const Field before = field_of(engine);
    expect_unchanged(engine.select(own), "bad luck", before, 0, kernel("cpu-reference"));

    start(kernel("cpu-reference"), problem());
    start(own);
    ASSERT_TRUE(engine.step(1));
    const Field stepped = field_of(engine);
    expect_unchanged(engine.set_field(Field(13, 2, GS_F32), 50), "bad luck", stepped, 1, own);
    EXPECT_EQ(engine.rows(), 9);
}

TEST_F(Engines, KeepTheFieldOfAnEarlierStepWhenAStepFails) {
    gs_kernel& failing = keep(counting_kernel());
    failing.step = fail;
    start(failing);
    const Status failed = engine.step(5);
    ASSERT_FALSE(failed.ok());
    EXPECT_NE(failed.why().find("fake-counting: the third step always fails"), std::string::npos)
        << failed.why();
    EXPECT_EQ(engine.steps_done(), 2);
}

TEST_F(Engines, KeepTheFieldWhenAnOwnLayoutFails) {
    gs_kernel& own = keep(transposed_kernel());
    start(own);
    ASSERT_TRUE(engine.step(4));
    own.advance = [](void*, const gs_params*, const gs_field*, int32_t*, int64_t, void*) {
        return "lost my way";
    };
    const Status failed = engine.step(2);
    ASSERT_FALSE(failed.ok());
    EXPECT_EQ(engine.steps_done(), 4);
    EXPECT_EQ(field_of(engine).v(0, 0), static_cast<float>(first_field(problem()).v(0, 0)) + 4);
}

/// Whatever asks for the field is answered by a sentence, not by an exception; the kernel goes on.
TEST_F(Engines, SayWhyAnOwnLayoutCantBeStored) {
    gs_kernel& own = keep(transposed_kernel());
    start(own);
    ASSERT_TRUE(engine.step(4));
    own.store = [](void*, const gs_field*, void*) { return "nothing comes out"; };
    Field field;
    gs_field planes{};
    std::vector<float> u(9 * 14), v(u);
    const auto expect_said = [](const Status& failed) {
        EXPECT_EQ(failed.why(), "fake-transposed: nothing comes out");
    };
    expect_said(engine.read(field));
    expect_said(engine.copy_to(u.data(), v.data()));
    expect_said(engine.present(planes));
    expect_said(engine.write({0, 0, 1, 1}, Field(1, 1, GS_F32)));
    expect_said(engine.select(kernel("cpu-reference")));
    EXPECT_TRUE(field.empty());
    EXPECT_EQ(&engine.kernel(), &own);
    own.store = transposed_kernel().store;
    EXPECT_EQ(field_of(engine).v(0, 0), static_cast<float>(first_field(problem()).v(0, 0)) + 4);
}

TEST_F(Engines, RefuseWhatTheKernelDoesNotTake) {
    struct Row {
        unsigned limit;
        double corner;
        gs_boundary boundary;
        bool varying;
        const char* words;
    };
    const Row rows[] = {{GS_NO_PERIODIC, 0.25, GS_PERIODIC, false, "no periodic boundary"},
                        {GS_NO_NO_FLUX, 0.25, GS_NO_FLUX, false, "no no-flux boundary"},
                        {GS_NO_FIXED, 0.25, GS_FIXED, false, "no fixed boundary"},
                        {GS_ONLY_FIVE_POINT, 0.25, GS_NO_FLUX, false, "five-point"},
                        {GS_NO_VARYING, 0, GS_NO_FLUX, true, "one feed and kill rate"}};
    for (const Row& row : rows) {
        gs_kernel& limited = keep(counting_kernel());
        limited.limits = row.limit;
        gs_problem asked = problem().as_asked();
        EXPECT_TRUE(takes(counting_kernel(), asked));
        asked.params.boundary = row.boundary;
        asked.params.corner = row.corner;
        asked.varying = row.varying ? 1 : 0;
        EXPECT_NE(takes(limited, asked).why().find(row.words), std::string::npos) << row.words;
    }
}

TEST_F(Engines, RefuseParametersAndStayAsTheyWere) {
    gs_kernel& limited = keep(counting_kernel());
    limited.limits = GS_NO_PERIODIC;
    Problem p = problem();
    ASSERT_TRUE(engine.set_params(p.params));  // the engine begins periodic
    start(limited, p);
    const Field before = field_of(engine);
    p.params.boundary = GS_PERIODIC;
    expect_unchanged(engine.set_params(p.params), "no periodic boundary", before, 0, limited);
    EXPECT_EQ(engine.params().boundary, GS_NO_FLUX);
}

TEST_F(Engines, RefuseVaryingRatesAndStayAsTheyWere) {
    gs_kernel& limited = keep(counting_kernel());
    limited.limits = GS_NO_VARYING;
    start(limited);
    const Field before = field_of(engine);
    const Status refused = engine.set_field(Field(9, 14, GS_F32), 5, textured_rates(9, 14));
    expect_unchanged(refused, "one feed and kill rate", before, 0, limited);
    EXPECT_TRUE(engine.rates().empty());
}

TEST_F(Engines, CarryVaryingRatesToTheNextKernel) {
    Problem p = problem();
    p.rates = textured_rates(p.rows, p.cols);
    start(kernel("cpu-reference"), p);
    ASSERT_TRUE(engine.step(6));
    const Field expected = field_of(engine);
    start(kernel("cpu-reference"), p);
    ASSERT_TRUE(engine.step(3));
    ASSERT_TRUE(engine.select(kernel("cpu-autovec")));
    ASSERT_TRUE(engine.step(3));
    EXPECT_TRUE(same_bits(expected, field_of(engine)));
    ASSERT_TRUE(engine.set_field(first_field(p), 0));  // and drop them when a field comes without
    EXPECT_TRUE(engine.rates().empty());
}

TEST_F(Engines, SayThatAFieldDoesNotFitMemory) {
    start(kernel("cpu-reference"));
    const Field before = field_of(engine);
    std::unique_ptr<Storage> made;
    EXPECT_FALSE(make_host_storage(GS_F64, 2000000000, 2000000000, {}, made));
    EXPECT_TRUE(same_bits(before, field_of(engine)));
}

TEST_F(Engines, TellWhatTheyRunWith) {
    start(kernel("cpu-reference"));
    EXPECT_EQ(engine.threads(), 1);
    EXPECT_EQ(engine.steps_per_batch(), 1);
    gs_kernel& described = keep(counting_kernel());
    described.describe = [](void*) { return "abacus"; };
    described.threads = [](void*) -> int32_t { return 12; };
    described.steps_per_batch = [](void*) -> int32_t { return 24; };
    start(described);
    EXPECT_EQ(engine.describe(), "abacus");
    EXPECT_EQ(engine.threads(), 12);
    EXPECT_EQ(engine.steps_per_batch(), 24);
}

}  // namespace gs::test
