"""The files of a theme as templates: there, readable, filled with what they need."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.check.findings import Fault, Rule, Severity
from digest.check.themes.markup import read_markup
from digest.check.themes.study import (
    FRAME,
    LATE,
    LETTER,
    SETTINGS,
    STYLE,
    TEXT,
    ThemeStudy,
    plain_of,
)

BLOCKS = ("head", "content", "foot")
#: without which there is no letter, and without which it is a poorer one
NEEDED, WISHED = (FRAME, LETTER), (TEXT, STYLE, LATE, SETTINGS)
#: what a reader must find in each part
LINKS = ("unsubscribe_url", "web_url", "postal_address")
CLASS = re.compile(r"\.([A-Za-z_][\w-]*)")


def find_unread(study: ThemeStudy) -> Iterator[Fault]:
    """Files that are there and cannot be read."""
    for name, fact in study.unread.items():
        yield study.at(name, 1, fact, "write it anew, as text in UTF-8")


def find_missing(study: ThemeStudy) -> Iterator[Fault]:
    """Files without which no letter can be made."""
    for name in NEEDED:
        if name not in study.texts and name not in study.unread:
            yield study.at(name, 1, "is not there", "copy one of another theme")


def find_wished(study: ThemeStudy) -> Iterator[Fault]:
    """Files without which letters are poorer."""
    for name in WISHED:
        if name not in study.texts and name not in study.unread:
            yield study.at(name, 1, "is not there", "copy one of another theme")


def find_syntax(study: ThemeStudy) -> Iterator[Fault]:
    """What is no Jinja."""
    for name, each in study.outlines.items():
        if each.slip:
            yield study.at(name, each.slip.line, each.slip.fact, "mend the template")


def find_block(study: ThemeStudy) -> Iterator[Fault]:
    """Blocks that nobody has, and a letter that fills none."""
    if not study.has(FRAME) or not study.has(LETTER):
        return
    frame, letter = study.outlines[FRAME], study.outlines[LETTER]
    for name in BLOCKS:
        if name not in frame.blocks:
            remedy = f"add {{% block {name} %}}{{% endblock %}}"
            yield study.at(FRAME, 1, f"has no block {name}", remedy)
        elif letter.is_extension and name not in letter.blocks:
            yield study.at(LETTER, 1, f"does not fill the block {name}", "add it")
    if not letter.is_extension:
        remedy = 'begin it with {% extends folder ~ "/frame.html" %}'
        yield study.at(LETTER, 1, "does not stand in the frame", remedy)


def find_link(study: ThemeStudy) -> Iterator[Fault]:
    """Parts of a letter without the way out, the page, or the address."""
    parts = {LETTER: (FRAME, LETTER), TEXT: (TEXT,)}
    for told, files in parts.items():
        if not all(study.has(name) for name in files):
            continue
        names = frozenset[str]().union(*(study.outlines[each].names for each in files))
        for name in LINKS:
            if name not in names:
                fact = f"nowhere has {{{{ {name} }}}}"
                yield study.at(told, 1, fact, "add it, best at its end")


def find_confirmation(study: ThemeStudy) -> Iterator[Fault]:
    """Classes of the confirmation, which stands in every theme, without a rule."""
    if not study.has(STYLE) or not study.confirmation:
        return
    rules = study.sheet(STYLE).rules
    known = {
        name
        for rule in rules
        for selector in rule.selectors
        for name in CLASS.findall(selector)
    }
    markup = read_markup(plain_of(study.confirmation))
    used = {
        name: None
        for tag in markup.tags
        for name in tag.attributes.get("class", "").split()
    }
    for name in used:
        if name not in known:
            fact = f"has no rule for .{name} of mail/confirmation.html"
            yield study.at(STYLE, 1, fact, "add one")


RULES = (
    Rule(
        name="theme-unreadable",
        severity=Severity.ERROR,
        description="files of a theme that cannot be read",
        reason="no letter can be made with them",
        find=find_unread,
    ),
    Rule(
        name="theme-missing-file",
        severity=Severity.ERROR,
        description="a theme without frame.html or letter.html",
        reason="no letter can be made without them",
        find=find_missing,
    ),
    Rule(
        name="theme-poor",
        severity=Severity.WARNING,
        description="a theme without letter.txt, style.css, late.css or theme.toml",
        reason="its letters have no text of their own, no look, or no name",
        find=find_wished,
    ),
    Rule(
        name="theme-syntax",
        severity=Severity.ERROR,
        description="templates that are no Jinja",
        reason="no letter can be made with them",
        find=find_syntax,
    ),
    Rule(
        name="theme-block",
        severity=Severity.ERROR,
        description="a frame without the blocks head, content, foot, or one not filled",
        reason="the confirmation and the letters are filled into these",
        find=find_block,
    ),
    Rule(
        name="theme-link",
        severity=Severity.ERROR,
        description="letters without unsubscribe_url, web_url or postal_address",
        reason="readers must be able to leave, and the law asks for the address",
        find=find_link,
    ),
    Rule(
        name="theme-confirmation",
        severity=Severity.WARNING,
        description="classes of the confirmation that style.css has no rule for",
        reason="the first letter that a reader gets would look bare",
        find=find_confirmation,
    ),
)
