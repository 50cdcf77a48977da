"""Headers of a mail as people read them, whatever stands in them (RFC 5322, 2047)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from enum import Enum

from digest.lines import one_line

#: characters of a header that are read
LONGEST = 2000
#: what mail programs put before a subject: answers, and mails that are passed on
_ANSWER = r"(?:re|aw|sv|vs|odp|antw|rif|tr?es)"
_FORWARD = r"(?:fwd?|wg|tr|rv|vb|i|pd|enc)"
_PREFIX = re.compile(rf"\s*(?:{_ANSWER}|{_FORWARD})(?:\[\d+\])?\s*:\s*", re.IGNORECASE)
_ANSWERS = re.compile(rf"\s*{_ANSWER}(?:\[\d+\])?\s*:", re.IGNORECASE)
_FORWARDS = re.compile(rf"\s*{_FORWARD}(?:\[\d+\])?\s*:", re.IGNORECASE)


class Occasion(Enum):
    """Why a mail was written, which tells what in it is somebody else's."""

    OWN = "own"
    ANSWER = "answer"
    #: what is passed on is what its sender means
    FORWARD = "forward"


def header(message: Message, name: str) -> str:
    """The header in plain words; "" where there is none."""
    return decode_words(_raw(message, name))


def decode_words(raw: str) -> str:
    """The words of a header, with what nobody can decode as it stands there."""
    try:
        pieces: Iterable[tuple[bytes | str, str | None]] = decode_header(raw)
        return one_line("".join(_decoded(*piece) for piece in pieces))
    except (HeaderParseError, ValueError):
        return one_line(raw)


def subject_of(message: Message) -> str:
    """The subject without `Re:` and `Fwd:`, in whatever language."""
    subject = header(message, "subject")
    while found := _PREFIX.match(subject):
        subject = subject[found.end() :]
    return subject


def authors_of(message: Message) -> tuple[str, ...]:
    """The names in From; an address alone is nobody's to publish."""
    return names_in(_raw(message, "from"))


def names_in(raw: str) -> tuple[str, ...]:
    """The names in a list of mailboxes, each once."""
    names = (decode_words(name) for name, _ in getaddresses([raw]))
    quoted = (name.strip(" '\"") for name in names)
    return tuple(dict.fromkeys(name for name in quoted if name and "@" not in name))


def date_of(message: Message) -> datetime | None:
    """When it was sent, in UTC; None where the header is no date."""
    return parse_mail_date(_raw(message, "date"))


def parse_mail_date(text: str) -> datetime | None:
    """The moment in the form of RFC 5322; None where it is in none."""
    try:
        moment = parsedate_to_datetime(text)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def occasion_of(message: Message) -> Occasion:
    """Why it was written; one that passes a mail on may stand in an answer's row."""
    subject = header(message, "subject")
    if _FORWARDS.match(subject):
        return Occasion.FORWARD
    is_answer = _ANSWERS.match(subject) or _raw(message, "in-reply-to").strip()
    return Occasion.ANSWER if is_answer else Occasion.OWN


def _raw(message: Message, name: str) -> str:
    """The header as it stands; bytes of another alphabet as UTF-8 or Windows-1252."""
    values = (value for key, value in message.raw_items() if key.lower() == name)
    text = " ".join(str(next(values, ""))[:LONGEST].split())
    data = text.encode("utf-8", "surrogateescape")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _decoded(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    for name in (charset or "utf-8", "utf-8", "cp1252"):
        try:
            return piece.decode(name)
        except (LookupError, ValueError):
            continue
    return piece.decode("utf-8", "replace")
