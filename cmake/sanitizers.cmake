# GRAYSCOPE_SANITIZE=address (with undefined behaviour) or thread: the whole tree, third-party code included, so that a
# data race or an overrun is seen wherever it occurs.
include_guard(GLOBAL)

set(GRAYSCOPE_SANITIZE "" CACHE STRING "Sanitizer: address (and undefined behaviour), thread, or empty for none")
set_property(CACHE GRAYSCOPE_SANITIZE PROPERTY STRINGS "" address thread)

if(GRAYSCOPE_SANITIZE STREQUAL "address")
    set(gs_sanitizers address,undefined)
elseif(GRAYSCOPE_SANITIZE STREQUAL "thread")
    set(gs_sanitizers thread)
elseif(GRAYSCOPE_SANITIZE)
    message(FATAL_ERROR "GRAYSCOPE_SANITIZE=${GRAYSCOPE_SANITIZE}: allowed are address, thread, or empty.")
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
