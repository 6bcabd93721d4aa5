# Which nvcc to take: its programs must run with this machine's driver. A program of CUDA 13 needs a driver that
# supports CUDA 13 (580 or newer); one of an older CUDA runs with any newer driver.
#   include(cuda_toolkit)               for cuda.cmake
#   cmake -P cmake/cuda_toolkit.cmake   for setup.sh: says "take", "fetch", or why no compiler helps
include_guard(GLOBAL)
include(${CMAKE_CURRENT_LIST_DIR}/fetch.cmake)

set(GS_OLDEST_CUDA 11.8)     # before it there is no cuda::atomic_ref
set(GS_FETCHED_CUDA 13.0)    # of fetch_cuda.cmake
set(GS_FETCHED_DRIVER 580)   # the first driver that runs it

# The newest CUDA that the driver supports ("12.2"); empty if there is no driver.
function(gs_driver_cuda out)
    set(${out} "" PARENT_SCOPE)
    find_program(smi nvidia-smi PATHS /usr/lib/wsl/lib NO_CACHE)
    if(smi)
        execute_process(COMMAND ${smi} OUTPUT_VARIABLE told ERROR_QUIET RESULT_VARIABLE failed)
        if(told MATCHES "CUDA Version: *([0-9]+\\.[0-9]+)")
            set(${out} ${CMAKE_MATCH_1} PARENT_SCOPE)
        endif()
    endif()
endfunction()

# The version of an nvcc ("13.0"); empty if it does not work.
function(gs_nvcc_version out nvcc)
    set(${out} "" PARENT_SCOPE)
    execute_process(COMMAND ${nvcc} --version OUTPUT_VARIABLE told ERROR_QUIET RESULT_VARIABLE failed)
    if(told MATCHES "release ([0-9]+\\.[0-9]+)")
        set(${out} ${CMAKE_MATCH_1} PARENT_SCOPE)
    endif()
endfunction()

function(gs_major out version)
    string(REGEX MATCH "^[0-9]+" major "${version}")
    set(${out} "${major}" PARENT_SCOPE)
endfunction()

# The toolkits of this machine, first those that the user points to. A test keeps its toolkits in GRAYSCOPE_USR_LOCAL.
function(gs_toolkits out)
    gs_cache_dir(cache)
    set(local $ENV{GRAYSCOPE_USR_LOCAL})
    if(NOT local)
        set(local /usr/local)
    endif()
    find_program(in_path nvcc NO_CACHE NO_CMAKE_PATH NO_CMAKE_ENVIRONMENT_PATH NO_CMAKE_SYSTEM_PATH)
    file(GLOB versions ${local}/cuda-*/bin/nvcc)
    list(SORT versions COMPARE NATURAL ORDER DESCENDING)
    set(found "")
    foreach(nvcc $ENV{CUDA_PATH}/bin/nvcc $ENV{CUDA_HOME}/bin/nvcc ${in_path} ${local}/cuda/bin/nvcc ${versions}
                 ${cache}/cuda-${GS_FETCHED_CUDA}/bin/nvcc)
        if(EXISTS ${nvcc})
            list(APPEND found ${nvcc})
        endif()
    endforeach()
    set(${out} ${found} PARENT_SCOPE)
endfunction()

# The first nvcc that is new enough for the kernels and not too new for the driver, else one that is new enough, else
# the first; empty if there is none. CUDACXX is taken as it is.
function(gs_choose_nvcc out driver)
    if(DEFINED ENV{CUDACXX})
        set(${out} $ENV{CUDACXX} PARENT_SCOPE)
        return()
    endif()
    gs_toolkits(all)
    gs_major(most "${driver}")
    list(REVERSE all)
    set(runs "")
    set(builds "")
    set(first "")
    foreach(nvcc IN LISTS all)
        gs_nvcc_version(version ${nvcc})
        gs_major(major "${version}")
        set(first ${nvcc})
        if(version AND NOT version VERSION_LESS GS_OLDEST_CUDA)
            set(builds ${nvcc})
            if(NOT most OR NOT major GREATER most)
                set(runs ${nvcc})
            endif()
        endif()
    endforeach()
    foreach(choice IN ITEMS "${runs}" "${builds}" "${first}")
        if(choice)
            set(${out} ${choice} PARENT_SCOPE)
            return()
        endif()
    endforeach()
    set(${out} "" PARENT_SCOPE)
endfunction()

# Why this nvcc can't be used, or empty.
function(gs_why_not_nvcc out version)
    set(${out} "" PARENT_SCOPE)
    if(version AND version VERSION_LESS GS_OLDEST_CUDA)
        set(${out} "nvcc ${version} is too old, ${GS_OLDEST_CUDA} or newer is needed" PARENT_SCOPE)
    endif()
endfunction()

# Why programs of this nvcc would not run here, or empty.
function(gs_why_not_driver out version driver)
    set(${out} "" PARENT_SCOPE)
    gs_major(made "${version}")
    gs_major(known "${driver}")
    if(made AND known AND made GREATER known)
        set(${out} "the NVIDIA driver knows CUDA ${driver} at most, and nvcc ${version} makes programs for newer drivers" PARENT_SCOPE)
    endif()
endfunction()

# Prints the advice for setup.sh.
function(gs_advise out)
    gs_driver_cuda(driver)
    gs_choose_nvcc(nvcc "${driver}")
    set(version "")
    if(nvcc)
        gs_nvcc_version(version ${nvcc})
    endif()
    gs_why_not_nvcc(too_old "${version}")
    gs_why_not_driver(too_new "${version}" "${driver}")
    if(nvcc AND NOT too_old AND NOT too_new)
        set(${out} "take" PARENT_SCOPE)
    elseif(NOT driver)
        set(${out} "the NVIDIA driver does not tell which CUDA it knows (nvidia-smi), so no CUDA compiler is fetched" PARENT_SCOPE)
    elseif(driver VERSION_LESS GS_FETCHED_CUDA)
        set(${out} "the NVIDIA driver knows CUDA ${driver} at most: for the CUDA kernels update it to ${GS_FETCHED_DRIVER} or newer, \
or install the package nvidia-cuda-toolkit if it has CUDA ${GS_OLDEST_CUDA} to ${driver}" PARENT_SCOPE)
    else()
        set(${out} "fetch" PARENT_SCOPE)
    endif()
endfunction()

if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
    gs_advise(advice)
    execute_process(COMMAND ${CMAKE_COMMAND} -E echo "${advice}")
endif()
