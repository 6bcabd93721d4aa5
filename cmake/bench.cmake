# The benchmark's part of the core library: measuring, tables, plots. The plot's typeface is the window's, if that is
# fetched anyway; else one of this system's.
target_sources(gs_core PRIVATE bench/bench.cpp bench/bench_field.cpp bench/bench_figures.cpp bench/bench_kept.cpp bench/bench_options.cpp bench/bench_plan.cpp bench/bench_read.cpp bench/bench_report.cpp
               bench/cache_file.cpp bench/plot.cpp bench/rate_book.cpp bench/roofline.cpp bench/roofs_cache.cpp bench/roofs_json.cpp)
set_property(SOURCE bench/bench_report.cpp APPEND PROPERTY COMPILE_DEFINITIONS
             "GS_COMPILER=\"${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}\"")
find_file(GS_SYSTEM_FONT NAMES Roboto-Medium.ttf DejaVuSans.ttf PATH_SUFFIXES
          fonts/truetype/roboto/unhinted/RobotoTTF fonts/truetype/dejavu fonts/TTF PATHS /usr/share)
mark_as_advanced(GS_SYSTEM_FONT)
if(GS_FONT)
    gs_embed(gs_core plot_typeface ${GS_FONT})
elseif(GS_SYSTEM_FONT)
    gs_embed(gs_core plot_typeface ${GS_SYSTEM_FONT})
else()
    message(STATUS "No typeface was found: bench --plot is left out")
    gs_embed(gs_core plot_typeface)
endif()
