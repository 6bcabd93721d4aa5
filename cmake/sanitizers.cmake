# GRAYSCOPE_SANITIZE=address (with undefined behaviour) or thread: the whole tree, third-party code included, so that a
# data race or an overrun is seen wherever it occurs. fuzz: as address, and clang's libFuzzer sees which branches an
# input takes (tests/fuzz).
include_guard(GLOBAL)

set(GRAYSCOPE_SANITIZE "" CACHE STRING "Sanitizer: address (and undefined behaviour), thread, fuzz, or empty for none")
set_property(CACHE GRAYSCOPE_SANITIZE PROPERTY STRINGS "" address thread fuzz)

if(GRAYSCOPE_SANITIZE STREQUAL "address")
    set(gs_sanitizers address,undefined)
elseif(GRAYSCOPE_SANITIZE STREQUAL "thread")
    set(gs_sanitizers thread)
elseif(GRAYSCOPE_SANITIZE STREQUAL "fuzz")
    if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        message(FATAL_ERROR "GRAYSCOPE_SANITIZE=fuzz: libFuzzer is part of clang; configure with CXX=clang++ and CC=clang.")
    endif()
    set(gs_sanitizers fuzzer-no-link,address,undefined)
elseif(GRAYSCOPE_SANITIZE)
    message(FATAL_ERROR "GRAYSCOPE_SANITIZE=${GRAYSCOPE_SANITIZE}: allowed are address, thread, fuzz, or empty.")
endif()

if(gs_sanitizers)
    # A finding ends the test, since a line that is only printed would be overlooked.
    add_compile_options($<$<COMPILE_LANGUAGE:C,CXX>:-fsanitize=${gs_sanitizers}>
                        $<$<COMPILE_LANGUAGE:C,CXX>:-fno-sanitize-recover=all>
                        $<$<COMPILE_LANGUAGE:C,CXX>:-fno-omit-frame-pointer>
                        $<$<COMPILE_LANGUAGE:C,CXX>:-g1>)
    add_link_options(-fsanitize=${gs_sanitizers})
    add_compile_definitions(GS_SANITIZE_${GRAYSCOPE_SANITIZE}=1)
endif()
