from __future__ import annotations

import pytest

from digest.errors import ThemeError
from digest.render.letters.css.weighing import weight
from digest.render.letters.extent import (
    LARGEST_HTML,
    Extent,
    Fitted,
    extents,
    fullest,
)

SHARE = 0.9


def a_page(extent: Extent, *, entry: int = 0, title: int = 0, frame: int = 0) -> str:
    """A page of octets: a frame, entries by their body or summary, and titles."""
    told = extent.told * (entry + extent.summary + extent.body)
    return "x" * (frame + told + extent.listed * title)


def fitted(count: int, *, share: float = 1.0, **sizes: int) -> Fitted:
    """The page of so many entries, estimated to be so large a share of the truth."""
    return fullest(
        extents(count),
        lambda _: False,
        lambda extent: int(weight(a_page(extent, **sizes)) * share),
        lambda extent: a_page(extent, **sizes),
        place="templates/mine",
    )


def test_extents_go_from_everything_to_nothing() -> None:
    """First shorter, then by title alone, then left out."""
    found = extents(7)
    assert [each.summary for each in found[:4]] == [500, 300, 140, 140]
    assert Extent(told=6, listed=1, summary=140) in found
    assert Extent(told=5, listed=2, summary=140) in found
    assert Extent(told=0, summary=140) in found
    assert found[-1] == Extent(told=0, summary=140, note=0)
    shown = [extent.told + extent.listed for extent in found]
    assert shown == sorted(shown, reverse=True)


def test_whole_entries_end_earlier_before_they_become_teasers() -> None:
    """Each step of bodies is smaller than the one before; then all is as without."""
    found = extents(7, has_bodies=True)
    bodies = [extent.body for extent in found]
    assert bodies[0] == LARGEST_HTML
    assert bodies == sorted(bodies, reverse=True)
    assert tuple(extent for extent in found if not extent.body) == extents(7)


def test_what_fits_is_rendered_once() -> None:
    """The usual issue costs no search."""
    seen: list[Extent] = []

    def no_estimate(_extent: Extent) -> int:
        raise AssertionError

    def render(extent: Extent) -> str:
        seen.append(extent)
        return "page"

    found = fullest(extents(20), lambda _: True, no_estimate, render, place="x")
    assert found.html == "page"
    assert found.extent == found.fullest == Extent(told=20, summary=500)
    assert seen == [found.extent]


@pytest.mark.parametrize(
    ("entry", "title"), [(200, 10), (3000, 300), (30_000, 3000), (1, 20_000)]
)
def test_the_fullest_page_that_fits_is_taken(entry: int, title: int) -> None:
    """The next larger one would be too heavy."""
    pages = [a_page(extent, entry=entry, title=title) for extent in extents(200)]
    taken = fitted(200, entry=entry, title=title).html
    assert weight(taken) <= LARGEST_HTML
    index = pages.index(taken)
    assert index == 0 or weight(pages[index - 1]) > LARGEST_HTML


@pytest.mark.parametrize("entry", [200, 3000, 30_000])
def test_an_estimate_that_falls_short_costs_only_time(entry: int) -> None:
    """What is rendered is weighed, and never taken where it is too heavy."""
    taken = fitted(200, entry=entry, title=100, share=SHARE)
    assert weight(taken.html) <= LARGEST_HTML
    assert weight(taken.html) > LARGEST_HTML // 2


@pytest.mark.parametrize("share", [0.5, 0.01, 0.0])
@pytest.mark.parametrize("entry", [3000, 30_000])
def test_an_estimate_that_is_no_help_at_all_loses_nothing(
    entry: int, share: float
) -> None:
    """Then pages are weighed until the fullest one is found that fits."""
    taken = fitted(200, entry=entry, title=100, share=share)
    assert LARGEST_HTML // 2 < weight(taken.html) <= LARGEST_HTML


def test_a_frame_that_is_too_heavy_alone_is_the_themes_fault() -> None:
    """Nothing that is left out would help."""
    with pytest.raises(ThemeError, match=r"^templates/mine: makes over 86000 octets"):
        fitted(3, frame=99_000)


def test_a_promise_that_is_not_kept_costs_only_time() -> None:
    """Then it is searched as for any other."""
    pages = {extent: a_page(extent, entry=3000) for extent in extents(200)}
    found = fullest(
        tuple(pages),
        lambda _: True,
        lambda extent: weight(pages[extent]),
        lambda extent: pages[extent],
        place="x",
    )
    assert found.extent == fitted(200, entry=3000).extent
    assert found.fullest == extents(200)[0]
