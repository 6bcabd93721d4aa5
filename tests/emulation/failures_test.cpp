// Drivers, devices and memory that no test machine has: which device is taken, and what is said if
// none can be.
#include "kernels/cuda/device_frame.h"
#include "kernels/cuda/info.h"
#include "kernels/engine/registry.h"
#include "tests/conformance/run.h"
#include "tests/emulation/emulated_machine.h"
#include "tests/support/fields.h"

namespace gs::test {

namespace {

using emulation::machine;

bool says(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

class Devices : public EmulatedMachine {};

/// A field that a CUDA kernel steps.
class DeviceMemory : public EmulatedMachine {
  protected:
    void start(const char* kernel) {
        problem_.rows = 40;
        problem_.cols = 60;
        problem_.params = params_for({"", 0.2, 0.05}, GS_PERIODIC);
        ASSERT_TRUE(prepare(engine_, *find_kernel(kernel), problem_, first_field(problem_)));
        ASSERT_TRUE(engine_.step(5).ok());
    }
    static std::size_t free_bytes() {
        std::size_t free = 0, all = 0;
        cudaMemGetInfo(&free, &all);
        return free;
    }
    Problem problem_;
    Engine engine_;
};

}  // namespace

TEST_F(Devices, NoDriver) {
    machine.driver = 0;
    EXPECT_STREQ(cuda_unavailable(), "no CUDA driver is installed (libcuda.so was not found)");
}

TEST_F(Devices, ADriverThatIsTooOld) {
    machine.driver = 12020;
    EXPECT_STREQ(
        cuda_unavailable(),
        "the NVIDIA driver supports CUDA 12.2 at most, and this program needs 13.0: update the driver");
}

TEST_F(Devices, NoDevice) {
    machine.devices = 0;
    EXPECT_STREQ(cuda_unavailable(), "the CUDA driver finds no device");
}

TEST_F(Devices, OneThatCantRunTheKernelsHidesNoneThatCan) {
    machine.devices = 3;
    machine.unusable = {0};
    EXPECT_EQ(cuda_unavailable(), nullptr);
    EXPECT_EQ(cuda_info().device, 1);
}

TEST_F(Devices, ThePreferredOneIsTakenAndNoOtherIsWoken) {
    machine.devices = 3;
    EXPECT_EQ(cuda_choose_device({2}).device, 2);
    EXPECT_EQ(cuda_info().device, 2);
    EXPECT_EQ(machine.contexts, 1);
}

TEST_F(Devices, ThePreferredOneIsLeftWhereItCantRunTheKernels) {
    machine.devices = 2;
    machine.unusable = {1};
    EXPECT_EQ(cuda_choose_device({1}).device, 0);
    EXPECT_TRUE(cuda_info().available());
}

TEST_F(Devices, WhereNoneCanTheReasonIsThePreferredOnes) {
    machine.devices = 2;
    machine.unusable = {0, 1};
    EXPECT_EQ(cuda_choose_device({1}).device, 1);
    EXPECT_TRUE(says(cuda_info().why_not, "has compute capability 7.5"));
}

TEST_F(DeviceMemory, AnAllocationThatFailsChangesNothing) {
    start("cuda-vector");
    const Field before = field_of(engine_);
    machine.fail_allocation = 3;
    const Status failed = engine_.select(*find_kernel("cuda-naive"));
    EXPECT_FALSE(failed.ok());
    EXPECT_TRUE(says(failed.why(), "MiB on the GPU")) << failed.why();
    EXPECT_FALSE(cuda_lost()) << "the device is well";
    ASSERT_TRUE(engine_.step(1).ok());
    EXPECT_EQ(engine_.steps_done(), 6);
    ASSERT_TRUE(engine_.select(*find_kernel("cuda-naive")).ok());
    (void)before;
}

TEST_F(DeviceMemory, AFrameHoldsThePlanesThatAreWanted) {
    start("cuda-vector");
    const std::size_t all = free_bytes();
    const auto frame = DeviceFrame::make();
    ASSERT_NE(frame, nullptr);
    ASSERT_TRUE(frame->capture(engine_, false, true).ok());
    const std::size_t one = all - free_bytes();
    EXPECT_EQ(frame->u(), nullptr);
    EXPECT_NE(frame->v(), nullptr);
    ASSERT_TRUE(frame->capture(engine_).ok());
    EXPECT_EQ(all - free_bytes(), 2 * one);
    Field captured(problem_.rows, problem_.cols, GS_F32);
    captured.visit([&](auto u, auto v) {
        if constexpr (std::is_same_v<std::decay_t<decltype(u[0])>, float>) {
            EXPECT_TRUE(frame->read(u.data(), v.data()).ok());
        }
    });
    EXPECT_TRUE(same_bits(field_of(engine_), captured));
    ASSERT_TRUE(frame->capture(engine_, true, false).ok());
    EXPECT_EQ(all - free_bytes(), one);
    EXPECT_EQ(frame->v(), nullptr);
}

TEST_F(DeviceMemory, AFrameThatFailsHoldsNone) {
    start("cuda-vector");
    const std::size_t all = free_bytes();
    const auto frame = DeviceFrame::make();
    machine.fail_allocation = 2;
    EXPECT_FALSE(frame->capture(engine_).ok());
    EXPECT_EQ(free_bytes(), all);
    EXPECT_TRUE(frame->capture(engine_).ok());
}

}  // namespace gs::test
