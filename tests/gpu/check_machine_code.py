#!/usr/bin/env python3
"""Holds the fast CUDA kernels to what their speed rests on, from the machine code that the compiler made of them.

    check_machine_code.py CUBIN...

No kernel may use local memory in its hot loop, and the fastest form of each kind nowhere; and the hot loop of those that
fuse steps may have at most 17.5 instructions per cell and step, or as many more as stand in the table: if cells beyond a
fixed edge are held, or if what a step changes is looked at. Reads the ELF files themselves (of 8.0, 9.0 and 12.0), so that nvcc alone is enough: an instruction is
16 bytes, its lowest 12 bits tell what it does, and a branch's target is relative to the instruction behind it. Exit code 77
(skipped) if there is nothing to look at.
"""
import re
import struct
import sys

INSTRUCTION = 16
BRANCHES = (0x947, 0x547)  # the second if all lanes go together
LOCAL_LOAD, LOCAL_STORE, FMA = 0x983, 0x387, 0x223
FMAS = (0x223, 0x623, 0xC23, 0xA23, 0xE23)  # by where their operands lie
MOST = 17.5
# Mangled name of a kernel -> cells and steps that one pass of its hot loop makes for each lane, instructions for each of
# them at most, whether it may use local memory outside of the loop (a tall tile keeps what it seldom needs there).
FAST = [(r"stream.*FormE0ELb1E.*EdgeE0ELi8ELb0E", 3 * 8 * 4, 17.7, False, "cuda-temporal, depth 8"),
        (r"stream.*FormE0ELb1E.*EdgeE0ELi4ELb0E", 3 * 4 * 4, 19.8, False, "cuda-temporal, depth 4"),
        (r"stream.*FormE0ELb0E.*EdgeE1ELi8ELb0E", 3 * 8 * 4, 27.5, False, "cuda-temporal, depth 8, fixed edges"),
        (r"stream.*FormE0ELb0E.*EdgeE1ELi4ELb1E", 3 * 4 * 4, 50, False, "cuda-temporal, varying rates"),
        *[(rf"persist.*FormE0ELb1E.*EdgeE0ELi{rows}ELb0E", 2 * rows * 4, MOST, False,
           f"cuda-persistent, {rows} rows per warp") for rows in (6, 10, 12, 15, 18)],
        (r"persist.*FormE0ELb1E.*EdgeE0ELi18ELb1E", 2 * (18 + 3) * 4, MOST, True, "cuda-persistent, tall"),
        (r"persist.*FormE0ELb0E.*EdgeE1ELi18ELb0E", 2 * 18 * 4, 23, False, "cuda-persistent, fixed edges"),
        (r"minimal_step.*FormE0E", None, None, False, "cuda-vector")]


def architecture(path):
    """80 for compute capability 8.0."""
    return struct.unpack_from("<I", open(path, "rb").read(64), 0x30)[0] >> 8 & 0xFF


def kernels(path):
    """Name and machine code of each kernel in an ELF file."""
    data = open(path, "rb").read()
    assert data[:5] == b"\x7fELF\x02", f"{path} is no 64-bit ELF file"
    table, = struct.unpack_from("<Q", data, 0x28)
    size, count, names_index = struct.unpack_from("<HHH", data, 0x3A)
    headers = [struct.unpack_from("<IIQQQQ", data, table + i * size) for i in range(count)]
    names = headers[names_index][4]
    for name, _, _, _, offset, length in headers:
        start = names + name
        label = data[start:data.index(b"\0", start)].decode()
        if label.startswith(".text."):
            yield label[6:], data[offset:offset + length]


def distance(low, high, arch):
    """Bytes from the instruction behind a branch to its target."""
    if arch < 90:
        bits, width, unit = low >> 32 | (high & 0x3FFFF) << 32, 50, 1
    else:  # in units of four bytes, the lowest 8 bits apart from the rest
        bits, width, unit = (low >> 16 & 0xFF) | ((low >> 34) | (high & 0x3FFFF) << 30) << 8, 56, 4
    return (bits - (bits >> width - 1 << width)) * unit


def instructions(code, arch):
    """Opcode and, for a branch, the index of its target."""
    out = []
    for at in range(0, len(code) - INSTRUCTION + 1, INSTRUCTION):
        low, high = struct.unpack_from("<QQ", code, at)
        target = None
        if low & 0xFFF in BRANCHES:
            target = at // INSTRUCTION + 1 + distance(low, high, arch) // INSTRUCTION
        out.append((low & 0xFFF, target))
    return out


def hot_loop(code):
    """The innermost loop with the most fused multiply-adds."""
    loops = [code[target:i + 1] for i, (_, target) in enumerate(code) if target is not None and target <= i]
    inner = [loop for loop in loops if not any(len(other) < len(loop) and weight(other) > weight(loop) // 2 for other in loops)]
    return max(inner, key=weight, default=[])


def weight(loop):
    return sum(1 for op, _ in loop if op in FMAS)


def on_local_memory(code):
    return sum(1 for op, _ in code if op in (LOCAL_LOAD, LOCAL_STORE))


def check_fast(label, row, code, loop):
    """What is wrong with one of the FAST kernels."""
    _, cells, most, spills, _ = row
    words = f"{label}: {len(code)} instructions, {on_local_memory(code)} of them on local memory, hot loop {len(loop)}"
    if cells:
        words += f" = {len(loop) / cells:.2f} per cell and step"
        if not loop or len(loop) / cells > most or weight(loop) < 8 * cells:
            yield f"{label}: hot loop of {len(loop)} instructions for {cells} cells and steps"
    if on_local_memory(code) and not spills:
        yield f"{label}: {on_local_memory(code)} instructions on local memory"
    print(words)


def check(path):
    failures, seen, arch = [], 0, architecture(path)
    for name, text in kernels(path):
        code = instructions(text, arch)
        loop = hot_loop(code)
        if on_local_memory(loop):
            failures.append(f"{name}: {on_local_memory(loop)} instructions on local memory in its hot loop")
        for row in FAST:
            if re.search(row[0], name):
                seen += 1
                failures += check_fast(f"{arch / 10}: {row[4]}", row, code, loop)
    return failures, seen, arch


def main(paths):
    if not paths:
        print("no nvcc: there is no machine code to look at")
        return 77
    failures, seen = [], {}
    for path in paths:
        more, found, arch = check(path)
        failures += more
        seen[arch] = seen.get(arch, 0) + found
    failures += [f"{count} of {len(FAST)} kernels found for {arch / 10}" for arch, count in seen.items() if count != len(FAST)]
    for failure in failures:
        print("FAILED", failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
