#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/cli.h"
#include "app/cli/subcommands.h"
#include "app/core/run/describe_gpu.h"
#include "app/core/text/strings.h"
#include "kernels/engine/registry.h"

namespace gs {

namespace {

const char* memory_name(const gs_kernel& kernel) {
    return kernel.memory == GS_CUDA ? "cuda" : "host";
}

const char* scalar_name(const gs_kernel& kernel) {
    return kernel.scalar == GS_F64 ? "f64" : "f32";
}

int print_json() {
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (const gs_kernel* kernel : kernels()) {
        const char* why = why_unavailable(*kernel);
        rows.push_back({{"id", kernel->id},
                        {"label", kernel->label},
                        {"summary", kernel->summary},
                        {"memory", memory_name(*kernel)},
                        {"scalar", scalar_name(*kernel)},
                        {"available", why == nullptr},
                        {"reason", why != nullptr ? why : ""}});
    }
    answer(nlohmann::ordered_json{{"kernels", rows}}.dump(2));
    return kDone;
}

int print_table() {
    std::size_t width = 0;
    for (const gs_kernel* kernel : kernels()) width = std::max(width, std::string_view(kernel->id).size());
    for (const gs_kernel* kernel : kernels()) {
        const char* why = why_unavailable(*kernel);
        answer(fmt::format("{:<{}}  {:<4}  {}  {}", kernel->id, width, memory_name(*kernel),
                           scalar_name(*kernel), kernel->summary));
        if (why != nullptr) answer(fmt::format("{:<{}}  {}", "", width, say(Text::KernelUnavailable, why)));
    }
    if (const std::string gpu = describe_gpu(); !gpu.empty()) answer("\n" + gpu);
    return kDone;
}

}  // namespace

void add_kernels(CommandLine& program) {
    auto json = std::make_shared<bool>(false);
    const auto print = [json] { return *json ? print_json() : print_table(); };
    program.subcommand("kernels", Text::KernelsHelp, print,
                       [json](CommandLine command) { command.flag("--json", *json, Text::KernelsHelpJson); });
}

}  // namespace gs
