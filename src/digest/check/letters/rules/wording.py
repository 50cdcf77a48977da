"""Words that nobody wrote: values that were not filled, letters that broke."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.check.findings import Fault, Rule, Severity
from digest.check.letters.looks import HEADING_SIZES
from digest.check.letters.page import Element
from digest.check.letters.study import LetterStudy
from digest.check.manuscript import shown

_MARK = re.compile(
    r"\{\{|\}\}|\{%|%\}|\{#|%7B%7B|%7B%25|\*\|[A-Z_]{1,40}\|\*|%%[a-z_]{1,40}%%"
    r"|\$\{|\[UNSUB|placeholder\.invalid",
    re.IGNORECASE,
)
#: a placeholder, and nothing else
_WHOLE_MARK = re.compile(
    r"\{\{[^{}]{0,80}\}\}|\{%[^{}]{0,80}%\}|\*\|[A-Z_]{1,40}\|\*|%%[a-z_]{1,40}%%"
    r"|\$\{[^{}]{0,80}\}",
    re.IGNORECASE,
)
#: what stands between the values of one line
_BETWEEN = re.compile(r"\s*[·•|—–:,;()\n]+\s*")
NOTHING = frozenset({"None", "undefined", "null", "NaN", "[object Object]"})
_DRAFT = re.compile(r"\b(?:lorem ipsum|TODO|FIXME|XXX)\b")
#: UTF-8 that was read as Latin-1 or Windows-1252, and characters that were lost
_BROKEN = re.compile(
    "Ã[\x80-\xbf¡-¿]|â€[™œ˜“”\x80-\x9f¦¢]|Â[ \xa0·©®»«°]|ï»¿|\ufffd"
    "|Ã[ƒ‚„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
)
CODE = ("code", "pre", "kbd", "samp")
#: attributes that hold no words of an author
BUILT = ("href", "src", "style", "background", "width", "height", "bgcolor")


def find_unfilled(study: LetterStudy) -> Iterator[Fault]:
    """Placeholders in addresses and styles, or where a value should stand."""
    for element in study.page.elements:
        for fact in _unfilled_attributes(element):
            yield study.of_element(element, fact, "give the template its value")
    if _is_unfilled(study.page.title):
        fact = f"the title is “{shown(study.page.title)}”"
        yield study.of_html(1, fact, "give the template its value")
    for run in study.page.runs:
        if _is_authors(run.element):
            continue
        for words in _BETWEEN.split(run.text[:2_000]):
            if _is_unfilled(words.strip()):
                fact = f"“{shown(words)}” stands where a value should"
                yield study.of_html(run.line, fact, "give the template its value")


def find_marks(study: LetterStudy) -> Iterator[Fault]:
    """Marks of templates among words; an article on templates may have them."""
    for run in study.page.runs:
        found = _MARK.search(run.text)
        if found and not run.element.is_within(*CODE):
            fact = f"“{shown(run.text)}” has {found[0][:20]} in it"
            yield study.of_html(run.line, fact, "make sure that it is meant")
    for number, line in enumerate(_text_lines(study), 1):
        found = _MARK.search(line)
        if found and found[0] not in study.seen_words:
            fact = f"“{shown(line)}” in the text part has {found[0][:20]} in it"
            yield study.of_text(number, fact, "make sure that it is meant")


def find_draft_words(study: LetterStudy) -> Iterator[Fault]:
    """Words that are there until better ones come."""
    for run in study.page.seen:
        found = _DRAFT.search(run.text)
        if found and not run.element.is_within(*CODE):
            fact = f"“{shown(run.text)}” has {found[0]} in it"
            yield study.of_html(run.line, fact, "make sure that it is meant")


def find_broken_words(study: LetterStudy) -> Iterator[Fault]:
    """Words in the wrong charset where all readers see them: titles and headings."""
    for name, words in _prominent(study):
        if _BROKEN.search(words):
            fact = f"{name} “{shown(words)}” was read in the wrong charset"
            yield study.at(1, fact, "mend the encoding of the article")
    for run in study.page.seen:
        if run.element.is_within(*HEADING_SIZES) and _BROKEN.search(run.text):
            fact = f"“{shown(run.text)}” was read in the wrong charset"
            yield study.of_html(run.line, fact, "mend the encoding of the article")


def find_doubtful_words(study: LetterStudy) -> Iterator[Fault]:
    """Words in the wrong charset within texts."""
    remedy = "mend the encoding of the article"
    for run in study.page.runs:
        if not run.element.is_within(*HEADING_SIZES, *CODE) and _BROKEN.search(
            run.text
        ):
            fact = f"“{shown(run.text)}” was read in the wrong charset"
            yield study.of_html(run.line, fact, remedy)
    for number, line in enumerate(_text_lines(study), 1):
        if _BROKEN.search(line):
            fact = f"“{shown(line)}” in the text part was read in the wrong charset"
            yield study.of_text(number, fact, remedy)


def _is_authors(element: Element) -> bool:
    return element.is_of_body or element.is_within(*CODE)


def _text_lines(study: LetterStudy) -> list[str]:
    return study.text.text.split("\n") if study.text else []


def _is_unfilled(words: str) -> bool:
    return words in NOTHING or _WHOLE_MARK.fullmatch(words) is not None


def _unfilled_attributes(element: Element) -> Iterator[str]:
    for name in BUILT:
        value = element.get(name)
        found = _MARK.search(value)
        if value in NOTHING or (found and not (name == "href" and element.is_of_body)):
            yield f"<{element.tag}> has “{shown(value)}” in {name}"


def _prominent(study: LetterStudy) -> Iterator[tuple[str, str]]:
    for each in study.fields("Subject"):
        yield "the Subject", each.words
    yield "the title", study.page.title


RULES = (
    Rule(
        name="letter-unfilled",
        severity=Severity.ERROR,
        description="placeholders and None where a value should stand",
        reason="readers see the machine, and links lead nowhere",
        find=find_unfilled,
    ),
    Rule(
        name="letter-marks",
        severity=Severity.WARNING,
        description="marks of templates, as {{, among the words",
        reason="an article may speak of them; else nobody filled them in",
        find=find_marks,
    ),
    Rule(
        name="letter-draft-words",
        severity=Severity.WARNING,
        description="words of drafts, as TODO and lorem ipsum",
        reason="somebody meant to write something else there",
        find=find_draft_words,
    ),
    Rule(
        name="letter-broken-words",
        severity=Severity.ERROR,
        description="titles and headings that were read in the wrong charset",
        reason="CafÃ© is no word, and everybody sees it",
        find=find_broken_words,
    ),
    Rule(
        name="letter-doubtful-words",
        severity=Severity.WARNING,
        description="words of texts that were read in the wrong charset",
        reason="CafÃ© is no word, unless an article speaks of it",
        find=find_doubtful_words,
    ),
)
