// A frame's way from a CUDA kernel into OpenGL's textures, and around them. On a display that the
// GPU draws, frames go straight; if something else draws (another build of this file:
// test_interop_software), that is refused with a reason, frames go through the host, and no error
// is left pending. A third build uses the emulation as the GPU, with a display that passes for its
// own.
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "app/ui/gl_window.h"
#include "kernels/cuda/info.h"
#include "tests/gpu/interop_checks.h"
#include "tests/support/fields.h"
#include "tests/support/gpu.h"
#if defined(GS_EMULATED_DISPLAY)
#include "tests/emulation/nvidia_display.h"
#endif

namespace gs::test {

namespace {

#if defined(GS_SOFTWARE_DISPLAY)
constexpr bool kDrawnByGpu = false;
#else
constexpr bool kDrawnByGpu = true;
#endif
#if defined(GS_EMULATED_DISPLAY)
constexpr InteropScale kScale{2, 54, 96};
#else
constexpr InteropScale kScale{};
#endif

/// A window, its textures, and a field that cuda-vector steps.
class InteropTest : public testing::Test {
  protected:
    void SetUp() override {
        if (Status s = GlWindow::open({}, window_); !s) GS_SKIP_WITHOUT_GPU(s.why());
#if defined(GS_EMULATED_DISPLAY)
        pass_for_nvidia();
#endif
        interop_ = choose_device(gl::device_of_context());
        if (!cuda_info().available()) GS_SKIP_WITHOUT_GPU(cuda_info().why_not);
        if (kDrawnByGpu && !interop_) GS_SKIP_WITHOUT_GPU(interop_.why());
        EXPECT_EQ(interop_.ok(), kDrawnByGpu);
    }

    /// The first member, since the textures need its context.
    std::unique_ptr<GlWindow> window_;
    InteropBench bench_{.textures = {}, .transfer = {}, .engine = {}, .scale = kScale};
    /// Whether frames can go straight into this window.
    Status interop_;
};

}  // namespace

#if defined(GS_SOFTWARE_DISPLAY)

TEST_F(InteropTest, IsRefusedWithAReasonAndLeavesNoError) {
    Transfer& transfer = bench_.transfer;
    const Frame frame = bench_.stepped(60, 100, true);
    const Status shown = transfer.show(bench_.textures, frame, kBoth);
    EXPECT_FALSE(shown.ok());
    EXPECT_FALSE(transfer.device_frames().ok());
    // The reason is the vendor, so CUDA was not asked about this OpenGL; such a question may end
    // the process.
    const std::string& why = transfer.device_frames().why();
    EXPECT_EQ(why, interop_.why());
    EXPECT_NE(why.find(window_->device().renderer), std::string::npos) << why;
    ASSERT_TRUE(transfer.show(bench_.textures, bench_.stepped(60, 100, false), kBoth).ok());
    EXPECT_EQ(transfer.path(), Path::PixelBuffers);
    EXPECT_TRUE(same_bits(field_of(bench_.engine), bench_.drawn()));
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
