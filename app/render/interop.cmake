# gs_interop(<target>): the way from CUDA into OpenGL textures, or its substitute in a build without CUDA.
include_guard(GLOBAL)

function(gs_interop target)
    set(here ${PROJECT_SOURCE_DIR}/app/render)
    if(GS_CUDA)
        target_sources(${target} PRIVATE ${here}/interop.cpp)
        target_include_directories(${target} SYSTEM PRIVATE ${CUDAToolkit_INCLUDE_DIRS})
        target_link_libraries(${target} PUBLIC CUDA::cudart_static)
    else()
        target_sources(${target} PRIVATE ${here}/interop_absent.cpp)
    endif()
endfunction()
