#!/usr/bin/env python3
"""Scripts and the pictures that they must give, pixel for pixel: commands, seeds, equations, palettes and the PNG writer at once.

Each NAME.gss in this folder ends in `save-image out.png`; NAME.png beside it is what comes out, on every machine: the kernels that
the scripts name promise equal bits. Where NAME.png is missing it is written, and the test fails: look at it, then keep it.

    test_golden.py PROGRAM NAME
"""
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))
from arrays import read_png  # noqa: E402


def first_difference(expected, got):
    if expected[:2] != got[:2]:
        return f"sizes differ: {expected[:2]} and {got[:2]}"
    for y, (a, b) in enumerate(zip(expected[2], got[2])):
        for x in range(expected[0]):
            if a[3 * x : 3 * x + 3] != b[3 * x : 3 * x + 3]:
                return f"first at row {y}, column {x}: {tuple(a[3 * x : 3 * x + 3])} and {tuple(b[3 * x : 3 * x + 3])}"
    return None


def main(program, name):
    baseline = os.path.join(HERE, name + ".png")
    with tempfile.TemporaryDirectory() as folder:
        picture = os.path.join(folder, "out.png")
        subprocess.run([os.path.abspath(program), "run", os.path.join(HERE, name + ".gss")], cwd=folder, check=True, timeout=600)
        if not os.path.exists(baseline):
            shutil.copy(picture, baseline)
            return f"{name}: there was no {baseline}; it is written now. Look at it, and keep it if it is right."
        difference = first_difference(read_png(baseline), read_png(picture))
    return f"{name} differs from its picture, {difference}" if difference else None


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
