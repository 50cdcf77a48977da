"""Bytes -> text: by the mark they begin with, as UTF-8, or as a page declares.

Whatever is no text is told as a ContentError; what no document may hold is a space.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress

from digest.errors import ContentError
from digest.load.filename import WEBPAGE_SUFFIXES
from digest.load.sanitise import printable

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: characters of which a text has at most one in so many
FEW = 100
_CONTROLS_1252 = bytes({*range(0x09), *range(0x0E, 0x20), 0x7F})
_CONTROLS = bytes({*_CONTROLS_1252} - {0x1B})
#: names of encodings that pages declare and the codec that browsers take (Encoding
#: Standard 4.2); others are refused, for some of Python's are no encodings of text
CODEC_OF = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"}
CODECS = re.compile(
    r"(utf-8|utf-16.*|iso8859-\d+|cp125\d|cp866|cp874|koi8-[ru]|mac-roman|gbk|gb18030"
    r"|big5.*|euc_jp|euc_kr|cp949|shift_jis|cp932|iso2022_jp)"
)
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE
)
#: bytes in which a page has to declare its encoding (HTML 4.2.5.4)
HEAD_BYTES = 4096


def decode(path: str, data: bytes) -> str:
    """The bytes as text, without a byte order mark; raises ContentError for no text.

    A character that no document may hold is a space, so offsets stay.
    """
    text = next(_decodings(path, data), None)
    if text is None and b"\0" not in data:
        fact = "is neither UTF-8 nor in an encoding that it names; save it as UTF-8"
        raise ContentError(path, fact)
    if text is None or _count_controls(text) * FEW > len(text):
        fact = "looks like a binary file; save it as text in UTF-8"
        raise ContentError(path, fact)
    if (place := text.find("\0")) >= 0:
        line = text.count("\n", 0, place) + 1
        raise ContentError(path, f"holds a NUL (byte 0) in line {line}; take it out")
    return printable(text)


def declared_charset(data: bytes) -> str:
    """The codec for the encoding that the page names; "" for none or another."""
    found = _CHARSET.search(data[:HEAD_BYTES])
    if found is None:
        return ""
    return codec_named(found[1].decode("ascii"))


def codec_named(charset: str) -> str:
    """The codec for an encoding of this name; "" for an unknown one, or for none."""
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        return ""
    return CODEC_OF.get(name, name if CODECS.fullmatch(name) else "")


def decode_as(data: bytes, charset: str) -> str:
    """The bytes as text, near enough: in the encoding that the web names, or UTF-8."""
    return data.decode(codec_named(charset) or "utf-8", "replace")


def _count_controls(text: str) -> int:
    # as bytes: to look at each letter takes ten times as long
    data = text.encode("utf-8", "surrogatepass")
    return len(data) - len(data.translate(None, _CONTROLS))


def _decodings(path: str, data: bytes) -> Iterator[str]:
    """The text in each encoding that the bytes can be in, the surest first."""
    for mark, name in _encodings(path, data):
        with suppress(UnicodeDecodeError, LookupError):
            yield data.removeprefix(mark).decode(name)


def _encodings(path: str, data: bytes) -> Iterator[tuple[bytes, str]]:
    """The mark and the codec of each; the later ones are looked for when asked for."""
    for mark, name in MARKS:
        if data.startswith(mark):
            yield mark, name
            return
    yield b"", "utf-8"
    if path.lower().endswith(WEBPAGE_SUFFIXES):
        yield b"", declared_charset(data)
    # a search for them takes ten times as long
    if len(data.translate(None, _CONTROLS_1252)) == len(data):
        yield b"", "cp1252"
