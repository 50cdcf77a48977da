"""The parts of a message from anybody: however it is built, reading it comes to an end.

The parser of the standard library never complains, and a part that it cannot decode is
read as well as can be. Old-style messages are used: headers in them are plain text, and
nothing in a broken one raises.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from itertools import islice

#: octets of a message that is taken; reports bring at most the letter with them
LARGEST_MESSAGE = 8 * 1024 * 1024
#: octets of it that are read: what it reports, and the headers of the letter, stand
#: at its start
LARGEST_READ = 256 * 1024
#: octets of one part's text; reports say what they have to say at their start
LARGEST_TEXT = 65_536
MOST_PARTS = 200
#: words that may part a message; the parser compares each line with all that are open
MOST_BOUNDARIES = 30
_BOUNDARY = re.compile(rb"boundary", re.IGNORECASE)
#: characters of a header, and headers of one name
LONGEST_HEADER = 10_000
MOST_FIELDS = 20


class ReportTooDeepError(Exception):
    """The message has more parts, or more within each other, than any report."""


def parse(data: bytes) -> Message:
    """The message; raises ReportTooDeepError."""
    octets = data[:LARGEST_READ]
    if sum(1 for _ in _BOUNDARY.finditer(octets)) > MOST_BOUNDARIES:
        raise ReportTooDeepError
    try:
        message = email.message_from_bytes(octets)
        if sum(1 for _ in message.walk()) > MOST_PARTS:
            raise ReportTooDeepError
    except RecursionError as error:
        raise ReportTooDeepError from error
    return message


def field(message: Message, name: str) -> str:
    """The header's text in one line, "" where there is none."""
    return next(iter(fields(message, name)), "")


def fields(message: Message, *names: str) -> tuple[str, ...]:
    """The texts of the headers of these names, in their order."""
    return tuple(
        " ".join(str(value).split())[:LONGEST_HEADER]
        for name in names
        for value in islice(message.get_all(name, ()), MOST_FIELDS)
    )


def words(message: Message, name: str) -> str:
    """The header as its reader sees it (RFC 2047)."""
    text = field(message, name)
    try:
        return "".join(
            part.decode(charset or "ascii", "replace")
            if isinstance(part, bytes)
            else part
            for part, charset in decode_header(text)
        )
    except (HeaderParseError, LookupError, ValueError):
        return text


def text_of(part: Message) -> str:
    """The part as text, in whatever charset it says; at most its beginning."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    octets = payload[:LARGEST_TEXT]
    try:
        return octets.decode(str(part.get_content_charset("utf-8")), "replace")
    except (LookupError, ValueError):
        return octets.decode("latin-1")


def parts_of(message: Message, *kinds: str) -> Iterator[Message]:
    """The parts of these types, in their order, but none of a letter within it."""
    if message.get_content_type() in kinds:
        yield message
    elif message.get_content_maintype() == "multipart":
        for part in _within(message):
            yield from parts_of(part, *kinds)


def returned_letter(message: Message) -> Message | None:
    """The letter that came back, or only its headers (RFC 6522 section 3)."""
    for part in parts_of(message, "message/rfc822", "message/global"):
        for letter in _within(part):
            return letter
    kinds = ("text/rfc822-headers", "message/rfc822-headers", "message/global-headers")
    for part in parts_of(message, *kinds):
        return email.message_from_string(whole_text(part))
    return None


def whole_text(part: Message) -> str:
    """The text of a part that the parser may have taken for a message."""
    if part.is_multipart():
        return "\n".join(map(_source, _within(part)))[:LARGEST_TEXT]
    return text_of(part)


def _within(message: Message) -> Iterator[Message]:
    """What the parser found in it; to ask for a text may raise, for its charset."""
    if message.is_multipart():
        for part in message.get_payload():
            if isinstance(part, Message):
                yield part


def _source(message: Message) -> str:
    """The message about as it was written."""
    head = "".join(f"{name}: {value}\n" for name, value in message.items())
    return f"{head}\n{text_of(message)}"
