// The two runners: what is asked for gives the same on the calling thread and on another, and
// nothing waits for ever.
#include <functional>
#include <memory>
#include <stdexcept>
#include <vector>

#include "app/core/document/values.h"
#include "app/core/run/direct_runner.h"
#include "app/core/run/sim_thread.h"
#include "kernels/engine/registry.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

request::Adopt start_of(const Document& document) {
    request::Adopt adopt;
    adopt.document = document;
    adopt.kernel = find_kernel(document.kernel);
    adopt.effect = Effect::Restart;
    return adopt;
}

Document small(const char* kernel) {
    Document d;
    d.rows = 17;
    d.cols = 24;
    d.seed = SeedKind::Square;
    d.kernel = kernel;
    return d;
}

/// What comes of a scene with every kind of request: the fields at its exports, and the last state.
struct Seen {
    std::vector<Exported> fields;
    SimState state;
    std::string failures;
};

Seen play_scene(Runner& runner, const char* kernel) {
    Seen seen;
    const auto ask = [&](Request request) {
        if (const Status done = runner.submit(std::move(request)); !done) seen.failures += done.why();
    };
    const auto look = [&] { ask(request::Export{[&](Exported e) { seen.fields.push_back(std::move(e)); }}); };
    Document d = small(kernel);
    const auto snapshot = std::make_shared<Snapshot>();
    ask(start_of(d));
    look();
    ask(request::Step{37});
    look();
    ask(request::Touch{edit::Stroke{.from = {5, 7}, .to = {5, 7}, .radius = 3}});
    ask(request::Remember{snapshot});
    d.feed = 0.03;
    request::Adopt other = start_of(d);
    other.effect = Effect::Rates;
    ask(other);
    ask(request::Step{101});
    look();
    other.field = snapshot;
    ask(other);
    ask(request::Step{2});
    look();
    runner.settle();
    seen.state = runner.state();
    for (const std::string& why : runner.take_failures()) seen.failures += why;
    return seen;
}

}  // namespace

/// A session and a picture's facts name the time: the same script must give the same bytes.
TEST(Simulations, CountTheTimeAlikeHoweverTheStepsAreCut) {
    Document d = small(reference_kernel().id);
    d.dt = 0.8;
    const auto time_of = [&](std::initializer_list<std::int64_t> slices) {
        Simulation simulation;
        EXPECT_TRUE(simulation.adopt(start_of(d)));
        for (const std::int64_t n : slices) EXPECT_TRUE(simulation.step(n));
        Document faster = d;
        faster.dt = 0.3;
        request::Adopt other = start_of(faster);
        other.effect = Effect::Rates;
        EXPECT_TRUE(simulation.adopt(other));
        const double then = simulation.time();
        EXPECT_TRUE(simulation.step(10));
        return std::pair(then, simulation.time());
    };
    const auto whole = time_of({44});
    EXPECT_EQ(whole.first, 44 * 0.8);
    EXPECT_EQ(whole.second, 44 * 0.8 + 10 * 0.3);
    EXPECT_EQ(time_of({1, 2, 4, 8, 16, 13}), whole);
    EXPECT_EQ(time_of({17, 27}), whole);
}

/// What is kept, and with what a run begins, must be readable again, even if no look has yet come
/// upon a field that has blown up.
TEST(Simulations, NeitherKeepNorCopyNorReshapeAFieldThatHasBlownUpUnseen) {
    Document d = small(reference_kernel().id);
    d.dt = 1.5;
    Simulation simulation;
    EXPECT_TRUE(simulation.adopt(start_of(d)));
    EXPECT_TRUE(simulation.step(2000));
    EXPECT_FALSE(simulation.blown_up());
    request::Adopt turned = start_of(d);
    turned.effect = Effect::Rates;
    turned.reshape = Reshape{Reshape::How::TurnLeft, {static_cast<int>(d.cols), static_cast<int>(d.rows)}};
    std::swap(turned.document.rows, turned.document.cols);
    EXPECT_TRUE(simulation.adopt(turned));
    Snapshot now;
    EXPECT_TRUE(simulation.remember(now));
    EXPECT_TRUE(check_values(now.field, kFieldValues));
    const auto* given = std::get_if<deed::Given>(&simulation.line().last->deed);
    ASSERT_NE(given, nullptr);
    EXPECT_TRUE(check_values(given->field->field, kFieldValues));
    EXPECT_TRUE(simulation.step(2000));
    const auto clip = std::make_shared<Clip>();
    EXPECT_TRUE(simulation.copy({{1, 1, 4, 4}, clip}));
    EXPECT_EQ(clip->cells.rows(), 4);
    EXPECT_TRUE(check_values(clip->cells, kFieldValues));
    EXPECT_TRUE(simulation.blown_up());
    EXPECT_TRUE(simulation.step(2000));
    EXPECT_TRUE(simulation.remember(now));
    EXPECT_TRUE(check_values(now.field, kFieldValues));
}

/// A kernel that leaves out what is at rest has done millions of steps in no time; when something
/// is awake, as many must not be begun at once.
TEST(Simulations, AKernelThatLeavesCellsOutIsSteppedInPortions) {
    Simulation simulation;
    EXPECT_TRUE(simulation.adopt(start_of(small("cpu-rest"))));
    EXPECT_TRUE(simulation.open_or_instead());
    Stepping stepping(1e-12);
    const Stepping::Slice slice = stepping.step(simulation, 1'000'000);
    EXPECT_TRUE(slice.status);
    EXPECT_EQ(slice.begun, 2 * simulation.engine().steps_per_batch());
    EXPECT_EQ(slice.steps, slice.begun);
    EXPECT_EQ(simulation.steps_done(), slice.begun);
}

TEST(Runner, OnThisThreadAndOnAnotherItGivesTheSame) {
    for (const gs_kernel* kernel : kernels()) {
        if (why_unavailable(*kernel) != nullptr) continue;
        DirectRunner direct({});
        SimThread thread;
        const Seen a = play_scene(direct, kernel->id), b = play_scene(thread, kernel->id);
        EXPECT_EQ(a.failures, "") << kernel->id;
        EXPECT_EQ(b.failures, "") << kernel->id;
        ASSERT_EQ(a.fields.size(), 4U) << kernel->id;
        ASSERT_EQ(b.fields.size(), 4U) << kernel->id;
        for (std::size_t i = 0; i < a.fields.size(); ++i) {
            EXPECT_TRUE(a.fields[i].field == b.fields[i].field) << kernel->id << ", " << i;
            EXPECT_EQ(a.fields[i].steps_done, b.fields[i].steps_done) << kernel->id << ", " << i;
            EXPECT_EQ(a.fields[i].time, b.fields[i].time) << kernel->id << ", " << i;
            EXPECT_EQ(a.fields[i].kernel, b.fields[i].kernel) << kernel->id << ", " << i;
        }
        EXPECT_EQ(a.state.steps_done, 39) << kernel->id;
        EXPECT_EQ(b.state.steps_done, 39) << kernel->id;
        EXPECT_EQ(a.state.kernel, b.state.kernel);
    }
}

TEST(Runner, BothSayThatAFieldHasBlownUp) {
    Document d = small(kernels().front()->id);
    d.du = d.edge = d.corner = 1;
    DirectRunner direct({});
    ASSERT_TRUE(direct.submit(start_of(d)).ok());
    EXPECT_TRUE(failed_with(direct.submit(request::Step{2000}), "blown up"));
    EXPECT_TRUE(direct.failed_while_running());
    SimThread thread;
    EXPECT_TRUE(thread.submit(start_of(d)).ok());
    EXPECT_FALSE(thread.failed_while_running());
    EXPECT_TRUE(thread.submit(request::Play{}).ok());
    thread.settle();
    std::vector<std::string> failures;
    for (int i = 0; i < 20000 && failures.empty(); ++i) {
        failures = thread.take_failures();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    ASSERT_EQ(failures.size(), 1U);
    EXPECT_NE(failures[0].find("blown up"), std::string::npos);
    EXPECT_TRUE(thread.failed_while_running());
}

TEST(Runner, ProgressIsToldAndMayStopASlice) {
    std::int64_t told = 0;
    DirectRunner runner({{}, [&](std::int64_t done, std::int64_t total) {
                             EXPECT_EQ(total, 1'000'000'000'000);
                             EXPECT_GT(done, told);
                             told = done;
                             return done < 10;
                         }});
    ASSERT_TRUE(runner.submit(start_of(small(kernels().front()->id))).ok());
    EXPECT_TRUE(failed_with(runner.submit(request::Step{1'000'000'000'000}), "interrupted at step"));
    EXPECT_EQ(runner.state().steps_done, told);
    EXPECT_TRUE(runner.failed_while_running());
}

TEST(Runner, WithoutASimulationNothingWaits) {
    SimThread thread([]() -> std::unique_ptr<Simulation> { throw std::runtime_error("no cores left"); });
    const auto held = std::make_shared<int>(0);
    (void)thread.submit(request::Step{5});
    (void)thread.submit(request::Export{[held](const Exported&) {}});
    thread.settle();
    (void)thread.submit(request::Export{[held](const Exported&) {}});
    thread.settle();
    EXPECT_FALSE(thread.busy());
    EXPECT_FALSE(thread.stepping());
    EXPECT_EQ(held.use_count(), 1) << "what is dropped is let go";
    const auto failures = thread.take_failures();
    ASSERT_EQ(failures.size(), 1U);
    EXPECT_NE(failures[0].find("no cores left"), std::string::npos);
}

}  // namespace gs::test
