"""What the HTML says before its first word: doctype, languages, metas, preheader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from digest.check.findings import Fault, Rule, Severity
from digest.check.letters.page import Run
from digest.check.letters.study import LetterStudy
from digest.check.manuscript import shown

#: characters that mail programs show of a preheader
SHORTEST_PREHEADER, LONGEST_PREHEADER = 35, 150
_DOCTYPE = re.compile(r"\s*<!doctype html", re.IGNORECASE)
#: blanks of any kind, and what fills up a preheader without being seen
_FILLING = re.compile("[\\s\u00a0\u00ad\u034f\u2007\u200b-\u200f\u2060\ufeff]+")


def find_doctype(study: LetterStudy) -> Iterator[Fault]:
    """HTML that does not begin with its doctype."""
    if study.html and not _DOCTYPE.match(study.html.text):
        fact = "the HTML does not begin with <!DOCTYPE html>"
        yield study.of_html(1, fact, "write it before all else")


def find_head(study: LetterStudy) -> Iterator[Fault]:
    """HTML that leaves its language, title, charset or width unsaid."""
    if not study.has_page:
        return
    root = next(study.page.named("html"), None)
    line = root.line if root else 1
    if root is None or not root.get("lang").strip():
        yield study.of_html(line, "<html> has no lang", "name the language")
    if not study.page.title:
        yield study.of_html(line, "<title> is missing or empty", "write a title")
    if not _names_utf8(study):
        fact = "no <meta> names utf-8 as the charset"
        yield study.of_html(line, fact, 'write <meta charset="utf-8">')
    if "width=device-width" not in _metas(study).get("viewport", ""):
        remedy = "write <meta name=viewport content=width=device-width>"
        yield study.of_html(line, "no <meta> names the viewport", remedy)


def find_direction(study: LetterStudy) -> Iterator[Fault]:
    """HTML that does not say in which direction it is read."""
    root = next(study.page.named("html"), None)
    told = root.get("dir").lower() if root else ""
    if study.has_page and told not in {"ltr", "rtl", "auto"}:
        line = root.line if root else 1
        yield study.of_html(line, "<html> has no dir", "write ltr or rtl")


def find_colour_scheme(study: LetterStudy) -> Iterator[Fault]:
    """HTML that does not say that it has a dark scheme."""
    if not study.has_page:
        return
    metas = _metas(study)
    for name in ("color-scheme", "supported-color-schemes"):
        if "dark" not in metas.get(name, ""):
            fact = f"no <meta name={name}> names the dark scheme"
            yield study.of_html(1, fact, "write light dark in it")


def find_no_dark_rules(study: LetterStudy) -> Iterator[Fault]:
    """HTML without rules for the dark scheme."""
    told = (rules.at_rules for _, rules in study.sheets)
    conditions = (each.condition for rules in told for each in rules)
    if study.has_page and not any("prefers-color" in each for each in conditions):
        fact = "no style is for prefers-color-scheme: dark"
        yield study.of_html(1, fact, "write the colours of the dark scheme")


def find_preheader(study: LetterStudy) -> Iterator[Fault]:
    """HTML whose first words are not a hidden preheader."""
    first = _first_words(study)
    if study.has_page and (first is None or not first.element.look.is_hidden):
        fact = "the first words are no preheader that is hidden"
        yield study.of_html(first.line if first else 1, fact, "put one before them")


def find_preheader_length(study: LetterStudy) -> Iterator[Fault]:
    """Preheaders that say too little, or that are cut."""
    first = _first_words(study)
    if first is None or not first.element.look.is_hidden:
        return
    length = len(_FILLING.sub(" ", first.text).strip())
    if not SHORTEST_PREHEADER <= length <= LONGEST_PREHEADER:
        fact = f"the preheader “{shown(first.text)}” has {length} characters"
        remedy = f"write {SHORTEST_PREHEADER} to {LONGEST_PREHEADER}"
        yield study.of_html(first.line, fact, remedy)


def _first_words(study: LetterStudy) -> Run | None:
    runs = (run for run in study.page.runs if _FILLING.sub("", run.text))
    return next(runs, None)


def _metas(study: LetterStudy) -> Mapping[str, str]:
    return {
        element.get("name").lower(): element.get("content").lower()
        for element in study.page.named("meta")
    }


def _names_utf8(study: LetterStudy) -> bool:
    return any(
        "utf-8" in f"{element.get('charset')} {element.get('content')}".lower()
        for element in study.page.named("meta")
        if element.get("charset") or element.get("http-equiv").lower() == "content-type"
    )


RULES = (
    Rule(
        name="letter-doctype",
        severity=Severity.ERROR,
        description="HTML without a doctype at its beginning",
        reason="mail programs then draw it as pages of 1998",
        find=find_doctype,
    ),
    Rule(
        name="letter-head",
        severity=Severity.ERROR,
        description="HTML without language, title, charset or viewport",
        reason="voices, hyphens, tabs and telephones need them",
        find=find_head,
    ),
    Rule(
        name="letter-direction",
        severity=Severity.WARNING,
        description="HTML that does not say in which direction it is read",
        reason="full stops and lists stand on the wrong side",
        find=find_direction,
    ),
    Rule(
        name="letter-colour-scheme",
        severity=Severity.ERROR,
        description="HTML that does not announce a dark scheme",
        reason="mail programs then turn the colours round by themselves",
        find=find_colour_scheme,
    ),
    Rule(
        name="letter-dark-rules",
        severity=Severity.WARNING,
        description="HTML without colours for the dark scheme",
        reason="a bright page at night is closed again",
        find=find_no_dark_rules,
    ),
    Rule(
        name="letter-preheader",
        severity=Severity.ERROR,
        description="HTML that does not begin with a hidden preheader",
        reason="lists of mail show the first words beside the subject",
        find=find_preheader,
    ),
    Rule(
        name="letter-preheader-length",
        severity=Severity.WARNING,
        description=f"preheaders of fewer than {SHORTEST_PREHEADER} characters, "
        f"or more than {LONGEST_PREHEADER}",
        reason="the rest is filled with what follows, or cut",
        find=find_preheader_length,
    ),
)
