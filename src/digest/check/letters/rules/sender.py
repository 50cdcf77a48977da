"""Who sends a message, when, to whom, about what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime

from digest.check.findings import Fault, Rule, Severity
from digest.check.letters.study import LetterStudy
from digest.check.manuscript import shown
from digest.domains import same_owner

#: characters of a subject that lists of mail show
LONGEST_SUBJECT = 78
#: letters from which on capitals are a shout
SHOUT = 8
#: characters of an address header that are read; one mailbox has far fewer
LONGEST_MAILBOX = 1_000
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_ADDRESS = re.compile(r"[^\s<>@,;:\"()]+@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)")
_MESSAGE_ID = re.compile(
    r"<[^\s<>@\"()\[\],;:\\]+@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)>"
)
_NO_REPLY = re.compile(r"(?:no|do-?not|donot)[-_.]?reply", re.IGNORECASE)
_ANSWER = re.compile(r"(?:re|fwd?|aw|wg|tr|rv)\s*:", re.IGNORECASE)


def find_date(study: LetterStudy) -> Iterator[Fault]:
    """A Date that mail programs cannot read, or none."""
    if not study.told.fields:
        return
    value = study.value("Date")
    if not value:
        yield study.at(1, "has no Date", "add it, as RFC 5322 3.3 writes it")
        return
    moment = _moment(value)
    if moment is None or moment.tzinfo is None:
        fact = f"the Date {shown(value)} is none with a zone"
        yield study.of_field("Date", fact, "write it as RFC 5322 3.3 does, with +0000")


def find_message_id(study: LetterStudy) -> Iterator[Fault]:
    """A Message-ID that is none, is missing, or is of somebody else."""
    if not study.told.fields:
        return
    value = study.value("Message-ID")
    if not value:
        yield study.at(1, "has no Message-ID", "add one under the sender's domain")
        return
    found = _MESSAGE_ID.fullmatch(value)
    if found is None:
        fact = f"the Message-ID {shown(value)} is not <left@domain>"
        yield study.of_field("Message-ID", fact, "write it so")
    elif not same_owner(found[1], sender_domain(study)):
        fact = f"the Message-ID is of {found[1]}, and the sender is not"
        yield study.of_field("Message-ID", fact, "use the domain of From")


def find_sender(study: LetterStudy) -> Iterator[Fault]:
    """A From that is not one mailbox that one can answer."""
    if not study.fields("From"):
        return
    boxes = _mailboxes(study.value("From"))
    remedy = "write one, as Name <name@example.org>"
    if len(boxes) != 1:
        yield study.of_field("From", f"From holds {len(boxes)} mailboxes", remedy)
    elif not sender_domain(study):
        fact = f"From is {shown(boxes[0])}, which is no mailbox"
        yield study.of_field("From", fact, remedy)
    elif _NO_REPLY.search(_address(boxes[0])):
        fact = f"From is {_address(boxes[0])}, which nobody may answer"
        yield study.of_field("From", fact, "use an address that somebody reads")


def find_nameless_sender(study: LetterStudy) -> Iterator[Fault]:
    """A From without a name."""
    boxes = _mailboxes(study.value("From"))
    if len(boxes) == 1 and not boxes[0].rpartition("<")[0].strip(' "'):
        remedy = "write Name <name@example.org>"
        yield study.of_field("From", "From has no name", remedy)


def find_recipient(study: LetterStudy) -> Iterator[Fault]:
    """A To with several addresses, or with none."""
    for each in study.fields("To"):
        boxes = _mailboxes(each.value)
        if len(boxes) != 1 or not _ADDRESS.search(each.value):
            fact = f"To holds {len(boxes)} mailboxes"
            yield study.at(each.line, fact, "send one message to each reader")


def find_subject(study: LetterStudy) -> Iterator[Fault]:
    """A Subject without a word."""
    fields = study.fields("Subject")
    if fields and not fields[0].words.strip():
        remedy = "write a title or a subject"
        yield study.of_field("Subject", "the Subject is empty", remedy)


def find_subject_words(study: LetterStudy) -> Iterator[Fault]:
    """A Subject that is cut in lists, shouts, or plays an answer."""
    fields = study.fields("Subject")
    words = fields[0].words.strip() if fields else ""
    if len(words) > LONGEST_SUBJECT:
        fact = f"the Subject has {len(words)} characters, more than {LONGEST_SUBJECT}"
        yield study.of_field("Subject", fact, "say it in fewer words")
    if _shouts(words):
        fact = f"the Subject “{shown(words)}” shouts"
        yield study.of_field("Subject", fact, "write it in small letters")
    if _ANSWER.match(words):
        fact = f"the Subject “{shown(words)}” looks like an answer"
        yield study.of_field("Subject", fact, "begin with another word")


def sender_domain(study: LetterStudy) -> str:
    """The domain of From; "" where there is none."""
    boxes = _mailboxes(study.value("From"))
    found = _ADDRESS.fullmatch(_address(boxes[0])) if boxes else None
    return found[1].lower() if found else ""


def _shouts(words: str) -> bool:
    """Whether all letters that could be small are capitals; most scripts have none."""
    cased = [letter for letter in words if letter.lower() != letter.upper()]
    return len(cased) > SHOUT and all(letter.isupper() for letter in cased)


def _mailboxes(value: str) -> tuple[str, ...]:
    """The mailboxes of an address header, names and all."""
    if len(value) > LONGEST_MAILBOX:
        return ()
    bare = _QUOTED.sub(lambda found: '"' + "q" * (len(found[0]) - 2) + '"', value)
    boxes = (box.strip() for box in re.split(r"[,;]", bare))
    return tuple(box for box in boxes if box)


def _address(mailbox: str) -> str:
    _, bracket, rest = mailbox.rpartition("<")
    return rest.partition(">")[0].strip() if bracket else mailbox.strip()


def _moment(value: str) -> datetime | None:
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


RULES = (
    Rule(
        name="letter-date",
        severity=Severity.ERROR,
        description="messages without a Date that can be read",
        reason="mail programs sort by it, and providers refuse such mail",
        find=find_date,
    ),
    Rule(
        name="letter-message-id",
        severity=Severity.ERROR,
        description="messages without a Message-ID under the sender's domain",
        reason="it is how a copy is recognised, and a foreign one looks forged",
        find=find_message_id,
    ),
    Rule(
        name="letter-sender",
        severity=Severity.ERROR,
        description="a From that is not one mailbox, or that nobody may answer",
        reason="answers are the best that a newsletter gets, and help it arrive",
        find=find_sender,
    ),
    Rule(
        name="letter-sender-name",
        severity=Severity.WARNING,
        description="a From without a name",
        reason="it is what readers know you by",
        find=find_nameless_sender,
    ),
    Rule(
        name="letter-recipient",
        severity=Severity.ERROR,
        description="a To with other than one address",
        reason="nobody's address is shown to others",
        find=find_recipient,
    ),
    Rule(
        name="letter-subject",
        severity=Severity.ERROR,
        description="messages with an empty subject",
        reason="nobody opens them, and filters keep them",
        find=find_subject,
    ),
    Rule(
        name="letter-subject-words",
        severity=Severity.WARNING,
        description=f"subjects of over {LONGEST_SUBJECT} characters, or that shout",
        reason="lists of mail cut them, and filters know who shouts",
        find=find_subject_words,
    ),
)
