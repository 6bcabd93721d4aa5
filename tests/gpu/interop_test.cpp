// A frame's way from a CUDA kernel into OpenGL's textures, and around them. On a display that the GPU draws
// it goes straight; where something else draws (another build of this file: test_interop_software) it is
// refused with a reason, goes through the host, and leaves no error behind. A third build takes the emulation
// for the GPU, on a display that passes for its own.
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "app/render/transfer.h"
#include "app/ui/gl_window.h"
#include "kernels/cuda_info.h"
#include "kernels/device_frame.h"
#include "kernels/registry.h"
#include "tests/conformance/run.h"
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
constexpr int kSteps = 2, kRows = 54, kCols = 96;  // a cell takes microseconds there
#else
constexpr int kSteps = 50, kRows = 1080, kCols = 1920;
#endif

/// A window, its textures, and a field that cuda-vector steps.
class InteropTest : public testing::Test {
  protected:
    void SetUp() override {
        std::string no_window;
        window_ = GlWindow::open({}, no_window);
        if (window_ == nullptr) GS_SKIP_WITHOUT_GPU(no_window);
#if defined(GS_EMULATED_DISPLAY)
        pass_for_nvidia();
#endif
        why_ = Interop::choose_device(gl::device_of_context());
        if (!cuda_info().available()) GS_SKIP_WITHOUT_GPU(cuda_info().why_not);
        if (kDrawnByGpu && !why_.empty()) GS_SKIP_WITHOUT_GPU(why_);
        EXPECT_EQ(why_.empty(), kDrawnByGpu);
    }

    /// The field of this size some steps on, as a frame on the device or on the host.
    Frame stepped(int rows, int cols, bool on_device) {
        Problem p;
        p.rows = rows;
        p.cols = cols;
        p.params = params_for({"", 0.2, 0.05}, GS_PERIODIC);
        Frame frame;
        EXPECT_TRUE(prepare(engine_, *find_kernel("cuda-vector"), p, first_field(p)));
        EXPECT_TRUE(engine_.step(kSteps).ok());
        frame.rows = rows;
        frame.cols = cols;
        if (on_device) {
            frame.device = DeviceFrame::make();
            const Status captured = frame.device->capture(engine_);
            EXPECT_TRUE(captured.ok()) << captured.why();
            frame.planes = {true, true};
        } else {
            frame.u.resize(static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols));
            frame.v = frame.u;
            engine_.copy_to(frame.u.data(), frame.v.data());
            frame.planes = {true, true};
        }
        return frame;
    }

    /// What OpenGL finds in the textures.
    Field drawn() const {
        Field field(textures_.rows(), textures_.cols(), GS_F32);
        field.visit([&](auto u, auto v) {
            glPixelStorei(GL_PACK_ALIGNMENT, 1);
            glBindTexture(GL_TEXTURE_2D, textures_.u());
            glGetTexImage(GL_TEXTURE_2D, 0, GL_RED, GL_FLOAT, u.data());
            glBindTexture(GL_TEXTURE_2D, textures_.v());
            glGetTexImage(GL_TEXTURE_2D, 0, GL_RED, GL_FLOAT, v.data());
        });
        EXPECT_EQ(glGetError(), static_cast<GLenum>(GL_NO_ERROR));
        return field;
    }

    std::unique_ptr<GlWindow> window_;  ///< first: the textures need its context
    FieldTextures textures_;
    Transfer transfer_;
    Engine engine_;
    std::string why_;  ///< interop is refused
};

constexpr PlaneSet kBoth{true, true};

}  // namespace

#if defined(GS_SOFTWARE_DISPLAY)

TEST_F(InteropTest, IsRefusedWithAReasonAndLeavesNoError) {
    const Frame frame = stepped(60, 100, true);
    const Status shown = transfer_.show(textures_, frame, kBoth);
    EXPECT_FALSE(shown.ok());
    EXPECT_FALSE(transfer_.device_frames_work());
    // The reason is the vendor, so CUDA was not asked about this OpenGL: there such a question may be the
    // end.
    EXPECT_EQ(transfer_.why_no_interop(), why_);
    EXPECT_NE(why_.find(window_->device().renderer), std::string::npos) << why_;
    ASSERT_TRUE(transfer_.show(textures_, stepped(60, 100, false), kBoth).ok());
    EXPECT_EQ(transfer_.path(), Path::PixelBuffers);
    EXPECT_TRUE(same_bits(engine_.read(), drawn()));
    EXPECT_TRUE(engine_.finish().ok());
}

#else

TEST_F(InteropTest, TexturesHoldTheFieldToTheBit) {
    for (const auto& [rows, cols] : {std::pair(kRows, kCols), std::pair(77, 131), std::pair(1, 1)}) {
        const Frame frame = stepped(rows, cols, true);
        const Field expected = engine_.read();
        for (int again = 0; again < 3; ++again) {
            const Status shown = transfer_.show(textures_, frame, kBoth);
            ASSERT_TRUE(shown.ok()) << shown.why();
        }
        EXPECT_EQ(transfer_.path(), Path::Interop);
        ASSERT_TRUE(engine_.step(kSteps).ok());  // what is shown stays what it was
        EXPECT_TRUE(same_bits(expected, drawn())) << rows << " x " << cols;
        glFinish();
        EXPECT_TRUE(engine_.finish().ok());
        EXPECT_GT(transfer_.device_ms(), 0);
    }
}

TEST_F(InteropTest, CanBeSwitchedOffAndOn) {
    for (const bool on_device : {true, false, true}) {
        const Frame frame = stepped(kRows / 2, kCols / 2, on_device);
        const Status shown = transfer_.show(textures_, frame, kBoth);
        ASSERT_TRUE(shown.ok()) << shown.why();
        EXPECT_EQ(transfer_.path(), on_device ? Path::Interop : Path::PixelBuffers);
        EXPECT_TRUE(same_bits(engine_.read(), drawn()));
    }
}

/// The simulation goes on to another size, or to the CPU, while the last frame is still shown.
TEST_F(InteropTest, AFrameOutlivesTheFieldItWasTakenFrom) {
    const Frame frame = stepped(kRows / 2, kCols / 2, true);
    const Field expected = engine_.read();
    ASSERT_TRUE(engine_.select(*find_kernel("cpu-reference")).ok());
    const Status shown = transfer_.show(textures_, frame, kBoth);
    ASSERT_TRUE(shown.ok()) << shown.why();
    EXPECT_TRUE(same_bits(expected, drawn()));
}

#endif

}  // namespace gs::test
