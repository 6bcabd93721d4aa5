# gs_program(<target>): an executable of ours. It lands at the top of the build folder and starts where no compiler's
# runtime libraries are installed.
# gs_headless_program(<target>): one that needs no library beyond the system's own, so that it can be copied to a server.
include_guard(GLOBAL)

function(gs_program target)
    gs_warnings(${target})
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
    if(NOT GRAYSCOPE_SANITIZE)
        target_link_options(${target} PRIVATE -static-libstdc++ -static-libgcc -Wl,--as-needed)
    endif()
endfunction()

function(gs_headless_program target)
    gs_program(${target})
    get_property(list GLOBAL PROPERTY GS_HEADLESS_KERNEL_LIST)
    set_property(SOURCE ${list} PROPERTY GENERATED ON)
    target_sources(${target} PRIVATE ${list})
endfunction()
