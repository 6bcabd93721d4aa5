// Drawing without a window system: on a node of a cluster, or in a container. If a CUDA device also
// draws, frames go straight into the textures; the other tests need any OpenGL that EGL finds.
//
// GRAYSCOPE_MEASURE_SECONDS says how long frames are counted (default 0.05); from 1 on, everything
// is made and destroyed 500 times instead of 20. Lines that begin with "measured: " are for the
// report.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "app/core/app/app.h"
#include "kernels/cuda/device_frame.h"
#include "kernels/cuda/info.h"
#include "tests/gpu/egl_context.h"
#include "tests/gpu/interop_checks.h"
#include "tests/gui/painter_checks.h"
#include "tests/support/fields.h"
#include "tests/support/gpu.h"

namespace gs::test {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kWidth = 480, kHeight = 320;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double measure_seconds() {
    const char* told = std::getenv("GRAYSCOPE_MEASURE_SECONDS");
    return told != nullptr ? std::atof(told) : 0.05;
}

/// A context, and a picture to draw into.
class EglTest : public testing::Test {
  protected:
    void SetUp() override {
        const Status made = EglContext::make(cuda_info().available() ? cuda_info().device : -1, context_);
        if (!made) GS_SKIP_WITHOUT_GPU(made.why());
        target_ = gl::Texture::make();
        glBindTexture(GL_TEXTURE_2D, target_.get());
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, kWidth, kHeight, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
        framebuffer_ = gl::Framebuffer::make();
        glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.get());
        glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, target_.get(), 0);
        ASSERT_EQ(glCheckFramebufferStatus(GL_FRAMEBUFFER), static_cast<GLenum>(GL_FRAMEBUFFER_COMPLETE));
    }

    /// Whether frames can go from CUDA into this context's textures.
    Status interop() const {
        Status shared = choose_device(context_->device());
        if (shared && !context_->on_cuda_device())
            return Status::failure("the device that draws is not the one that computes");
        return shared;
    }

    static FieldView view_of(int rows, int cols) {
        FieldView view;
        view.set_window(kWidth, kHeight, 0, 0);
        view.set_field(rows, cols);
        return view;
    }

    /// The first member, since the others need it.
    std::unique_ptr<EglContext> context_;
    gl::Texture target_;
    gl::Framebuffer framebuffer_;
};

class EglInterop : public EglTest {
  protected:
    void SetUp() override {
        EglTest::SetUp();
        if (IsSkipped() || HasFatalFailure()) return;
        if (Status s = interop(); !s) GS_SKIP_WITHOUT_GPU(s.why());
        bench_ = std::make_unique<InteropBench>();
    }
    void TearDown() override { bench_.reset(); }

    std::unique_ptr<InteropBench> bench_;
};

TEST_F(EglInterop, TexturesHoldTheFieldToTheBit) {
    check_bits(*bench_);
}
TEST_F(EglInterop, CanBeSwitchedOffAndOn) {
    check_switching(*bench_);
}
TEST_F(EglInterop, AFrameOutlivesTheFieldItWasTakenFrom) {
    check_outliving(*bench_);
}

TEST_F(EglInterop, CanBeMadeAndLetGoOfAgainAndAgain) {
    const Frame frame = bench_->stepped(200, 300, true);
    const Field expected = field_of(bench_->engine);
    const int times = measure_seconds() < 1 ? 20 : 500;
    for (int i = 0; i < times; ++i) {
        Transfer transfer;
        const Status shown = transfer.show(bench_->textures, frame, kBoth);
        ASSERT_TRUE(shown.ok()) << "time " << i << ": " << shown.why();
    }
    EXPECT_TRUE(same_bits(expected, bench_->drawn()));
    std::printf("measured: interop was made and let go of %d times\n", times);
}

TEST_F(EglTest, WhatIsPaintedIsWhatIsDrawn) {
    Presenter presenter;
    ASSERT_TRUE(presenter.start().ok());
    presenter.set_palette(levels());
    for (const auto& [rows, cols] : {std::pair{90, 140}, {700, 900}, {1, 1}})
        for (const int channel : {0, 1, 2}) {
            Look look;
            look.channel = channel;
            look.smooth = channel != 1;
            compare_pictures(presenter, waves(rows, cols), view_of(rows, cols), look, kWidth, kHeight);
        }
}

/// The window's loop without a window: the simulation on its thread, frames that go into textures,
/// and a picture.
class Screen {
  public:
    explicit Screen(bool device_frames) : app_(App::Mode::Threaded) {
        EXPECT_TRUE(presenter_.start().ok());
        presenter_.set_palette(levels());
        app_.allow_device_frames(device_frames);
    }
    ~Screen() { app_.finish(); }

    void execute(const std::string& line) {
        const Status done = app_.execute(line);
        EXPECT_TRUE(done.ok()) << line << ": " << done.why();
    }
    /// Draws one picture; true if it shows a new frame.
    bool turn() {
        app_.update();
        const Frame* fresh = app_.take_frame();
        if (fresh != nullptr) {
            const auto start = Clock::now();
            const Status shown = transfer_.show(presenter_.textures(), *fresh, kBoth);
            show_seconds_ += seconds_since(start);
            EXPECT_TRUE(shown.ok()) << shown.why();
            rows_ = fresh->rows;
            cols_ = fresh->cols;
            ++shown_;
        }
        FieldView view;
        view.set_window(kWidth, kHeight, 0, 0);
        if (rows_ > 0) view.set_field(rows_, cols_);
        presenter_.draw(view, {}, kWidth, kHeight);
        glFinish();
        ++drawn_;
        return fresh != nullptr;
    }
    /// Draws until a frame of this size is shown.
    void until(int rows, int cols) {
        for (const auto start = Clock::now(); seconds_since(start) < 60;)
            if (turn() && rows_ == rows && cols_ == cols) return;
        ADD_FAILURE() << "no frame of " << rows << " x " << cols << " in a minute";
    }
    /// Draws until frames come by this path; those that were sent before a switch arrive first.
    void until(Path path) {
        for (const auto start = Clock::now(); seconds_since(start) < 60;)
            if (turn() && transfer_.path() == path) return;
        ADD_FAILURE() << "no frame came this way in a minute";
    }
    void count(double seconds, const char* name) {
        drawn_ = shown_ = 0;
        show_seconds_ = 0;
        const auto start = Clock::now();
        while (seconds_since(start) < seconds) turn();
        const double took = seconds_since(start);
        const SimState state = app_.state();
        std::printf(
            "measured: %s: %.0f pictures/s, %.0f new frames/s, show takes %.3f ms of this thread and %.3f ms "
            "of the card, %s steps at %.1f Gcell/s\n",
            name, drawn_ / took, shown_ / took, shown_ > 0 ? 1e3 * show_seconds_ / shown_ : 0.0,
            transfer_.device_ms(), state.kernel.c_str(), state.gcells_per_s);
    }
    int drawn() const { return drawn_; }
    Presenter& presenter() { return presenter_; }
    App& app() { return app_; }

  private:
    App app_;
    Presenter presenter_;
    /// Declared after the textures, since it must be destroyed before them.
    Transfer transfer_;
    int rows_ = 0, cols_ = 0, drawn_ = 0, shown_ = 0;
    double show_seconds_ = 0;
};

TEST_F(EglTest, FramesAreShownWhileItSteps) {
    const bool straight = interop().ok();
    const bool cuda = cuda_info().available();
    Screen screen(straight);
    screen.execute(cuda ? "kernel cuda-persistent" : "kernel cpu-simd");
    screen.execute(cuda ? "size 1920 1080" : "size 320 240");
    screen.execute("play");
    const auto [rows, cols] = cuda ? std::pair{1080, 1920} : std::pair{240, 320};
    screen.until(rows, cols);
    for (const bool on : {true, false, true}) {
        if (on && !straight) continue;
        screen.app().allow_device_frames(on);
        screen.app().ask_for_frame();
        screen.until(on ? Path::Interop : Path::PixelBuffers);
        screen.count(measure_seconds(), on ? "interop" : "through the host");
        EXPECT_GT(screen.drawn(), 0);
    }
    EXPECT_EQ(screen.app().state().paused_because, "");
    EXPECT_EQ(glGetError(), static_cast<GLenum>(GL_NO_ERROR));
}

TEST_F(EglTest, TheSizeChangesWhileItSteps) {
    Screen screen(interop().ok());
    screen.execute(cuda_info().available() ? "kernel cuda-vector" : "kernel cpu-simd");
    screen.execute("play");
    for (const auto& [rows, cols] : {std::pair{64, 96},
                                     {300, 200},
                                     {1, 1},
                                     {500, 640},
                                     {77, 131},
                                     {64, 96},
                                     {200, 1000},
                                     {1000, 200},
                                     {31, 33},
                                     {240, 320}}) {
        screen.execute("size " + std::to_string(cols) + " " + std::to_string(rows));
        screen.until(rows, cols);
    }
    EXPECT_EQ(screen.presenter().textures().rows(), 240);
    EXPECT_EQ(screen.app().state().paused_because, "");
    EXPECT_EQ(glGetError(), static_cast<GLenum>(GL_NO_ERROR));
}

TEST_F(EglTest, ContextsComeAndGo) {
    const int times = measure_seconds() < 1 ? 5 : 50;
    for (int i = 0; i < times; ++i) {
        framebuffer_ = {};
        target_ = {};
        context_.reset();
        SetUp();
        ASSERT_NE(context_, nullptr);
        Presenter presenter;
        ASSERT_TRUE(presenter.start().ok());
        Transfer transfer;
        ASSERT_TRUE(transfer.show(presenter.textures(), waves(40, 60), kBoth).ok());
        presenter.draw(view_of(40, 60), {}, kWidth, kHeight);
        glFinish();
        ASSERT_EQ(glGetError(), static_cast<GLenum>(GL_NO_ERROR));
    }
}

}  // namespace

}  // namespace gs::test
