# gs_warnings(<target>): the warnings of our own code, which are errors in the strict build. Third-party code has none.
include_guard(GLOBAL)

option(GRAYSCOPE_STRICT "Warnings are errors" OFF)

function(gs_warnings target)
    target_compile_options(${target} PRIVATE
        $<$<COMPILE_LANGUAGE:C,CXX>:-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wundef>
        $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor -Woverloaded-virtual>
        # nvcc hands its own generated code to the host compiler, so only warnings that this code does not raise are on.
        $<$<COMPILE_LANGUAGE:CUDA>:-Xcompiler=-Wall,-Wextra>)
    if(GRAYSCOPE_STRICT)
        target_compile_options(${target} PRIVATE
            $<$<COMPILE_LANGUAGE:C,CXX>:-Werror>
            "$<$<COMPILE_LANGUAGE:CUDA>:SHELL:-Xcompiler=-Werror --Werror all-warnings>")
    endif()
endfunction()
