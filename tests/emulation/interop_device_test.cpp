// Which device computes for a window, and when CUDA may be asked about its OpenGL: only if both are
// NVIDIA's.
#include "app/render/interop.h"
#include "app/render/transfer.h"
#include "app/ui/gl_window.h"
#include "app/ui/window.h"
#include "kernels/cuda/info.h"
#include "kernels/engine/registry.h"
#include "tests/conformance/run.h"
#include "tests/emulation/emulated_machine.h"
#include "tests/emulation/nvidia_display.h"
#include "tests/gpu/interop_checks.h"

namespace gs::test {

namespace {

using emulation::machine;

gl::Device drawn_by(const std::string& vendor) {
    gl::Device device;
    device.vendor = vendor;
    device.renderer = "a renderer of " + vendor;
    return device;
}

bool says(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

using InteropDevice = EmulatedMachine;

/// A machine whose window is drawn in software, but passes for the GPU's if `nvidia` is set.
class Window : public EmulatedMachine {
  protected:
    explicit Window(bool nvidia) : nvidia_(nvidia) {}
    void SetUp() override {
        EmulatedMachine::SetUp();
        if (IsSkipped()) return;
        const Status opened = GlWindow::open({}, window_);
        ASSERT_TRUE(opened.ok()) << opened.why();
        if (nvidia_) pass_for_nvidia();
        ASSERT_EQ(choose_device(gl::device_of_context()).ok(), nvidia_);
        Problem p;
        p.params = params_for({"", 0.2, 0.05}, GS_PERIODIC);
        p.rows = 20;
        p.cols = 30;
        ASSERT_TRUE(prepare(engine_, *find_kernel("cuda-vector"), p, first_field(p)));
    }
    Frame frame(bool on_device, int rows = 20, int cols = 30) {
        Frame frame;
        frame.rows = rows;
        frame.cols = cols;
        frame.planes = {true, true};
        if (on_device) {
            frame.device = DeviceFrame::make();
            EXPECT_TRUE(frame.device->capture(engine_).ok());
        } else {
            frame.u.resize(static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols));
            frame.v = frame.u;
        }
        return frame;
    }
    bool nvidia_;
    std::unique_ptr<GlWindow> window_;
    Engine engine_;
};

class Shown : public Window {
  protected:
    Shown() : Window(true) {}
};

class Foreign : public Window {
  protected:
    Foreign() : Window(false) {}
};

}  // namespace

/// Opens the window itself, which must not ask for a GPU before its first picture.
TEST_F(InteropDevice, TheFirstPictureWaitsForNoDriver) {
    machine.devices = 0;  // the default scene is too large for the emulation
    WindowOptions options;
    options.remember = false;
    options.prepare = [](App& app) {
        EXPECT_EQ(machine.driver_calls, 0);
        EXPECT_TRUE(cuda_undecided());
        return app.execute("kernel cpu-reference; size 32 32; quit");
    };
    EXPECT_EQ(run_window(options), 0);
}

TEST_F(InteropDevice, AnotherVendorsOpenGlIsNeverAskedAbout) {
    const std::string why = choose_device(drawn_by("Intel")).why();
    EXPECT_TRUE(says(why, "a renderer of Intel")) << why;
    EXPECT_TRUE(says(why, "__NV_PRIME_RENDER_OFFLOAD=1 __GLX_VENDOR_LIBRARY_NAME=nvidia")) << why;
    EXPECT_EQ(machine.gl_calls, 0);
    EXPECT_TRUE(cuda_info().available()) << "its kernels run all the same";
}

TEST_F(InteropDevice, NorIsNvidiasOnWindowsSubsystemForLinux) {
    gl::Device device = drawn_by("NVIDIA Corporation");
    device.wsl = true;
    EXPECT_TRUE(says(choose_device(device).why(), "Windows Subsystem"));
    EXPECT_EQ(machine.gl_calls, 0);
}

TEST_F(InteropDevice, TheOneThatDrawsComputesAndNoOtherIsWoken) {
    machine.devices = 2;
    machine.drawing = {1};
    EXPECT_TRUE(choose_device(drawn_by("NVIDIA Corporation")).ok());
    EXPECT_EQ(cuda_info().device, 1);
    EXPECT_EQ(machine.contexts, 1);
}

TEST_F(InteropDevice, OneThatDrawsAndCantComputeHidesNoneThatCan) {
    machine.devices = 2;
    machine.drawing = {0};
    machine.unusable = {0};
    const std::string why = choose_device(drawn_by("NVIDIA Corporation")).why();
    EXPECT_TRUE(says(why, "A GPU other than ") && says(why, "computes, draws this window")) << why;
    EXPECT_EQ(cuda_info().device, 1);
    EXPECT_TRUE(cuda_info().available());
}

TEST_F(InteropDevice, WhoDrawsMayBeUnknownToCuda) {
    machine.drawing = {};
    const std::string why = choose_device(drawn_by("NVIDIA Corporation")).why();
    EXPECT_TRUE(says(why, "CUDA does not know the GPU that draws this window")) << why;
    EXPECT_TRUE(cuda_info().available());
}

TEST_F(InteropDevice, WithoutAUsableDriverThatIsTheReason) {
    machine.driver = 12020;
    EXPECT_TRUE(says(choose_device(drawn_by("NVIDIA Corporation")).why(), "update the driver"));
    EXPECT_TRUE(says(choose_device(drawn_by("Intel")).why(), "update the driver"));
}

TEST_F(Foreign, FramesAreRefusedWithoutACallAboutOpenGl) {
    FieldTextures textures;
    Transfer transfer;
    EXPECT_FALSE(transfer.show(textures, frame(true), kBoth).ok());
    EXPECT_TRUE(says(transfer.device_frames().why(), window_->device().renderer))
        << transfer.device_frames().why();
    EXPECT_TRUE(transfer.show(textures, frame(false), kBoth).ok());
    EXPECT_EQ(machine.gl_calls, 0);
}

TEST_F(Shown, ARefusalHoldsForTheseTexturesAlone) {
    FieldTextures textures;
    Transfer transfer;
    machine.registers_textures = false;
    EXPECT_FALSE(transfer.show(textures, frame(true), kBoth).ok());
    EXPECT_FALSE(transfer.device_frames().ok());
    EXPECT_TRUE(says(transfer.device_frames().why(), "CUDA can't write into the window's textures"));
    EXPECT_TRUE(transfer.show(textures, frame(false), kBoth).ok());
    EXPECT_FALSE(transfer.device_frames().ok());
    machine.registers_textures = true;
    EXPECT_TRUE(transfer.show(textures, frame(false, 10, 10), kBoth).ok());
    EXPECT_TRUE(transfer.device_frames().ok()) << "another size";
    EXPECT_TRUE(transfer.show(textures, frame(true), kBoth).ok());
    EXPECT_EQ(transfer.path(), Path::Interop);
}

TEST_F(Shown, ARefusalIsTriedAgainWhereTheUserAsksForIt) {
    FieldTextures textures;
    Transfer transfer;
    machine.registers_textures = false;
    EXPECT_FALSE(transfer.show(textures, frame(true), kBoth).ok());
    machine.registers_textures = true;
    transfer.retry_device_frames();
    EXPECT_TRUE(transfer.show(textures, frame(true), kBoth).ok());
    transfer.allow_device_frames(Status::failure("never"));
    transfer.retry_device_frames();
    EXPECT_FALSE(transfer.device_frames().ok());
}

TEST_F(Shown, AFieldThatCantBeDrawnLeavesDeviceFramesAllowed) {
    FieldTextures textures;
    Transfer transfer;
    ASSERT_TRUE(transfer.show(textures, frame(true), kBoth).ok());
    Frame large;
    large.rows = 1;
    large.cols = 1 << 24;
    large.device = frame(true).device;
    EXPECT_FALSE(transfer.show(textures, large, kBoth).ok());
    EXPECT_TRUE(transfer.device_frames().ok());
    EXPECT_TRUE(transfer.show(textures, frame(true), kBoth).ok());
}

TEST_F(Shown, TexturesAreUnregisteredBeforeTheyGo) {
    auto textures = std::make_unique<FieldTextures>();
    auto transfer = std::make_unique<Transfer>();
    ASSERT_TRUE(transfer->show(*textures, frame(true), kBoth).ok());
    ASSERT_TRUE(transfer->show(*textures, frame(false, 8, 9), kBoth).ok());
    ASSERT_TRUE(transfer->show(*textures, frame(true), kBoth).ok());
    textures.reset();
    transfer.reset();
    EXPECT_EQ(machine.late_unregisters, 0);

    textures = std::make_unique<FieldTextures>();
    transfer = std::make_unique<Transfer>();
    ASSERT_TRUE(transfer->show(*textures, frame(true), kBoth).ok());
    transfer.reset();
    textures.reset();
    EXPECT_EQ(machine.late_unregisters, 0);
    EXPECT_EQ(glGetError(), static_cast<GLenum>(GL_NO_ERROR));
}

TEST_F(Shown, FramesOfALostDeviceAreRefused) {
    FieldTextures textures;
    Transfer transfer;
    const Frame last = frame(true);
    machine.lost = true;
    EXPECT_FALSE(transfer.show(textures, last, kBoth).ok());
    EXPECT_FALSE(transfer.device_frames().ok());
    EXPECT_TRUE(transfer.show(textures, frame(false), kBoth).ok());
}

}  // namespace gs::test
