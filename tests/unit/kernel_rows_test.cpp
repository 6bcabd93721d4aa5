// What the list of kernels says of each, with a CUDA toolkit or without.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "kernels/cuda/kernel_rows.h"
#include "kernels/engine/registry.h"

namespace gs::test {

TEST(KernelRows, SayWhoTheyAre) {
    std::set<std::string> ids, labels, summaries;
    for (const gs_kernel* kernel : kernels()) {
        EXPECT_EQ(kernel->abi, GS_KERNEL_ABI) << kernel->id;
        EXPECT_EQ(kernel->size, sizeof(gs_kernel)) << kernel->id;
        EXPECT_TRUE(ids.insert(kernel->id).second) << kernel->id;
        EXPECT_TRUE(labels.insert(kernel->label).second) << kernel->label;
        EXPECT_TRUE(summaries.insert(kernel->summary).second) << kernel->summary;
        EXPECT_EQ(std::string(kernel->summary).back(), '.') << kernel->summary;
        EXPECT_EQ(kernel->memory == GS_CUDA, std::string(kernel->id).starts_with("cuda-")) << kernel->id;
    }
}

/// A program without CUDA lists its CUDA kernels as one with CUDA does, but for the reason.
TEST(KernelRows, OfCudaKernelsNeedNoToolkit) {
    for (const gs_kernel& row : {cuda_vector_row(), cuda_temporal_row(), cuda_persistent_row()}) {
        const gs_kernel* listed = find_kernel(row.id);
        ASSERT_NE(listed, nullptr) << row.id;
        EXPECT_STREQ(listed->label, row.label);
        EXPECT_STREQ(listed->summary, row.summary);
        EXPECT_STREQ(listed->fallback, row.fallback);
        EXPECT_EQ(listed->limits, row.limits) << row.id;
        EXPECT_EQ(listed->rank, row.rank) << row.id;
        EXPECT_EQ(listed->algebra, GS_MINIMAL) << row.id;
        EXPECT_EQ(listed->fused, row.fused) << row.id;
        ASSERT_GT(row.knob_count, 0) << row.id;
        ASSERT_EQ(listed->knob_count, row.knob_count) << row.id;
        for (int i = 0; i < row.knob_count; ++i) {
            EXPECT_STREQ(listed->knobs[i].name, row.knobs[i].name);
            EXPECT_STREQ(listed->knobs[i].help, row.knobs[i].help);
            EXPECT_EQ(listed->knobs[i].high, row.knobs[i].high);
        }
    }
}

TEST(KernelRows, TheReferenceIsTheTextbookLoop) {
    EXPECT_STREQ(reference_kernel().id, "cpu-reference");
    EXPECT_STREQ(reference_kernel(GS_F64).id, "cpu-reference-f64");
}

}  // namespace gs::test
