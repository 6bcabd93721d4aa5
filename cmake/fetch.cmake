# Downloads: each is one pinned file of the Python package index, named by its file name and SHA-256.
#
# A file is looked for in GRAYSCOPE_DOWNLOADS (a folder, for building offline), then in the user's cache folder, and
# fetched by pip, with the user's own pip settings, only when neither has it. Its hash is checked each time it is used.
include_guard(GLOBAL)

set(GRAYSCOPE_DOWNLOADS "" CACHE PATH "Folder that has the downloads already: nothing is fetched (offline builds)")
set(GS_FETCH_DIR ${CMAKE_CURRENT_LIST_DIR})

function(gs_cache_dir out)
    set(root "$ENV{XDG_CACHE_HOME}")
    if(NOT root)
        set(root "$ENV{HOME}/.cache")
    endif()
    set(${out} "${root}/grayscope" PARENT_SCOPE)
endfunction()

# A half-written or foreign file counts as none.
function(gs_has_hash out file sha256)
    set(${out} FALSE PARENT_SCOPE)
    if(EXISTS "${file}")
        file(SHA256 "${file}" found)
        if(found STREQUAL sha256)
            set(${out} TRUE PARENT_SCOPE)
        endif()
    endif()
endfunction()

# gs_fetch(<variable> FILE <name> SHA256 <hash> PACKAGE <name==version> [PIP <option>...])
# Sets <variable> to the path of the checked file, or stops with what to do.
function(gs_fetch out)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "FILE;SHA256;PACKAGE" "PIP")
    if(GRAYSCOPE_DOWNLOADS)
        set(found "${GRAYSCOPE_DOWNLOADS}/${arg_FILE}")
        gs_has_hash(good "${found}" ${arg_SHA256})
        if(NOT good)
            message(FATAL_ERROR "GRAYSCOPE_DOWNLOADS: ${found} is missing or not the pinned file "
                                "(SHA-256 ${arg_SHA256}).")
        endif()
        set(${out} "${found}" PARENT_SCOPE)
        return()
    endif()

    gs_cache_dir(cache)
    set(found "${cache}/downloads/${arg_FILE}")
    gs_has_hash(good "${found}" ${arg_SHA256})
    if(NOT good)
        gs_pip_download("${found}" ${arg_SHA256} ${arg_PACKAGE} "${arg_PIP}")
    endif()
    set(${out} "${found}" PARENT_SCOPE)
endfunction()

# The first Python that has pip: the one in use, or the system's.
function(gs_find_pip out)
    find_program(in_use python3 NO_CACHE)
    foreach(python ${in_use} /usr/bin/python3)
        execute_process(COMMAND ${python} -m pip --version RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
        if(NOT failed)
            set(${out} ${python} PARENT_SCOPE)
            return()
        endif()
    endforeach()
    message(FATAL_ERROR "No Python with pip was found (Debian: apt-get install python3-pip).")
endfunction()

# pip asks a source distribution for its metadata, for which it would install and run that project's build system.
# The stand-in back end answers instead, so nothing of the package runs and nothing is built.
function(gs_pip_download path sha256 package options)
    gs_find_pip(python)
    get_filename_component(folder "${path}" DIRECTORY)
    get_filename_component(name "${path}" NAME)
    string(RANDOM LENGTH 8 unique)
    set(temporary "${folder}/.${name}.${unique}")
    file(MAKE_DIRECTORY "${temporary}")
    file(WRITE "${temporary}/requirements.txt" "${package} --hash=sha256:${sha256}\n")
    message(STATUS "Fetching ${name}")
    foreach(attempt RANGE 1 3)
        execute_process(
            COMMAND ${CMAKE_COMMAND} -E env "PYTHONPATH=${GS_FETCH_DIR}/metadata_only" PYTHONDONTWRITEBYTECODE=1
                    ${python} -m pip download --quiet --disable-pip-version-check --require-hashes --no-deps
                    --no-build-isolation ${options} --dest "${temporary}" -r "${temporary}/requirements.txt"
            RESULT_VARIABLE failed OUTPUT_VARIABLE words ERROR_VARIABLE words)
        gs_has_hash(good "${temporary}/${name}" ${sha256})
        if(good)
            file(RENAME "${temporary}/${name}" "${path}")
            file(REMOVE_RECURSE "${temporary}")
            return()
        endif()
        execute_process(COMMAND ${CMAKE_COMMAND} -E sleep ${attempt})
    endforeach()
    file(REMOVE_RECURSE "${temporary}")
    message(FATAL_ERROR "Could not fetch ${name} (pip download ${package}).\n${words}\n"
                        "Check that pip reaches a package index, or put the file into a folder and configure with "
                        "-DGRAYSCOPE_DOWNLOADS=<folder>.")
endfunction()

# Unpacks `members` (all when empty) of a checked archive below `folder`, once per archive.
function(gs_unpack archive folder)
    get_filename_component(name "${archive}" NAME)
    set(stamp "${folder}/.${name}.unpacked")
    if(EXISTS "${stamp}" AND NOT "${archive}" IS_NEWER_THAN "${stamp}")
        return()
    endif()
    file(MAKE_DIRECTORY "${folder}")
    execute_process(COMMAND ${CMAKE_COMMAND} -E tar xf "${archive}" -- ${ARGN} WORKING_DIRECTORY "${folder}"
                    RESULT_VARIABLE failed ERROR_VARIABLE words)
    if(failed)
        message(FATAL_ERROR "Could not unpack ${archive}: ${words}")
    endif()
    file(TOUCH "${stamp}")
endfunction()
