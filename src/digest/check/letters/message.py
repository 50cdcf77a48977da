"""Bytes -> the header fields and parts of a message, whatever the bytes are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message as Parsed
from email.policy import compat32

#: what no letter comes near; beyond it nothing is taken apart
MOST_OCTETS = 1_000_000
MOST_LINES = 40_000
MOST_CONTAINERS = 20
MOST_FIELDS = 400
#: octets of the header fields
MOST_HEAD = 60_000
#: looked for at the start of each line only: anywhere, a line without a colon costs the
#: square of its length
_FIELD = re.compile(
    rb"^([!-9;-~]+)[ \t]*:([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)", re.MULTILINE
)
_FOLD = re.compile(r"\r?\n(?=[ \t])")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CONTAINER = re.compile(rb"multipart/|message/", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One header field."""

    name: str
    #: unfolded, as it is written otherwise
    value: str
    #: of the message's file, from 1
    line: int

    @property
    def words(self) -> str:
        """The value with its encoded-words read (RFC 2047)."""
        try:
            return str(make_header(decode_header(self.value)))
        # unknown charsets, broken base64: all that a reader sees is the value itself
        except (LookupError, ValueError, HeaderParseError):
            return self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the body that holds no others."""

    media_type: str
    #: "" where none is named
    charset: str
    #: in lower case; `7bit` where none is named
    encoding: str
    text: str
    #: as it is written in the message
    raw: bytes = field(repr=False)
    #: the line of the file on which each line of the text begins
    lines: tuple[int, ...] = field(repr=False)
    #: whether its octets are of the charset that it names
    is_decodable: bool = True

    @property
    def size(self) -> int:
        """Octets of the text, as they are once it is decoded."""
        return len(self.text.encode("utf-8", "replace"))

    def line_of(self, line: int) -> int:
        """Where the line of the text stands in the file."""
        return self.lines[max(0, min(line, len(self.lines)) - 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a message says of itself."""

    data: bytes = field(repr=False)
    #: why it was not taken apart; "" where it was
    refusal: str = ""
    fields: tuple[Field, ...] = ()
    #: where the body begins, in octets
    head: int = 0
    #: names of what the standard library's parser met
    defects: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    #: media types of the children of each multipart/alternative
    alternatives: tuple[tuple[str, ...], ...] = ()


def read_message(data: bytes) -> Told:
    """The message taken apart; one that no mail program would take is left whole."""
    refusal = _refusal(data)
    if refusal:
        return Told(data=data[:MOST_OCTETS], refusal=refusal)
    end = _HEAD_END.search(data)
    head = end.end() if end else len(data)
    parsed = message_from_bytes(data, policy=compat32)
    walked = tuple(parsed.walk())
    return Told(
        data=data,
        fields=tuple(_fields(data[:head])),
        head=head,
        defects=tuple(
            type(defect).__name__ for part in walked for defect in part.defects
        ),
        parts=tuple(_parts(walked, data, head)),
        alternatives=tuple(
            tuple(_kinds(part))
            for part in walked
            if part.get_content_type() == "multipart/alternative"
            and part.is_multipart()
        ),
    )


def _kinds(part: Parsed) -> Iterator[str]:
    """The media types of the parts right within it."""
    for child in part.get_payload():
        if isinstance(child, Parsed):
            yield child.get_content_type()


def _refusal(data: bytes) -> str:
    if not data.strip():
        return "holds nothing"
    if len(data) > MOST_OCTETS:
        return f"has {len(data):,} octets, more than {MOST_OCTETS:,}"
    if data.count(b"\n") + data.count(b"\r") > 2 * MOST_LINES:
        return f"has more than {MOST_LINES:,} lines"
    containers = len(_CONTAINER.findall(data[:MOST_OCTETS]))
    if containers > MOST_CONTAINERS and _depth_matters(data):
        return f"names {containers} parts that hold others"
    end = _HEAD_END.search(data)
    head = data[: end.end() if end else len(data)]
    if len(head) > MOST_HEAD or head.count(b"\n") > MOST_FIELDS:
        return "has no header fields, or far too many"
    return "" if _FIELD.match(data) else "does not begin with a header field"


def _depth_matters(data: bytes) -> bool:
    """Whether the words are those of a header, and not of an article on mail."""
    named = re.findall(rb"(?im)^content-type:\s*(?:multipart|message)/", data)
    return len(named) > MOST_CONTAINERS


def _fields(head: bytes) -> Iterator[Field]:
    line, counted = 1, 0
    for found in _FIELD.finditer(head):
        line += head.count(b"\n", counted, found.start())
        counted = found.start()
        yield Field(
            name=found[1].decode("ascii"),
            value=_FOLD.sub("", found[2].decode("utf-8", "replace")).strip(),
            line=line,
        )


def _parts(walked: tuple[Parsed, ...], data: bytes, head: int) -> Iterator[Part]:
    place = head
    for part in walked:
        payload = part.get_payload()
        if part.is_multipart() or not isinstance(payload, str):
            continue
        raw = _raw(part, payload)
        found = data.find(raw, place)
        place = max(place, found)
        yield _part(part, raw, 1 + data.count(b"\n", 0, place))


def _raw(part: Parsed, payload: str) -> bytes:
    """The part as it is written; the parser has read what lies beyond ASCII."""
    if payload.isascii():
        return payload.encode("ascii")
    decoded = part.get_payload(decode=True)
    return decoded if isinstance(decoded, bytes) else payload.encode("utf-8", "replace")


def _part(part: Parsed, raw: bytes, first: int) -> Part:
    decoded = part.get_payload(decode=True)
    octets = decoded if isinstance(decoded, bytes) else raw
    encoding = str(part.get("Content-Transfer-Encoding") or "7bit").strip().lower()
    charset = _charset(part)
    return Part(
        media_type=part.get_content_type(),
        charset=charset,
        encoding=encoding,
        text=octets.decode("utf-8", "replace").replace("\r\n", "\n"),
        raw=raw,
        lines=tuple(_lines(raw, encoding, first)),
        is_decodable=_is_utf8(octets),
    )


def _charset(part: Parsed) -> str:
    """What the part names as its charset, in lower case; "" where it names none."""
    found = part.get_param("charset")
    return found.strip().lower() if isinstance(found, str) else ""


def _is_utf8(octets: bytes) -> bool:
    try:
        octets.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _lines(raw: bytes, encoding: str, first: int) -> Iterator[int]:
    """Where each line of the text begins; soft line breaks begin none."""
    yield first
    if encoding == "base64":
        return
    is_soft = encoding == "quoted-printable"
    for number, line in enumerate(raw.split(b"\n"), first + 1):
        if not (is_soft and line.rstrip(b"\r").endswith(b"=")):
            yield number
