# gs_program(<target>): an executable of ours. It is put at the top of the build folder, and starts without any
# compiler's runtime libraries being installed. gs_self_contained(<target>): only that it starts so; for tests that are
# carried to another machine (tests/bundle).
include_guard(GLOBAL)

function(gs_self_contained target)
    if(NOT GRAYSCOPE_SANITIZE)
        target_link_options(${target} PRIVATE -static-libstdc++ -static-libgcc -Wl,--as-needed)
    endif()
endfunction()

function(gs_program target)
    gs_warnings(${target})
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
    gs_self_contained(${target})
endfunction()
