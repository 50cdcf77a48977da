"""Lists of subscriptions as sections to paste."""

from __future__ import annotations

import tomllib

import pytest

from digest.errors import ImportingError
from digest.imports.opml import ListedFeed, read_opml, write_sources

OPML = """<?xml version="1.0"?><opml version="2.0"><head/><body>
<outline text="Sea"><outline type="rss" text="Bay &amp; “Quay”"
 xmlUrl="https://bay.example.org/rss"/></outline>
<outline type="rss" title="Bay &amp; “Quay”" xmlUrl="https://bay.example.org/2"/>
<outline type="rss" text="" xmlUrl="https://www.x.example/"/>
<outline type="rss" text="Again" xmlUrl="https://www.x.example/"/>
<outline type="rss" text="Bad" xmlUrl="javascript:x"/></body></opml>"""


def test_the_feeds_of_a_list_are_sections_of_the_settings() -> None:
    """Each once, under a name of its own that is not taken."""
    feeds = read_opml(OPML.encode(), "a.opml")
    told = tomllib.loads(write_sources(feeds, taken=["bay-quay"]))["sources"]
    assert told == [
        {
            "name": "bay-quay-2",
            "url": "https://bay.example.org/rss",
            "title": "Bay & “Quay”",
            "tags": ["Sea"],
        },
        {
            "name": "bay-quay-3",
            "url": "https://bay.example.org/2",
            "title": "Bay & “Quay”",
        },
        {"name": "x-example", "url": "https://www.x.example/"},
    ]


def test_a_feed_without_a_name_is_called_by_its_host() -> None:
    """As letters and hyphens, and not too long."""
    feeds = [
        ListedFeed(title="", url="https://www.bay.example/x"),
        ListedFeed(title="Гавань", url="https://x.example/"),
        ListedFeed(title="long " * 50, url="https://y.example/"),
    ]
    names = [each["name"] for each in tomllib.loads(write_sources(feeds))["sources"]]
    assert names[:2] == ["bay-example", "x-example"]
    assert len(names[2]) <= 40


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<opml><body/></opml>",
        b"words",
        OPML.replace("https", "ftp").encode(),
        OPML.encode()[:60],
    ],
)
def test_a_list_of_nothing_is_told(data: bytes) -> None:
    """The place is named."""
    with pytest.raises(ImportingError, match=r"a\.opml: "):
        read_opml(data, "a.opml")


def test_entities_are_refused() -> None:
    """A list of feeds needs none, and they could grow."""
    data = OPML.replace("?>", '?><!DOCTYPE x [<!ENTITY a "b">]>', 1).encode()
    with pytest.raises(ImportingError, match="entities"):
        read_opml(data, "a.opml")
