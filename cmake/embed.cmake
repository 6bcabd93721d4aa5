# gs_embed(<target> <group> <file>...): the files become part of the program, so that it needs no files beside it.
#
# #include "embedded/<group>.h" gives, in namespace gs::embedded,
#     std::span<const File> <group>();                       every file, in the order given here
#     std::string_view      <group>(std::string_view name);  the bytes of one; empty when there is none of that name
# A file's name is its path from the top of the source tree ("shaders/field.frag"); outside of it, its last part.
include_guard(GLOBAL)

set(GS_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed_script.cmake)

function(gs_embed target group)
    set(folder ${CMAKE_BINARY_DIR}/embedded/${group})
    set(header ${folder}/embedded/${group}.h)
    set(source ${folder}/${group}.cpp)
    set(files "")
    foreach(file ${ARGN})
        get_filename_component(file "${file}" ABSOLUTE)
        list(APPEND files "${file}")
    endforeach()
    add_custom_command(
        OUTPUT ${header} ${source}
        COMMAND ${CMAKE_COMMAND} "-DGROUP=${group}" "-DROOT=${PROJECT_SOURCE_DIR}" "-DHEADER=${header}"
                "-DSOURCE=${source}" "-DFILES=${files}" -P ${GS_EMBED_SCRIPT}
        DEPENDS ${files} ${GS_EMBED_SCRIPT}
        COMMENT "Embedding ${group}" VERBATIM)
    # A target of its own, so that two targets may embed the same group without a race for its files.
    if(NOT TARGET embed_${group})
        add_library(embed_${group} STATIC ${source} ${header})
        target_include_directories(embed_${group} SYSTEM PUBLIC ${folder})
    endif()
    target_link_libraries(${target} PUBLIC embed_${group})
endfunction()
