// Runs in the background: the same fields as in the foreground, progress, cancelling, and an end at
// any time; and the check of a kernel against float64, which the window may run there.
#include <chrono>
#include <functional>
#include <map>
#include <thread>

#include "app/core/document/kernel_choice.h"
#include "app/core/run/background.h"
#include "app/core/run/check.h"
#include "kernels/engine/registry.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

constexpr std::int64_t kEndless = 1'000'000'000'000;

Document small(std::int64_t cols, std::int64_t number) {
    Document d;
    d.cols = cols;
    d.rows = 20;
    d.seed_number = number;
    return d;
}

template <class Condition>
void wait_for(Condition condition) {
    bool met = condition();
    for (int i = 0; i < 20000 && !met; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        met = condition();
    }
    ASSERT_TRUE(met);
}

}  // namespace

TEST(BackgroundRuns, GiveWhatTheForegroundGives) {
    BackgroundRuns runs(3);
    std::map<BackgroundRuns::Id, Document> wanted;
    for (int i = 1; i <= 8; ++i) {
        const Document d = small(30 + i, i);
        wanted[runs.add(d, 10 * i)] = d;
    }
    std::vector<BackgroundRuns::Done> done;
    wait_for([&] {
        for (auto& one : runs.take_done()) done.push_back(std::move(one));
        return done.size() == wanted.size();
    });
    EXPECT_TRUE(runs.idle());
    for (const BackgroundRuns::Done& one : done) {
        ASSERT_TRUE(one.status.ok()) << one.status.why();
        const Document& d = wanted.at(one.id);
        App app(App::Mode::Direct);
        perform(app, std::string("kernel ") + fastest_on_one_thread().id);
        perform(app, "size " + std::to_string(d.cols) + " 20; set seed-number " +
                         std::to_string(d.seed_number) + "; step " + std::to_string(10 * d.seed_number));
        EXPECT_TRUE(one.result.field == present(app).field) << d.seed_number;
        EXPECT_EQ(one.result.steps_done, 10 * d.seed_number);
        EXPECT_EQ(runs.progress(one.id), 1);
    }
}

TEST(BackgroundRuns, TellTheirProgressAndCanBeCancelled) {
    BackgroundRuns runs(1);
    const auto endless = runs.add(small(30, 1), kEndless), waiting = runs.add(small(30, 2), 5);
    const auto next = runs.add(small(30, 3), 5);
    wait_for([&] { return runs.progress(endless) > 0; });
    EXPECT_LT(runs.progress(endless), 1);
    EXPECT_EQ(runs.progress(waiting), 0) << "one at a time";
    runs.cancel(waiting);
    EXPECT_EQ(runs.progress(waiting), 1);
    EXPECT_FALSE(runs.idle());
    runs.cancel(endless);
    std::vector<BackgroundRuns::Done> done;
    wait_for([&] {
        for (auto& one : runs.take_done()) done.push_back(std::move(one));
        return runs.idle();
    });
    for (auto& one : runs.take_done()) done.push_back(std::move(one));
    ASSERT_EQ(done.size(), 1U);
    EXPECT_EQ(done[0].id, next);
    // What was done, and not yet told, is not told either.
    const auto told = runs.add(small(30, 4), 1);
    wait_for([&] { return runs.idle(); });
    runs.cancel(told);
    EXPECT_TRUE(runs.take_done().empty());
}

TEST(BackgroundRuns, EndWhileTheyRun) {
    for (int i = 0; i < 5; ++i) {
        BackgroundRuns runs(2);
        for (int k = 0; k < 4; ++k) runs.add(small(30, k), kEndless);
        if (i > 0) wait_for([&] { return runs.progress(1) > 0; });
    }
    const BackgroundRuns unused(2);
    EXPECT_TRUE(unused.idle());
}

TEST(BackgroundRuns, AFailureIsTold) {
    BackgroundRuns runs(1);
    Document d = small(30, 1);
    d.du = d.edge = d.corner = 1;
    runs.add(d, kEndless);
    std::vector<BackgroundRuns::Done> done;
    wait_for([&] {
        done = runs.take_done();
        return !done.empty();
    });
    EXPECT_TRUE(failed_with(done[0].status, "blown up"));
    EXPECT_TRUE(done[0].result.field.empty());
    EXPECT_TRUE(runs.idle());
}

TEST(BackgroundRuns, TakeAKernelThatNeedsNoOtherThread) {
    EXPECT_EQ(fastest_on_one_thread().threads, nullptr);
    EXPECT_EQ(fastest_on_one_thread().memory, GS_HOST);
    EXPECT_GE(BackgroundRuns::share_of_cores(), 1);
}

TEST(Check, TellsAGoodKernelFromABadOneAndStopsWhenAsked) {
    const KernelCheck good = check_kernel(*kernels().front());
    EXPECT_TRUE(good.good()) << good.failure.why() << good.largest;
    EXPECT_GT(good.done, 10);
    EXPECT_EQ(good.refused, 0);
    EXPECT_GT(good.bound, good.largest);
    gs_kernel idle = *kernels().front();
    idle.step = [](void*, const gs_params*, const gs_field*, const gs_field*, void*) -> const char* {
        return nullptr;
    };
    EXPECT_FALSE(check_kernel(idle).good());
    gs_kernel broken = *kernels().front();
    broken.step = [](void*, const gs_params*, const gs_field*, const gs_field*, void*) -> const char* {
        return "it broke";
    };
    EXPECT_TRUE(failed_with(check_kernel(broken).failure, "it broke"));
    int calls = 0;
    const KernelCheck stopped = check_kernel(*kernels().front(), [&](int done, int total) {
        EXPECT_EQ(done, calls);
        EXPECT_GT(total, 10);
        return ++calls < 4;
    });
    EXPECT_EQ(stopped.done, 3);
    EXPECT_TRUE(stopped.cancelled);
    EXPECT_FALSE(stopped.good());
}

}  // namespace gs::test
