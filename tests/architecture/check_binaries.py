"""What only the built files can tell.

headless FILE        grayscope-headless needs no library that a bare server lacks
variants OBJECT...   a kernel's variant for a wider instruction set defines nothing that the linker could hand to others
"""

import re
import subprocess
import sys

ON_EVERY_SERVER = re.compile(r"(libc|libm|libdl|librt|libpthread|ld-linux-x86-64)\.so\.\d+$")


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def headless(path):
    for name in re.findall(r"NEEDED.*\[(.+)\]", output("readelf", "-d", path)):
        if not ON_EVERY_SERVER.match(name):
            yield f"{path} needs {name}"


def variants(*objects):
    for path in objects:
        # Weak and unique symbols are merged over the whole program, whichever instruction set they were compiled for.
        for kind, symbol in re.findall(r"^\S+ ([WVu]) (.+)$", output("nm", "--demangle", "--defined-only", path),
                                       re.MULTILINE):
            yield f"{path} defines {symbol} for all ({kind})"


def main():
    found = list({"headless": headless, "variants": variants}[sys.argv[1]](*sys.argv[2:]))
    print("\n".join(found) or "nothing found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
