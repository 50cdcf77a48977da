"""What of CSS can stand in style attributes: the rest is refused before it is tried.

The inliner drops, reorders or chokes on what is refused here, mostly without a word; so
the owner of the theme is told by us, with the line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from digest.render.letters.css.stylesheet import (
    Declaration,
    Sheet,
    Slip,
    StyleRule,
    read_style,
)

#: of one sheet: more take the inliner longer than anybody waits
MOST_RULES, MOST_SELECTORS, MOST_DECLARATIONS = 200, 400, 2_000
#: of one value: more bring its parser down
MOST_TOKENS = 100
#: types and classes, and one within another
PLAIN_SELECTOR = re.compile(
    r"(?:[a-z][a-z0-9]*(?:\.[A-Za-z_][\w-]*)*|(?:\.[A-Za-z_][\w-]*)+)"
    r"(?: (?:[a-z][a-z0-9]*(?:\.[A-Za-z_][\w-]*)*|(?:\.[A-Za-z_][\w-]*)+))*",
    re.ASCII,
)
NAME = re.compile(r"-?[a-z][a-z-]*", re.ASCII)
LATE_REMEDY, SHORTEN = "put it into late.css", "shorten it"
RESOLVE = "write the value, or {{ design.NAME }}"
#: properties that say several at once, and how the names of these begin
SHORTHANDS = {
    **{name: (f"{name}-",) for name in ("background", "border", "font", "list-style")},
    **{name: (f"{name}-",) for name in ("margin", "padding", "text-decoration")},
    **{
        f"border-{side}": (f"border-{side}-",)
        for side in ("top", "right", "bottom", "left")
    },
    **{
        f"border-{part}": tuple(
            f"border-{side}-{part}" for side in ("top", "right", "bottom", "left")
        )
        for part in ("color", "style", "width")
    },
    "border-radius": ("border-top-left-radius", "border-top-right-radius"),
}


def faults_of_sheet(sheet: Sheet) -> Iterator[Slip]:
    """What cannot be inlined, in the order of the sheet as far as it can be told."""
    yield from sheet.slips
    yield from beyond_measure(sheet)
    for at_rule in sheet.at_rules:
        fact = f"@{at_rule.name} cannot be inlined"
        yield Slip(line=at_rule.line, fact=fact, remedy=LATE_REMEDY)
    for rule in sheet.rules:
        yield from faults_of_selectors(rule)
        yield from faults_of_declarations(rule.declarations)


def faults_of_style(style: str) -> tuple[Slip, ...]:
    """What the inliner cannot read in a style attribute."""
    declarations, slips = read_style(style)
    if len(declarations) > MOST_DECLARATIONS:
        fact = f"has over {MOST_DECLARATIONS} declarations"
        return (Slip(line=1, fact=fact, remedy="take some out"),)
    return (*slips, *faults_of_declarations(declarations))


def faults_of_selectors(rule: StyleRule) -> Iterator[Slip]:
    """Selectors that the inliner drops, or weighs wrongly against others."""
    for selector in rule.selectors:
        if not PLAIN_SELECTOR.fullmatch(selector):
            fact = f"the selector {_shown(selector)} is not of classes and types only"
            remedy = f"give the element a class, or {LATE_REMEDY}"
            yield Slip(line=rule.line, fact=fact, remedy=remedy)


def faults_of_declarations(declarations: Sequence[Declaration]) -> Iterator[Slip]:
    """Declarations that would come out as something else."""
    seen: dict[str, None] = {}
    # that there are more is told of the sheet as a whole
    for each in declarations[:MOST_DECLARATIONS]:
        fact, remedy = _fault(each, seen)
        if fact:
            yield Slip(line=each.line, fact=f"{each.name}: {fact}", remedy=remedy)
        seen[each.name] = None


def longhands(shorthand: str, names: Iterable[str]) -> list[str]:
    """Those of the names that the shorthand says as well."""
    starts = SHORTHANDS.get(shorthand)
    return [name for name in names if name.startswith(starts)] if starts else []


def _fault(each: Declaration, seen: Collection[str]) -> tuple[str, str]:
    """Fact and remedy; both empty where nothing is wrong."""
    hidden = longhands(each.name, seen)
    faults = (
        (not NAME.fullmatch(each.name), "is no name of a property", "mend it"),
        (each.is_important, "is !important, which an attribute is anyway", LATE_REMEDY),
        ("var" in each.functions, "has var(), which few mail programs know", RESOLVE),
        (each.tokens > MOST_TOKENS, f"has over {MOST_TOKENS} words and marks", SHORTEN),
        (not each.tokens, "has no value", "give it one"),
        (each.name in seen, "stands twice; of a pair only the last stays", "keep one"),
        (bool(hidden), f"comes after {', '.join(hidden)}, which stays", "put it first"),
    )
    return next(((fact, remedy) for is_so, fact, remedy in faults if is_so), ("", ""))


def beyond_measure(sheet: Sheet) -> Iterator[Slip]:
    """What there is too much of for the inliner to end soon."""
    rules = sheet.rules
    counts = (
        ("rules", len(rules), MOST_RULES),
        ("selectors", sum(len(rule.selectors) for rule in rules), MOST_SELECTORS),
        (
            "declarations",
            sum(len(rule.declarations) for rule in rules),
            MOST_DECLARATIONS,
        ),
    )
    for name, count, most in counts:
        if count > most:
            line = rules[-1].line
            yield Slip(
                line=line, fact=f"has over {most} {name}", remedy="take some out"
            )


def _shown(selector: str) -> str:
    return f"“{selector:.60}”"
