// Which kernel takes the place of one that can't run.
#include "app/core/document/kernel_choice.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "app/core/document/properties.h"
#include "kernels/engine/registry.h"

namespace gs {

namespace {

Document with_kernel(const char* id) {
    Document d;
    d.kernel = id;
    return d;
}

Document varying(const char* id) {
    Document d = with_kernel(id);
    d.vary_feed = {Gradient::Along::Columns, 0.02, 0.05};
    return d;
}

TEST(KernelChoice, TakesWhatWasAskedForIfItCan) {
    const KernelChoice choice = choose_kernel(with_kernel("cpu-reference"));
    EXPECT_STREQ(choice.kernel->id, "cpu-reference");
    EXPECT_EQ(choice.because, "");
}

/// A session from a machine with a GPU once ran with the slowest kernel of all.
TEST(KernelChoice, TakesTheFastestInPlaceOfAMissingDevice) {
    int asked = 0;
    for (const gs_kernel* kernel : kernels()) {
        if (why_unavailable(*kernel) == nullptr) continue;
        ++asked;
        const KernelChoice choice = choose_kernel(with_kernel(kernel->id));
        EXPECT_EQ(choice.kernel, &fastest_kernel()) << kernel->id;
        EXPECT_NE(choice.because.find(kernel->id), std::string::npos);
        EXPECT_NE(choice.because.find(why_unavailable(*kernel)), std::string::npos);
        EXPECT_NE(choice.because.find(choice.kernel->id), std::string::npos);
    }
    if (asked == 0) GTEST_SKIP() << "every kernel can run on this machine";
}

TEST(KernelChoice, PrefersWhatTheKernelItselfNames) {
    const KernelChoice choice = choose_kernel(varying("cpu-temporal"));
    EXPECT_STREQ(choice.kernel->id, find_kernel("cpu-temporal")->fallback);
    EXPECT_NE(choice.because, "");
}

TEST(KernelChoice, TheFastestIsOneThatTakesTheProblem) {
    for (const gs_kernel* kernel : kernels()) {
        if (why_unavailable(*kernel) == nullptr) continue;
        const KernelChoice choice = choose_kernel(varying(kernel->id));
        EXPECT_TRUE(can_run(*choice.kernel, varying(kernel->id))) << kernel->id;
        EXPECT_STRNE(choice.kernel->id, "cpu-reference") << kernel->id;
    }
}

TEST(KernelChoice, EachSubstituteIsOfferedOnceAndCanRun) {
    for (const gs_kernel* kernel : kernels()) {
        std::vector<const gs_kernel*> able = substitutes(*kernel, varying(kernel->id));
        EXPECT_EQ(std::count(able.begin(), able.end(), kernel), 0);
        for (const gs_kernel* other : able) EXPECT_TRUE(can_run(*other, varying(kernel->id)));
        std::sort(able.begin(), able.end());
        EXPECT_EQ(std::adjacent_find(able.begin(), able.end()), able.end()) << kernel->id;
    }
}

/// By rank, which follows the measured speed; detours stand in for none.
TEST(KernelChoice, TheOrderIsThatOfTheRanks) {
    const gs_kernel* const first = kernels().front();
    const std::vector<const gs_kernel*> able = substitutes(*first, with_kernel(first->id));
    for (std::size_t i = 0; i < able.size(); ++i) {
        EXPECT_GT(able[i]->rank, 0) << able[i]->id;
        if (i > 0) {
            EXPECT_GT(able[i - 1]->rank, able[i]->rank) << able[i]->id;
        }
    }
    EXPECT_EQ(find_kernel("cpu-aos")->rank, 0);
    EXPECT_EQ(reference_kernel(GS_F64).rank, 0);
}

TEST(KernelChoice, BackgroundWorkTakesOneThread) {
    EXPECT_STREQ(fastest_on_one_thread().id, "cpu-autovec");
}

TEST(KernelChoice, KnobsAreThoseOfTheKernelThatRuns) {
    const Document d = varying("cpu-temporal");
    EXPECT_EQ(find_property("knob.depth", d), nullptr);
    ASSERT_NE(find_property("knob.threads", d), nullptr);
    Document next = d;
    assign(next, *find_property("knob.threads", d), std::int64_t{1});
    EXPECT_EQ(next.knobs.count(std::string(choose_kernel(d).kernel->id) + ".threads"), 1U);
}

}  // namespace

}  // namespace gs
