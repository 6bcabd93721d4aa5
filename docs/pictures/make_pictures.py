#!/usr/bin/env python3
"""Makes docs/pictures/presets.png with the program itself; run it again when a preset changes.

    make_pictures.py PROGRAM

A tile a preset, seven in a row, in the order of app/core/document/presets.cpp, each after the number of steps that its row names.
"""
import os
import re
import subprocess
import sys
import tempfile

TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(TOP, "tests", "support"))
from arrays import read_png, write_png  # noqa: E402

FIELD, TILE, ACROSS, GAP = 160, 80, 7, 6


def presets():
    """(name, steps after which it looks its best) of each row of the table."""
    with open(os.path.join(TOP, "app", "core", "document", "presets.cpp")) as file:
        rows = re.findall(r'\{"([a-z-]+)", "[^{}]*?, (\d+), \d+, \d+,\s*//\s*show\(', file.read())
    return [(name, int(steps)) for name, steps in rows]


def tile(program, name, steps, folder):
    """Rows of one preset's picture, half as large as the field."""
    # The size comes last, since a preset may bring its own.
    script = f"preset {name}\nsize {FIELD} {FIELD}\nstep {steps}\nsave-image out.png\n"
    subprocess.run([program, "run", "-"], input=script, text=True, cwd=folder, check=True, stderr=subprocess.DEVNULL)
    _, _, rows = read_png(os.path.join(folder, "out.png"))
    half = []
    for a, b in zip(rows[0::2], rows[1::2]):
        half.append(bytes((a[i] + a[i + 3] + b[i] + b[i + 3] + 2) // 4 for x in range(TILE) for i in range(6 * x, 6 * x + 3)))
    return half


def sheet(tiles):
    """All tiles on one dark picture."""
    step, lines = TILE + GAP, -(-len(tiles) // ACROSS)
    width, height = ACROSS * step + GAP, lines * step + GAP
    rows = [bytearray(b"\x12\x13\x16" * width) for _ in range(height)]
    for i, pixels in enumerate(tiles):
        x, y = GAP + i % ACROSS * step, GAP + i // ACROSS * step
        for j, line in enumerate(pixels):
            rows[y + j][3 * x : 3 * (x + TILE)] = line
    return width, height, [bytes(row) for row in rows]


def main(program):
    tiles = []
    for name, steps in presets():
        with tempfile.TemporaryDirectory() as folder:
            tiles.append(tile(os.path.abspath(program), name, steps, folder))
    write_png(os.path.join(TOP, "docs", "pictures", "presets.png"), *sheet(tiles))


if __name__ == "__main__":
    main(sys.argv[1])
