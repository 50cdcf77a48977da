"""CSS as it is written: rules and declarations with their lines, read in linear time.

Nothing is judged here but what is no CSS at all; what an inliner or a mail program can
do with it is told elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import tinycss2
from tinycss2.ast import Node

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
#: what no CSS needs, and parsers in C stumble over
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
#: octets of one sheet; a mail program drops a fifth of it
LARGEST_SHEET = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """One property and its value."""

    #: in small letters
    name: str
    value: str
    line: int
    is_important: bool
    #: words, numbers, marks and functions of the value, those in functions too
    tokens: int
    #: the functions that it calls, in small letters
    functions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleRule:
    """Selectors, and the declarations for what they match."""

    #: as they are written, one for each comma
    selectors: tuple[str, ...]
    declarations: tuple[Declaration, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRule:
    """`@media` and its like, with the rules in it."""

    #: without the mark, in small letters
    name: str
    line: int
    rules: tuple[StyleRule, ...] = ()
    at_rules: tuple[AtRule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A place that is no CSS."""

    line: int
    fact: str
    remedy: str


TOO_DEEP = Slip(line=1, fact="nests too deep", remedy="take some brackets out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A whole style sheet, in its order."""

    rules: tuple[StyleRule, ...] = ()
    at_rules: tuple[AtRule, ...] = ()
    slips: tuple[Slip, ...] = ()


def read_sheet(css: str) -> Sheet:
    """The sheet; beyond measure or with a slip that hides the rest, only that slip."""
    slip = _slip_of_text(css)
    if slip:
        return Sheet(slips=(slip,))
    nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    try:
        return _read_nodes(nodes)
    except RecursionError:
        return Sheet(slips=(TOO_DEEP,))


def read_style(style: str) -> tuple[tuple[Declaration, ...], tuple[Slip, ...]]:
    """The declarations of a style attribute, and its slips."""
    slip = _slip_of_text(style)
    if slip:
        return (), (slip,)
    try:
        return _read_declarations(style)
    except RecursionError:
        return (), (TOO_DEEP,)


def line_of(css: str, index: int) -> int:
    """The line, from 1, on which the character stands."""
    return css.count("\n", 0, index) + 1


def _slip_of_text(css: str) -> Slip | None:
    if len(css) > LARGEST_SHEET:
        fact = f"has over {LARGEST_SHEET} characters"
        return Slip(line=1, fact=fact, remedy="shorten it")
    control = CONTROLS.search(css)
    if control:
        fact = f"has the control character U+{ord(control[0]):04X}"
        line = line_of(css, control.start())
        return Slip(line=line, fact=fact, remedy="take it out")
    # each comment is blanked out, so that what is left stands where it stood
    blanked = COMMENT.sub(lambda found: " " * len(found[0]), css)
    opened = blanked.find("/*")
    if opened >= 0:
        line = line_of(css, opened)
        return Slip(line=line, fact="a comment is not closed", remedy="end it with */")
    return None


def _read_nodes(nodes: list[Node]) -> Sheet:
    rules: list[StyleRule] = []
    at_rules: list[AtRule] = []
    slips: list[Slip] = []
    for node in nodes:
        if node.type == "qualified-rule":
            rule, found = _read_rule(node)
            rules.append(rule)
            slips += found
        elif node.type == "at-rule":
            at_rule, found = _read_at_rule(node)
            at_rules.append(at_rule)
            slips += found
        elif node.type == "error":
            slips.append(_slip(node))
    return Sheet(rules=tuple(rules), at_rules=tuple(at_rules), slips=tuple(slips))


def _read_rule(node: Any) -> tuple[StyleRule, tuple[Slip, ...]]:
    declarations, slips = _read_declarations(node.content)
    selectors = tinycss2.serialize(node.prelude).split(",")
    rule = StyleRule(
        selectors=tuple(" ".join(selector.split()) for selector in selectors),
        declarations=declarations,
        line=node.source_line,
    )
    return rule, slips


def _read_at_rule(node: Any) -> tuple[AtRule, tuple[Slip, ...]]:
    name, line = node.lower_at_keyword, node.source_line
    if node.content is None or name in ("font-face", "page"):
        return AtRule(name=name, line=line), ()
    inner = tinycss2.parse_rule_list(
        node.content, skip_comments=True, skip_whitespace=True
    )
    sheet = _read_nodes(inner)
    at_rule = AtRule(name=name, line=line, rules=sheet.rules, at_rules=sheet.at_rules)
    return at_rule, sheet.slips


def _read_declarations(
    content: str | list[Node],
) -> tuple[tuple[Declaration, ...], tuple[Slip, ...]]:
    declarations: list[Declaration] = []
    slips: list[Slip] = []
    nodes = tinycss2.parse_blocks_contents(
        content, skip_comments=True, skip_whitespace=True
    )
    for node in nodes:
        if node.type == "declaration":
            declarations.append(_read_declaration(node))
        elif node.type == "error":
            slips.append(_slip(node))
        else:
            fact = "a rule stands within a rule"
            remedy = "close the first one before it"
            slips.append(Slip(line=node.source_line, fact=fact, remedy=remedy))
    return tuple(declarations), tuple(slips)


def _read_declaration(node: Any) -> Declaration:
    inner = tuple(_within(node.value))
    return Declaration(
        name=node.lower_name,
        value=" ".join(tinycss2.serialize(node.value).split()),
        line=node.source_line,
        is_important=bool(node.important),
        tokens=sum(each.type != "whitespace" for each in inner),
        functions=tuple(_called(inner)),
    )


def _called(nodes: tuple[Any, ...]) -> Iterator[str]:
    for node in nodes:
        if node.type == "function":
            yield node.lower_name
        elif node.type == "url":
            yield "url"


def _within(nodes: list[Node]) -> Iterator[Any]:
    """The nodes and all that is in them, without recursion: they may nest deeply."""
    waiting = list(reversed(nodes))
    while waiting:
        node: Any = waiting.pop()
        yield node
        inner = getattr(node, "arguments", None) or getattr(node, "content", None)
        if isinstance(inner, list):
            waiting += reversed(inner)


def _slip(node: Any) -> Slip:
    fact = f"is no CSS ({node.message})"
    return Slip(line=node.source_line, fact=fact, remedy="mend it")
