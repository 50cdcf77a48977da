"""The body of a message: two alternatives in quoted-printable, with gaps.

A gap is the place of a value that differs by reader. It stands on physical lines of its
own, between soft line breaks that vanish on decoding, so the constant parts are encoded
once and a value may have any length and hold any character.

The octets are canonical by construction: every line ends in CRLF and has at most 76
octets, none starts with a dot (SMTP's dot-stuffing has nothing to do), none ends in a
blank and no two blanks stand together (DKIM has nothing to fold).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from html import escape

from digest.deliveries import Letter, Placeholder

#: octets of a line without its soft break, which makes it 76 (RFC 2045 6.7 rule 5)
LONGEST_LINE = 75
SOFT_BREAK = b"=\r\n"
LINE_END = b"\r\n"
#: what is written as =XX: all but printable ASCII and single blanks inside a line
_UNSAFE = re.compile(rb"[^!-<>-~ ]|(?<= ) | $")
#: at the start of a line SMTP reads a dot, and an mbox `From `, as its own
_UNSAFE_START = re.compile(rb"\A(?:\.|F(?=rom ))")
#: a value that stands in both parts as it is, in one line, as links do
_PLAIN = re.compile(rf"(?!\.)[!#-%(-;?-~]{{0,{LONGEST_LINE}}}")
_PLACEHOLDERS = re.compile("|".join(re.escape(word) for word in Placeholder))


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The place of a personal value between the constant parts of a body."""

    placeholder: Placeholder
    is_html: bool

    def fill(self, value: str) -> bytes:
        """The value as it stands here."""
        if _PLAIN.fullmatch(value):
            return value.encode("ascii")
        return quoted_printable(escape(value) if self.is_html else value)


def encode_body(letter: Letter, boundary: str) -> tuple[bytes | Gap, ...]:
    """The letter's text and then its HTML (RFC 2046 5.1.4), each with its headers."""
    parts = (
        *_alternative(boundary, "plain", letter.text),
        LINE_END,
        *_alternative(boundary, "html", letter.html),
        f"\r\n--{boundary}--\r\n".encode("ascii"),
    )
    return tuple(_join(parts))


def boundary_of(letter: Letter) -> str:
    """Constant for the letter; `=_` cannot stand in quoted-printable (RFC 2045 6.7)."""
    name = f"{letter.list_id} {letter.key}".encode("utf-8", "replace")
    return f"=_{sha256(name).hexdigest()[:24]}"


def quoted_printable(text: str) -> bytes:
    """The text in quoted-printable (RFC 2045 6.7); its line ends become CRLF."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    encoded = (_UNSAFE.sub(_escape, line.encode("utf-8", "replace")) for line in lines)
    return LINE_END.join(SOFT_BREAK.join(_physical_lines(line)) for line in encoded)


def _physical_lines(rest: bytes) -> Iterator[bytes]:
    """The encoded line cut where it is too long, never inside an =XX."""
    rest = _UNSAFE_START.sub(_escape, rest)
    while len(rest) > LONGEST_LINE:
        opening = rest.rfind(b"=", LONGEST_LINE - 2, LONGEST_LINE)
        end = LONGEST_LINE if opening < 0 else opening
        yield rest[:end]
        rest = _UNSAFE_START.sub(_escape, rest[end:])
    yield rest


def _escape(found: re.Match[bytes]) -> bytes:
    return b"=%02X" % found[0][0]


def _alternative(boundary: str, subtype: str, text: str) -> Iterator[bytes | Gap]:
    """One part with its own headers, without the line end before the next boundary."""
    yield (
        f"--{boundary}\r\n"
        f"Content-Type: text/{subtype}; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    ).encode("ascii")
    content = text.rstrip("\r\n")
    constants = _PLACEHOLDERS.split(content)
    found = _PLACEHOLDERS.findall(content)
    yield quoted_printable(constants[0])
    for word, constant in zip(found, constants[1:], strict=True):
        yield Gap(placeholder=Placeholder(word), is_html=subtype == "html")
        yield quoted_printable(constant)


def _join(parts: Iterable[bytes | Gap]) -> Iterator[bytes | Gap]:
    """The same parts with constants joined, and soft breaks on both sides of a gap."""
    constant = b""
    is_after_gap = False
    for part in parts:
        if isinstance(part, bytes):
            constant += part
            continue
        yield from _constant(constant, is_after_gap=is_after_gap, is_before_gap=True)
        yield part
        constant, is_after_gap = b"", True
    yield from _constant(constant, is_after_gap=is_after_gap, is_before_gap=False)


def _constant(
    constant: bytes, *, is_after_gap: bool, is_before_gap: bool
) -> Iterator[bytes]:
    """The constant with a soft break where the gap beside it shares its line."""
    if is_after_gap and not constant.startswith(LINE_END):
        constant = SOFT_BREAK + constant
    if is_before_gap and not constant.endswith(LINE_END):
        constant += SOFT_BREAK
    yield constant
