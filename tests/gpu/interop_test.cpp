// A frame's way from a CUDA kernel into OpenGL's textures, and around them. On a display that the GPU draws
// it goes straight; where something else draws (another build of this file: test_interop_software) it is
// refused with a reason, goes through the host, and leaves no error behind.
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "app/ui/gl_window.h"
#include "kernels/cuda_info.h"
#include "tests/gpu/interop_checks.h"
#include "tests/support/fields.h"
#include "tests/support/gpu.h"

namespace gs::test {

namespace {

#if defined(GS_SOFTWARE_DISPLAY)
constexpr bool kDrawnByGpu = false;
#else
constexpr bool kDrawnByGpu = true;
#endif

/// A window, its textures, and a field that cuda-vector steps.
class InteropTest : public testing::Test {
  protected:
    void SetUp() override {
        if (!cuda_info().available()) GS_SKIP_WITHOUT_GPU(cuda_info().why_not);
        std::string why;
        window_ = GlWindow::open({}, why);
        if (window_ == nullptr) GS_SKIP_WITHOUT_GPU(why);
        why = Interop::choose_device();
        if (kDrawnByGpu && !why.empty()) GS_SKIP_WITHOUT_GPU(why);
    }

    std::unique_ptr<GlWindow> window_;  ///< first: the textures need its context
    InteropBench bench_;
};

}  // namespace

#if defined(GS_SOFTWARE_DISPLAY)

TEST_F(InteropTest, IsRefusedWithAReasonAndLeavesNoError) {
    Transfer& transfer = bench_.transfer;
    const Frame frame = bench_.stepped(60, 100, true);
    const Status shown = transfer.show(bench_.textures, frame, kBoth);
    EXPECT_FALSE(shown.ok());
    EXPECT_FALSE(transfer.device_frames_work());
    EXPECT_GT(transfer.why_no_interop().size(), 20U);
    ASSERT_TRUE(transfer.show(bench_.textures, bench_.stepped(60, 100, false), kBoth).ok());
    EXPECT_EQ(transfer.path(), Path::PixelBuffers);
    EXPECT_TRUE(same_bits(bench_.engine.read(), bench_.drawn()));
    EXPECT_TRUE(bench_.engine.finish().ok());
}

#else

TEST_F(InteropTest, TexturesHoldTheFieldToTheBit) {
    check_bits(bench_);
}
TEST_F(InteropTest, CanBeSwitchedOffAndOn) {
    check_switching(bench_);
}
TEST_F(InteropTest, AFrameOutlivesTheFieldItWasTakenFrom) {
    check_outliving(bench_);
}

#endif

}  // namespace gs::test
