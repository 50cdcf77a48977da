"""Feed -> JSON Feed 1.1."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_feed, an_entry
from digest.feeds import FullFeed
from digest.images import Image
from digest.model import Enclosure
from digest.render.jsonfeed import render_json

SCHEMA = json.loads(
    Path(__file__).with_name("jsonfeed-1.1.schema.json").read_text(encoding="utf-8")
)
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=40)


def rendered(feed: FullFeed) -> dict[str, Any]:
    """The JSON Feed, checked against the schema."""
    told: dict[str, Any] = json.loads(render_json(feed).data)
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    return told


def the_item(**changes: Any) -> dict[str, Any]:
    """The only item of a feed."""
    item: dict[str, Any] = rendered(a_feed(entries=(an_entry(**changes),)))["items"][0]
    return item


def test_a_document_has_its_place_and_its_own_type() -> None:
    """JSON Feed 1.1 names application/feed+json."""
    document = render_json(a_feed(path="tags/harbour/"))
    assert document.path == "tags/harbour/feed.json"
    assert document.media_type == "application/feed+json"


def test_version_comes_first() -> None:
    """R29: a reader may look at the first line only."""
    text = render_json(a_feed()).data.decode()
    assert text.startswith('{\n "version": "https://jsonfeed.org/version/1.1",\n')
    assert text.endswith("}\n")


def test_a_feed_says_where_it_is_and_whose() -> None:
    """R6: feed_url is byte for byte the URL that serves it."""
    told = rendered(a_feed())
    assert list(told) == [
        "version",
        "title",
        "home_page_url",
        "feed_url",
        "description",
        "user_comment",
        "icon",
        "favicon",
        "authors",
        "language",
        "items",
    ]
    assert told["feed_url"] == "https://notes.example.org/feed.json"
    assert told["icon"] == "https://notes.example.org/icon.png"
    assert told["home_page_url"] == "https://notes.example.org/"
    assert told["authors"] == [{"name": "North Shore Notes"}]
    assert told["language"] == "en"


def test_an_item_holds_the_whole_entry() -> None:
    """R5, R13, R14, R15, R16, R17 as JSON Feed says them."""
    item = the_item(
        image=Image(url="https://notes.example.org/media/quay.jpg", alt="The quay"),
        canonical_url="https://elsewhere.example.com/harbour",
        language="de",
        authors=("Ada Quay", "Bo Pier"),
        enclosures=(
            Enclosure(
                url="https://notes.example.org/media/a.mp3",
                media_type="audio/mpeg",
                length=5_000_000_000,
            ),
        ),
    )
    assert item == {
        "id": "tag:notes.example.org,2026-11-10:harbour-opens",
        "url": "https://notes.example.org/articles/harbour-opens/",
        "external_url": "https://elsewhere.example.com/harbour",
        "title": "Harbour opens",
        "summary": "After the storm, ships are back.",
        "content_html": "<p>The harbour is open again after the storm.</p>",
        "image": "https://notes.example.org/media/quay.jpg",
        "date_published": "2026-11-10T08:00:00Z",
        "date_modified": "2026-11-10T08:00:00Z",
        "authors": [{"name": "Ada Quay"}, {"name": "Bo Pier"}],
        "tags": ["harbour"],
        "language": "de",
        "attachments": [
            {
                "url": "https://notes.example.org/media/a.mp3",
                "mime_type": "audio/mpeg",
                "size_in_bytes": 5_000_000_000,
            }
        ],
    }


def test_an_empty_file_still_says_its_size() -> None:
    """R15: zero is a length."""
    enclosure = Enclosure(
        url="https://notes.example.org/media/a.txt", media_type="text/plain", length=0
    )
    assert the_item(enclosures=(enclosure,))["attachments"][0]["size_in_bytes"] == 0


def test_what_an_entry_has_not_is_not_said() -> None:
    """An empty string would be a picture or a link to nowhere."""
    item = the_item(tags=())
    assert not {"external_url", "image", "tags", "attachments"} & set(item)


def test_titles_are_plain_text() -> None:
    """R12: no escape but JSON's own."""
    title = 'Use <b> & "quotes": AT&T'
    assert the_item(title=title, slug="x")["title"] == title


def test_letters_of_any_script_are_written_as_they_are() -> None:
    """The file is UTF-8, read by people and compared by git."""
    feed = a_feed(entries=(an_entry(title="Fähre 渡船", slug="x"),))
    assert "Fähre 渡船".encode() in render_json(feed).data


def test_a_feed_without_entries_is_valid() -> None:
    """The first build of a new site has nothing to say yet."""
    assert rendered(a_feed(entries=()))["items"] == []


@settings(max_examples=60, deadline=None)
@given(ANYTHING, ANYTHING, ANYTHING)
def test_any_text_makes_a_valid_feed(title: str, words: str, name: str) -> None:
    """R11, R29: whatever an article says, the feed passes the schema."""
    entry = an_entry(
        title=title,
        slug="x",
        summary=words,
        html=words,
        authors=(name,),
        tags=(name, title),
    )
    rendered(a_feed(title=name, description=words, author=name, entries=(entry,)))
