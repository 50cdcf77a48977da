"""How style.css is written: what can stand in style attributes at all."""

from __future__ import annotations

from collections.abc import Iterator

from digest.check.findings import Fault, Rule, Severity
from digest.check.themes.study import LATE, SHEETS, STYLE, ThemeStudy
from digest.render.letters.css.inlinable import (
    LATE_REMEDY,
    beyond_measure,
    faults_of_selectors,
    longhands,
)
from digest.render.letters.css.stylesheet import Declaration, StyleRule


def find_slip(study: ThemeStudy) -> Iterator[Fault]:
    """What is no CSS."""
    for name in SHEETS:
        for slip in study.sheet(name).slips:
            yield study.at(name, slip.line, slip.fact, slip.remedy)


def find_too_much(study: ThemeStudy) -> Iterator[Fault]:
    """Sheets that take the inliner too long."""
    for slip in beyond_measure(study.sheet(STYLE)):
        yield study.at(STYLE, slip.line, slip.fact, slip.remedy)


def find_at_rule(study: ThemeStudy) -> Iterator[Fault]:
    """`@media` and its like, which no attribute can hold."""
    for each in study.sheet(STYLE).at_rules:
        yield study.at(STYLE, each.line, f"@{each.name} is dropped", LATE_REMEDY)


def find_selector(study: ThemeStudy) -> Iterator[Fault]:
    """Selectors of other things than classes and types."""
    for rule in study.sheet(STYLE).rules:
        for slip in faults_of_selectors(rule):
            yield study.at(STYLE, slip.line, slip.fact, slip.remedy)


def find_descendant(study: ThemeStudy) -> Iterator[Fault]:
    """Selectors that hang on where an element stands."""
    for rule in study.sheet(STYLE).rules:
        for selector in rule.selectors:
            if " " in selector and not any(faults_of_selectors(rule)):
                fact = f"“{selector:.60}” hangs on what is around the element"
                remedy = "give the element a class of its own"
                yield study.at(STYLE, rule.line, fact, remedy)


def find_important(study: ThemeStudy) -> Iterator[Fault]:
    """`!important` where nothing stands against it."""
    for each in declarations(study):
        if each.is_important:
            fact = f"{each.name} is !important"
            remedy = f"take the mark away, or {LATE_REMEDY}"
            yield study.at(STYLE, each.line, fact, remedy)


def find_variable(study: ThemeStudy) -> Iterator[Fault]:
    """Variables of CSS."""
    for each in declarations(study):
        if each.name.startswith("--") or "var" in each.functions:
            remedy = "write the value, or {{ design.NAME }}"
            yield study.at(STYLE, each.line, f"{each.name} uses a variable", remedy)


def find_twice(study: ThemeStudy) -> Iterator[Fault]:
    """A property that a rule has twice, the second as a better value for some."""
    for rule in study.sheet(STYLE).rules:
        seen: set[str] = set()
        for each in rule.declarations:
            if each.name in seen:
                fact = f"{each.name} stands twice in one rule"
                yield study.at(STYLE, each.line, fact, "keep one that all know")
            seen.add(each.name)


def find_shorthand(study: ThemeStudy) -> Iterator[Fault]:
    """A shorthand behind one of its longhands, at one element."""
    for rule in study.sheet(STYLE).rules:
        yield from _hidden(study, [(rule, each) for each in rule.declarations])
    for classes in study.combinations:
        rules = [r for r in study.sheet(STYLE).rules if _is_for(r, classes)]
        pairs = [(rule, each) for rule in rules for each in rule.declarations]
        if len(rules) > 1:
            yield from _hidden(study, pairs)


def declarations(study: ThemeStudy) -> Iterator[Declaration]:
    """Those of style.css."""
    for rule in study.sheet(STYLE).rules:
        yield from rule.declarations


def _is_for(rule: StyleRule, classes: frozenset[str]) -> bool:
    return any(selector.removeprefix(".") in classes for selector in rule.selectors)


def _hidden(
    study: ThemeStudy, pairs: list[tuple[StyleRule, Declaration]]
) -> Iterator[Fault]:
    seen: list[str] = []
    for _, each in pairs:
        for name in longhands(each.name, seen)[:1]:
            fact = f"{each.name} comes after {name}, which stays at the element"
            remedy = "write one form of a property only, or the shorthand first"
            yield study.at(STYLE, each.line, fact, remedy)
        seen.append(each.name)


def find_weak(study: ThemeStudy) -> Iterator[Fault]:
    """Declarations of late.css that lose to the style attributes."""
    sheet = study.sheet(LATE)
    inner = [rule for each in sheet.at_rules for rule in each.rules]
    for rule in (*sheet.rules, *inner):
        for each in rule.declarations:
            if not each.is_important and each.name not in SCHEMES:
                fact = f"{each.name} is not !important"
                remedy = "add !important, since it stands against style attributes"
                yield study.at(LATE, each.line, fact, remedy)


def find_nested(study: ThemeStudy) -> Iterator[Fault]:
    """An at-rule within an at-rule."""
    for outer in study.sheet(LATE).at_rules:
        for inner in outer.at_rules:
            fact = f"@{inner.name} stands in @{outer.name}"
            yield study.at(LATE, inner.line, fact, "write one after the other")


def find_long(study: ThemeStudy) -> Iterator[Fault]:
    """A late.css that is about to be too long."""
    size = len(study.texts.get(LATE, "").encode())
    if LONG < size <= LONGEST:
        fact = f"has {size:,} octets"
        yield study.at(LATE, 1, fact, f"keep it under {LONG:,}: letters grow with it")


def find_too_long(study: ThemeStudy) -> Iterator[Fault]:
    """A late.css that mail programs drop."""
    size = len(study.texts.get(LATE, "").encode())
    if size > LONGEST:
        yield study.at(LATE, 1, f"has {size:,} octets", f"keep it under {LONGEST:,}")


#: of the whole page, which no attribute of an element stands against
SCHEMES = ("color-scheme", "supported-color-schemes")
#: octets of late.css
LONG, LONGEST = 8_192, 16_384

RULES = (
    Rule(
        name="theme-css",
        severity=Severity.ERROR,
        description="style sheets with something that is no CSS",
        reason="what follows is read differently by each mail program",
        find=find_slip,
    ),
    Rule(
        name="theme-css-amount",
        severity=Severity.ERROR,
        description="more rules in style.css than can be inlined in a second",
        reason="such a letter is refused",
        find=find_too_much,
    ),
    Rule(
        name="theme-at-rule",
        severity=Severity.ERROR,
        description="@media and other at-rules in style.css",
        reason="an attribute cannot hold them, so they would be lost",
        find=find_at_rule,
    ),
    Rule(
        name="theme-selector",
        severity=Severity.ERROR,
        description="selectors in style.css of attributes, states, ids, `*`, `>`, `+`",
        reason="the inliner drops them, or weighs them wrongly against others",
        find=find_selector,
    ),
    Rule(
        name="theme-descendant",
        severity=Severity.WARNING,
        description="selectors in style.css that hang on what is around an element",
        reason="the weight of a letter is foreseen from classes alone",
        find=find_descendant,
    ),
    Rule(
        name="theme-important",
        severity=Severity.ERROR,
        description="!important in style.css",
        reason="late.css could not overrule it in the dark or on a phone",
        find=find_important,
    ),
    Rule(
        name="theme-variable",
        severity=Severity.ERROR,
        description="var() and variables in style.css",
        reason="Outlook and Gmail take the whole declaration away",
        find=find_variable,
    ),
    Rule(
        name="theme-twice",
        severity=Severity.ERROR,
        description="a property twice in one rule of style.css",
        reason="the inliner keeps one, and the program that needs the other has none",
        find=find_twice,
    ),
    Rule(
        name="theme-shorthand",
        severity=Severity.ERROR,
        description="a shorthand behind one of its longhands at the same element",
        reason="the inliner writes it before, so that the old value stays",
        find=find_shorthand,
    ),
    Rule(
        name="theme-late-weak",
        severity=Severity.ERROR,
        description="declarations in late.css without !important",
        reason="the style attribute of the element wins against them",
        find=find_weak,
    ),
    Rule(
        name="theme-late-nested",
        severity=Severity.ERROR,
        description="an at-rule within an at-rule in late.css",
        reason="Gmail then drops the whole style element",
        find=find_nested,
    ),
    Rule(
        name="theme-late-long",
        severity=Severity.WARNING,
        description=f"a late.css of over {LONG:,} octets",
        reason="every letter carries it, and has 90,000 in all",
        find=find_long,
    ),
    Rule(
        name="theme-late-too-long",
        severity=Severity.ERROR,
        description=f"a late.css of over {LONGEST:,} octets",
        reason="Gmail drops the style element, and the dark scheme with it",
        find=find_too_long,
    ),
)
