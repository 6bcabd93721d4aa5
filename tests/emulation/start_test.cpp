// How the program begins while a GPU is still being looked for: on the CPU, and with the GPU's
// fastest kernel as soon as the GPU is known.
#include <optional>
#include <thread>

#include "app/core/run/device_search.h"
#include "kernels/cuda/info.h"
#include "tests/emulation/emulated_machine.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

using emulation::machine;

class Start : public EmulatedMachine {
  protected:
    void begin(const std::string& first = "") {
        search_.emplace();
        app_.emplace(App::Mode::Threaded);
        perform(*app_, "size 40 28");
        if (!first.empty()) perform(*app_, first);
        perform(*app_, "play");
        app_->finish();
        EXPECT_EQ(machine.driver_calls, 0) << "so far nothing has waited for the driver";
        EXPECT_FALSE(app_->state().on_device);
        messages();
    }
    /// The kernel that runs once the device is known.
    std::string kernel_when_known() {
        while (!search_->update([] { return std::vector<int>{}; })) std::this_thread::yield();
        app_->devices_known();
        app_->finish();
        return app_->state().kernel;
    }
    std::string messages() {
        std::string all;
        for (const Message& m : app_->take_messages()) all += m.text + "\n";
        return all;
    }
    std::optional<DeviceSearch> search_;
    std::optional<App> app_;
};

}  // namespace

TEST_F(Start, OnTheCpuAndThenOnTheGpu) {
    begin();
    EXPECT_EQ(app_->document().kernel, "cpu-rest");
    EXPECT_EQ(kernel_when_known(), "cuda-temporal");
    EXPECT_EQ(app_->document().kernel, "cuda-temporal");
    EXPECT_EQ(app_->undo_label(), "size") << "the user has not changed the kernel";
    EXPECT_EQ(messages(), "");
    perform(*app_, "undo");
    EXPECT_EQ(app_->document().kernel, "cuda-temporal");
}

TEST_F(Start, WhatWasChosenMeanwhileStays) {
    begin("kernel cpu-temporal");
    EXPECT_EQ(kernel_when_known(), "cpu-temporal");
}

TEST_F(Start, AGpuKernelThatIsAskedForMeanwhileRunsThen) {
    begin("kernel cuda-naive");
    EXPECT_EQ(app_->document().kernel, "cuda-naive");
    EXPECT_EQ(kernel_when_known(), "cuda-naive");
    EXPECT_EQ(messages(), "");
}

TEST_F(Start, OrTheReasonWhyItCant) {
    machine.driver = 0;
    begin("kernel cuda-naive");
    EXPECT_NE(kernel_when_known(), "cuda-naive");
    const std::string said = messages();
    EXPECT_NE(said.find("no CUDA driver is installed"), std::string::npos) << said;
    EXPECT_FALSE(app_->execute("kernel cuda-vector").ok());
}

TEST_F(Start, WithoutAGpuNothingChanges) {
    machine.devices = 0;
    begin();
    EXPECT_EQ(kernel_when_known(), "cpu-rest");
    EXPECT_EQ(messages(), "");
}

}  // namespace gs::test
