#include "tests/conformance/conformance.h"

#include <gtest/gtest.h>
#include <algorithm>
#include <string>

#include "kernels/engine/registry.h"
#include "tests/conformance/checks.h"
#include "tests/support/gpu.h"

namespace gs::test {

namespace {

class KernelTest final : public testing::Test {
  public:
    KernelTest(Subject subject, std::function<void(const Subject&)> check)
        : subject_(subject), check_(std::move(check)) {}
    void TestBody() override { check_(subject_); }

  private:
    Subject subject_;
    std::function<void(const Subject&)> check_;
};

/// A dash in GoogleTest's filters means "not", so it is replaced.
std::string suite_name(const gs_kernel& kernel) {
    std::string name = kernel.id;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

void register_check(const Subject& subject, const Check& check) {
    testing::RegisterTest(suite_name(*subject.kernel).c_str(), check.name.c_str(), nullptr, nullptr, __FILE__,
                          __LINE__, [=]() -> testing::Test* { return new KernelTest(subject, check.run); });
}

void report_unavailable(const Subject& subject) {
    const gs_kernel& kernel = *subject.kernel;
    const std::string why = std::string(kernel.id) + " is not available: " + why_unavailable(kernel);
    if (kernel.memory != GS_CUDA) GTEST_SKIP() << why;
    GS_SKIP_WITHOUT_GPU(why);
}

/// In learning order; the first available kernel of an algebra and scalar is its leader.
const gs_kernel* leader_of(const gs_kernel& kernel, std::span<const gs_kernel* const> kernels,
                           std::span<const gs_kernel* const> peers) {
    for (const auto& all : {peers, kernels})
        for (const gs_kernel* other : all)
            if (other->algebra == kernel.algebra && other->scalar == kernel.scalar &&
                why_unavailable(*other) == nullptr)
                return other == &kernel ? nullptr : other;
    return nullptr;
}

/// ThreadSanitizer finds nothing in a kernel of one thread, and takes long: the plain suite and
/// AddressSanitizer's check those.
bool worth_checking([[maybe_unused]] const gs_kernel& kernel) {
#if defined(GS_SANITIZE_thread)
    return kernel.threads != nullptr;
#else
    return true;
#endif
}

}  // namespace

void register_conformance(std::span<const gs_kernel* const> kernels, std::span<const gs_kernel* const> peers,
                          std::int64_t most_cell_steps) {
    for (const gs_kernel* kernel : kernels) {
        Subject subject{kernel, nullptr, most_cell_steps};
        if (why_unavailable(*kernel) != nullptr) {
            register_check(subject, {"available", report_unavailable});
            continue;
        }
        if (!worth_checking(*kernel)) continue;
        subject.leader = leader_of(*kernel, kernels, peers);
        for (const auto& checks :
             {answer_checks(), problem_checks(), knob_checks(), property_checks(), symmetry_checks()})
            for (const Check& check : checks)
                if (!check.applies || check.applies(subject)) register_check(subject, check);
    }
}

}  // namespace gs::test
