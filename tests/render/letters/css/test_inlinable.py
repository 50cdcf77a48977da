"""What of CSS can stand in style attributes."""

from __future__ import annotations

from time import process_time

import pytest

from digest.render.letters.css.inlinable import faults_of_sheet, faults_of_style
from digest.render.letters.css.stylesheet import read_sheet


def faults(css: str) -> list[tuple[int, str]]:
    """Line and fact of each fault of the sheet."""
    return [(slip.line, slip.fact) for slip in faults_of_sheet(read_sheet(css))]


@pytest.mark.parametrize(
    "css",
    [
        "",
        ".a { color: red; margin: 0 }",
        "p, h2.b, .c.d, td .e { padding: 1px 2px; mso-padding-alt: 3px }",
        ".a { background-color: #ffffff; -webkit-text-size-adjust: 100% }",
        ".a { border: 0; border-top: 1px solid #000000 }",
    ],
)
def test_classes_types_and_plain_properties_can_be_inlined(css: str) -> None:
    """All that a theme needs."""
    assert not faults(css)


@pytest.mark.parametrize(
    "selector",
    [
        *("*", ".a *", "#a", "[lang]", "a[href]", ".a > b", ".a + b", ".a ~ b"),
        *("a:hover", "a::before", "p:not(.a)", ":root", "P", ".1a", "..a", ".a,", ""),
        *(".a, b:hover", "p\\,q"),
    ],
)
def test_other_selectors_cannot(selector: str) -> None:
    """The inliner drops them, weighs them wrongly, or breaks."""
    assert any("selector" in fact for _, fact in faults(f"{selector} {{ color: red }}"))


@pytest.mark.parametrize(
    ("declarations", "fact"),
    [
        ("color: red !important", "!important"),
        ("color: var(--a)", "var()"),
        ("--a: red", "no name"),
        ("color: red; color: blue", "stands twice"),
        ("margin-top: 1px; margin: 0", "after margin-top"),
        ("border-top-color: red; border-top: 0", "after border-top-color"),
        ("border-left: 0; border: 1px solid red", "after border-left"),
        ("border-top-width: 0; border-width: 1px", "after border-top-width"),
        ("background-color: red; background: none", "after background-color"),
        ("a: " + "b " * 3000, "over 100 words"),
        ("a:", "no value"),
    ],
)
def test_declarations_that_come_out_otherwise_cannot(
    declarations: str, fact: str
) -> None:
    """On the line of the declaration."""
    found = faults(f".a {{ b: c;\n{declarations} }}")
    assert [line for line, _ in found] == [2]
    assert fact in found[0][1]


@pytest.mark.parametrize("rule", ["media all", "import url(a.css)", "font-face", "x"])
def test_at_rules_cannot(rule: str) -> None:
    """Whatever is in them."""
    assert "cannot be inlined" in faults(f"\n@{rule} {{ }}")[0][1]


@pytest.mark.parametrize(
    "css",
    [
        ".a { b: c }\n" * 4_000,
        ".a { b: c }\n" * 201,
        ", ".join(f".a{n}" for n in range(401)) + "{ b: c }",
        ".a {" + ";".join(f"b{'c' * n}: d" for n in range(2_001)) + "}",
    ],
)
def test_more_than_the_inliner_does_in_a_second_cannot(css: str) -> None:
    """Its time grows with the square of the rules."""
    assert any("over" in fact for _, fact in faults(css))


@pytest.mark.parametrize(
    "style",
    [
        "a:b;" * 2_001,
        "p",
        "head",
        "color:red;/*" + "*" * 60,
        "a:b !important",
        "@a",
        "a:b;a:c",
    ],
)
def test_style_attributes_have_the_same_bounds(style: str) -> None:
    """`p` alone brings the inliner down."""
    assert faults_of_style(style)


def test_a_plain_style_attribute_has_no_fault() -> None:
    """As a template writes it at a picture."""
    assert not faults_of_style("max-width:520px; color:#ffffff")


@pytest.mark.parametrize(
    "declarations",
    [
        "".join(f"a{'b' * (n % 90)}{'c' * (n // 90)}:d;" for n in range(9_000)),
        "margin-top:0;margin:0;" * 4_000,
    ],
    ids=["names", "pairs"],
)
def test_declarations_without_end_take_no_time(declarations: str) -> None:
    """Each is compared with those before it."""
    begun = process_time()
    assert faults(f".a{{{declarations[:90_000]}}}")
    # a third of a second; several times that where its coverage is measured
    assert process_time() - begun < 3
