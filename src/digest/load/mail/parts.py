"""Bytes -> the text of a mail and what hangs on it; by Python's own parser (RFC 2045).

A mail may hold the same text twice, and other mails: which one is read is said here.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from html import escape

from digest.errors import ContentError
from digest.load.embedded import Embedded
from digest.load.encoding import CODECS
from digest.load.mail.headers import Occasion, decode_words, header, occasion_of
from digest.load.sanitise import printable

#: a file with none of these is no mail
NEEDED = ("from", "subject", "date", "to", "message-id", "content-type")
#: parts of a mail; more has no letter that a person wrote
MOST_PARTS = 500
#: bytes of a text part, and lines in it
LARGEST_TEXT = 5_000_000
MOST_LINES = 100_000
#: lines of the file, most of which are those of pictures and papers; and how many that
#: may be if for each of them the bounds of all parts around it are looked for
MOST_FILE_LINES = 400_000
MOST_BOUND_LINES = 4_000_000
#: characters that tell what a part is; Python's parser is slow with many (RFC 5322,
#: 2.1.1 has lines of 998)
LONGEST_FIELD = 4_000
HTML, PLAIN = "text/html", "text/plain"
FORWARDED = "message/rfc822"
_FIELD = re.compile(
    rb"^content-(?:type|disposition):[^\n]*(?:\n[ \t][^\n]*)*",
    re.IGNORECASE | re.MULTILINE,
)
_BOUNDARY = re.compile(rb"boundary", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The text of a mail, decoded."""

    text: str
    is_html: bool
    #: format=flowed, and DelSp=yes (RFC 3676)
    is_flowed: bool = False
    deletes_space: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail: its headers, its text, and the files in it by their Content-ID."""

    headers: Message
    occasion: Occasion
    part: Part
    #: the Content-ID is "" where a file has none
    files: tuple[tuple[str, Embedded], ...]


def open_mail(data: bytes, path: str) -> Mail:
    """The mail in these bytes; raises ContentError where it has no text to read."""
    _check_lines(data, path)
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        if not any(message.get(name) for name in NEEDED):
            fact = "is no mail: it has no header; save it as .eml from a mail program"
            raise ContentError(path, fact)
        return _open(message, path)
    except RecursionError as error:
        fact = "is a mail with too many mails in it; save the one that you mean"
        raise ContentError(path, fact) from error


def _check_lines(data: bytes, path: str) -> None:
    """Raise ContentError where no parser would come to the end of it soon."""
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    count = lines.count(b"\n")
    bounds = sum(1 for _ in _BOUNDARY.finditer(lines))
    if count > MOST_FILE_LINES or count * bounds > MOST_BOUND_LINES:
        fact = f"has {count} lines; send it with less in it"
        raise ContentError(path, fact)
    if any(
        found.end() - found.start() > LONGEST_FIELD for found in _FIELD.finditer(lines)
    ):
        fact = f"has a header of more than {LONGEST_FIELD} characters; save it anew"
        raise ContentError(path, fact)


def _open(message: Message, path: str) -> Mail:
    leaves = _leaves(message, path)
    texts = [leaf for leaf in leaves if _is_text(leaf)]
    if not texts:
        inner = next((each for each in leaves if _forwarded(each)), None)
        if inner is not None:
            return _open(_forwarded(inner)[0], path)
        fact = "has no text part; copy its words into a text file"
        raise ContentError(path, fact)
    chosen = _joined([_decoded(leaf, path) for leaf in texts])
    files = ((_content_id(each), _file(each)) for each in leaves if each not in texts)
    return Mail(
        headers=message,
        occasion=occasion_of(message),
        part=chosen,
        files=tuple(files),
    )


def _leaves(message: Message, path: str) -> list[Message]:
    """The parts that hold something; of alternatives only the one that is read."""
    leaves: list[Message] = []
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        if part.get_content_type() == FORWARDED or not part.is_multipart():
            leaves.append(part)
        else:
            waiting[:0] = _read_parts(part)
        if len(leaves) + len(waiting) > MOST_PARTS:
            fact = f"has more than {MOST_PARTS} parts; save the one that you mean"
            raise ContentError(path, fact)
    return leaves


def _read_parts(part: Message) -> list[Message]:
    """The parts of a part: all, or of alternatives the one that says most (5.1.4)."""
    payload = part.get_payload()
    parts = [each for each in payload if isinstance(each, Message)]
    if part.get_content_type() != "multipart/alternative":
        return parts
    for wanted in (HTML, PLAIN):
        for each in parts:
            if any(leaf.get_content_type() == wanted for leaf in each.walk()):
                return [each]
    return parts


def _is_text(part: Message) -> bool:
    """Whether the part is read as the mail's text, and is no file."""
    is_file = part.get_content_disposition() == "attachment" or part.get_filename()
    return (
        part.get_content_type() in {HTML, PLAIN} and not is_file and bool(_data(part))
    )


def _forwarded(part: Message) -> list[Message]:
    """The mail that the part holds as a whole, if it does."""
    payload = part.get_payload()
    if part.get_content_type() != FORWARDED or not isinstance(payload, list):
        return []
    return [each for each in payload if isinstance(each, Message)][:1]


def _data(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decoded(part: Message, path: str) -> Part:
    text = next(_texts(_data(part), part), None)
    if len(_data(part)) > LARGEST_TEXT:
        fact = f"has a text of more than {LARGEST_TEXT} bytes; it is no article"
        raise ContentError(path, fact)
    if text is None or "\0" in text:
        fact = (
            "is in no encoding that we know; copy its words into a text file in UTF-8"
        )
        raise ContentError(path, fact)
    if text.count("\n") > MOST_LINES:
        fact = f"has more than {MOST_LINES} lines; split it into several mails"
        raise ContentError(path, fact)
    return Part(
        text=printable(text.replace("\r\n", "\n")),
        is_html=part.get_content_type() == HTML,
        is_flowed=_parameter(part, "format") == "flowed",
        deletes_space=_parameter(part, "delsp") == "yes",
    )


def _texts(data: bytes, part: Message) -> Iterator[str]:
    """The text in each encoding that it can be in, the one it names first."""
    named = _parameter(part, "charset")
    with suppress(LookupError):
        name = codecs.lookup(named).name
        if CODECS.fullmatch(name):
            with suppress(ValueError):
                yield data.decode(name)
    for name in ("utf-8", "cp1252"):
        with suppress(ValueError):
            yield data.decode(name)


def _parameter(part: Message, name: str) -> str:
    """A parameter of Content-Type in small letters; "" where it is none."""
    try:
        return str(part.get_param(name) or "").strip().lower()
    except (ValueError, LookupError, TypeError):
        return ""


def _joined(parts: list[Part]) -> Part:
    """Texts that follow each other are one; an HTML text takes the plain ones in."""
    if not any(part.is_html for part in parts):
        text = "\n\n".join(part.text for part in parts)
        return Part(
            text=text,
            is_html=False,
            is_flowed=all(part.is_flowed for part in parts),
            deletes_space=all(part.deletes_space for part in parts),
        )
    html = (part.text if part.is_html else _as_html(part.text) for part in parts)
    return Part(text="\n".join(html), is_html=True)


def _as_html(text: str) -> str:
    paragraphs = escape(text, quote=False).split("\n\n")
    return "".join(f"<p>{each}</p>\n" for each in paragraphs if each.strip())


def _content_id(part: Message) -> str:
    return header(part, "content-id").strip("<> ")


def _file(part: Message) -> Embedded:
    try:
        name = decode_words(part.get_filename() or "")
    except (ValueError, LookupError, TypeError):
        name = ""
    media_type = part.get_content_type()
    inner = _forwarded(part)
    if inner:
        return Embedded(name=name, media_type=media_type, data=inner[0].as_bytes())
    return Embedded(name=name, media_type=media_type, data=_data(part))
