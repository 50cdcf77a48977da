"""JSON Feed of both versions, and what is wrong in them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import ImportingError
from digest.imports.feed import read_feed
from digest.imports.feed.foreign import ReadFeed
from digest.imports.feed.jsonfeed import paragraphs, read_json_feed

URL = "https://bay.example.org/feed.json"


def a_feed(*items: Any, **changes: Any) -> bytes:
    """A JSON feed of these items."""
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Bay",
        "home_page_url": "https://bay.example.org/",
        "items": list(items),
    }
    return json.dumps(told | changes).encode()


def read(*items: Any, **changes: Any) -> ReadFeed:
    """The same, read."""
    return read_json_feed(a_feed(*items, **changes), url=URL)


def test_an_item_is_read_with_all_it_has() -> None:
    """Version 1.1, whose authors are several."""
    feed = read(
        {
            "id": 7,
            "url": "/nets",
            "title": "Nets",
            "content_html": "<p><a href='x'>x</a></p>",
            "summary": "Short",
            "authors": [{"name": "Ada Quay"}, {"url": "https://x.example"}],
            "date_published": "2026-11-16T08:00:00+01:00",
            "date_modified": "Tue, 17 Nov 2026 08:00:00 GMT",
            "tags": ["sea", 5, None, "sea"],
            "banner_image": "b.jpg",
            "attachments": [
                {"url": "p.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12},
                {"url": "q.mp3", "size_in_bytes": "many"},
                "wrong",
            ],
        },
        language="en",
    )
    (item,) = feed.items
    assert feed.language == "en"
    assert (item.id, item.url) == ("7", "https://bay.example.org/nets")
    assert 'href="https://bay.example.org/x"' in item.html
    assert item.authors == ("Ada Quay",)
    assert item.published == datetime(2026, 11, 16, 7, tzinfo=UTC)
    assert item.updated == datetime(2026, 11, 17, 8, tzinfo=UTC)
    assert item.tags == ("sea", "5")
    assert item.image
    assert item.image.url == "https://bay.example.org/b.jpg"
    assert [each.length for each in item.enclosures] == [12, 0]
    assert item.enclosures[1].media_type == "audio/mpeg"


def test_version_one_has_one_author_and_plain_text() -> None:
    """Text becomes paragraphs; an external URL is one, too."""
    (item,) = read(
        {
            "id": "1",
            "external_url": "https://x.example/a",
            "content_text": "One < two\nthree\n\nFour",
            "author": {"name": "Ada"},
        },
        version="https://jsonfeed.org/version/1",
    ).items
    assert item.url == "https://x.example/a"
    assert item.html == "<p>One &lt; two<br>three</p>\n<p>Four</p>"
    assert item.authors == ("Ada",)


def test_what_is_no_item_is_left_out() -> None:
    """Words, numbers and empty tables are none."""
    assert read("x", 5, None, {}, {"id": "1"}).items == ()
    assert read(items={"a": 1}).items == ()


@pytest.mark.parametrize(
    "data",
    [b"{", b"{}", b'{"version": 1}', b"[1]", b"{" * 100_000, b'{"a": "\xff"}'],
)
def test_other_json_is_told(data: bytes) -> None:
    """The place is named."""
    with pytest.raises(ImportingError, match=URL):
        read_feed(data, url=URL)


def test_text_without_words_has_no_paragraphs() -> None:
    """Empty lines alone are nothing."""
    assert paragraphs("\n\n \n\n") == ""


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "url"]), inner, max_size=2)
    ),
    max_leaves=4,
)
KEYS = [
    *("id", "url", "external_url", "title", "content_html", "content_text", "summary"),
    *("author", "authors", "date_published", "date_modified", "tags", "image"),
    "attachments",
]


@given(st.lists(st.dictionaries(st.sampled_from(KEYS), JSON), max_size=3))
def test_every_field_may_be_wrong(items: list[dict[str, Any]]) -> None:
    """Whatever type it is of, the feed is read."""
    assert all(item.id for item in read(*items).items)
