"""The text part: a letter by itself, that says what the HTML says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.check.findings import Fault, Rule, Severity
from digest.check.letters.message import Part
from digest.check.letters.study import LetterStudy
from digest.check.manuscript import shown

#: characters below which a text part is a stub
SHORTEST = 200
_TAG = re.compile(
    r"</?(?:p|div|span|table|tr|td|a|b|i|em|strong|br|img|ul|ol|li|h[1-6])"
    r"(?:\s[^<>]{0,400})?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(
    r"&(?:nbsp|amp|lt|gt|quot|zwnj|#\d{1,6}|#x[0-9a-f]{1,6});", re.IGNORECASE
)


def find_stub(study: LetterStudy) -> Iterator[Fault]:
    """A text part that says hardly anything."""
    text = study.text
    if text and len(text.text.strip()) < SHORTEST:
        fact = f"the text part has {len(text.text.strip())} characters"
        yield study.of_text(1, fact, "write in it what the HTML says")


def find_markup(study: LetterStudy) -> Iterator[Fault]:
    """Tags and entities in the text part that are no part of what is told."""
    text = study.text
    if text is None or study.has_own_text:
        return
    told = study.seen_words
    for found in (*_TAG.finditer(text.text), *_ENTITY.finditer(text.text)):
        # an article on HTML shows its tags in both parts
        if " ".join(found[0].split()) not in told:
            line = 1 + text.text.count("\n", 0, found.start())
            fact = f"the text part has {shown(found[0])} in it"
            yield study.of_text(line, fact, "write it as plain text")


def find_lost_way_out(study: LetterStudy) -> Iterator[Fault]:
    """A text part that does not tell how to unsubscribe."""
    text = study.text
    if text and study.leave_url and study.leave_url not in text.text:
        fact = "the text part does not have the address of List-Unsubscribe"
        yield _at_end(study, text, fact, "write it at the end")


def find_lost_heading(study: LetterStudy) -> Iterator[Fault]:
    """Headings of the HTML that the text part does not have."""
    text = study.text
    if text is None or study.has_own_text:
        return
    told = _squeezed(text.text)
    for heading in study.page.headings:
        if heading.element.look.is_hidden or _squeezed(heading.words) in told:
            continue
        fact = f"the text part has no heading “{shown(heading.words)}”"
        yield study.of_element(heading.element, fact, "write it there, too")


def find_lost_link(study: LetterStudy) -> Iterator[Fault]:
    """Links of the HTML that the text part does not have."""
    text = study.text
    if text is None or study.has_own_text:
        return
    met: set[str] = set()
    for link in study.page.links:
        url = link.element.get("href").strip()
        if url.startswith("https://") and url not in text.text and url not in met:
            met.add(url)
            fact = f"the text part does not lead to {shown(url)}"
            yield study.of_element(link.element, fact, "write the address there, too")


def _squeezed(text: str) -> str:
    """Without blanks and case: a line may end anywhere in it, and underlines shout."""
    return "".join(text.split()).casefold()


def _at_end(study: LetterStudy, text: Part, fact: str, remedy: str) -> Fault:
    return study.of_text(len(text.text.rstrip().split("\n")), fact, remedy)


RULES = (
    Rule(
        name="letter-text-stub",
        severity=Severity.ERROR,
        description=f"text parts of fewer than {SHORTEST} characters",
        reason="some read nothing else, and filters compare the two parts",
        find=find_stub,
    ),
    Rule(
        name="letter-text-markup",
        severity=Severity.ERROR,
        description="tags and entities in the text part",
        reason="readers see them as they are",
        find=find_markup,
    ),
    Rule(
        name="letter-text-unsubscribe",
        severity=Severity.ERROR,
        description="text parts without the address to unsubscribe",
        reason="who reads the text has no other way out",
        find=find_lost_way_out,
    ),
    Rule(
        name="letter-text-heading",
        severity=Severity.ERROR,
        description="headings that stand in the HTML alone",
        reason="who reads the text would miss an entry",
        find=find_lost_heading,
    ),
    Rule(
        name="letter-text-link",
        severity=Severity.WARNING,
        description="links that stand in the HTML alone",
        reason="who reads the text cannot follow them",
        find=find_lost_link,
    ),
)
