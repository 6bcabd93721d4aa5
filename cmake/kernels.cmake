# gs_kernel(<id> <file>... [FLAGS <flag>...] [VARIANTS <name>...])
#
# One kernel, one line, in learning order: the order in which the program lists them.
#   <id>      as the user types it (cpu-reference). One of its files defines
#             extern "C" const gs_kernel* gs_kernel_<id>(void), dashes as underscores.
#   FLAGS     compiler flags of these files alone.
#   VARIANTS  the first file is compiled once more for each instruction set named (avx2, avx512), with GS_VARIANT set to
#             the name and GS_VARIANT_AVX2 or GS_VARIANT_AVX512 to 1; the kernel picks one at run time. A variant must
#             define nothing inline with external linkage, and call nothing such: the linker keeps one copy of each such
#             function for the whole program, and it could be the one that this CPU can't run. A test looks for that.
# A .cu file is left out of a build without CUDA; its kernel is then listed with the reason.
include_guard(GLOBAL)

set(GS_VARIANT_FLAGS_avx2 -mavx2 -mfma)
set(GS_VARIANT_FLAGS_avx512 -mavx512f -mavx512bw -mavx512dq -mavx512vl -mavx2 -mfma -mprefer-vector-width=512)

function(gs_kernel id)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "FLAGS;VARIANTS")
    set_property(GLOBAL APPEND PROPERTY GS_KERNEL_IDS ${id})
    list(GET arg_UNPARSED_ARGUMENTS 0 first)
    if(first MATCHES "\\.cu$" AND NOT GS_CUDA)
        set_property(GLOBAL PROPERTY GS_KERNEL_NOT_BUILT_${id} ${CMAKE_CURRENT_SOURCE_DIR}/${first})
        return()
    endif()
    target_sources(gs_kernels PRIVATE ${arg_UNPARSED_ARGUMENTS})
    set_property(SOURCE ${arg_UNPARSED_ARGUMENTS} APPEND PROPERTY COMPILE_OPTIONS ${arg_FLAGS})
    if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
        set(arg_VARIANTS)  # the portable one is what other processors run
    endif()
    foreach(variant IN LISTS arg_VARIANTS)
        string(REPLACE "-" "_" object "gs_${id}_${variant}")
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

# The definition in place of a kernel that was not built; its label is read from its source.
function(gs_kernel_stand_in out id name source)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
    file(STRINGS ${source} label REGEX "label = \"[^\"]*\"" LIMIT_COUNT 1)
    if(NOT label MATCHES "label = (\"[^\"]*\")")
        set(CMAKE_MATCH_1 "\"${id}\"")
    endif()
    set(${out} "extern \"C\" const gs_kernel* gs_kernel_${name}(void) {
    static const gs_kernel kernel = [] {
        gs_kernel k{};
        k.abi = GS_KERNEL_ABI;
        k.size = sizeof k;
        k.id = \"${id}\";
        k.label = ${CMAKE_MATCH_1};
        k.summary = \"Runs on an NVIDIA GPU.\";
        k.memory = GS_CUDA;
        k.unavailable = [] { return \"${GS_CUDA_REASON}\"; };
        return k;
    }();
    return &kernel;
}\n" PARENT_SCOPE)
endfunction()

# gs_kernel_registry(<target>): writes the list of all kernels so far into the target.
function(gs_kernel_registry target)
    get_property(ids GLOBAL PROPERTY GS_KERNEL_IDS)
    set(declarations "")
    set(entries "")
    foreach(id IN LISTS ids)
        string(REPLACE "-" "_" name ${id})
        get_property(not_built GLOBAL PROPERTY GS_KERNEL_NOT_BUILT_${id})
        set(declaration "extern \"C\" const gs_kernel* gs_kernel_${name}(void);\n")
        if(not_built)
            gs_kernel_stand_in(declaration ${id} ${name} ${not_built})
        endif()
        string(APPEND declarations "${declaration}")
        string(APPEND entries "        gs_kernel_${name}(),\n")
    endforeach()
    file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/kernel_list.cpp @ONLY CONTENT [[
// Written by CMake from the gs_kernel(...) lines.
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
