# shellcheck shell=bash
# What ./run and ./check share: the packages, the CUDA compiler, a configured and built folder. Sourced, from the top of
# the tree. Words go to stderr: stdout belongs to the program.

gs_fail() {
    echo "grayscope: $*" >&2
    exit 1
}

# gs_packages GROUP...: installs the Debian packages of these groups of packages.txt that are missing.
gs_packages() {
    command -v dpkg-query >/dev/null || {
        [ -e build ] || echo "grayscope: no Debian package manager here; cmake/packages.txt names what is needed." >&2
        return 0
    }
    local groups=" $* " group package wanted=() missing=()
    while read -r group package; do
        [[ $groups == *" $group "* ]] && wanted+=("$package")
    done < <(grep -v -e '^#' -e '^$' cmake/packages.txt)
    # ${Package} and the like are dpkg-query's own.
    # shellcheck disable=SC2016
    local installed
    installed=" $(dpkg-query -W -f '${db:Status-Status}:${Package} ' "${wanted[@]}" 2>/dev/null || true)"
    for package in "${wanted[@]}"; do
        [[ $installed == *" installed:$package "* ]] || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0

    local as_root=()
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null ||
            gs_fail "these packages are missing, and installing them needs root or sudo: ${missing[*]}"
        as_root=(sudo)
    fi
    echo "grayscope: installing ${missing[*]}" >&2
    export DEBIAN_FRONTEND=noninteractive
    "${as_root[@]}" apt-get -q update >&2 || echo "grayscope: apt-get update failed, trying with what is known." >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "${missing[@]}" \
        >&2 </dev/null || gs_fail "apt-get could not install: ${missing[*]}"
}

# All that the choice of a CUDA compiler depends on: the driver, the toolkits, the environment. Runs none of them.
gs_cuda_state() {
    local smi=$1 cache=$2
    {
        cat /proc/driver/nvidia/version
        stat -L -c '%n %Y' "$smi" "$(command -v nvcc)" "${GRAYSCOPE_USR_LOCAL:-/usr/local}"/cuda*/bin/nvcc \
            "$cache"/cuda-*/bin/nvcc
        echo "${CUDACXX:-} ${CUDA_PATH:-} ${CUDA_HOME:-}"
    } 2>/dev/null || true
}

# If there is an NVIDIA driver but no toolkit whose programs it runs, nvcc comes from wheels, provided that the driver
# runs their programs (cuda_toolkit.cmake). Without a compiler the CPU kernels still run. Asked again when driver or
# toolkits change.
gs_cuda() {
    local smi advice known=build/cuda-driver cache="${XDG_CACHE_HOME:-$HOME/.cache}/grayscope"
    smi=$(PATH="$PATH:/usr/lib/wsl/lib" command -v nvidia-smi || true)
    [ -n "$smi" ] || [ -e /proc/driver/nvidia/version ] || [ -e /dev/dxg ] || return 0
    [ "$(uname -m)" = x86_64 ] || return 0
    [ "$(gs_cuda_state "$smi" "$cache")" != "$(cat $known 2>/dev/null)" ] || return 0
    advice=$(cmake -P cmake/cuda_toolkit.cmake)
    case $advice in
    take) ;;
    fetch)
        echo "grayscope: an NVIDIA driver and no CUDA toolkit: fetching the compiler (about 100 MB, once)." >&2
        cmake -P cmake/fetch_cuda.cmake >&2 || {
            echo "grayscope: no CUDA compiler could be fetched; going on with the CPU kernels." >&2
            return 0
        }
        ;;
    *) echo "grayscope: $advice; going on with the CPU kernels." >&2 ;;
    esac
    # A build that was configured earlier knows of no nvcc, or of another.
    if [ -e $known ] || [ "$advice" = fetch ]; then
        rm -f build/*/CMakeCache.txt
    fi
    mkdir -p build
    gs_cuda_state "$smi" "$cache" >$known
}

# gs_build PRESET [TARGET]: configures once, builds what changed; says nothing when nothing did.
gs_build() {
    local folder="build/$1" target="${2:-all}"
    mkdir -p "$folder"
    (
        flock 9 # one build at a time in a folder; the second one finds it done
        [ -e "$folder/build.ninja" ] && [ -e "$folder/CMakeCache.txt" ] || cmake --preset "$1" >&2 || exit 1
        ninja -C "$folder" -n "$target" 2>/dev/null | grep -q 'no work to do' ||
            cmake --build "$folder" --target "$target" >&2
    ) 9>"$folder/.lock"
}
