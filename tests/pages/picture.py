"""Makes a screenshot small enough for a repository: gradients are dithered, and noise is large."""

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = 3  # 8-bit RGB, as Chromium writes it
STEP = 6  # of 255: no eye sees it, and it swallows the dither


def smaller(png: bytes) -> bytes:
    """The same picture with fewer shades."""
    size, packed = b"", b""
    for kind, data in _chunks(png):
        size = data if kind == b"IHDR" else size
        packed += data if kind == b"IDAT" else b""
    width, height = struct.unpack(">II", size[:8])
    assert size[8:10] == bytes((8, 2)), "not 8-bit RGB"
    shades = bytes(min(255, (value + STEP // 2) // STEP * STEP) for value in range(256))
    rows = [row.translate(shades) for row in _rows(zlib.decompress(packed), width, height)]
    above = [bytes(width * CHANNELS), *rows[:-1]]
    lines = (b"\2" + _minus(row, up) for row, up in zip(rows, above, strict=True))
    body = zlib.compress(b"".join(lines), 9)
    return SIGNATURE + _chunk(b"IHDR", size) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    found, place = [], len(SIGNATURE)
    while place < len(png):
        length, kind = struct.unpack_from(">I4s", png, place)
        found.append((kind, png[place + 8 : place + 8 + length]))
        place += 12 + length
    return found


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _minus(row: bytes, up: bytes) -> bytes:
    return bytes((here - there) & 255 for here, there in zip(row, up, strict=True))


def _rows(raw: bytes, width: int, height: int) -> list[bytes]:
    """The lines without their filters (PNG specification, section 9)."""
    stride, rows = width * CHANNELS, [bytearray(width * CHANNELS)]
    for number in range(height):
        start = number * (stride + 1)
        line, up = bytearray(raw[start + 1 : start + 1 + stride]), rows[-1]
        _undo(raw[start], line, up)
        rows.append(line)
    return [bytes(row) for row in rows[1:]]


def _undo(kind: int, line: bytearray, up: bytearray) -> None:
    for place in range(len(line)):
        left = line[place - CHANNELS] if place >= CHANNELS else 0
        corner = up[place - CHANNELS] if place >= CHANNELS else 0
        above = up[place]
        guess = (0, left, above, (left + above) // 2, _paeth(left, above, corner))[kind]
        line[place] = (line[place] + guess) & 255


def _paeth(left: int, above: int, corner: int) -> int:
    middle = left + above - corner
    return min((left, above, corner), key=lambda value: abs(middle - value))
