"""The form of a message: octets, lines, header fields, parts and their encodings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from digest.check.findings import Fault, Rule, Severity
from digest.check.letters.message import Part
from digest.check.letters.study import LetterStudy

#: octets of a line without its end (RFC 5322 2.1.1): never more, and better not more
LONGEST_LINE, WISHED_LINE = 998, 78
#: octets of a line in quoted-printable (RFC 2045 6.7)
LONGEST_ENCODED = 76
#: of an encoded-word (RFC 2047 2)
LONGEST_WORD = 75
NEEDED = ("From", "To", "Subject", "MIME-Version", "Date", "Message-ID", "List-Id")
#: fields of which there is one, or none (RFC 5322 3.6, RFC 2369 2, RFC 8058 3.1)
SINGLE = (
    *NEEDED,
    *("Reply-To", "Sender", "Cc", "In-Reply-To", "List-Unsubscribe"),
    *("List-Unsubscribe-Post", "Content-Type", "Content-Transfer-Encoding"),
)
#: fields that name others, ask to be told of the reading, or cry
BARRED = (
    *("Bcc", "X-Priority", "Importance", "Disposition-Notification-To"),
    *("Return-Receipt-To", "Resent-Bcc"),
)
ENCODINGS = ("7bit", "quoted-printable", "base64")
#: octets of HTML beyond which Gmail cuts it off
CLIPPED = 102_400
#: octets that a letter of digest stays under, so that what providers add has room
BUDGET = 90_000
#: octets of a message that say that something is in it which should be on the web
HEAVY = 400_000
_ENCODED_WORD = re.compile(rb"=\?[^?\s]{1,60}\?[bq]\?[^?\s]*\?=", re.IGNORECASE)
_BARE = re.compile(rb"(?<!\r)\n|\r(?!\n)")
_ANY_END = re.compile(rb"\r\n|\n|\r")


def find_unreadable(study: LetterStudy) -> Iterator[Fault]:
    """What is no message, or hardly one."""
    if study.told.refusal:
        remedy = "give a message as it is sent, with its headers"
        yield study.at(1, study.told.refusal, remedy)
    for defect in dict.fromkeys(study.told.defects):
        fact = f"is no sound MIME ({defect})"
        yield study.at(1, fact, "close each part with its boundary")


def find_line_ends(study: LetterStudy) -> Iterator[Fault]:
    """Line ends other than CRLF, where the message has these; and NUL."""
    data = study.told.data
    head = data[: study.told.head or len(data)]
    found = _BARE.search(data) if b"\r\n" in head else None
    if found:
        line = 1 + data.count(b"\n", 0, found.start())
        fact = "ends a line with a CR or LF alone"
        yield study.at(line, fact, "end every line with CRLF")
    place = data.find(b"\0")
    if place >= 0:
        line = 1 + data.count(b"\n", 0, place)
        yield study.at(line, "holds a NUL octet", "encode the part in base64")


def find_long_line(study: LetterStudy) -> Iterator[Fault]:
    """Lines that relays cut or refuse."""
    for number, line in enumerate(_ANY_END.split(study.told.data), 1):
        if len(line) > LONGEST_LINE:
            fact = f"has a line of {len(line):,} octets, more than {LONGEST_LINE}"
            yield study.at(number, fact, "encode the part in quoted-printable")


def find_long_header(study: LetterStudy) -> Iterator[Fault]:
    """Lines of the header that are longer than one wishes."""
    head = study.told.data[: study.told.head]
    for number, line in enumerate(head.splitlines(), 1):
        if len(line) > WISHED_LINE:
            fact = f"has {len(line)} octets in a header line, more than {WISHED_LINE}"
            yield study.at(number, fact, "fold it between two words")


def find_header_octets(study: LetterStudy) -> Iterator[Fault]:
    """Header fields with other characters than ASCII, or words too long to decode."""
    head = study.told.data[: study.told.head]
    for number, line in enumerate(head.splitlines(), 1):
        if not line.isascii():
            fact = "has characters beyond ASCII in a header line"
            yield study.at(number, fact, "write them as encoded-words (RFC 2047)")
        for word in _ENCODED_WORD.findall(line):
            if len(word) > LONGEST_WORD:
                fact = f"has an encoded-word of {len(word)} characters"
                remedy = f"cut it into words of {LONGEST_WORD} at most"
                yield study.at(number, fact, remedy)


def find_header_count(study: LetterStudy) -> Iterator[Fault]:
    """Header fields that are missing, or that are there twice."""
    if not study.told.fields:
        return
    counts = Counter(each.name.lower() for each in study.told.fields)
    for name in SINGLE:
        count = counts[name.lower()]
        if count > 1:
            second = study.fields(name)[1].line
            yield study.at(second, f"has {name} {count} times", "keep one of them")
        elif count == 0 and name in {"From", "To", "Subject", "MIME-Version"}:
            yield study.at(1, f"has no {name}", "add it")


def find_barred_header(study: LetterStudy) -> Iterator[Fault]:
    """Header fields that a letter to subscribers must not have."""
    for name in BARRED:
        for each in study.fields(name):
            yield study.at(each.line, f"is sent with {name}", "leave it out")


def find_parts(study: LetterStudy) -> Iterator[Fault]:
    """A body that is not text first and HTML last."""
    if study.told.refusal:
        return
    alternatives = study.told.alternatives
    line = study.line_of("Content-Type")
    remedy = "send one multipart/alternative: text/plain, then text/html"
    if len(alternatives) != 1:
        fact = f"has {len(alternatives)} parts of multipart/alternative"
        yield study.at(line, fact, remedy)
        return
    kinds = alternatives[0]
    if not kinds or kinds[0] != "text/plain":
        yield study.at(line, f"begins with {_named(kinds[:1])}", remedy)
    if not kinds or kinds[-1] not in {"text/html", "multipart/related"}:
        yield study.at(line, f"ends with {_named(kinds[-1:])}", remedy)


def find_amp(study: LetterStudy) -> Iterator[Fault]:
    """A part for AMP."""
    for part in study.told.parts:
        if part.media_type == "text/x-amp-html":
            fact = "has an AMP part, which no mail program of today needs"
            yield study.at(part.lines[0], fact, "leave it out")


def find_encoding(study: LetterStudy) -> Iterator[Fault]:
    """Parts that are not UTF-8, or not in an encoding that every relay lets be."""
    for part in (study.text, study.html):
        if part is None:
            continue
        for fact in _encoding_facts(part):
            remedy = "send it as UTF-8 in quoted-printable"
            yield study.at(part.lines[0], f"{part.media_type} {fact}", remedy)


def find_size(study: LetterStudy) -> Iterator[Fault]:
    """HTML that Gmail cuts off."""
    if study.html and study.html.size > CLIPPED:
        fact = f"the HTML has {study.html.size:,} bytes, more than {CLIPPED:,}"
        yield study.of_html(1, fact, "show fewer entries, or teasers of them")


def find_heavy(study: LetterStudy) -> Iterator[Fault]:
    """Letters that come near to what is cut off."""
    if len(study.told.data) > HEAVY:
        fact = f"the message has {len(study.told.data):,} octets"
        yield study.at(1, fact, "leave on the web what can stay there")
    if study.html is None or study.html.size > CLIPPED:
        return
    size = max(study.html.size, len(study.html.raw))
    if size > BUDGET:
        fact = f"the HTML has {size:,} bytes, more than {BUDGET:,}"
        yield study.of_html(1, fact, "show fewer entries, or teasers of them")


def _named(kinds: tuple[str, ...]) -> str:
    return kinds[0][:40] if kinds else "nothing"


def _encoding_facts(part: Part) -> Iterator[str]:
    if part.charset not in {"utf-8", "us-ascii"}:
        yield f"names {part.charset[:30] or 'nothing'} as its charset"
    elif not part.is_decodable:
        yield "is not in the charset that it names"
    if part.encoding not in ENCODINGS:
        yield f"is sent as {part.encoding[:30]}"
    elif part.encoding != "8bit" and not part.raw.isascii():
        yield f"has octets beyond ASCII, and is sent as {part.encoding}"
    if part.encoding == "quoted-printable":
        longest = max(map(len, part.raw.splitlines()), default=0)
        if longest > LONGEST_ENCODED:
            yield f"has a line of {longest} in quoted-printable"


RULES = (
    Rule(
        name="letter-unreadable",
        severity=Severity.ERROR,
        description="messages that are none, or whose parts do not end",
        reason="relays refuse them, and mail programs guess",
        find=find_unreadable,
    ),
    Rule(
        name="letter-line-ends",
        severity=Severity.ERROR,
        description="lines of a message that do not end in CRLF, and NUL in it",
        reason="relays mend them, and the signature is broken; or refuse them",
        find=find_line_ends,
    ),
    Rule(
        name="letter-long-line",
        severity=Severity.ERROR,
        description=f"lines of a message with more than {LONGEST_LINE} octets",
        reason="relays cut them, and with them words and tags",
        find=find_long_line,
    ),
    Rule(
        name="letter-long-header",
        severity=Severity.WARNING,
        description=f"header lines of a message with more than {WISHED_LINE} octets",
        reason="some programs show them badly, and some relays fold them anew",
        find=find_long_header,
    ),
    Rule(
        name="letter-header-octets",
        severity=Severity.ERROR,
        description="header lines beyond ASCII, and encoded-words that are too long",
        reason="readers get question marks, and filters take it for spam",
        find=find_header_octets,
    ),
    Rule(
        name="letter-header-count",
        severity=Severity.ERROR,
        description="header fields that are missing, or there twice",
        reason="Gmail refuses such messages",
        find=find_header_count,
    ),
    Rule(
        name="letter-barred-header",
        severity=Severity.ERROR,
        description="Bcc, requests for receipts and cries for priority in a message",
        reason="they show who else reads, or look like spam",
        find=find_barred_header,
    ),
    Rule(
        name="letter-parts",
        severity=Severity.ERROR,
        description="messages that are not a text and then the same as HTML",
        reason="mail programs show the last part that they can",
        find=find_parts,
    ),
    Rule(
        name="letter-amp",
        severity=Severity.WARNING,
        description="an AMP part in a message",
        reason="it needs a registration, and weighs for everybody else",
        find=find_amp,
    ),
    Rule(
        name="letter-encoding",
        severity=Severity.ERROR,
        description="parts that are not UTF-8 in an encoding of seven bits",
        reason="relays on the way recode them, and words break",
        find=find_encoding,
    ),
    Rule(
        name="letter-size",
        severity=Severity.ERROR,
        description=f"HTML of more than {CLIPPED:,} bytes",
        reason="Gmail cuts it off, and the link to unsubscribe with it",
        find=find_size,
    ),
    Rule(
        name="letter-heavy",
        severity=Severity.WARNING,
        description=f"HTML of more than {BUDGET:,} bytes",
        reason="what relays and providers add may bring it to where Gmail cuts",
        find=find_heavy,
    ),
)
