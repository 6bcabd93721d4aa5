# gs_kernel(ID SOURCE...): one kernel. Its first source defines `extern "C" const gs_kernel* gs_kernel_<id>(void)`, dashes as
# underscores. Call order is the order of the ladder.
function(gs_kernel id)
  target_sources(gs_kernels PRIVATE ${ARGN})
  set_property(GLOBAL APPEND PROPERTY GS_KERNEL_IDS ${id})
endfunction()

# gs_kernel_registry(TARGET): writes the list of all kernels so far into the target.
function(gs_kernel_registry target)
  get_property(ids GLOBAL PROPERTY GS_KERNEL_IDS)
  set(declarations "")
  set(entries "")
  foreach(id IN LISTS ids)
    string(REPLACE "-" "_" name ${id})
    string(APPEND declarations "extern \"C\" const gs_kernel* gs_kernel_${name}(void);\n")
    string(APPEND entries "        gs_kernel_${name}(),\n")
  endforeach()
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/kernel_list.cpp @ONLY CONTENT [[
// Written by CMake from the gs_kernel(...) lines.
#include "kernels/registry.h"

@declarations@
namespace gs {

std::span<const gs_kernel* const> kernels() {
    static const gs_kernel* const all[] = {
@entries@    };
    return all;
}

}  // namespace gs
]])
  target_sources(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/kernel_list.cpp)
endfunction()
