#include "kernels/engine/registry.h"

namespace gs {

const gs_kernel* find_kernel(std::string_view id) {
    for (const gs_kernel* kernel : kernels())
        if (id == kernel->id) return kernel;
    return nullptr;
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
