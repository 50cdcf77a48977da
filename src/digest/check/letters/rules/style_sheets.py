"""CSS: what is not inlined, what mail programs drop, and the style elements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.check.findings import Fault, Rule, Severity
from digest.check.letters.page import Element
from digest.check.letters.study import LetterStudy
from digest.check.letters.styles import Declaration, StyleRule
from digest.check.manuscript import shown

#: bytes of all style elements that Gmail keeps, and half of them
MOST_STYLE, WISHED_STYLE = 16_384, 8_192
#: at-rules whose rules no inliner could write into attributes
CONDITIONAL = ("media", "supports", "container")
#: what a selector has that no attribute can stand for
_LATE = re.compile(
    r":|\[data-og|\[class|\[href|\[x-apple|\[owa\]|u ?\+|#outlook|\.ExternalClass"
    r"|\.ReadMsgBody|#MessageViewBody|\.x-apple|\.yshortcuts|\.gmail|img ?\+ ?div"
)
_BROKEN_LAYOUT = re.compile(r"(?:inline-)?(?:flex|grid)\b", re.IGNORECASE)
_NEGATIVE = re.compile(r"(?:^|\s)-\.?\d")
_FUNCTION = re.compile(r"\b(?:calc|min|max|clamp|env|attr)\(", re.IGNORECASE)
_UNSEEN_BY_WORD = re.compile(
    r"rgba\(|hsla?\(|#[0-9a-f]{8}\b|#[0-9a-f]{4}\b|\d(?:rem|vw|vh|ch)\b", re.IGNORECASE
)
_LAYOUT = re.compile(
    r"(?:row-|column-)?gap|grid(?:-.*)?|flex(?:-.*)?|align-(?:items|content|self)"
    r"|justify-.*|place-.*|transform|animation(?:-.*)?|transition(?:-.*)?|filter"
    r"|clip-path|object-(?:fit|position)|aspect-ratio|behavior|backdrop-filter|inset"
)


def find_not_inlined(study: LetterStudy) -> Iterator[Fault]:
    """Rules that should be in attributes, variables, and rules that lose to them."""
    for sheet, rules in study.sheets:
        for rule in rules.rules:
            fact = _inlining_fact(rule)
            if fact:
                line = sheet.line + rule.line - 1
                yield study.of_html(line, fact, "inline it, or write !important")
    for element in study.page.elements:
        for declaration in element.declarations:
            if declaration.name.startswith("--") or "var(" in declaration.value:
                fact = f"<{element.tag}> has a variable in {declaration.name[:40]}"
                yield study.of_element(element, fact, "write the value itself")


def find_unsupported(study: LetterStudy) -> Iterator[Fault]:
    """Styles that Gmail or classic Outlook drops, and the layout with them."""
    for element, declaration in _inline(study):
        if _breaks(declaration):
            named = shown(f"{declaration.name}: {declaration.value}")
            fact = f"<{element.tag}> has {named}"
            yield study.of_element(element, fact, "lay it out with tables and padding")


def find_unseen_by_word(study: LetterStudy) -> Iterator[Fault]:
    """Units and colours that classic Outlook drops."""
    for element, declaration in _inline(study):
        if _UNSEEN_BY_WORD.search(declaration.value[:1_000]):
            named = shown(f"{declaration.name}: {declaration.value}")
            fact = f"<{element.tag}> has {named}"
            yield study.of_element(element, fact, "write pixels and #rrggbb")


def find_style_elements(study: LetterStudy) -> Iterator[Fault]:
    """Style elements that Gmail drops."""
    size = 0
    for sheet, rules in study.sheets:
        size += len(sheet.text.encode("utf-8", "replace"))
        if sheet.element.is_within("body"):
            fact = "<style> stands in the body"
            yield study.of_html(sheet.line, fact, "put it in the head")
        for at_rule in rules.at_rules:
            if at_rule.is_nested:
                line = sheet.line + at_rule.line - 1
                fact = f"@{at_rule.name[:30]} stands inside another at-rule"
                yield study.of_html(line, fact, "write two rules side by side")
    if size > MOST_STYLE:
        fact = f"<style> has {size:,} bytes, more than {MOST_STYLE:,}"
        line = study.page.sheets[0].line
        yield study.of_html(line, fact, "leave out what no element needs")


def find_large_style(study: LetterStudy) -> Iterator[Fault]:
    """Style elements that are on their way to be dropped, or no CSS."""
    size = sum(
        len(sheet.text.encode("utf-8", "replace")) for sheet in study.page.sheets
    )
    if WISHED_STYLE < size <= MOST_STYLE:
        fact = f"<style> has {size:,} bytes, more than {WISHED_STYLE:,}"
        line = study.page.sheets[0].line
        yield study.of_html(line, fact, "leave out what no element needs")
    for sheet, rules in study.sheets:
        for line in rules.errors:
            fact = "<style> has something in it that is no CSS"
            yield study.of_html(sheet.line + line - 1, fact, "mend it")


def _inline(study: LetterStudy) -> Iterator[tuple[Element, Declaration]]:
    for element in study.page.elements:
        for declaration in element.declarations:
            yield element, declaration


def _inlining_fact(rule: StyleRule) -> str:
    """Why the rule has no effect; "" where it has one."""
    named = shown(", ".join(rule.selectors))
    if not rule.within:
        plain = [each for each in rule.selectors if not _LATE.search(each[:400])]
        return f"the rule for {named} is not inlined" if plain else ""
    if not rule.within[-1].startswith(tuple(f"@{name}" for name in CONDITIONAL)):
        return ""
    lost = [each.name for each in rule.declarations if not each.is_important]
    if not lost or len(lost) < len(rule.declarations):
        return ""
    if all(":root" in each for each in rule.selectors):
        return ""
    return f"the rule for {named} in {shown(rule.within[-1])} has no !important"


def _breaks(declaration: Declaration) -> bool:
    """Whether a letter falls apart where the declaration is dropped."""
    name, value = declaration.name, declaration.value.lower()
    if name == "position":
        return value != "static"
    if name == "display":
        return _BROKEN_LAYOUT.match(value) is not None
    if name == "margin" or name.startswith("margin-"):
        return _NEGATIVE.search(value) is not None or bool(_FUNCTION.search(value))
    return bool(_LAYOUT.fullmatch(name) or _FUNCTION.search(value[:1_000]))


RULES = (
    Rule(
        name="letter-not-inlined",
        severity=Severity.ERROR,
        description="rules that are not in attributes, or lose to those that are",
        reason="programs without style sheets show the bare page",
        find=find_not_inlined,
    ),
    Rule(
        name="letter-unsupported-style",
        severity=Severity.ERROR,
        description="layouts that mail programs do not know, as flex or position",
        reason="in Gmail or classic Outlook the page falls apart",
        find=find_unsupported,
    ),
    Rule(
        name="letter-outlook-style",
        severity=Severity.WARNING,
        description="units and colours that classic Outlook drops",
        reason="text is black and sizes are its own there",
        find=find_unseen_by_word,
    ),
    Rule(
        name="letter-style-element",
        severity=Severity.ERROR,
        description="style elements in the body, nested at-rules, too many bytes",
        reason="Gmail drops the whole element",
        find=find_style_elements,
    ),
    Rule(
        name="letter-large-style",
        severity=Severity.WARNING,
        description=f"style elements of more than {WISHED_STYLE:,} bytes, or no CSS",
        reason="every reader gets them with every letter",
        find=find_large_style,
    ),
)
