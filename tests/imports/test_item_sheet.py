"""Items of feeds as files of the content folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from builders import a_site
from digest.config import Share
from digest.errors import ImportingError
from digest.images import Image
from digest.imports.feed.foreign import FeedItem
from digest.imports.item_sheet import item_text
from digest.load.article import load_article
from digest.model import Article, Enclosure, Origin

ORIGIN = Origin(
    name="Bay News",
    url="https://bay.example.org/",
    feed_url="https://bay.example.org/f",
)
ITEM = FeedItem(
    id="1",
    url="https://bay.example.org/nets",
    title="Nets: a *story*",
    html="<p>The nets came back <b>heavy</b>.</p><h2>And then</h2><p>Fish.</p>",
    summary="Nets came back.",
    authors=("Ada Quay",),
    published=datetime(2026, 11, 16, 8, tzinfo=UTC),
    updated=datetime(2026, 11, 17, tzinfo=UTC),
    image=Image(url="https://bay.example.org/n.jpg"),
    enclosures=(
        Enclosure(url="https://bay.example.org/n.mp3", media_type="", length=5),
    ),
)


def loaded(item: FeedItem, show: Share = Share.FULL) -> Article:
    """The article that load makes of the item's file."""
    text = item_text(item, origin=ORIGIN, show=show, tags=("sea",))
    return load_article("bay/nets.md", text.encode(), a_site())


def test_an_item_says_where_it_came_from() -> None:
    """Everything the feed says is in the front matter, as load reads it."""
    article = loaded(ITEM)
    assert article.title == "Nets: a *story*"
    assert article.canonical_url == "https://bay.example.org/nets"
    assert article.origin == ORIGIN
    assert article.authors == ("Ada Quay",)
    assert article.date == ITEM.published
    assert article.updated == ITEM.updated
    assert article.tags == ("sea",)
    assert article.summary == "Nets came back."
    assert article.image == ITEM.image
    assert [each.length for each in article.enclosures] == [5]


def test_the_whole_text_is_shown_where_it_is_wanted() -> None:
    """With its headings."""
    texts = [block.text for block in loaded(ITEM).blocks]
    assert texts == ["The nets came back heavy.", "And then", "Fish."]


def test_a_summary_says_that_it_is_an_opening() -> None:
    """Pages, letters and feeds then say where it goes on."""
    text = item_text(ITEM, origin=ORIGIN, show=Share.SUMMARY)
    assert "\nopening: true\n" in text
    assert text.endswith("\n---\n\nNets came back.\n")
    assert "opening" not in item_text(ITEM, origin=ORIGIN, show=Share.FULL)


def test_an_item_without_words_is_its_link() -> None:
    """There is nothing that could be the opening of it."""
    item = replace(ITEM, summary="", html="")
    text = item_text(item, origin=ORIGIN, show=Share.SUMMARY)
    assert text.endswith("\n→ [Bay News](https://bay.example.org/nets)\n")
    assert "opening" not in text


def test_a_note_without_a_title_is_called_by_its_words() -> None:
    """Its first ones."""
    item = replace(ITEM, title="", summary="", html=f"<p>{'A long note ' * 20}</p>")
    title = loaded(item).title
    assert title.startswith("A long note A long note")
    assert title.endswith("…")
    assert len(title) <= 81


def test_a_summary_is_made_where_the_feed_has_none() -> None:
    """Of the first paragraph."""
    text = item_text(replace(ITEM, summary=""), origin=ORIGIN, show=Share.SUMMARY)
    assert text.endswith("\nThe nets came back heavy.\n")


def test_an_item_of_a_file_has_no_origin() -> None:
    """Its link then is its address."""
    text = item_text(ITEM, origin=None, show=Share.SUMMARY)
    assert "origin" not in text
    assert "→ <https://bay.example.org/nets>" in text


def test_an_item_without_a_link_ends_with_its_words() -> None:
    """There is nowhere to go on."""
    text = item_text(replace(ITEM, url=""), origin=ORIGIN, show=Share.SUMMARY)
    assert text.endswith("\nNets came back.\n")


def test_no_script_gets_into_a_file() -> None:
    """What could act is left out; links of other kinds are words."""
    item = replace(
        ITEM, html="<p>a<script>x()</script> <a href='javascript:x()'>b</a></p>"
    )
    text = item_text(item, origin=ORIGIN, show=Share.FULL)
    assert text.endswith("\na b\n")


@pytest.mark.parametrize("html", ["", "<p> </p>", "<br>" * 200_000])
def test_an_item_of_nothing_is_refused(html: str) -> None:
    """Neither words nor an address, or more tags than anybody writes."""
    item = FeedItem(id="1", html=html)
    with pytest.raises(ImportingError, match="leave it out"):
        item_text(item, origin=ORIGIN, show=Share.FULL)
