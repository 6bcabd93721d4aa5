# GRAYSCOPE_CUDA=AUTO builds the CUDA kernels when a working nvcc is there, and never fails; ON insists; OFF does not look.
# Sets GS_CUDA to ON or OFF and, when OFF, GS_CUDA_REASON to why, which the program shows beside each CUDA kernel.
include_guard(GLOBAL)
include(CheckLanguage)

set(GRAYSCOPE_CUDA AUTO CACHE STRING "CUDA kernels: AUTO, ON or OFF")
set_property(CACHE GRAYSCOPE_CUDA PROPERTY STRINGS AUTO ON OFF)
set(GRAYSCOPE_CUDA_ARCHITECTURES "" CACHE STRING
    "GPU architectures, such as 86-real;90; empty: the GPU of this machine, or without one all that nvcc knows from 75 up")

# The compiler: CUDACXX, the PATH, the toolkit's usual folder, or the wheels that ./run fetched. An nvcc that does not
# work is as good as none.
macro(gs_find_cuda)
    if(NOT CMAKE_CUDA_COMPILER)
        unset(CMAKE_CUDA_COMPILER CACHE)
        gs_cache_dir(cache)
        find_program(GS_NVCC nvcc PATHS ENV CUDA_PATH ENV CUDA_HOME /usr/local/cuda ${cache}/cuda-13.0 PATH_SUFFIXES bin)
        mark_as_advanced(GS_NVCC)
        if(GS_NVCC AND NOT DEFINED ENV{CUDACXX})
            set(ENV{CUDACXX} ${GS_NVCC})
        endif()
        set(ENV{CUDAARCHS} 75)  # for the trial only
        check_language(CUDA)
    endif()
endmacro()

# Without a GPU here: machine code for the first of each generation that this nvcc knows, which the later ones of that
# generation run too, and PTX of the newest for GPUs to come.
function(gs_cuda_architectures out)
    if(GRAYSCOPE_CUDA_ARCHITECTURES)
        set(${out} ${GRAYSCOPE_CUDA_ARCHITECTURES} PARENT_SCOPE)
        return()
    endif()
    find_program(smi nvidia-smi NO_CACHE)
    if(smi)
        execute_process(COMMAND ${smi} --query-gpu=compute_cap --format=csv,noheader OUTPUT_VARIABLE here
                        RESULT_VARIABLE failed ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
        if(NOT failed AND here MATCHES "^[0-9]")
            string(REGEX MATCHALL "[0-9]+\\.[0-9]+" here "${here}")
            string(REPLACE "." "" here "${here}")
            list(REMOVE_DUPLICATES here)
            set(${out} ${here} PARENT_SCOPE)
            return()
        endif()
    endif()
    # Without a GPU at hand: code for the oldest, for the data centre's, and PTX of that one for all that come after. Each
    # architecture costs minutes of compiling the kernels that live in registers; a build for tests takes the first and last.
    set(candidates 75 80 90)
    if(GRAYSCOPE_TESTS)
        set(candidates 75 90)
    endif()
    execute_process(COMMAND ${CMAKE_CUDA_COMPILER} --list-gpu-code OUTPUT_VARIABLE known ERROR_QUIET)
    set(chosen "")
    foreach(architecture ${candidates})
        if(known MATCHES "sm_${architecture}[ \r\n]")
            list(APPEND chosen ${architecture}-real)
            set(newest ${architecture})
        endif()
    endforeach()
    set(${out} ${chosen} ${newest}-virtual PARENT_SCOPE)
endfunction()

set(GS_CUDA OFF)
set(GS_CUDA_REASON "built without CUDA (GRAYSCOPE_CUDA=OFF)")
if(NOT GRAYSCOPE_CUDA STREQUAL "OFF")
    gs_find_cuda()
    if(CMAKE_CUDA_COMPILER)
        set(CMAKE_CUDA_ARCHITECTURES 75)  # for CMake's own trial; ours follow
        enable_language(CUDA)
        set(GS_CUDA ON)
        set(GS_CUDA_REASON "")
        gs_cuda_architectures(CMAKE_CUDA_ARCHITECTURES)
        set(CMAKE_CUDA_STANDARD 17)
        set(CMAKE_CUDA_STANDARD_REQUIRED ON)
        set(CMAKE_CUDA_RUNTIME_LIBRARY Static)
        # Equal kernels give equal bits: no fused multiply-add unless a kernel writes fma itself.
        add_compile_options("$<$<COMPILE_LANGUAGE:CUDA>:--fmad=false>")
        find_package(CUDAToolkit REQUIRED)
        message(STATUS "CUDA ${CMAKE_CUDA_COMPILER_VERSION} for ${CMAKE_CUDA_ARCHITECTURES}")
    elseif(GRAYSCOPE_CUDA STREQUAL "ON")
        message(FATAL_ERROR "GRAYSCOPE_CUDA=ON, but no working nvcc was found: set CUDACXX to one, or use AUTO.")
    else()
        set(GS_CUDA_REASON "built without CUDA (no nvcc was found)")
        message(STATUS "CUDA kernels: ${GS_CUDA_REASON}")
    endif()
endif()
