"""What an element looks like follows from its style, its attributes and its place."""

from __future__ import annotations

import pytest

from digest.check.letters.looks import Look
from digest.check.letters.page import read_page


def look_of(html: str) -> Look:
    """The look of the last words in the body."""
    return read_page(f"<body>{html}").runs[-1].element.look


@pytest.mark.parametrize(
    ("html", "pixels"),
    [
        ("<p>a", 16),
        ("<p style='font-size:20px'>a", 20),
        ("<p style='font-size:20px'><b style='font-size:50%'>a", 10),
        ("<p style='font-size:20px'><b style='font-size:.5em'>a", 10),
        ("<p style='font-size:20px'><b style='font-size:.5rem'>a", 8),
        ("<p style='font-size:12pt'>a", 16),
        ("<p style='font-size:small'>a", 13),
        ("<p style='font-size:huge'>a", 16),
        ("<p style='font-size:px'>a", 16),
        ("<h1>a", 32),
        ("<h1 style='font-size:20px'>a", 20),
    ],
)
def test_a_size_comes_to_pixels(html: str, pixels: float) -> None:
    """Whatever its unit is."""
    assert look_of(html).size == pytest.approx(pixels)


@pytest.mark.parametrize(
    ("html", "contrast"),
    [
        ("<p>a", 21),
        ("<p style='color:#fff'>a", 1),
        ("<p style='color:white;background:black'>a", 21),
        ("<p style='color:white;background:url(a.png) #000 no-repeat'>a", 21),
        ("<p style='color:#fff' bgcolor='#000000'>a", 21),
        ("<p bgcolor='#000000' style='background-color:#fff'>a", 21),
        ("<p style='color:rgba(0,0,0,0)'>a", 1),
        ("<p style='color:inherit;background:none'>a", 21),
        ("<div style='background-color:#000'><p style='color:#fff'>a", 21),
        ("<a href='x'>a", 9.4),
        ("<a>a", 21),
    ],
)
def test_contrast_is_that_of_text_and_ground(html: str, contrast: float) -> None:
    """Inherited, in any notation, half transparent."""
    assert look_of(html).contrast == pytest.approx(contrast, abs=0.01)


@pytest.mark.parametrize(
    ("html", "is_bold"),
    [
        ("<b>a", True),
        ("<b style='font-weight:normal'>a", False),
        ("<b style='font-weight:400'>a", False),
        ("<p style='font-weight:600'>a", True),
        ("<p style='font-weight:bolder'>a", True),
        ("<b><i>a", True),
    ],
)
def test_weight_is_bold_or_not(html: str, *, is_bold: bool) -> None:
    """By the tag, a word or a number."""
    assert look_of(html).is_bold is is_bold


@pytest.mark.parametrize(
    "html",
    [
        "<p style='display:none'>a",
        "<p style='display:none'><b style='display:block'>a",
        "<p style='visibility:hidden'>a",
        "<p hidden>a",
    ],
)
def test_what_is_hidden_hides_what_is_in_it(html: str) -> None:
    """By style and by attribute."""
    assert look_of(html).is_hidden


@pytest.mark.parametrize(
    ("html", "is_large"),
    [
        ("<p style='font-size:24px'>a", True),
        ("<p style='font-size:19px'>a", False),
        ("<b style='font-size:19px'>a", True),
    ],
)
def test_large_text_needs_less_contrast(html: str, *, is_large: bool) -> None:
    """From 24 pixels, or from 18.66 where it is bold."""
    assert look_of(html).is_large is is_large
