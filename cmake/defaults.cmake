# Settings of every target: the standard, the build type, the arithmetic.
include_guard(GLOBAL)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# Kernels of one algebra give the same bits: a product and a sum are rounded separately, unless a kernel asks for fma by
# name. The instruction set is plain x86-64; code for larger ones is compiled separately and chosen at run time.
add_compile_options($<$<COMPILE_LANGUAGE:C,CXX>:-ffp-contract=off> $<$<COMPILE_LANGUAGE:CUDA>:-Xcompiler=-ffp-contract=off>)

if(NOT CMAKE_CXX_COMPILER_LAUNCHER)
    find_program(GS_CCACHE ccache)
    mark_as_advanced(GS_CCACHE)
    if(GS_CCACHE)
        set(CMAKE_C_COMPILER_LAUNCHER ${GS_CCACHE})
        set(CMAKE_CXX_COMPILER_LAUNCHER ${GS_CCACHE})
        set(CMAKE_CUDA_COMPILER_LAUNCHER ${GS_CCACHE})
    endif()
endif()
