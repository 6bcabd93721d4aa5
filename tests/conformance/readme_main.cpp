// The kernel that README shows, under the same checks as the program's own.
#include <gtest/gtest.h>

#include "kernels/engine/registry.h"
#include "readme_id.h"
#include "tests/conformance/conformance.h"

extern "C" const gs_kernel* GS_README_KERNEL(void);

namespace gs::test {

TEST(Readme, ItsLineNamesItsKernel) {
    EXPECT_STREQ(GS_README_KERNEL()->id, GS_README_ID);
    EXPECT_EQ(find_kernel(GS_README_ID), nullptr) << "README's example is a kernel of the program";
}

}  // namespace gs::test

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    const gs_kernel* const readme[] = {GS_README_KERNEL()};
    gs::test::register_conformance(readme, gs::kernels());
    return RUN_ALL_TESTS();
}
