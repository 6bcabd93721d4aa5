#!/usr/bin/env python3
"""Shortens what made a soak fail: leaves out parts, and then single actions, as long as it still fails.

    tests/soak/shrink.py build/check/tests/soak/test_soak soak-actions.txt [MINUTES]

The shortest list that was found within the time (10 minutes if none is given) is printed, and kept beside the other as
soak-shortest.txt. GRAYSCOPE_SOAK_ACTIONS=FILE test_soak does it again.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

DISPLAY = pathlib.Path(__file__).parents[1] / "support" / "with_display"


def fails(program, actions):
    """Does these actions in a window of its own; true if the soak fails."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "actions.txt"
        path.write_text("".join(action + "\n" for action in actions))
        environment = dict(os.environ, GRAYSCOPE_SOAK_ACTIONS=str(path))
        done = subprocess.run([DISPLAY, program], cwd=folder, env=environment, check=False,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return done.returncode != 0


def shortest(actions, still_fails, in_time):
    """Halves, quarters, ... and in the end single actions are left out where what remains still fails."""
    size = max(1, len(actions) // 2)
    while in_time():
        at = 0
        shorter = False
        while at < len(actions) and in_time():
            rest = actions[:at] + actions[at + size:]
            if rest and still_fails(rest):
                actions, shorter = rest, True
                print(f"{len(actions)} actions still fail", file=sys.stderr)
            else:
                at += size
        if size == 1 and not shorter:
            break
        size = max(1, size // 2)
    return actions


def main():
    if not 3 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    program, source = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    end = time.monotonic() + 60 * float(sys.argv[3] if len(sys.argv) > 3 else 10)
    actions = source.read_text().splitlines()
    if not fails(program, actions):
        sys.exit(f"{source}: the soak passes with these actions")
    found = shortest(actions, lambda rest: fails(program, rest), lambda: time.monotonic() < end)
    source.with_name("soak-shortest.txt").write_text("".join(action + "\n" for action in found))
    print("\n".join(found))


if __name__ == "__main__":
    main()
