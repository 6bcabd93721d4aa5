# gs_kernel(<id> <file>... [FLAGS <flag>...])
#
# One kernel, one line, in learning order: the order in which the program lists them.
#   <id>      as the user types it (cpu-reference). One of its files defines
#             extern "C" const gs_kernel* gs_kernel_<id>(void), dashes as underscores.
#   FLAGS     compiler flags of these files alone.
# A kernel whose first file is a .cu has its row in kernels/cuda/kernel_rows.h, as gs::<id>_row(). Without CUDA the .cu files are
# left out, and the kernel is listed by that row, with the reason why it can't run.
#
# gs_kernel_parts(<file>... [FLAGS <flag>...] [VARIANTS <name>...])
#
# What several kernels are made of: no kernel's line names a file that another kernel needs.
#   VARIANTS  the first file is compiled once more for each instruction set named (avx2, avx512), with GS_VARIANT set to
#             the name and GS_VARIANT_AVX2 or GS_VARIANT_AVX512 to 1; one is picked at run time (kernels/host/isa.h). A
#             variant must define nothing inline with external linkage, and call nothing such: the linker keeps one copy
#             of each such function for the whole program, and it could be the one that this CPU can't run. A test looks
#             for that.
include_guard(GLOBAL)

set(GS_VARIANT_FLAGS_avx2 -mavx2 -mfma)
set(GS_VARIANT_FLAGS_avx512 -mavx512f -mavx512bw -mavx512dq -mavx512vl -mavx2 -mfma -mprefer-vector-width=512)

function(gs_kernel_parts first)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "FLAGS;VARIANTS")
    set(files ${first} ${arg_UNPARSED_ARGUMENTS})
    if(NOT GS_CUDA)
        list(FILTER files EXCLUDE REGEX "\\.cu$")
    endif()
    if(NOT files)
        return()
    endif()
    target_sources(gs_kernels PRIVATE ${files})
    set_property(SOURCE ${files} APPEND PROPERTY COMPILE_OPTIONS ${arg_FLAGS})
    if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
        set(arg_VARIANTS)  # the portable one is what other processors run
    endif()
    foreach(variant IN LISTS arg_VARIANTS)
        string(MAKE_C_IDENTIFIER "gs_${first}_${variant}" object)
        string(TOUPPER ${variant} upper)
        add_library(${object} OBJECT ${first})
        target_include_directories(${object} PRIVATE ${PROJECT_SOURCE_DIR})
        target_compile_options(${object} PRIVATE ${GS_VARIANT_FLAGS_${variant}})
        target_compile_definitions(${object} PRIVATE GS_VARIANT=${variant} GS_VARIANT_${upper}=1)
        gs_warnings(${object})
        target_sources(gs_kernels PRIVATE $<TARGET_OBJECTS:${object}>)
        set_property(GLOBAL APPEND PROPERTY GS_VARIANT_OBJECTS $<TARGET_OBJECTS:${object}>)
    endforeach()
endfunction()

function(gs_kernel id first)
    set_property(GLOBAL APPEND PROPERTY GS_KERNEL_IDS ${id})
    if(first MATCHES "\\.cu$" AND NOT GS_CUDA)
        set_property(GLOBAL APPEND PROPERTY GS_KERNELS_NOT_BUILT ${id})
    endif()
    gs_kernel_parts(${first} ${ARGN})
endfunction()

# gs_kernel_registry(<target>): writes the list of all kernels so far into the target.
function(gs_kernel_registry target)
    get_property(ids GLOBAL PROPERTY GS_KERNEL_IDS)
    get_property(not_built GLOBAL PROPERTY GS_KERNELS_NOT_BUILT)
    set(declarations "")
    set(entries "")
    foreach(id IN LISTS ids)
        string(REPLACE "-" "_" name ${id})
        set(declaration "extern \"C\" const gs_kernel* gs_kernel_${name}(void)")
        if(id IN_LIST not_built)
            string(APPEND declarations "${declaration} {
    static const gs_kernel kernel = gs::${name}_row();
    return &kernel;
}\n")
        else()
            string(APPEND declarations "${declaration};\n")
        endif()
        string(APPEND entries "        gs_kernel_${name}(),\n")
    endforeach()
    file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/kernel_list.cpp @ONLY CONTENT [[
// Written by CMake from the gs_kernel(...) lines.
#include "kernels/cuda/kernel_rows.h"
#include "kernels/engine/registry.h"

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
