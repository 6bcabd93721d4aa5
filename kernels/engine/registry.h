// The kernels of this program, in learning order. The list is generated from the
// gs_kernel(...) lines of CMakeLists.txt.
#pragma once

#include <span>
#include <string_view>

#include "kernels/kernel_api.h"

namespace gs {

/// All kernels, the unavailable ones too, in learning order. Valid for
/// the program's life; any thread.
std::span<const gs_kernel* const> kernels();

/// The kernel with this id, or nullptr.
const gs_kernel* find_kernel(std::string_view id);

/// The textbook loop that the others are compared with: the first kernel on the host with the
/// textbook algebra and this scalar. GS_F64: the yardstick of every error.
const gs_kernel& reference_kernel(gs_scalar scalar = GS_F32);

/// nullptr, or why this kernel can't run on this machine.
const char* why_unavailable(const gs_kernel& kernel);

/// The index of a knob in the kernel's table, or -1.
int find_knob(const gs_kernel& kernel, std::string_view name);

}  // namespace gs
