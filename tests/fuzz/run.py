"""Runs every fuzzer of a build for so many inputs and tells what was found.

    run.py BUILD [--runs N] [--seconds S] [NAME...]

Each starts from its folder in corpus/ and what it found worth keeping in earlier runs, which stays in BUILD. The input
that ended one lies there too, under crashes/. The seed is drawn from the clock and printed, so that a run can be done
again. Exit code 1: something was found, or a fuzzer did nothing.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
MEMORY = 1024  # MiB; a reader that takes more for a few KB has believed them
ONE_INPUT = 20  # s, under the sanitizers
DICTIONARIES = {"run": "json.dict", "session": "json.dict", "palette": "json.dict", "script": "commands.dict",
                "shared": "commands.dict", "arguments": "commands.dict"}
LONGEST = {"picture": 8192, "npy": 4096}
# Their inputs reach so many places that weighing them by how rarely each was reached takes longer than the inputs.
UNWEIGHED = {"script"}
# Short stacks of allocations and less memory that waits to be given again: half of the time went there. A kernel that
# waits does not keep the core from the other fuzzers.
SURROUNDINGS = {"ASAN_OPTIONS": "detect_leaks=1:malloc_context_size=6:quarantine_size_mb=32",
                "UBSAN_OPTIONS": "print_stacktrace=1", "OMP_WAIT_POLICY": "passive"}


def command_of(fuzzer, kept, options):
    name = fuzzer.name.removeprefix("fuzz_")
    crashes = kept.parent / "crashes"
    crashes.mkdir(parents=True, exist_ok=True)
    kept.mkdir(parents=True, exist_ok=True)
    words = [str(fuzzer), f"-runs={options.runs}", f"-max_total_time={options.seconds}", f"-seed={options.seed}",
             f"-rss_limit_mb={MEMORY}", f"-malloc_limit_mb={MEMORY}", f"-timeout={ONE_INPUT}",
             f"-max_len={LONGEST.get(name, 4096)}", f"-artifact_prefix={crashes}/{name}-", "-print_final_stats=1",
             "-close_fd_mask=1"]
    if name in UNWEIGHED:
        words.append("-entropic=0")
    if name in DICTIONARIES:
        words.append(f"-dict={HERE / 'words' / DICTIONARIES[name]}")
    return words + [str(kept), str(HERE / "corpus" / name)]


def run(fuzzer, folder, options):
    """What became of one fuzzer: its name, inputs, seconds, and the words of a finding or None."""
    name = fuzzer.name.removeprefix("fuzz_")
    log = folder / "fuzz" / f"{name}.log"
    command = command_of(fuzzer, folder / "fuzz" / name, options)
    began = time.monotonic()
    with open(log, "w", encoding="utf-8") as out:
        code = subprocess.run(command, stdout=out, stderr=out, check=False,
                              env={**os.environ, **SURROUNDINGS}).returncode
    text = log.read_text(encoding="utf-8", errors="replace")
    done = re.search(r"number_of_executed_units: (\d+)", text)
    finding = None
    if code != 0:
        lines = [line for line in text.splitlines() if re.search(r"ERROR|SUMMARY|runtime error|broken promise", line)]
        finding = lines[0] if lines else f"it ended with {code}"
    return name, int(done[1]) if done else 0, time.monotonic() - began, finding


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=20000)
    parser.add_argument("--seconds", type=int, default=60, help="for each fuzzer, at most")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("names", nargs="*")
    options = parser.parse_intermixed_args()  # names may stand behind the options
    fuzzers = sorted(f for f in options.build.glob("tests/fuzz/fuzz_*") if os.access(f, os.X_OK) and f.is_file())
    if options.names:
        fuzzers = [f for f in fuzzers if f.name.removeprefix("fuzz_") in options.names]
    if not fuzzers:
        sys.exit(f"no fuzzers in {options.build}")
    print(f"seed {options.seed}")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda f: run(f, options.build, options), fuzzers))
    for name, inputs, seconds, finding in results:
        print(f"{name:10} {inputs:9} inputs {seconds:6.0f} s  {finding or 'nothing found'}", flush=True)
    sys.exit(1 if any(finding or inputs == 0 for _, inputs, _, finding in results) else 0)


if __name__ == "__main__":
    main()
