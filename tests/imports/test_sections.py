"""Lists of subscriptions as sections to paste."""

from __future__ import annotations

import tomllib

from digest.imports.feed.opml import ListedFeed
from digest.imports.sections import write_sources

BAY = "https://bay.example.org"


def test_the_feeds_of_a_list_are_sections_of_the_settings() -> None:
    """Each once, under a name of its own that is not taken."""
    feeds = (
        ListedFeed(title="Bay & “Quay”", url=f"{BAY}/rss", tags=("Sea",)),
        ListedFeed(title="Bay & “Quay”", url=f"{BAY}/2"),
        ListedFeed(title="", url="https://www.x.example/"),
    )
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
