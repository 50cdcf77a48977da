from __future__ import annotations

import struct
import zlib

import pytest

from digest.render.icon import icon_ico, icon_png


def rows_of(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the unpacked rows of a PNG, each chunk's sum checked."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    place, chunks = 8, {}
    while place < len(png):
        (size,) = struct.unpack_from(">I", png, place)
        kind, data = png[place + 4 : place + 8], png[place + 8 : place + 8 + size]
        (check,) = struct.unpack_from(">I", png, place + 8 + size)
        assert check == zlib.crc32(kind + data)
        chunks[kind] = data
        place += size + 12
    width, height = struct.unpack_from(">II", chunks[b"IHDR"])
    return width, height, zlib.decompress(chunks[b"IDAT"])


@pytest.mark.parametrize("pixels", [32, 512])
def test_the_icon_is_a_good_png(pixels: int) -> None:
    """Any decoder finds one bit a pixel and one filter byte a row."""
    width, height, rows = rows_of(icon_png(pixels))
    assert (width, height) == (pixels, pixels)
    assert len(rows) == pixels * (1 + pixels // 8)


def test_the_icon_shows_three_lines() -> None:
    """The mark: going down its left half, paper begins three times."""
    _, _, rows = rows_of(icon_png(32))
    column = [bool(rows[y * 5 + 2] & 0x80) for y in range(32)]
    starts = [y for y in range(1, 32) if column[y] and not column[y - 1]]
    assert starts == [8, 14, 20]


def test_favicon_ico_holds_the_small_icon() -> None:
    """Its folder names one picture, and where it stands."""
    ico = icon_ico()
    assert ico[:6] == struct.pack("<HHH", 0, 1, 1)
    size, offset = struct.unpack_from("<II", ico, 14)
    assert ico[offset : offset + size] == icon_png(32)
