// A device that is lost while the program runs, and a card with little memory: the simulation
// continues, and the user is told what was lost.
#include <chrono>
#include <thread>

#include "app/core/document/kernel_choice.h"
#include "app/core/run/simulation.h"
#include "kernels/engine/registry.h"
#include "tests/emulation/emulated_machine.h"
#include "tests/support/fields.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

using emulation::machine;

constexpr const char* kScene = "size 40 28; seed square; kernel cuda-vector";

std::string messages_of(App& app) {
    std::string all;
    for (const Message& m : app.take_messages()) all += m.text + "\n";
    return all;
}

bool says(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

/// The scene after this many steps of another kernel with the same algebra, and so with the same
/// bits.
Field expected_after(int steps) {
    App app(App::Mode::Direct);
    perform(app, "size 40 28; seed square; kernel cpu-simd; step " + std::to_string(steps));
    return present(app).field;
}

/// The field of an App that has a thread.
Field field_of(App& app, const Folder& folder) {
    const std::string path = folder / "field.npy";
    perform(app, "save-field " + path);
    app.finish();
    App reader(App::Mode::Direct);
    perform(reader, "open " + path);
    return present(reader).field.converted(GS_F32);
}

Field field_of(Simulation& simulation) {
    Field field;
    EXPECT_TRUE(simulation.export_to([&](const Exported& now) { field = now.field; }));
    return field;
}

class LostDevice : public EmulatedMachine {
  protected:
    Folder folder_;
};

using SmallCard = LostDevice;

}  // namespace

TEST_F(LostDevice, StepsAreDoneWholeByAnotherKernel) {
    App app(App::Mode::Direct);
    perform(app, kScene);
    perform(app, "step 10");
    machine.fail_launch = 9;
    perform(app, "step 30");
    const std::string said = messages_of(app);
    EXPECT_TRUE(says(said, "emulated device was lost (unspecified launch failure)")) << said;
    EXPECT_TRUE(says(said, "steps were lost")) << said;
    EXPECT_EQ(app.state().steps_done, 40);
    EXPECT_EQ(app.state().kernel, "cpu-rest");
    EXPECT_TRUE(same_bits(expected_after(40), present(app).field));
}

TEST_F(LostDevice, NoKernelTriesItAgain) {
    App app(App::Mode::Direct);
    perform(app, kScene);
    perform(app, "step 4");
    machine.lost = true;
    perform(app, "step 4");
    const int before = machine.allocations;
    for (const gs_kernel* kernel : kernels())
        if (kernel->memory == GS_CUDA) {
            EXPECT_TRUE(says(can_run(*kernel, app.document()).why(), "was lost"));
            EXPECT_FALSE(app.execute("kernel " + std::string(kernel->id)).ok());
        }
    perform(app, "step 4");
    EXPECT_EQ(machine.allocations, before);
    EXPECT_TRUE(same_bits(expected_after(12), present(app).field));
}

TEST_F(LostDevice, AThreadGoesOnToo) {
    App app(App::Mode::Threaded);
    perform(app, kScene);
    perform(app, "step 10");
    app.finish();
    app.take_frame();
    messages_of(app);
    machine.fail_launch = 40;
    perform(app, "step 300");
    app.finish();
    const std::string said = messages_of(app);
    EXPECT_TRUE(says(said, "steps were lost")) << said;
    EXPECT_EQ(app.state().steps_done, 310);
    EXPECT_EQ(app.state().paused_because, "");
    EXPECT_FALSE(app.state().on_device);
    EXPECT_TRUE(same_bits(expected_after(310), field_of(app, folder_)));
}

TEST_F(LostDevice, ARunThatPlaysGoesOnPlaying) {
    App app(App::Mode::Threaded);
    perform(app, kScene);
    perform(app, "play");
    const auto wait_for = [&](auto condition) {
        for (int i = 0; i < 20000 && !condition(); ++i) {
            app.update();
            app.take_frame();
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        ASSERT_TRUE(condition());
    };
    wait_for([&] { return app.state().on_device && app.state().steps_done > 10; });
    perform(app, "pause");
    app.finish();
    machine.fail_launch = 20;
    perform(app, "play");
    wait_for([&] { return !app.state().on_device; });
    const std::int64_t then = app.state().steps_done;
    wait_for([&] { return app.state().steps_done > then + 10; });
    EXPECT_TRUE(app.state().playing);
}

/// A device that is lost while nothing runs, as in a suspend: the next call finds out, and nothing
/// of the field is lost.
TEST_F(LostDevice, AtRestNothingIsLost) {
    request::Adopt wanted;
    wanted.document.rows = 28;
    wanted.document.cols = 40;
    wanted.document.seed = SeedKind::Square;
    wanted.kernel = find_kernel("cuda-vector");
    wanted.effect = Effect::Restart;
    Simulation simulation;
    ASSERT_TRUE(simulation.adopt(wanted).ok());
    ASSERT_TRUE(simulation.step(25).ok());
    ASSERT_TRUE(simulation.touch({edit::Stroke{{9, 12}, {9, 12}, 4}}).ok());
    const Field before = field_of(simulation);
    // The copy at rest is made by itself, a while later.
    const int copies = machine.copied_back;
    for (int i = 0; i < 20000 && machine.copied_back == copies; ++i) {
        EXPECT_TRUE(simulation.keep_at_rest());
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    machine.lost = true;
    wanted.kernel = find_kernel("cpu-simd");
    wanted.effect = Effect::Kernel;
    ASSERT_TRUE(simulation.adopt(wanted).ok());
    ASSERT_TRUE(simulation.open().ok());
    EXPECT_TRUE(says(simulation.take_news().value_or(""), "continues from step 25: 0 steps were lost"));
    EXPECT_FALSE(simulation.take_news()) << "once";
    EXPECT_TRUE(same_bits(before, field_of(simulation)));
}

/// While the simulation steps, a copy on the host is never far behind.
TEST_F(LostDevice, AQuarterOfASecondIsLostAtMost) {
    request::Adopt wanted;
    wanted.document.rows = wanted.document.cols = 16;
    wanted.kernel = find_kernel("cuda-naive");
    wanted.effect = Effect::Restart;
    Simulation simulation;
    ASSERT_TRUE(simulation.adopt(wanted).ok());
    std::int64_t copied_at = 0;
    constexpr int kMost = 200'000;  // steps: far more than between three copies
    for (int copies = machine.copied_back, seen = 0; seen < 3 && simulation.steps_done() < kMost;) {
        ASSERT_TRUE(simulation.step(1).ok());
        EXPECT_TRUE(simulation.keep_while_stepping());
        if (machine.copied_back == copies) continue;
        copies = machine.copied_back;
        copied_at = simulation.steps_done();
        ++seen;
    }
    ASSERT_GT(copied_at, 0);
    ASSERT_TRUE(simulation.step(1).ok());
    machine.lost = true;
    ASSERT_TRUE(simulation.step(1).ok());
    EXPECT_EQ(simulation.steps_done(), copied_at);
    EXPECT_TRUE(says(simulation.take_news().value_or(""), ": 1 steps were lost"));
}

TEST_F(SmallCard, AnotherKernelTakesTheFieldAlthoughTwoHaveNoRoom) {
    App app(App::Mode::Direct);
    perform(app, kScene);
    perform(app, "step 8");
    std::size_t free = 0, all = 0;
    cudaMemGetInfo(&free, &all);
    const std::size_t in_use = all - free;
    emulation::device.memory = in_use * 3 / 2;
    for (const char* kernel : {"cuda-naive", "cuda-temporal", "cuda-vector"}) {
        perform(app, "kernel " + std::string(kernel));
        perform(app, "step 8");
        EXPECT_EQ(app.state().kernel, kernel) << messages_of(app);
    }
    EXPECT_EQ(app.state().steps_done, 32);
    perform(app, "kernel cpu-simd");
    EXPECT_EQ(app.state().steps_done, 32);
    emulation::device = {};
}

/// If frames have no room on the card, that is reported once, and tried once per size.
TEST_F(SmallCard, AFrameWithoutRoomIsTriedOnce) {
    App app(App::Mode::Threaded);
    perform(app, "set interop off");
    app.finish();  // else the first frame, of the start, may stay on the card
    app.allow_device_frames(true);
    perform(app, kScene);
    perform(app, "step 8");
    app.finish();
    std::size_t free = 0, all = 0;
    cudaMemGetInfo(&free, &all);
    emulation::device.memory = all - free;
    messages_of(app);
    const auto frames = [&](int count) {
        for (int i = 0; i < count; ++i) {
            perform(app, "step 1");
            app.finish();
            const Frame* frame = app.take_frame();
            for (int turns = 0; turns < 20000; ++turns, frame = app.take_frame()) {
                if (frame != nullptr && frame->steps_done == app.state().steps_done) break;
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            }
        }
        app.finish();
        return machine.allocations;
    };
    const int without = frames(2);
    perform(app, "set interop on");
    const int once = frames(1);
    EXPECT_GT(once, without);
    EXPECT_EQ(frames(5), once);
    const std::string said = messages_of(app);
    EXPECT_TRUE(says(said, "a frame on the GPU: out of memory")) << said;
    EXPECT_EQ(said.find("a frame on the GPU"), said.rfind("a frame on the GPU")) << said;
    emulation::device = {};
    perform(app, "set interop off");
    perform(app, "set interop on");
    EXPECT_GT(frames(1), once) << "switched on again, it is tried again";
    EXPECT_TRUE(app.state().device_frames);
}

}  // namespace gs::test
