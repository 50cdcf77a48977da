"""Lists of subscriptions."""

from __future__ import annotations

import pytest

from digest.errors import ImportingError
from digest.imports.feed.opml import ListedFeed, read_opml

OPML = """<?xml version="1.0"?><opml version="2.0"><head/><body>
<outline text="Sea"><outline type="rss" text="Bay &amp; “Quay”"
 xmlUrl="https://bay.example.org/rss"/></outline>
<outline type="rss" title="Bay &amp; “Quay”" xmlUrl="https://bay.example.org/2"/>
<outline type="rss" text="" xmlUrl="https://www.x.example/"/>
<outline type="rss" text="Again" xmlUrl="https://www.x.example/"/>
<outline type="rss" text="Bad" xmlUrl="javascript:x"/></body></opml>"""


def test_each_feed_of_a_list_is_found_once() -> None:
    """With its title and the folders that it stands in."""
    feeds = read_opml(OPML.encode(), "a.opml")
    assert feeds == (
        ListedFeed(
            title="Bay & “Quay”", url="https://bay.example.org/rss", tags=("Sea",)
        ),
        ListedFeed(title="Bay & “Quay”", url="https://bay.example.org/2"),
        ListedFeed(title="", url="https://www.x.example/"),
    )


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
