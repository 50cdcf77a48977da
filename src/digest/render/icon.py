"""The site's mark, three lines of text on a square, as PNG and ICO bytes.

Written out by hand and not compressed: the same bytes with every version of zlib.
"""

from __future__ import annotations

import struct
import zlib

COLOURS = bytes.fromhex("0d5c63ffffff")
#: rectangles of the second colour in a square of 32: left, top, right, bottom
LINES = ((7, 8, 25, 12), (7, 14, 25, 18), (7, 20, 18, 24))
GRID = 32
SMALL = 32


def icon_png(pixels: int) -> bytes:
    """The mark as a PNG; `pixels` is a multiple of 32 and at most 512."""
    rows = b"".join(b"\0" + _row(y * GRID // pixels, pixels) for y in range(pixels))
    # width, height, one bit a pixel, by palette (PNG, third edition, 11.2.1)
    header = struct.pack(">IIBBBBB", pixels, pixels, 1, 3, 0, 0, 0)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", COLOURS),
        (b"IDAT", _stored(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def icon_ico() -> bytes:
    """The mark as favicon.ico, which some readers ask for whatever a page says."""
    png = icon_png(SMALL)
    folder = struct.pack("<HHH", 0, 1, 1)
    entry = struct.pack("<BBBBHHII", SMALL, SMALL, 2, 0, 1, 1, len(png), 22)
    return folder + entry + png


def _row(y: int, pixels: int) -> bytes:
    """One row of the picture, packed; `y` counts in the square of 32."""
    on = [any(a <= x < c and b <= y < d for a, b, c, d in LINES) for x in range(GRID)]
    bits = "".join(str(int(cell)) * (pixels // GRID) for cell in on)
    return int(bits, 2).to_bytes(pixels // 8, "big")


def _stored(data: bytes) -> bytes:
    """The data as one stored block of at most 65,535 octets (RFC 1951 3.2.4)."""
    size = struct.pack("<BHH", 1, len(data), len(data) ^ 0xFFFF)
    return b"\x78\x01" + size + data + struct.pack(">I", zlib.adler32(data))


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check
