# glad: OpenGL 3.3 to 4.5 core and a few extensions, loaded through the function that the window, or EGL, has for it.
# Generated from the specification that its package carries; nothing goes online.
include_guard(GLOBAL)

gs_fetch(gs_glad2 FILE glad2-2.0.8-py3-none-any.whl PACKAGE glad2==2.0.8
         SHA256 cfe84018233043554710aa747d0bf4be55015154f8bcd451765d1984bcc9d70b PIP --only-binary=:all:)
gs_fetch(gs_jinja2 FILE jinja2-3.1.6-py3-none-any.whl PACKAGE jinja2==3.1.6
         SHA256 85ece4451f492d0c13c5dd7c13a64681a86afae63a5f347908daf103ce6d2f67 PIP --only-binary=:all:)
# One wheel for every Python: if its compiled part does not fit, it falls back to its own pure Python.
gs_fetch(gs_markupsafe PACKAGE markupsafe==3.0.3
         FILE markupsafe-3.0.3-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64.whl
         SHA256 0bf2a864d67e76e5c9a34dc26ec616a66b9888e25e7b9460e1c76d3293bd9dbf
         PIP --only-binary=:all: --python-version=3.11 --implementation=cp --abi=cp311 --platform=manylinux2014_x86_64)
foreach(wheel gs_glad2 gs_jinja2 gs_markupsafe)
    gs_unpack("${${wheel}}" ${GS_THIRD_PARTY}/python)
endforeach()

find_program(GS_PYTHON python3 REQUIRED)
set(gs_glad ${GS_THIRD_PARTY}/glad)
add_custom_command(
    OUTPUT ${gs_glad}/src/gl.c ${gs_glad}/include/glad/gl.h
    COMMAND ${CMAKE_COMMAND} -E env PYTHONPATH=${GS_THIRD_PARTY}/python PYTHONDONTWRITEBYTECODE=1
            ${GS_PYTHON} -m glad --quiet --api gl:core=4.5 --reproducible --out-path ${gs_glad}
            --extensions GL_KHR_debug,GL_EXT_texture_filter_anisotropic c
    DEPENDS ${GS_THIRD_PARTY}/python/.glad2-2.0.8-py3-none-any.whl.unpacked
    COMMENT "Generating the OpenGL loader" VERBATIM)
add_library(glad STATIC ${gs_glad}/src/gl.c ${gs_glad}/include/glad/gl.h)
target_include_directories(glad SYSTEM PUBLIC ${gs_glad}/include)
gs_third_party(glad)
