// `check`: each kernel against float64.
#include <memory>

#include "app/cli/cli.h"
#include "app/cli/progress.h"
#include "app/cli/subcommands.h"
#include "app/core/document/kernel_choice.h"
#include "app/core/document/typed.h"
#include "app/core/run/check.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"
#include "kernels/engine/registry.h"

namespace gs {

namespace {

/// Prints one kernel's line; false if it is wrong.
bool print_check(const gs_kernel& kernel, ProgressBar& bar) {
    const KernelCheck check = check_kernel(kernel, [&](int done, int total) {
        bar.show(done, total);
        return true;
    });
    bar.wipe();
    answer(say(Text::CheckLine, kernel.id, check.good() ? "ok" : "FAIL", check.done, check.refused,
               check.largest, check.bound));
    if (!check.failure) answer(fmt::format("{:<20} {}", "", check.failure.why()));
    return check.good();
}

int check(const std::string& typed) {
    const std::vector<std::string> known = kernel_ids();
    const std::string meant = meant_name(typed, known), id = meant.empty() ? typed : meant;
    if (!id.empty()) {
        const gs_kernel* kernel = find_kernel(id);
        const char* why = kernel != nullptr ? why_unavailable(*kernel) : nullptr;
        if (kernel == nullptr || why != nullptr) {
            complain(kernel == nullptr ? unknown_name(text(Text::Kernel), id, known)
                                       : say(Text::KernelCant, id, why));
            return kWrongInput;
        }
    }
    bool all_good = true;
    ProgressBar bar(std::string(text(Text::Cases)));
    for (const gs_kernel* kernel : kernels()) {
        if (!id.empty() && id != kernel->id) continue;
        if (const char* why = why_unavailable(*kernel))
            answer(fmt::format("{:<20} --    {}", kernel->id, say(Text::KernelUnavailable, why)));
        else
            all_good = print_check(*kernel, bar) && all_good;
    }
    return all_good ? kDone : kFailed;
}

}  // namespace

void add_check(CommandLine& program) {
    auto id = std::make_shared<std::string>();
    const auto does = [id] { return check(*id); };
    program.subcommand("check", Text::CheckHelp, does,
                       [id](CommandLine command) { command.text("KERNEL", *id, Text::CheckHelpKernel, ""); });
}

}  // namespace gs
