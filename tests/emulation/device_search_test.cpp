// The choice of a device while the window is already open: nothing waits for the driver, and
// questions about the device have an answer meanwhile. Run under ThreadSanitizer, too.
#include <chrono>
#include <thread>

#include "app/core/run/device_search.h"
#include "kernels/cuda/info.h"
#include "kernels/cuda/machine_code.h"
#include "tests/emulation/emulated_machine.h"

namespace gs {

cudaError_t find_machine_code() {
    return emulation::has_machine_code();
}

std::string compiled_for() {
    return "7.5";
}

namespace test {

using DeviceSearchTest = EmulatedMachine;

TEST_F(DeviceSearchTest, NobodyAsksTheDriverBeforeTheFirstUpdate) {
    DeviceSearch search;
    EXPECT_TRUE(cuda_undecided());
    EXPECT_NE(cuda_unavailable(), nullptr);
    EXPECT_FALSE(cuda_info().available());
    EXPECT_EQ(emulation::machine.driver_calls, 0);
}

TEST_F(DeviceSearchTest, WhoDrawsIsPreferredAndOthersMayAskMeanwhile) {
    emulation::machine.devices = 3;
    DeviceSearch search;
    const auto me = std::this_thread::get_id();
    int asked = 0, done = 0;
    while (done == 0) {
        done += search.update([&] {
            ++asked;
            EXPECT_EQ(std::this_thread::get_id(), me) << "OpenGL's context belongs to this thread";
            EXPECT_EQ(emulation::machine.contexts, 0);
            return std::vector<int>{2};
        });
        if (done == 0) (void)cuda_unavailable();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    EXPECT_EQ(asked, 1);
    EXPECT_FALSE(cuda_undecided());
    EXPECT_EQ(cuda_unavailable(), nullptr);
    EXPECT_EQ(cuda_info().device, 2);
    EXPECT_EQ(emulation::machine.contexts, 1);
    EXPECT_FALSE(search.update([] { return std::vector<int>{}; })) << "once";
}

TEST_F(DeviceSearchTest, MayEndWhileTheDriverIsAsked) {
    DeviceSearch search;
    search.update([] { return std::vector<int>{}; });
}

TEST_F(DeviceSearchTest, WithoutADriverThereIsTheReason) {
    emulation::machine.driver = 0;
    DeviceSearch search;
    while (!search.update([] { return std::vector<int>{}; })) std::this_thread::yield();
    EXPECT_STREQ(cuda_unavailable(), "no CUDA driver is installed (libcuda.so was not found)");
}

}  // namespace test
}  // namespace gs
