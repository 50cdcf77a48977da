"""CSS of a letter: what it declares, and where."""

from __future__ import annotations

import pytest

from digest.check.letters.styles import Declaration, read_colour, read_sheet, read_style


def test_a_style_is_its_declarations() -> None:
    """In their order, names in small letters, without comments."""
    assert read_style("COLOR: red;/* a */ --Ink:#fff; margin : 0 !important;x") == (
        Declaration(name="color", value="red"),
        Declaration(name="--Ink", value="#fff"),
        Declaration(name="margin", value="0", is_important=True),
    )


@pytest.mark.parametrize("style", ["", ";;", "a:" + "(" * 30, "a:b;" * 3_000])
def test_a_style_that_says_nothing_has_no_declarations(style: str) -> None:
    """Nor has one that no mail program would read to its end."""
    assert read_style(style) == ()


@pytest.mark.parametrize(
    ("value", "colour"),
    [
        ("#fff", (1, 1, 1, 1)),
        ("rgb(255, 0, 0)", (1, 0, 0, 1)),
        ("rgba(0,0,255,.5)", (0, 0, 1, 0.5)),
        ("rgb(900,-9,0)", (1, 0, 0, 1)),
        ("transparent", (0, 0, 0, 0)),
        ("currentColor", None),
        ("nothing", None),
        ("", None),
        ("x" * 100, None),
    ],
)
def test_a_colour_is_its_parts(value: str, colour: tuple[float, ...] | None) -> None:
    """From 0 to 1, in every notation."""
    assert read_colour(value) == colour


def test_a_sheet_is_its_rules_with_what_is_around_them() -> None:
    """With their lines."""
    told = read_sheet(
        "a, .b {color: red}\n@media (x) {\n @media y { i {left:0!important} }\n}\n"
        "@font-face {src: x}\n@import 'a';\noops"
    )
    assert [(each.line, each.selectors, each.within) for each in told.rules] == [
        (1, ("a", ".b"), ()),
        (3, ("i",), ("@media (x)", "@media y")),
    ]
    assert [(each.line, each.name, each.is_nested) for each in told.at_rules] == [
        (2, "media", False),
        (3, "media", True),
        (5, "font-face", False),
        (6, "import", False),
    ]
    assert told.errors == (7,)


@pytest.mark.parametrize("css", ["x" * 70_000, "a{b:" + "(" * 10_000])
def test_a_sheet_beyond_all_measure_is_left_alone(css: str) -> None:
    """Another rule tells its size."""
    assert read_sheet(css).rules == ()
