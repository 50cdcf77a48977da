"""The parts of a message from anybody: however it is built, reading it comes to an end.

The parser of the standard library never complains, and a part that it cannot decode is
read as well as can be. Old-style messages are used: headers in them are plain text, and
nothing in a broken one raises.
"""

from __future__ import annotations

import email
from collections.abc import Iterator
from email.header import decode_header
from email.message import Message

#: octets of a message that is read; reports bring at most the letter with them
LARGEST_MESSAGE = 8 * 1024 * 1024
#: octets of one part's text; reports say what they have to say at their start
LARGEST_TEXT = 65_536
MOST_PARTS = 200
#: characters of a header
LONGEST_HEADER = 10_000


class ReportTooDeepError(Exception):
    """The message has more parts, or more within each other, than any report."""


def parse(data: bytes) -> Message:
    """The message; raises ReportTooDeepError."""
    try:
        message = email.message_from_bytes(data)
        if sum(1 for _ in message.walk()) > MOST_PARTS:
            raise ReportTooDeepError
    except RecursionError as error:
        raise ReportTooDeepError from error
    return message


def field(message: Message, name: str) -> str:
    """The header's text in one line, "" where there is none."""
    return next(iter(fields(message, name)), "")


def fields(message: Message, *names: str) -> tuple[str, ...]:
    """The texts of all headers of these names, in their order."""
    return tuple(
        " ".join(str(value).split())[:LONGEST_HEADER]
        for name in names
        for value in message.get_all(name, ())
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
    except (LookupError, ValueError):
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
        payload = message.get_payload()
        for part in payload if isinstance(payload, list) else ():
            if isinstance(part, Message):
                yield from parts_of(part, *kinds)


def returned_letter(message: Message) -> Message | None:
    """The letter that came back, or only its headers (RFC 6522 section 3)."""
    for part in parts_of(message, "message/rfc822", "message/global"):
        payload = part.get_payload()
        if isinstance(payload, list) and payload and isinstance(payload[0], Message):
            return payload[0]
    kinds = ("text/rfc822-headers", "message/rfc822-headers", "message/global-headers")
    for part in parts_of(message, *kinds):
        return email.message_from_string(whole_text(part))
    return None


def whole_text(part: Message) -> str:
    """The text of a part that the parser may have taken for a message."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return "\n".join(str(one) for one in payload)[:LARGEST_TEXT]
    return text_of(part)
