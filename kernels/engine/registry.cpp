#include "kernels/engine/registry.h"

#include <algorithm>
#include <cassert>

namespace gs {

const gs_kernel* find_kernel(std::string_view id) {
    for (const gs_kernel* kernel : kernels())
        if (id == kernel->id) return kernel;
    return nullptr;
}

const gs_kernel& reference_kernel(gs_scalar scalar) {
    const auto all = kernels();
    const auto found = std::find_if(all.begin(), all.end(), [&](const gs_kernel* kernel) {
        return kernel->memory == GS_HOST && kernel->algebra == GS_TEXTBOOK && kernel->scalar == scalar;
    });
    assert(found != all.end());
    return **found;
}

const char* why_unavailable(const gs_kernel& kernel) {
    return kernel.unavailable != nullptr ? kernel.unavailable() : nullptr;
}

int find_knob(const gs_kernel& kernel, std::string_view name) {
    for (int i = 0; i < kernel.knob_count; ++i)
        if (name == kernel.knobs[i].name) return i;
    return -1;
}

}  // namespace gs
