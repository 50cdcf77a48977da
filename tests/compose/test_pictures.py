"""Which width of a picture stands in bodies, feeds and letters."""

from __future__ import annotations

import pytest

from digest.compose.pictures import show_pictures
from digest.images import Image, Rendition

SITE = "https://notes.example.org"


def renditions(*widths: int) -> tuple[Rendition, ...]:
    """A picture in these widths, twice as wide as high."""
    return tuple(
        Rendition(url=f"media/pier-{width}.jpg", width=width, height=width // 2)
        for width in widths
    )


def shown(*widths: int) -> Image:
    """The picture as entries show it."""
    return show_pictures(SITE, {"pier.jpg": renditions(*widths)})["pier.jpg"]


@pytest.mark.parametrize(
    ("widths", "expected"),
    [
        ((480, 800, 1200, 1600), 1200),
        ((480, 800, 1000), 1000),
        ((700, 2000), 700),
        ((2000, 3000), 2000),
        ((90,), 90),
    ],
)
def test_everybody_gets_the_widest_that_suits_a_letter(
    widths: tuple[int, ...], expected: int
) -> None:
    """Twice its column, for dense screens; else the narrowest that there is."""
    image = shown(*widths)
    assert image.url == f"{SITE}/media/pier-{expected}.jpg"
    assert (image.width, image.height) == (expected, expected // 2)
    assert [each.width for each in image.renditions] == list(widths)


def test_every_url_is_absolute_and_in_ascii() -> None:
    """As feeds and letters need it."""
    odd = Rendition(url="media/F%C3%A4hre.jpg", width=9, height=9)
    image = show_pictures("https://fähre.example", {"a": (odd,)})["a"]
    assert image.url == "https://xn--fhre-loa.example/media/F%C3%A4hre.jpg"


def test_what_could_not_be_published_is_none() -> None:
    """It has no renditions."""
    assert show_pictures(SITE, {"broken.jpg": ()}) == {}
