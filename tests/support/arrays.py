"""Reads and writes .npy and PNG files with the standard library alone: the tests' own second opinion on the program's files."""
import array
import ast
import struct
import zlib


def read_npy(path):
    """(shape, type, values): '<f4' or '<f8' in C order."""
    with open(path, "rb") as file:
        data = file.read()
    assert data[:6] == b"\x93NUMPY", f"{path}: not a .npy file"
    length_size = 2 if data[6] == 1 else 4
    length = int.from_bytes(data[8 : 8 + length_size], "little")
    start = 8 + length_size
    header = ast.literal_eval(data[start : start + length].decode("latin1"))
    assert not header["fortran_order"] and header["descr"] in ("<f4", "<f8"), header
    values = array.array("f" if header["descr"] == "<f4" else "d")
    values.frombytes(data[start + length :])
    return header["shape"], header["descr"], values


def write_npy(path, shape, values, descr="<f8"):
    header = repr({"descr": descr, "fortran_order": False, "shape": tuple(shape)})
    header += " " * (-(len(header) + 11) % 64) + "\n"
    kind = {"<f4": "f", "<f8": "d"}[descr]
    with open(path, "wb") as file:
        file.write(b"\x93NUMPY\x01\0" + struct.pack("<H", len(header)) + header.encode())
        file.write(array.array(kind, values).tobytes())


def _paeth(a, b, c):
    p = a + b - c
    pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
    return a if pa <= pb and pa <= pc else b if pb <= pc else c


def read_chunks(path):
    """The (kind, content) of each chunk of a PNG file, in order."""
    with open(path, "rb") as file:
        data = file.read()
    assert data[:8] == b"\x89PNG\r\n\x1a\n", f"{path}: not a PNG file"
    at = 8
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        (checksum,) = struct.unpack(">I", data[at + 8 + length : at + 12 + length])
        assert checksum == zlib.crc32(kind + body), f"{path}: a chunk is damaged"
        yield kind, body
        at += 12 + length


# Bytes per pixel of the kinds that the program writes, by depth and colour type.
_PIXEL_SIZES = {(8, 2): 3, (8, 6): 4, (8, 3): 1, (16, 0): 2}


def read_png(path):
    """(width, height, rows) of a picture that is not interlaced. Rows are RGB bytes, of 8-bit RGB, RGBA (alpha is dropped) and
    indexed pictures alike; of 16-bit grey ones they are the bytes of the values, the high byte first."""
    packed, colours = b"", b""
    for kind, body in read_chunks(path):
        if kind == b"IHDR":
            width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", body)
            assert (depth, colour) in _PIXEL_SIZES and not interlaced, f"{path}: depth {depth}, colour type {colour}"
            size = _PIXEL_SIZES[depth, colour]
        elif kind == b"PLTE":
            colours = body
        elif kind == b"IDAT":
            packed += body
    raw, rows, before = zlib.decompress(packed), [], bytes(width * size)
    for y in range(height):
        start = y * (width * size + 1)
        method, line = raw[start], bytearray(raw[start + 1 : start + 1 + width * size])
        for i in range(len(line)) if method else ():
            left = line[i - size] if i >= size else 0
            up, corner = before[i], before[i - size] if i >= size else 0
            line[i] = (line[i] + (left, up, (left + up) // 2, _paeth(left, up, corner))[method - 1]) & 255
        before = bytes(line)
        if colours:
            rows.append(b"".join(colours[3 * i : 3 * i + 3] for i in before))
        else:
            rows.append(before if size != 4 else b"".join(before[i : i + 3] for i in range(0, len(before), 4)))
    return width, height, rows


def write_png(path, width, height, rows):
    """RGB rows of 3 * width bytes."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    # Each row as its difference to the one above: packs well, and is simple.
    filtered, before = b"", bytes(3 * width)
    for row in rows:
        filtered += b"\x02" + bytes((a - b) & 255 for a, b in zip(row, before))
        before = row
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)))
        file.write(chunk(b"IDAT", zlib.compress(filtered, 9)) + chunk(b"IEND", b""))
