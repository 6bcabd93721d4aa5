# gs_warnings(TARGET): our own code's warnings; errors in the strict build.
option(GRAYSCOPE_STRICT "Warnings are errors" OFF)

function(gs_warnings target)
  target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:C,CXX>:-Wall -Wextra -Wpedantic -Wshadow -Wconversion
                                           -Wno-sign-conversion>)
  if(GRAYSCOPE_STRICT)
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:C,CXX>:-Werror>)
  endif()
endfunction()
