"""A hostile feed costs no more than an honest one."""

from __future__ import annotations

import pytest

from digest.errors import ImportingError
from digest.imports.feed import read_feed
from digest.imports.feed.foreign import MOST_ITEMS

URL = "https://bay.example.org/feed"


@pytest.mark.parametrize("value", ["", ">"])
def test_a_tag_of_endless_attributes_is_refused(value: str) -> None:
    """What reads it would look at each pair of them."""
    attributes = " ".join(f'a{n}="{value}"' for n in range(40_000))
    data = f'<rss version="2.0"><channel {attributes}></channel></rss>'
    with pytest.raises(ImportingError, match="a tag of more than"):
        read_feed(data.encode(), url=URL)


def test_of_many_items_the_first_are_read() -> None:
    """They are the newest."""
    items = "".join(f"<item><link>/{n}</link></item>" for n in range(MOST_ITEMS + 9))
    data = f'<rss version="2.0"><channel><title>~</title>{items}</channel></rss>'
    feed = read_feed(data.encode(), url=URL)
    assert len(feed.items) == MOST_ITEMS
    assert feed.title == ""
