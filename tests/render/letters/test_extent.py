from __future__ import annotations

import pytest

from digest.errors import ThemeError
from digest.render.letters.extent import LARGEST_HTML, Extent, extents, fullest, weight


def a_page(extent: Extent, *, entry: int = 0, title: int = 0, frame: int = 0) -> str:
    """A page of octets: a frame, entries by their summary, and titles."""
    told = extent.told * (entry + extent.summary)
    return "x" * (frame + told + extent.listed * title)


def test_extents_go_from_everything_to_nothing() -> None:
    """First shorter, then by title alone, then left out."""
    found = extents(7)
    assert found[0] == Extent(told=7, summary=500)
    assert found[1] == Extent(told=7, summary=140)
    assert Extent(told=6, listed=1, summary=140) in found
    assert Extent(told=5, listed=2, summary=140) in found
    assert found[-1] == Extent(told=0, summary=140)
    shown = [extent.told + extent.listed for extent in found]
    assert shown == sorted(shown, reverse=True)


def test_what_fits_is_rendered_once() -> None:
    """The usual issue costs no search."""
    seen: list[Extent] = []

    def render(extent: Extent) -> str:
        seen.append(extent)
        return "page"

    assert fullest(20, render, place="x") == "page"
    assert seen == [Extent(told=20, summary=500)]


@pytest.mark.parametrize(
    ("entry", "title"), [(200, 10), (3000, 300), (30_000, 3000), (1, 20_000)]
)
def test_the_fullest_page_that_fits_is_taken(entry: int, title: int) -> None:
    """The next larger one would be too heavy."""
    pages = [a_page(extent, entry=entry, title=title) for extent in extents(200)]
    taken = fullest(200, lambda e: a_page(e, entry=entry, title=title), place="x")
    assert weight(taken) <= LARGEST_HTML
    index = pages.index(taken)
    assert index == 0 or weight(pages[index - 1]) > LARGEST_HTML


def test_a_frame_that_is_too_heavy_alone_is_the_themes_fault() -> None:
    """Nothing that is left out would help."""
    with pytest.raises(ThemeError, match=r"^templates/mine: makes over 86000 octets"):
        fullest(3, lambda e: a_page(e, frame=99_000), place="templates/mine")


def test_weight_is_what_travels() -> None:
    """A Japanese character is nine octets in quoted-printable."""
    assert weight("港") == 9
