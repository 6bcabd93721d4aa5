# Every library that is not ours, as a target. Debian's packages are listed in packages.txt; what Debian does not have,
# or has too old, comes from the Python package index by name, version and hash.
include_guard(GLOBAL)
include(fetch)

set(GS_THIRD_PARTY ${CMAKE_BINARY_DIR}/third_party)

# Third-party code gets none of our warnings, and its undefined behaviour is not reported.
function(gs_third_party target)
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:C,CXX>:-w>)
    if(GRAYSCOPE_SANITIZE STREQUAL "address")
        target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:C,CXX>:-fno-sanitize=undefined>)
    endif()
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
endfunction()

# --- the product without a screen --------------------------------------------------------------------------------
find_package(Threads REQUIRED)
find_package(CLI11 CONFIG REQUIRED)
find_package(nlohmann_json CONFIG REQUIRED)

# fmt's own code is compiled once, here: Debian has no archive of it, and grayscope-headless depends on no library that a
# server may lack. Used header-only, each of our files would compile it again, and take more than twice as long.
find_package(fmt CONFIG REQUIRED)
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/fmt.cpp CONTENT [[
#include <fmt/format-inl.h>

FMT_BEGIN_NAMESPACE
namespace detail {
template FMT_API auto thousands_sep_impl<char>(locale_ref) -> thousands_sep_result<char>;
template FMT_API auto decimal_point_impl(locale_ref) -> char;
}
FMT_END_NAMESPACE
]])
add_library(gs_fmt STATIC ${CMAKE_BINARY_DIR}/fmt.cpp)
target_include_directories(gs_fmt SYSTEM PUBLIC $<TARGET_PROPERTY:fmt::fmt,INTERFACE_INCLUDE_DIRECTORIES>)
gs_third_party(gs_fmt)

# libdeflate has no CMake file of its own; its archive is preferred for the same reason.
find_path(GS_LIBDEFLATE_INCLUDE libdeflate.h REQUIRED)
find_library(GS_LIBDEFLATE NAMES libdeflate.a deflate REQUIRED)
add_library(libdeflate UNKNOWN IMPORTED GLOBAL)
set_target_properties(libdeflate PROPERTIES IMPORTED_LOCATION ${GS_LIBDEFLATE}
                                            INTERFACE_INCLUDE_DIRECTORIES ${GS_LIBDEFLATE_INCLUDE})

# The same of zlib, which packs what is too large to be held whole: libdeflate packs only that.
find_path(GS_ZLIB_INCLUDE zlib.h REQUIRED)
find_library(GS_ZLIB NAMES libz.a z REQUIRED)
add_library(zlib UNKNOWN IMPORTED GLOBAL)
set_target_properties(zlib PROPERTIES IMPORTED_LOCATION ${GS_ZLIB} INTERFACE_INCLUDE_DIRECTORIES ${GS_ZLIB_INCLUDE})

# KISS FFT is one header of templates; Debian's library of it is another form, and is not linked.
find_path(GS_KISSFFT_INCLUDE kissfft/kissfft.hh REQUIRED)
add_library(kissfft INTERFACE)
target_include_directories(kissfft SYSTEM INTERFACE ${GS_KISSFFT_INCLUDE})

find_path(GS_STB_INCLUDE stb/stb_image_write.h REQUIRED)
file(WRITE ${GS_THIRD_PARTY}/stb.c.new
     "#define STB_IMAGE_IMPLEMENTATION\n#include <stb/stb_image.h>\n"
     "#define STB_IMAGE_WRITE_IMPLEMENTATION\n#include <stb/stb_image_write.h>\n")
configure_file(${GS_THIRD_PARTY}/stb.c.new ${GS_THIRD_PARTY}/stb.c COPYONLY)
add_library(stb STATIC ${GS_THIRD_PARTY}/stb.c)
target_include_directories(stb SYSTEM PUBLIC ${GS_STB_INCLUDE})
target_link_libraries(stb PUBLIC m)
gs_third_party(stb)
if(GRAYSCOPE_SANITIZE STREQUAL "fuzz")
    # Its arithmetic wraps on damaged pictures, which costs a wrong pixel; what would cost more stays watched.
    target_compile_options(stb PRIVATE -fno-sanitize=shift,signed-integer-overflow,alignment,pointer-overflow)
endif()

# --- the window --------------------------------------------------------------------------------------------------
if(GRAYSCOPE_GUI OR GRAYSCOPE_RENDER)
    include(glad)
endif()
if(GRAYSCOPE_GUI)
    include(window_dependencies)
endif()

# --- the tests ---------------------------------------------------------------------------------------------------
if(GRAYSCOPE_TESTS)
    find_package(GTest CONFIG REQUIRED)
    find_package(Boost REQUIRED COMPONENTS context)  # fibers: a CUDA block's threads, run on the host
endif()
