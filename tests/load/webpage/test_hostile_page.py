"""What a page declares in order to stop us, or to get out to readers."""

from __future__ import annotations

import json
from time import process_time
from typing import Any

import pytest

from digest.images import Image
from digest.load.markup import parse_html
from digest.load.webpage.declared import Declared, read_declared
from digest.load.webpage.head import Head
from digest.load.webpage.lead import lead_image

#: far more than it takes, and far less than it took
SECONDS = 5


def declared(head: str) -> Declared:
    """What a page with this head declares."""
    page = f"<html><head>{head}</head><body><p>a</p></body></html>"
    return read_declared(Head(parse_html(page)))


def lead(head: str) -> Image | None:
    """The lead picture of a page with this head."""
    return lead_image(Head(parse_html(f"<html><head>{head}</head></html>")), ())


def linked(source: str) -> str:
    """The source as JSON-LD of a page."""
    return f'<script type="application/ld+json">{source}</script>'


def author(value: str) -> str:
    """JSON-LD of an article by this author."""
    return linked(f'{{"@type": "Article", "headline": "T", "author": {value}}}')


@pytest.mark.parametrize(
    "value",
    ["[" * 800 + '"Ada Quay"' + "]" * 800, '{"name":' * 800 + '"Ada Quay"' + "}" * 800],
)
def test_an_author_may_lie_deep(value: str) -> None:
    """What JSON can hold is looked at without calling ourselves."""
    assert declared(author(value)).authors == ("Ada Quay",)


def test_authors_keep_their_order() -> None:
    """The first one wrote most."""
    people: list[Any] = ["Ada Quay", {"name": "Bo Kran"}, [{"@id": "c"}], "Dee Zee"]
    nodes = [
        {"@type": "Article", "headline": "T", "author": people},
        {"@id": "c", "name": "Cy Lee"},
    ]
    found = declared(linked(json.dumps(nodes)))
    assert found.authors == ("Ada Quay", "Bo Kran", "Cy Lee", "Dee Zee")


def test_authors_that_mean_each_other_have_no_name() -> None:
    """A circle has no end."""
    nodes = [
        {"@type": "Article", "author": {"@id": "b"}},
        {"@id": "b", "name": {"@id": "c"}},
        {"@id": "c", "name": {"@id": "b"}},
    ]
    assert declared(linked(json.dumps(nodes))).authors == ()


@pytest.mark.parametrize(
    "source",
    [
        "[" + ",".join(["{}"] * 300_000) + "]",
        '{"@graph":[' + ",".join(['{"mainEntity":[]}'] * 50_000) + "]}",
    ],
)
def test_json_ld_without_end_costs_no_more_than_its_length(source: str) -> None:
    """It took the square of it; a page needs no more than a thousand objects."""
    start = process_time()
    assert declared(linked(source)) == Declared()
    assert process_time() - start < SECONDS


def test_a_title_without_end_is_cut() -> None:
    """Each part of it was a call of ourselves."""
    head = f"<title>{'X - ' * 2000}</title><meta property='og:site_name' content='X'>"
    start = process_time()
    assert declared(head).title in {"", "X", "X -"}
    assert process_time() - start < SECONDS


def test_many_headlines_are_not_all_compared() -> None:
    """A page names its article among the first ones."""
    node = {"@type": "Article", "headline": "a: b - " * 70}
    head = f"<title>{'b - ' * 120}</title>{linked(json.dumps([node] * 1000))}"
    start = process_time()
    assert declared(head).title
    assert process_time() - start < SECONDS


@pytest.mark.parametrize("digits", ["9" * 5000, "9" * 10, "-1", "1.5", "٣"])
def test_a_picture_of_no_possible_size_has_none(digits: str) -> None:
    """Python reads no number of more than 4300 digits."""
    head = (
        "<meta property='og:image' content='https://example.org/a.png'>"
        f"<meta property='og:image:width' content='{digits}'>"
    )
    image = lead(head)
    assert image is not None
    assert image.width is None


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:image/png,a", "http://[x/a", "http://℀.com/a"]
)
def test_an_address_that_could_act_is_dropped(url: str) -> None:
    """A page is no author whom we could ask to mend it."""
    image = f"<meta property='og:image' content='{url}'>"
    assert lead(image) is None
    assert declared(f"<link rel=canonical href='{url}'>").canonical_url == ""
    assert declared(f"<meta property='og:url' content='{url}'>").canonical_url == ""
