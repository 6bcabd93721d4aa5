#!/usr/bin/env python3
"""Holds the fast CUDA kernels to what their speed rests on, from the machine code that the compiler made of them.

    check_machine_code.py CUBIN...

No kernel may use local memory in its hot loop, nor anywhere where it is the fastest of its kind; and the hot loop of the
two that fuse steps may have at most 17.5 instructions a cell and step. Reads the ELF file (of sm_90) itself, so that nvcc alone is enough:
an instruction is 16 bytes, its lowest 12 bits tell what it does, and a branch's target is relative to the instruction
behind it. Exit code 77 (skipped) where there is nothing to look at.
"""
import re
import struct
import sys

INSTRUCTION = 16
BRANCH, LOCAL_LOAD, LOCAL_STORE, SHUFFLE, FMA = 0x947, 0x983, 0x387, (0x389, 0x589, 0x989, 0xF89), 0x223
MOST_INSTRUCTIONS = 17.5
# Mangled name of a kernel -> cells and steps that one pass of its hot loop makes, for each lane.
FAST = [(r"stream.*FormE0ELb1ELNS\w*4EdgeE0ELi8E", 3 * 8 * 4, "cuda-temporal, depth 8"),
        (r"persist.*FormE0ELb1ELNS\w*4EdgeE0ELi18E", 2 * 18 * 4, "cuda-persistent, 18 rows a warp"),
        (r"persist.*FormE0ELb1ELNS\w*4EdgeE0ELi6E", 2 * 6 * 4, "cuda-persistent, 6 rows a warp"),
        (r"minimal_step.*FormE0E", None, "cuda-vector")]


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


def instructions(code):
    """Opcode and, for a branch, the index of its target."""
    out = []
    for at in range(0, len(code) - INSTRUCTION + 1, INSTRUCTION):
        low, high = struct.unpack_from("<QQ", code, at)
        target = None
        if low & 0xFFF == BRANCH:
            # In units of four bytes, signed: the lowest 8 bits apart from the rest (sm_90 and its successors).
            distance = (low >> 16 & 0xFF) | ((low >> 34) | (high & 0x3FFFF) << 30) << 8
            distance -= (distance >> 55) << 56
            target = at // INSTRUCTION + 1 + distance * 4 // INSTRUCTION
        out.append((low & 0xFFF, target))
    return out


def hot_loop(code):
    """The innermost loop with the most fused multiply-adds."""
    loops = [code[target:i + 1] for i, (_, target) in enumerate(code) if target is not None and target <= i]
    inner = [loop for loop in loops if not any(len(other) < len(loop) and weight(other) > weight(loop) // 2 for other in loops)]
    return max(inner, key=weight, default=[])


def weight(loop):
    return sum(1 for op, _ in loop if op & 0x1FF == FMA & 0x1FF)


def on_local_memory(code):
    return sum(1 for op, _ in code if op in (LOCAL_LOAD, LOCAL_STORE))


def check_fast(label, cells, code, loop):
    """What is wrong with one of the FAST kernels."""
    words = f"{label}: {len(code)} instructions, {on_local_memory(code)} of them on local memory, hot loop {len(loop)}"
    if cells:
        words += f" = {len(loop) / cells:.2f} a cell and step"
        if not loop or len(loop) / cells > MOST_INSTRUCTIONS or weight(loop) < 8 * cells:
            yield f"{label}: hot loop of {len(loop)} instructions for {cells} cells and steps"
    if on_local_memory(code):
        yield f"{label}: {on_local_memory(code)} instructions on local memory"
    print(words)


def check(path):
    failures, seen = [], 0
    for name, text in kernels(path):
        code = instructions(text)
        loop = hot_loop(code)
        if on_local_memory(loop):
            failures.append(f"{name}: {on_local_memory(loop)} instructions on local memory in its hot loop")
        for pattern, cells, label in FAST:
            if re.search(pattern, name):
                seen += 1
                failures += check_fast(label, cells, code, loop)
    return failures, seen


def main(paths):
    if not paths:
        print("no nvcc: there is no machine code to look at")
        return 77
    failures, seen = [], 0
    for path in paths:
        more, found = check(path)
        failures += more
        seen += found
    if seen != len(FAST):
        failures.append(f"{seen} of {len(FAST)} kernels found")
    for failure in failures:
        print("FAILED", failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
