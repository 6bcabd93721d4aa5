# The window's own dependencies: GLFW and OpenGL from Debian, Dear ImGui with ImPlot, the font.
#   imgui       Dear ImGui (docking) with its GLFW and OpenGL 3 backends, ImPlot, the portable file dialogs
#   imgui_test  the same compiled with the test engine's hooks, and the engine. Only a build with tests has it; `imgui` is
#               then another name for it, so that nothing is compiled twice
#   GS_FONT     path of the interface's typeface, to be embedded
#   GS_MONO_FONT  that of the typeface for commands, whose letters are equally wide
include_guard(GLOBAL)

find_package(glfw3 3.3 REQUIRED)
find_package(OpenGL REQUIRED)

# --- Dear ImGui and its company: one source archive ---------------------------------------------------------------
gs_fetch(gs_bundle FILE imgui_bundle-1.93.0.tar.gz PACKAGE imgui-bundle==1.93.0
         SHA256 10ad1dab8258a6787b4f07bb926b08d0efc648a7906242568c8dd778c5e719bf PIP --no-binary=:all:)
set(bundle imgui_bundle-1.93.0)
gs_unpack("${gs_bundle}" ${GS_THIRD_PARTY}
          ${bundle}/external/imgui/imgui/*.cpp ${bundle}/external/imgui/imgui/*.h
          ${bundle}/external/imgui/imgui/backends/imgui_impl_glfw.*
          ${bundle}/external/imgui/imgui/backends/imgui_impl_opengl3*
          ${bundle}/external/imgui/imgui/misc/cpp/* ${bundle}/external/imgui/imgui/misc/fonts/*
          ${bundle}/external/implot/implot/*.cpp ${bundle}/external/implot/implot/*.h
          ${bundle}/external/imgui_test_engine/imgui_test_engine/imgui_test_engine/*
          ${bundle}/external/portable_file_dialogs/portable_file_dialogs/*)
set(bundle ${GS_THIRD_PARTY}/${bundle}/external)
set(GS_FONT ${bundle}/imgui/imgui/misc/fonts/Roboto-Medium.ttf)
set(GS_MONO_FONT ${bundle}/imgui/imgui/misc/fonts/Cousine-Regular.ttf)

set(gs_imgui_sources
    ${bundle}/imgui/imgui/imgui.cpp ${bundle}/imgui/imgui/imgui_demo.cpp ${bundle}/imgui/imgui/imgui_draw.cpp
    ${bundle}/imgui/imgui/imgui_stacklayout.cpp ${bundle}/imgui/imgui/imgui_tables.cpp
    ${bundle}/imgui/imgui/imgui_widgets.cpp ${bundle}/imgui/imgui/misc/cpp/imgui_stdlib.cpp
    ${bundle}/imgui/imgui/backends/imgui_impl_glfw.cpp ${bundle}/imgui/imgui/backends/imgui_impl_opengl3.cpp
    ${bundle}/implot/implot/implot.cpp ${bundle}/implot/implot/implot_items.cpp)

function(gs_add_imgui target)
    add_library(${target} STATIC ${gs_imgui_sources} ${ARGN})
    target_include_directories(${target} SYSTEM PUBLIC
        ${bundle}/imgui/imgui ${bundle}/imgui/imgui/backends ${bundle}/imgui/imgui/misc/cpp ${bundle}/implot/implot
        ${bundle}/portable_file_dialogs/portable_file_dialogs)
    target_compile_definitions(${target} PUBLIC IMGUI_DISABLE_OBSOLETE_FUNCTIONS)
    # Plots support these types of numbers only: all of ImPlot's ten take minutes to compile.
    target_compile_definitions(${target} PRIVATE "IMPLOT_CUSTOM_NUMERIC_TYPES=(float)(double)")
    target_link_libraries(${target} PUBLIC glfw OpenGL::GL ${CMAKE_DL_LIBS})
    gs_third_party(${target})
endfunction()

if(GRAYSCOPE_TESTS)
    set(engine ${bundle}/imgui_test_engine/imgui_test_engine/imgui_test_engine)
    gs_add_imgui(imgui_test
        ${engine}/imgui_capture_tool.cpp ${engine}/imgui_te_context.cpp ${engine}/imgui_te_coroutine.cpp
        ${engine}/imgui_te_engine.cpp ${engine}/imgui_te_exporters.cpp ${engine}/imgui_te_perftool.cpp
        ${engine}/imgui_te_ui.cpp ${engine}/imgui_te_utils.cpp)
    target_include_directories(imgui_test SYSTEM PUBLIC ${engine})
    target_compile_definitions(imgui_test
        PUBLIC IMGUI_ENABLE_TEST_ENGINE IMGUI_TEST_ENGINE_ENABLE_COROUTINE_STDTHREAD_IMPL=1
        PRIVATE IMGUI_DISABLE_STB_IMAGE_WRITE_IMPLEMENTATION
                IMGUI_STB_IMAGE_WRITE_FILENAME=<stb/stb_image_write.h>)
    target_link_libraries(imgui_test PUBLIC stb Threads::Threads)
    add_library(imgui ALIAS imgui_test)
else()
    gs_add_imgui(imgui)
endif()
