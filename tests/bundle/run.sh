#!/usr/bin/env bash
# What Grayscope does on this machine's GPU: whether it is right, how fast it is, and where the time goes.
#
#   bash run.sh                  everything, in 500 seconds
#   bash run.sh --seconds 120    everything, each part in its share of so many seconds
#   bash run.sh --only A,B,...   only these parts
#   bash run.sh --quick          small work: whether all of it runs, not how fast
#   bash run.sh --list           the parts and their seconds
#
# Needs bash and the coreutils; nvidia-smi, ncu and compute-sanitizer are used if they are there. Each part has a time
# limit of its own, and none stops those after it. The results are in results-<date>, or in the folder $OUT: report.md
# is the page to read.

set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd) || exit 1

# Correctness comes first, then what needs the GPU for itself, and last what slows it down.
gpu_plan=(device:25 conformance:45 ladder:95 sweeps:70 ablations:15 ncu:75)
last_gpu_plan=(sanitizers:100 hunt:40)
cpu_plan=(cpu-conformance:45 cpu-ladder:95 cpu-sweep:20)

fail() {
    echo "run.sh: $*" >&2
    exit 2
}

# ---- the command line
seconds=500 only="" quick=""
while [ $# -gt 0 ]; do
    case $1 in
    --seconds)
        [[ ${2:-} =~ ^[1-9][0-9]{0,5}$ ]] || fail "--seconds: \"${2:-}\" is not a whole number from 1 to 999999."
        seconds=$2
        shift
        ;;
    --only)
        [ -n "${2:-}" ] || fail "--only: the names of parts are missing; --list tells them."
        only=",$2,"
        shift
        ;;
    --quick) quick=1 ;;
    --list)
        printf '%s\n' machine:5 "${gpu_plan[@]}" egl:30 "${last_gpu_plan[@]}" "${cpu_plan[@]}"
        exit 0
        ;;
    *) fail "\"$1\" is not an option; the options are --seconds N, --only NAME,..., --quick and --list." ;;
    esac
    shift
done
known=" machine egl "
for part in "${gpu_plan[@]}" "${last_gpu_plan[@]}" "${cpu_plan[@]}"; do known+="${part%:*} "; done
for name in ${only//,/ }; do
    [[ $known == *" $name "* ]] || fail "--only: there is no part \"$name\"; there are$known."
done

out=${OUT:-$PWD/results-$(date +%Y%m%d-%H%M%S)}
logs=$out/logs
mkdir -p "$logs" || fail "$out can't be written."
export GRAYSCOPE_TEST_DATA=$here/data
export XDG_CACHE_HOME=$logs/cache # the roofs that bench remembers are of this run, and nothing is left behind
gpu_required=${GRAYSCOPE_REQUIRE_GPU:-}
unset GRAYSCOPE_REQUIRE_GPU
system_path=${LD_LIBRARY_PATH:-}
rm -f "$out"/*.json "$out"/*.csv "$out/notes.tsv" "$out/machine.txt"
printf 'part\tresult\tseconds\tlimit\treason\n' >"$out/parts.tsv"
SECONDS=0

# ---- how programs start here The folders in which the dynamic loader of this machine would find the driver's
# libraries, and those it may not know.
driver_folders() {
    local line folder folders=""
    while read -r line; do
        [[ $line == libcuda.so.1*x86-64*"=> "* || $line == libEGL.so.1*x86-64*"=> "* ]] || continue
        line=${line##*=> }
        folders+=":${line%/*}"
    done < <({ ldconfig -p || /sbin/ldconfig -p; } 2>/dev/null)
    for folder in /usr/lib/x86_64-linux-gnu /usr/lib64 /usr/lib64/nvidia /usr/local/nvidia/lib64 \
        /usr/local/cuda/compat /run/opengl-driver/lib /usr/lib/wsl/lib; do
        [ -e "$folder/libcuda.so.1" ] && folders+=":$folder"
    done
    echo "${folders#:}"
}

# choose_start [FOLDER...]: sets start, what goes before a program: nothing, or, if this machine's C library is too
# old or missing, the loader and C library of the bundle. The folders are searched for libraries first.
choose_start() {
    local folder path="" unwinder=$here/gcc:
    for folder in "$@"; do path+="$folder:"; done
    # The C library loads it when OpenMP ends a thread. Every usual system has it, and the system's is preferred to the
    # bundle's.
    for folder in /lib/x86_64-linux-gnu /usr/lib/x86_64-linux-gnu /lib64 /usr/lib64; do
        [ -e "$folder/libgcc_s.so.1" ] && unwinder=""
    done
    export LD_LIBRARY_PATH=$system_path
    if "$here/grayscope-headless" --version >/dev/null 2>&1; then
        start=()
        path=$path$unwinder$system_path
        export LD_LIBRARY_PATH=${path%:}
        c_library="this machine's"
    else
        start=("$here/lib/ld-linux-x86-64.so.2" --library-path
            "$here/lib:$here/gcc:$path$(driver_folders)${system_path:+:$system_path}")
        c_library="the bundle's: the programs do not start with this machine's"
    fi
}

# shellcheck source=tests/bundle/parts.sh
. "$here/parts.sh"

# run NAME:SECONDS [GPU]: one part, and its line in parts.tsv.
run() {
    part=${1%:*}
    [ -z "$only" ] || [[ $only == *",$part,"* ]] || return
    local began=$SECONDS limit=$((${1#*:} * seconds / 500))
    [ "$limit" -ge 2 ] || limit=2
    deadline=$((SECONDS + limit)) result=passed reason=""
    if [ "${2:-}" = gpu ] && [ -n "$no_gpu" ]; then
        skip "$no_gpu"
        [ "$gpu_required" != 1 ] || failed "required by GRAYSCOPE_REQUIRE_GPU=1: $no_gpu"
    elif [ "$SECONDS" -ge "$seconds" ]; then
        skip "the $seconds seconds are over"
    else
        "part_${part//-/_}"
    fi
    reason=${reason//[$'\t\n']/ }
    printf '%s\t%s\t%s\t%s\t%s\n' "$part" "$result" $((SECONDS - began)) "$limit" "$reason" >>"$out/parts.tsv"
    echo "$result $part, $((SECONDS - began)) of $limit s${reason:+: $reason}"
}

# ---- all of it
long=(--rounds 3 --seconds 0.2) short=(--rounds 2 --seconds 0.1) measure_seconds=3
[ "$seconds" -ge 250 ] || long=(--rounds 1 --seconds 0.1) short=(--rounds 1 --seconds 0.05) measure_seconds=1
[ -z "$quick" ] || long=(--rounds 1 --seconds 0.01) short=(--rounds 1 --seconds 0.01) measure_seconds=0.1

choose_start
"${start[@]}" "$here/grayscope-headless" --version >"$logs/start.log" 2>&1 ||
    fail "the programs do not start here: $(last_line start)"
# The program itself says whether it can use a GPU, and why not.
deadline=60 no_gpu=""
if try gpu "${start[@]}" "$here/test_gpu" --gtest_filter=Device.info; then
    no_gpu=$(why_skipped gpu)
else
    no_gpu="looking for one failed: $(last_line gpu)"
fi

run machine:5
if [ -z "$no_gpu" ] && [ -z "$only" ]; then cpu_plan=(); fi
for part in "${cpu_plan[@]}"; do run "$part"; done
for part in "${gpu_plan[@]}"; do run "$part" gpu; done
run egl:30
for part in "${last_gpu_plan[@]}"; do run "$part" gpu; done

"${start[@]}" "$here/gpu_report" "$out" >"$out/report.md" 2>"$logs/report.log"
code=$?
rm -rf "$logs/cache"
if tar -C "$out" -czf "$out/logs.tar.gz" logs 2>/dev/null; then rm -rf "$logs"; fi
case $code in
0 | 1) while IFS= read -r line; do [[ $line == "**"* ]] && echo "$line"; done <"$out/report.md" ;;
*) echo "run.sh: no report could be written: $(cat "$logs/report.log" 2>/dev/null)" >&2 ;;
esac
echo "$out/report.md"
exit "$code"
