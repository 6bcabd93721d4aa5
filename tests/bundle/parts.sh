# shellcheck shell=bash The parts of run.sh, which sources this file: part_NAME for each, with dashes as underscores.
# Each sets its result and reason through skip, failed and cut_short, and starts programs through try, so that none runs
# past the part's time.
#
# They are called by a composed name; the variables that they share with run.sh are set there. shellcheck
# disable=SC2154,SC2317,SC2034

# tool NAME: the path of NVIDIA's tool of this name; nothing if there is none.
tool() {
    local found
    found=$(command -v "$1") && echo "$found" && return
    for found in /usr/local/cuda/bin/"$1" /usr/local/cuda-*/bin/"$1" /opt/nvidia/nsight-compute/*/"$1" \
        /opt/nvidia/hpc_sdk/*/*/*/bin/"$1"; do
        [ -x "$found" ] && echo "$found" && return
    done
}

# ---- a part's result
skip() { result=skipped reason=$1; }
failed() { [ "$result" = failed ] || result=failed reason=$1; }
cut_short() { [ "$result" = failed ] || result=cut reason=$1; }
note() { printf '%s\t%s\n' "$part" "$1" >>"$out/notes.tsv"; }

# try LOG COMMAND...: runs it in what is left of the part's time; 124: it ran past it.
try() {
    local log=$logs/$1.log left=$((deadline - SECONDS)) code
    shift
    [ "$left" -ge 1 ] || return 124
    timeout -k 5 "$left" "$@" >>"$log" 2>&1
    code=$?
    # Not every version of timeout reports it in the same way.
    [ "$code" -gt 128 ] && [ "$SECONDS" -ge "$deadline" ] && code=124
    return "$code"
}

last_line() { tail -n 1 "$logs/$1.log" 2>/dev/null; }

# last_with WORDS LOG: the last line that has them.
last_with() {
    local line found=""
    while IFS= read -r line; do [[ $line == *"$1"* ]] && found=$line; done <"$logs/$2.log"
    echo "$found"
}

# why_skipped LOG: the reason of the last skipped test; GoogleTest writes it on the line after "Skipped".
why_skipped() {
    local line before="" found=""
    while IFS= read -r line; do
        [ "$before" != skipped ] || found=${line#"${line%%[![:space:]]*}"}
        before=""
        [[ $line == *": Skipped" ]] && before=skipped
    done <"$logs/$1.log"
    echo "$found"
}

# tested NAME CODE: sets the result of a test program.
tested() {
    case $2 in
    0) ;;
    124) failed "$1 ran past its time" ;;
    1) failed "$1: see the tests that failed" ;;
    *) failed "$1 ended with exit code $2" ;;
    esac
}

# measure NAME PROGRAM ARGUMENT...: runs one `bench`; its figures go to NAME.json.
measure() {
    local name=$1 program=$2 code
    shift 2
    try "$name" "${start[@]}" "$here/$program" bench "$@" --json "$out/$name.json"
    code=$?
    case $code in
    0) ;;
    124) cut_short "$name ran past its time: what was measured by then counts" ;;
    *) failed "$name: $(last_line "$name")" ;;
    esac
}

# ---- the parts
part_machine() {
    local line smi
    {
        # shellcheck disable=SC1091 # it is the machine's
        [ -r /etc/os-release ] && line=$(. /etc/os-release && echo "${PRETTY_NAME:-}") && echo "System: $line"
        [ -r /proc/sys/kernel/osrelease ] && echo "Kernel: $(cat /proc/sys/kernel/osrelease)"
        echo "Cores: $(nproc)"
        [ -r /proc/meminfo ] && read -r _ line _ </proc/meminfo && echo "Memory: $((line / 1048576)) GiB"
        echo "C library: $c_library"
        [ -r /proc/driver/nvidia/version ] && read -r line </proc/driver/nvidia/version && echo "Driver: $line"
        echo "GPU: ${no_gpu:-can be used}"
    } >"$out/machine.txt"
    smi=$(tool nvidia-smi)
    if [ -n "$smi" ]; then
        try smi "$smi" -q
        line=name,driver_version,clocks.max.sm,clocks.max.mem,power.limit,memory.total,ecc.mode.current,mig.mode.current
        try machine "$smi" --query-gpu="$line" --format=csv,noheader &&
            echo "nvidia-smi: $(last_line machine)" >>"$out/machine.txt"
    fi
    try machine "${start[@]}" "$here/grayscope-headless" kernels
    tested "grayscope-headless kernels" $?
    while IFS= read -r line; do echo "$line"; done <"$here/built.txt" >>"$out/machine.txt"
}

part_device() {
    GRAYSCOPE_REQUIRE_GPU=1 try device "${start[@]}" "$here/test_gpu"
    tested "the device tests" $?
}

# shards LOG FILTER: runs the conformance tests that match it, in one process per core, at most eight.
shards() {
    local count i pids=()
    count=$(nproc)
    [ "$count" -le 8 ] || count=8
    for ((i = 0; i < count; ++i)); do
        GTEST_TOTAL_SHARDS=$count GTEST_SHARD_INDEX=$i OMP_WAIT_POLICY=passive \
            try "$1-$i" "${start[@]}" "$here/test_conformance" --gtest_filter="$2" &
        pids+=($!)
    done
    for i in "${!pids[@]}"; do
        wait "${pids[i]}"
        tested "shard $((i + 1)) of $count" $?
    done
}

part_conformance() { GRAYSCOPE_REQUIRE_GPU=1 shards conformance 'cuda_*'; }

part_cpu_conformance() {
    local filter='cpu_*.same_bits*:cpu_*.near_double_loop_*:cpu_*.fields_*'
    [ -z "$quick" ] || filter='cpu_*.fields_*:cpu_*.available'
    shards cpu-conformance "$filter"
}

# kernels_in MEMORY: the ids of the kernels on the host or on cuda.
kernels_in() {
    local id memory list=""
    while read -r id memory _; do
        [ "$memory" = "$1" ] && list+=",$id"
    done < <("${start[@]}" "$here/grayscope-headless" kernels)
    echo "${list#,}"
}

part_ladder() {
    local kernels sizes=1920x1080,3840x2160,7680x4320
    kernels=$(kernels_in cuda)
    [ -z "$quick" ] || sizes=640x360
    measure ladder grayscope-headless --kernels "$kernels" --sizes "$sizes" "${long[@]}"
    [ -n "$quick" ] || measure ladder-small grayscope-headless --kernels cuda-vector,cuda-temporal,cuda-persistent \
        --sizes 1024x1024,2048x1024 "${long[@]}"
}

part_cpu_ladder() {
    local size=1920x1080
    [ -z "$quick" ] || size=640x360
    measure cpu-ladder grayscope-headless --kernels "$(kernels_in host)" --sizes "$size" "${long[@]}"
}

part_sweeps() {
    local name arguments
    while read -r name arguments; do
        # shellcheck disable=SC2086 # they are several words
        [[ $name == "" || $name == "#"* ]] || measure "sweep-$name" grayscope-headless $arguments "${short[@]}"
    done <"$here/sweeps.txt"
}

part_cpu_sweep() {
    local size=1920x1080
    [ -z "$quick" ] || size=640x360
    measure sweep-cpu-temporal grayscope-headless --kernels cpu-temporal --sizes "$size" \
        --sweep cpu-temporal.depth=8,16,24,32 "${short[@]}"
}

part_ablations() {
    [ -x "$here/grayscope-ablations" ] || {
        skip "this bundle has no CUDA kernels"
        return
    }
    measure ablations grayscope-ablations --kernels cuda-persistent --sizes 1920x1080,1280x720 \
        --sweep cuda-persistent.ablation=0,1,2,3 "${long[@]}"
}

# profile NAME REGEX LAUNCH COMMAND...: Nsight Compute on one launch of the kernel that the expression names. Caches and
# clock are left as they are in the program, so that a field that stays in L2 is seen there.
profile() {
    local name=$1 kernel=$2 launch=$3 code
    shift 3
    printf '%s\n' "$@" >"$logs/$name.gss"
    try "ncu-$name" "$ncu" --target-processes all --cache-control none --clock-control none --set full -k "regex:$kernel" -s "$launch" -c 1 \
        -f -o "$logs/$name" "${start[@]}" "$here/grayscope-headless" run "$logs/$name.gss"
    code=$?
    if [ -n "$(last_with ERR_NVGPUCTRPERM "ncu-$name")" ]; then
        skip "the driver keeps its counters for root (ERR_NVGPUCTRPERM)"
    elif [ "$code" = 124 ]; then
        cut_short "ncu ran past its time at $name"
    elif [ ! -e "$logs/$name.ncu-rep" ]; then
        failed "ncu wrote nothing about $name: $(last_line "ncu-$name")"
    else
        timeout 20 "$ncu" --import "$logs/$name.ncu-rep" --csv --page details >"$out/ncu-$name.csv" 2>>"$logs/ncu-$name.log"
    fi
}

part_ncu() {
    ncu=$(tool ncu)
    [ -n "$ncu" ] || {
        skip "no ncu: it comes with the CUDA toolkit and with Nsight Compute"
        return
    }
    profile vector-1080p minimal_step 20 'kernel cuda-vector' 'size 1920 1080' 'step 400'
    [ "$result" = skipped ] && return
    profile persistent-1080p persist 1 'kernel cuda-persistent' 'size 1920 1080' 'step 4000'
    profile temporal-4k stream 5 'kernel cuda-temporal' 'size 3840 2160' 'step 400'
    profile vector-4k minimal_step 20 'kernel cuda-vector' 'size 3840 2160' 'step 400'
    profile naive-1080p naive_step 20 'kernel cuda-naive' 'size 1920 1080' 'step 40'
}

part_egl() {
    local folder line work=$logs/egl seen="" nvidia=""
    [ -x "$here/test_interop_egl" ] || {
        skip "this bundle has no part that draws"
        return
    }
    mkdir -p "$work"
    for folder in $(driver_folders | tr ':' ' ') /usr/lib/x86_64-linux-gnu /usr/lib64; do
        [ -n "$seen" ] || [ ! -e "$folder/libEGL.so.1" ] || seen=$folder/libEGL.so.1
        [ ! -e "$folder/libEGL_nvidia.so.0" ] || nvidia=$folder/libEGL_nvidia.so.0
    done
    # If there is no libEGL.so.1, the bundle's takes its place, which finds the driver's if it is told where that is.
    # libcuda asks for it by the name that development packages use.
    if [ -z "$seen" ] && [ -e "$here/glvnd/libEGL.so.1" ]; then
        cp "$here"/glvnd/* "$work"
        seen=libEGL.so.1
    fi
    for folder in /usr/share/glvnd/egl_vendor.d /etc/glvnd/egl_vendor.d; do
        for line in "$folder"/*nvidia*; do [ ! -e "$line" ] || nvidia=""; done
    done
    if [ -n "$nvidia" ]; then
        printf '{"file_format_version": "1.0.0", "ICD": {"library_path": "%s"}}\n' "$nvidia" >"$work/10_nvidia.json"
        export __EGL_VENDOR_LIBRARY_FILENAMES=$work/10_nvidia.json
    fi
    ln -sf "${seen:-libEGL.so.1}" "$work/libEGL.so"
    choose_start "$work"
    GRAYSCOPE_MEASURE_SECONDS=$measure_seconds try egl "${start[@]}" "$here/test_interop_egl"
    tested "the EGL test" $?
    choose_start
    [ -z "$(last_with '[  PASSED  ] 0 tests.' egl)" ] || skip "$(why_skipped egl)"
    while IFS= read -r line; do
        [[ $line == "measured: "* ]] && note "${line#measured: }"
    done <"$logs/egl.log"
}

# sanitize TOOL: both programs on small fields under one of compute-sanitizer's tools.
sanitize() {
    local filter='cuda_*.near_double_loop_periodic' under=("$sanitizer" --tool "$1" --target-processes all
        --report-api-errors no --error-exitcode 1)
    export GRAYSCOPE_TEST_SCALE=small
    try "sanitizer-$1" "${under[@]}" "${start[@]}" "$here/test_gpu" || return
    try "sanitizer-$1" "${under[@]}" "${start[@]}" "$here/test_conformance" --gtest_filter="$filter"
}

part_sanitizers() {
    local tool_name pids=() tools=(memcheck racecheck synccheck initcheck) i code
    sanitizer=$(tool compute-sanitizer)
    [ -n "$sanitizer" ] || {
        skip "no compute-sanitizer: it comes with the CUDA toolkit"
        return
    }
    for tool_name in "${tools[@]}"; do
        sanitize "$tool_name" &
        pids+=($!)
    done
    for i in "${!pids[@]}"; do
        wait "${pids[i]}"
        code=$?
        case $code in
        0) ;;
        124) cut_short "${tools[i]} ran past its time: what it looked at by then counts" ;;
        *) failed "${tools[i]} found something, or a test failed under it" ;;
        esac
        note "${tools[i]}: $(last_with SUMMARY "sanitizer-${tools[i]}")"
    done
}

# Other work on the GPU shifts blocks in time, which exposes what is right only by chance.
part_hunt() {
    local other many=(--gtest_filter='Device.many_tiles*' --gtest_repeat=10)
    printf 'kernel cuda-naive\nsize 1024 1024\nstep 1000000000\n' >"$logs/other.gss"
    timeout -k 5 $((deadline - SECONDS)) "${start[@]}" "$here/grayscope-headless" run "$logs/other.gss" >"$logs/other.log" 2>&1 &
    other=$!
    GRAYSCOPE_REQUIRE_GPU=1 try hunt-beside "${start[@]}" "$here/test_gpu" "${many[@]}"
    tested "many tiles beside other work" $?
    kill "$other" 2>/dev/null
    wait "$other"
    GRAYSCOPE_REQUIRE_GPU=1 try hunt-alone "${start[@]}" "$here/test_gpu" "${many[@]}"
    tested "many tiles alone" $?
}

