"""Style sheets, read with the lines of what is in them."""

from __future__ import annotations

import re

import pytest

from digest.render.letters.css.stylesheet import LARGEST_SHEET, read_sheet, read_style


def test_a_sheet_is_its_rules_and_at_rules_with_lines() -> None:
    """In small letters where CSS does not tell them apart."""
    sheet = read_sheet(
        "/* a\n b */\n.a, P { COLOR: Red;\n margin: 0 !important }\n"
        "@MEDIA all { .b { color: rgb(1, 2, 3) } @supports (x: y) { .c { d: e } } }\n"
        "@font-face { src: url(a.woff) }"
    )
    rule = sheet.rules[0]
    assert rule.selectors == (".a", "P")
    assert rule.line == 3
    colour, margin = rule.declarations
    assert (colour.name, colour.value, colour.line) == ("color", "Red", 3)
    assert not colour.is_important
    assert (margin.name, margin.line, margin.is_important) == ("margin", 4, True)
    media, face = sheet.at_rules
    assert (media.name, media.line, media.at_rules[0].name) == ("media", 5, "supports")
    assert media.rules[0].declarations[0].functions == ("rgb",)
    assert (face.name, face.line, face.rules) == ("font-face", 6, ())
    assert not sheet.slips


def test_a_value_tells_its_functions_and_how_many_words_it_has() -> None:
    """Of those within others, too."""
    declarations, slips = read_style("width: calc(1px + var(--a)); b: url(x) y")
    assert [each.functions for each in declarations] == [("calc", "var"), ("url",)]
    assert declarations[0].tokens == 5
    assert not slips


@pytest.mark.parametrize(
    ("css", "line", "fact"),
    [
        ("a\n{ b: c } /*" + "*" * 60, 2, "not closed"),
        (".a { b: c }\n/* d */ /*", 2, "not closed"),
        (".a { b: c }\n\x00", 2, "U\\+0000"),
        (".a { b: \x1b }", 1, "U\\+001B"),
        ("\ud800", 1, "U\\+D800"),
        (".a { b }\n", 1, "no CSS"),
        ("\n\n}", 3, "no CSS"),
        (".a { b: c }\n.d", 2, "no CSS"),
        (".a { .b { c: d } }", 1, "within a rule"),
        ("@media all { .a { b } }", 1, "no CSS"),
        ("a" * (LARGEST_SHEET + 1), 1, "characters"),
    ],
)
def test_what_is_no_css_is_told_with_its_line(css: str, line: int, fact: str) -> None:
    """However broken it is."""
    (slip, *_) = read_sheet(css).slips
    assert slip.line == line
    assert re.search(fact, slip.fact)


@pytest.mark.parametrize("style", ["p", "a:b;/*", "a:b;;c", "{}", "a:b\x00"])
def test_a_style_attribute_has_slips_as_well(style: str) -> None:
    """What the inliner would stumble over."""
    assert read_style(style)[1]


@pytest.mark.parametrize(
    "css",
    [
        "((((" * 20_000,
        "{" * 90_000,
        "@a{" * 30_000,
        "a{b:" + "c(" * 30_000,
        "/**/" * 20_000,
        "a," * 40_000 + "{b:c}",
        '"' * 90_000,
        "\\" * 90_000,
    ],
)
def test_whatever_is_nested_or_repeated_ends(css: str) -> None:
    """Without recursion, and in linear time."""
    read_sheet(css)
