#!/usr/bin/env python3
"""Runs test programs under one of compute-sanitizer's tools.

    sanitize.py TOOL TEST_GPU [TEST_PROGRAM --gtest_filter=...]

TOOL: memcheck, racecheck, synccheck or initcheck. Exit code 77, with the reason as the last line, if there is no GPU
or no compute-sanitizer; with GRAYSCOPE_REQUIRE_GPU=1 that is a failure.
"""
import os
import re
import shutil
import subprocess
import sys


def missing(reason):
    print(reason)
    return 1 if os.environ.get("GRAYSCOPE_REQUIRE_GPU") == "1" else 77


def why_no_gpu(test_gpu):
    """What the program itself says."""
    quiet = {name: value for name, value in os.environ.items() if name != "GRAYSCOPE_REQUIRE_GPU"}
    told = subprocess.run([test_gpu, "--gtest_filter=Device.info"], env=quiet, capture_output=True, text=True)
    found = re.search(r": Skipped\n(.+)", told.stdout)
    return found[1].strip() if found else None


def main(tool, test_gpu, *more):
    reason = why_no_gpu(test_gpu)
    if reason:
        return missing(reason)
    sanitizer = shutil.which("compute-sanitizer") or shutil.which("compute-sanitizer", path="/usr/local/cuda/bin")
    if not sanitizer:
        return missing("no compute-sanitizer: it comes with the CUDA toolkit")
    # Device.memory asks for more memory than there is and checks the answer: an error of the API is no finding.
    command = [sanitizer, "--tool", tool, "--report-api-errors", "no", "--error-exitcode", "1"]
    small = {**os.environ, "GRAYSCOPE_TEST_SCALE": "small"}
    for program in [[test_gpu], list(more)]:
        if program and subprocess.run([*command, *program], env=small).returncode:
            print(f"{tool} found something, or {program[0]} failed")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
