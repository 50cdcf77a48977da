"""Reports in plain words, as programs before RFC 3464 wrote them.

The only importer of flufl.bounce, which knows whose words they are and finds the
address; why it came back is read from the words around that.
"""

from __future__ import annotations

import re
from email.message import Message
from logging import getLogger

from flufl.bounce import all_failures

from digest.bounces.delivery_status import describe
from digest.bounces.message import LARGEST_TEXT, field, parts_of, text_of, words
from digest.bounces.reports import Report
from digest.lines import one_line

#: characters before and after the address that speak of it
BEFORE, AFTER = 300, 1500
MOST_RECIPIENTS = 50
#: characters of a line: most patterns take the square of it
LONGEST_LINE = 300
_REST_OF_LINE = re.compile(rf"(?<=[^\n]{{{LONGEST_LINE}}})[^\n]+")
#: what begins the letter that came back: nothing behind it is the receiver's
_LETTER = re.compile(
    r"^[ \t>]*(?:"
    r"-{3,}.{0,80}(?:original|returned|unsent|copy|below|headers?|message|mail).{0,80}"
    r"|.{0,40}(?:original message|copy of (?:the|your) (?:message|mail)|message text"
    r"|message headers?).{0,60}-{0,80}"
    r"|Received: (?:from|by)|Return-Path: |Message-ID: )",
    re.IGNORECASE | re.MULTILINE,
)
_DAEMON = re.compile(
    r"mailer-?daemon|postmaster|mail delivery|mail-daemon|mailadmin|delivery subsystem",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"undeliver|non-?deliver|delivery (?:status|failure|problem|error|has failed)|"
    r"returned mail|mail (?:delivery|could not)|failure notice|failed|not delivered|"
    r"mail error|rejected",
    re.IGNORECASE,
)
_DELAY = re.compile(r"delay|warning|still being|will be retried|not yet", re.IGNORECASE)
#: the words on the next address begin
_ENTRY = re.compile(r"^<[^<>\s]+@[^<>\s]+>:?", re.MULTILINE)
_CODED = re.compile(r"\b5\d\d[ -](?:[ \S])")
_TRANSCRIPT = re.compile(r"RCPT TO:.{0,500}?\b5\d\d\b", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"[\w.+=!#$%&'*/?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")

# it would tell of each message that it cannot read, with all of the stack
getLogger("flufl.bounce").disabled = True


def read_unstructured(message: Message) -> tuple[Report, ...]:
    """What the message says of each recipient whose letter will not arrive."""
    text = _words_of(message)
    found = _addresses(message) or _guessed(message, text)
    return tuple(
        describe(_around(text, address), address=address)
        for address in found[:MOST_RECIPIENTS]
    )


def _addresses(message: Message) -> tuple[str, ...]:
    try:
        for part in parts_of(message, "text/plain", "text/html"):
            _shorten(part)
        _, permanent = all_failures(message)
    except Exception:  # noqa: BLE001  its detectors raise whatever a strange message makes them
        return ()
    return tuple(sorted(one_line(one.decode("utf-8", "replace")) for one in permanent))


def _shorten(part: Message) -> None:
    """Leave of the part the text that we read: its detectors search each line whole."""
    text = _without_ends(text_of(part))
    del part["Content-Transfer-Encoding"]
    part.set_payload(text.encode("utf-8", "replace"))
    part.set_param("charset", "utf-8")


def _without_ends(text: str) -> str:
    return _REST_OF_LINE.sub("", text[:LARGEST_TEXT])


def _guessed(message: Message, text: str) -> tuple[str, ...]:
    """The first address in the words of a program that says it could not deliver.

    "" stands for one that it does not name.
    """
    sender, subject = words(message, "From"), words(message, "Subject")
    is_daemon = _DAEMON.search(sender) and _SUBJECT.search(f"{subject} {text[:BEFORE]}")
    if _DELAY.search(subject) or not (is_daemon or _TRANSCRIPT.search(text)):
        return ()
    own = field(message, "To").lower()
    named = (one for one in _ADDRESS.findall(text) if one.lower() not in own)
    return (next(named, ""),)


def _words_of(message: Message) -> str:
    """The report without the letter that came back."""
    parts = (text_of(part) for part in parts_of(message, "text/plain"))
    text = _without_ends("\n".join(parts))
    letter = _LETTER.search(text)
    # a report that begins with the letter says nothing before it
    if letter and text[: letter.start()].strip():
        return text[: letter.start()]
    return text


def _around(text: str, address: str) -> str:
    """The words on the address, up to the next one; those before it where it is last.

    Lines with a code are the receiver's own and say more than all around them.
    """
    place = max(text.lower().find(address.lower()), 0)
    behind = text[place + len(address) : place + AFTER]
    others = (one.start() for one in _ENTRY.finditer(behind))
    behind = behind[: next(others, None)]
    said = f"{text[max(place - BEFORE, 0) : place]} {behind}"
    coded = _CODED.search(behind) or _CODED.search(said)
    return coded.string[coded.start() :] if coded else said
