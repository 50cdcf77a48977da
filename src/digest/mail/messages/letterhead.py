"""The header fields that all messages of a letter share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import format_datetime

from digest.addresses import Mailbox, parse_mailbox
from digest.deliveries import Letter, Purpose
from digest.mail.messages.headers import (
    header,
    mailbox_words,
    mailto,
    text_words,
    token,
    uri,
)

#: characters of the sender's name in Feedback-ID that mailbox providers take
SHORTEST_SENDER, LONGEST_SENDER = 5, 15


def letterhead(letter: Letter, sender: Mailbox, boundary: str) -> bytes:
    """The fields of the letter; raises AddressError where Reply-To is no mailbox."""
    return b"".join(_fields(letter, sender, boundary))


def _fields(letter: Letter, sender: Mailbox, boundary: str) -> Iterator[bytes]:
    yield header("Date", *format_datetime(letter.date).split())
    yield header("From", *mailbox_words(sender.name, sender.address))
    if letter.reply_to:
        answers = parse_mailbox(letter.reply_to)
        yield header("Reply-To", *mailbox_words(answers.name, answers.address))
    yield header("Subject", *text_words(letter.subject))
    yield header("MIME-Version", "1.0")
    yield header("Content-Language", token(letter.language))
    yield header("Content-Type", "multipart/alternative;", f'boundary="{boundary}"')
    yield from _list_fields(letter, sender)
    # RFC 3834 section 5: nobody's vacation answers a machine
    yield header("Auto-Submitted", "auto-generated")
    if letter.purpose is Purpose.ISSUE:
        yield header("Precedence", "bulk")
    yield header("Feedback-ID", _feedback_id(letter, sender))


def _list_fields(letter: Letter, sender: Mailbox) -> Iterator[bytes]:
    """What a mail program can tell about the list as a whole."""
    # RFC 2919 section 3: the name that readers see, then the name that never changes
    yield header("List-Id", *mailbox_words(letter.list_name, token(letter.list_id)))
    yield header("List-Help", mailto(sender.address, "help"))
    # RFC 2369 3.4: a list that only announces
    yield header("List-Post", "NO")
    if letter.archive_url:
        yield header("List-Archive", uri(letter.archive_url))
    if letter.archived_at:
        # RFC 5064 section 2.2
        yield header("Archived-At", uri(letter.archived_at))


def _feedback_id(letter: Letter, sender: Mailbox) -> str:
    """`issue:kind:list:sender`, four fields, the last the same for ever."""
    name = re.sub(r"[^a-z0-9]", "", sender.domain.lower())[:LONGEST_SENDER]
    fields = (token(letter.key), letter.purpose.value, token(letter.list_id))
    return ":".join((*fields, name.ljust(SHORTEST_SENDER, "0")))
