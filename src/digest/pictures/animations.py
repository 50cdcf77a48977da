"""Moving pictures: published as they are, without what is only told in them.

Their containers are walked, piece by piece; no frame is decoded. So camera, place,
comments and whatever hangs behind the end are gone, and all that is seen stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from digest.pictures.look import REMEDY, Format

PNG_SIGNATURE = 8
#: chunks that are drawn (PNG 3rd edition, 11); text, times and EXIF are not among them
PNG_DRAWN = frozenset(
    {
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT", b"tRNS"),
        *(b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"bKGD"),
    }
)
#: of the WebP container (RFC 9649, 2.7)
WEBP_DRAWN = frozenset({b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L", b"ICCP"})
#: flags of its first chunk that promise EXIF and XMP
WEBP_TELLS = 0x08 | 0x04
#: of GIF (89a, 20 to 26): what introduces a block, and which extension it is
EXTENSION, PICTURE, END = 0x21, 0x2C, 0x3B
APPLICATION, COMMENT = 0xFF, 0xFE
GIF_COLOURS = 0x80
#: applications that tell how often to play
LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def without_metadata(data: bytes, form: Format) -> bytes:
    """The animation without its metadata; raises ValueError where it is cut off."""
    try:
        return b"".join(WALKS[form](data))
    except IndexError as error:
        fact = f"is an animation that is broken or cut off; {REMEDY} once more"
        raise ValueError(fact) from error


def _png(data: bytes) -> Iterator[bytes]:
    yield data[:PNG_SIGNATURE]
    at, kind = PNG_SIGNATURE, b""
    while kind != b"IEND":
        size = int.from_bytes(_taken(data, at, 4))
        kind = _taken(data, at + 4, 4)
        chunk = _taken(data, at, 12 + size)
        if kind in PNG_DRAWN:
            yield chunk
        at += len(chunk)


def _webp(data: bytes) -> Iterator[bytes]:
    end = 8 + int.from_bytes(_taken(data, 4, 4), "little")
    kept: list[bytes] = []
    at = 12
    while at < end:
        kind = _taken(data, at, 4)
        size = int.from_bytes(_taken(data, at + 4, 4), "little")
        # chunks begin at even places
        chunk = _taken(data, at, 8 + size + size % 2)
        if kind == b"VP8X":
            flags = _taken(chunk, 8, 1)[0] & ~WEBP_TELLS
            kept.append(chunk[:8] + bytes([flags]) + chunk[9:])
        elif kind in WEBP_DRAWN:
            kept.append(chunk)
        at += len(chunk)
    size = 4 + sum(map(len, kept))
    yield b"RIFF" + size.to_bytes(4, "little") + b"WEBP"
    yield from kept


def _gif(data: bytes) -> Iterator[bytes]:
    at = 13 + _colour_bytes(data[10])
    yield data[:at]
    while data[at] != END:
        start = at
        if data[at] == EXTENSION:
            at = _after_blocks(data, start + 2)
            if _is_drawn(data, start):
                yield data[start:at]
        elif data[at] == PICTURE:
            at = _after_blocks(data, start + 11 + _colour_bytes(data[start + 9]))
            yield data[start:at]
        else:
            raise IndexError(at)
    yield bytes([END])


def _is_drawn(data: bytes, start: int) -> bool:
    """Whether the extension of a GIF is seen, or tells how often to play."""
    if data[start + 1] == APPLICATION:
        return data[start + 3 : start + 14] in LOOPS
    return data[start + 1] != COMMENT


def _colour_bytes(flags: int) -> int:
    """How long the table of colours is that such a byte announces."""
    return 3 << ((flags & 7) + 1) if flags & GIF_COLOURS else 0


def _after_blocks(data: bytes, at: int) -> int:
    """The place behind a row of blocks, each with its length before it."""
    while data[at]:
        at += 1 + data[at]
    return at + 1


def _taken(data: bytes, start: int, size: int) -> bytes:
    piece = data[start : start + size]
    if len(piece) < size:
        raise IndexError(start)
    return piece


WALKS: Mapping[Format, Callable[[bytes], Iterator[bytes]]] = {
    Format.PNG: _png,
    Format.WEBP: _webp,
    Format.GIF: _gif,
}
