"""CSS of a letter: declarations, colours and rules; the door to tinycss2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2
from tinycss2.color3 import RGBA, parse_color

#: characters of one sheet that are looked at; what mail programs keep is far less
FARTHEST = 60_000
#: characters of one style attribute
LONGEST_STYLE = 8_000
#: brackets in one value; a value of a letter has one or two
DEEPEST = 20

#: characters of a colour
LONGEST_COLOUR = 60

#: the tokens of tinycss2, which has no types
Node = Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A property and its value."""

    name: str
    value: str
    is_important: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleRule:
    """Selectors with their declarations, and the at-rules around them."""

    #: of the sheet, from 1
    line: int
    selectors: tuple[str, ...]
    declarations: tuple[Declaration, ...]
    #: `@media (prefers-color-scheme:dark)`, the outermost first
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRule:
    """An at-rule, and whether it stands inside another one."""

    line: int
    name: str
    condition: str
    is_nested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All that a style sheet says."""

    rules: tuple[StyleRule, ...] = ()
    at_rules: tuple[AtRule, ...] = ()
    #: lines on which it is no CSS
    errors: tuple[int, ...] = ()


@lru_cache(maxsize=4096)
def read_style(style: str) -> tuple[Declaration, ...]:
    """The declarations of a style attribute, in their order."""
    if len(style) > LONGEST_STYLE or style.count("(") > DEEPEST:
        return ()
    nodes = tinycss2.parse_declaration_list(
        style, skip_comments=True, skip_whitespace=True
    )
    return tuple(_declarations(nodes))


def last_values(declarations: Iterable[Declaration]) -> Mapping[str, str]:
    """What each property comes to where the last one wins."""
    return {each.name: each.value for each in declarations}


@lru_cache(maxsize=4096)
def read_colour(value: str) -> tuple[float, float, float, float] | None:
    """Red, green, blue and alpha, from 0 to 1; None where the value is no colour."""
    found = parse_color(value) if len(value) < LONGEST_COLOUR else None
    if not isinstance(found, RGBA):
        return None
    red, green, blue, alpha = (min(1.0, max(0.0, float(part))) for part in found)
    return red, green, blue, alpha


def read_sheet(css: str) -> Rules:
    """The rules of a style sheet, those inside at-rules with them."""
    if len(css) > FARTHEST or css.count("(") + css.count("[") > FARTHEST // 20:
        return Rules()
    found: list[StyleRule | AtRule | int] = []
    nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    _collect(nodes, (), found)
    return Rules(
        rules=tuple(each for each in found if isinstance(each, StyleRule)),
        at_rules=tuple(each for each in found if isinstance(each, AtRule)),
        errors=tuple(each for each in found if isinstance(each, int)),
    )


def _collect(
    nodes: Iterable[Node],
    within: tuple[str, ...],
    found: list[StyleRule | AtRule | int],
) -> None:
    """Add what stands here; three at-rules deep is as far as anybody looks."""
    for node in nodes:
        line = int(node.source_line)
        if node.type == "qualified-rule":
            found.append(_rule(node, within, line))
        elif node.type == "at-rule":
            condition = _written(node.prelude).strip()
            at_rule = AtRule(
                line=line,
                name=node.lower_at_keyword,
                condition=condition,
                is_nested=bool(within),
            )
            found.append(at_rule)
            if node.content is not None and len(within) < 3:  # noqa: PLR2004  as said
                inner = tinycss2.parse_rule_list(
                    node.content, skip_comments=True, skip_whitespace=True
                )
                named = f"@{at_rule.name} {condition}".strip()
                is_list = at_rule.name not in {"font-face", "page"}
                _collect(inner if is_list else (), (*within, named), found)
        elif node.type == "error":
            found.append(line)


def _rule(node: Node, within: tuple[str, ...], line: int) -> StyleRule:
    nodes = tinycss2.parse_declaration_list(
        node.content, skip_comments=True, skip_whitespace=True
    )
    selectors = (each.strip() for each in _written(node.prelude).split(","))
    return StyleRule(
        line=line,
        selectors=tuple(selector for selector in selectors if selector),
        declarations=tuple(_declarations(nodes)),
        within=within,
    )


def _declarations(nodes: Iterable[Node]) -> Iterator[Declaration]:
    for node in nodes:
        if node.type == "declaration":
            yield Declaration(
                name=node.name if node.name.startswith("--") else node.lower_name,
                value=_written(node.value).strip(),
                is_important=bool(node.important),
            )


def _written(nodes: Sequence[Node]) -> str:
    """The tokens as CSS; "" for what is nested too deep to mean anything."""
    try:
        return str(tinycss2.serialize(nodes))
    except RecursionError:
        return ""
