"""The picture by which a page is known."""

from __future__ import annotations

import json
from typing import Any

import pytest

from digest.images import Image
from digest.load.markup import parse_html
from digest.load.webpage.head import Head
from digest.load.webpage.lead import lead_image, picture_of

OG = "<meta property='og:image' content='https://example.org/{}'>"
OWN = Image(
    url="https://example.org/crane-800x600.jpg", alt="A crane", credit="A. Quay"
)


def lead(head: str, *pictures: Image) -> Image | None:
    """The lead picture of a page with this head and these pictures."""
    page = f"<html><head>{head}</head><body><p>a</p></body></html>"
    return lead_image(Head(parse_html(page)), pictures)


def linked(image: Any) -> str:
    """A head with this image in its JSON-LD."""
    node = json.dumps({"@type": "NewsArticle", "image": image})
    return f'<script type="application/ld+json">{node}</script>'


def url_of(image: Image | None) -> str:
    """The name of the file."""
    return image.url.rpartition("/")[2] if image else ""


def test_the_declared_picture_wins() -> None:
    """Its publisher chose it; that of <meta> before that of JSON-LD."""
    other = "https://example.org/sea.jpg"
    assert url_of(lead(OG.format("ships.jpg") + linked(other), OWN)) == "ships.jpg"
    assert url_of(lead(linked(other), OWN)) == "sea.jpg"


@pytest.mark.parametrize("logo", ["logo.png", "site-logo_2.png", "default.jpg"])
def test_a_logo_leads_only_where_there_is_nothing_else(logo: str) -> None:
    """It is on every page of the site."""
    assert lead(OG.format(logo), OWN) == OWN
    assert url_of(lead(OG.format(logo))) == logo


def test_the_first_large_picture_of_the_article_leads_where_none_is_declared() -> None:
    """An icon does not."""
    icon = Image(url="https://example.org/icon.png", width=32)
    assert lead("", icon, OWN) == OWN
    assert lead("", icon) is None


def test_one_picture_is_known_in_all_sizes_and_completed() -> None:
    """The declared one seldom has words; the figure of the article has."""
    found = lead(OG.format("Crane-1200x900.jpg?w=2"), OWN)
    assert found is not None
    assert (found.alt, found.credit) == ("A crane", "A. Quay")
    assert found.width is None


@pytest.mark.parametrize(
    "value",
    [
        {"url": "/a.jpg", "width": 800, "height": "600px", "creditText": "A. Quay"},
        [
            {"contentUrl": "/a.jpg", "width": "800", "height": 600.0}
            | {"creditText": "A. Quay"}
        ],
    ],
)
def test_json_ld_tells_size_and_credit(value: Any) -> None:
    """As numbers or as texts, alone or in a list."""
    page = f"<link rel=canonical href='https://example.org/x'>{linked(value)}"
    assert lead(page) == Image(
        url="https://example.org/a.jpg", credit="A. Quay", width=800, height=600
    )


@pytest.mark.parametrize("value", [5, [], [None], {}, {"url": ["a"]}, "javascript:x"])
def test_odd_json_ld_tells_no_picture(value: Any) -> None:
    """Nothing in it can be shown."""
    found = lead(linked(value))
    assert found is None or not found.url.startswith("javascript")


@pytest.mark.parametrize(
    ("figure", "credit"),
    [
        ("<figcaption>The crane (Photo: Ada Quay)</figcaption>", "Ada Quay"),
        (
            "<figcaption>The crane<span class=credit>Ada Quay</span></figcaption>",
            "Ada Quay",
        ),
        ("<figcaption>The crane</figcaption>", ""),
        ("", ""),
    ],
)
def test_a_figure_tells_whose_its_picture_is(figure: str, credit: str) -> None:
    """In an element of its own, or at the end of the caption."""
    root = parse_html(
        f"<figure><img src=a.jpg alt='A  crane' width=640>{figure}</figure>"
    )
    found = picture_of(root)
    assert found is not None
    assert (found.alt, found.width) == ("A crane", 640)
    assert credit in found.credit
    assert bool(found.credit) is bool(credit)


def test_what_has_no_picture_tells_none() -> None:
    """Nor does one that could act."""
    assert picture_of(parse_html("<p>a</p>")) is None
    assert picture_of(parse_html("<img src='javascript:x'>")) is None
