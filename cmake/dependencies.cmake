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
find_package(fmt CONFIG REQUIRED)  # used header-only: grayscope-headless depends on no library that a server may lack

# libdeflate has no CMake file of its own; its archive is preferred for the same reason.
find_path(GS_LIBDEFLATE_INCLUDE libdeflate.h REQUIRED)
find_library(GS_LIBDEFLATE NAMES libdeflate.a deflate REQUIRED)
add_library(libdeflate UNKNOWN IMPORTED GLOBAL)
set_target_properties(libdeflate PROPERTIES IMPORTED_LOCATION ${GS_LIBDEFLATE}
                                            INTERFACE_INCLUDE_DIRECTORIES ${GS_LIBDEFLATE_INCLUDE})

find_path(GS_STB_INCLUDE stb/stb_image_write.h REQUIRED)
file(WRITE ${GS_THIRD_PARTY}/stb.c.new
     "#define STB_IMAGE_IMPLEMENTATION\n#include <stb/stb_image.h>\n"
     "#define STB_IMAGE_WRITE_IMPLEMENTATION\n#include <stb/stb_image_write.h>\n")
configure_file(${GS_THIRD_PARTY}/stb.c.new ${GS_THIRD_PARTY}/stb.c COPYONLY)
add_library(stb STATIC ${GS_THIRD_PARTY}/stb.c)
target_include_directories(stb SYSTEM PUBLIC ${GS_STB_INCLUDE})
target_link_libraries(stb PUBLIC m)
gs_third_party(stb)

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
