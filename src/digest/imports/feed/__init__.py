"""Other sites' feeds -> what they say, as values.

Read foreign first: what an item and a feed are. Then xmlfeed and jsonfeed, which read
the formats; opml reads lists of feeds, and discovery finds the feed that a page names.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from dataclasses import replace

from digest.errors import ImportingError
from digest.imports.feed.foreign import ReadFeed
from digest.imports.feed.jsonfeed import read_json_feed
from digest.imports.feed.xmlfeed import read_xml_feed
from digest.load.values import NOTHING

#: bytes; more has no feed that people subscribe to
LARGEST_FEED = 10_000_000


def read_feed(data: bytes, *, url: str) -> ReadFeed:
    """What the feed at this URL says; raises ImportingError where it is no feed."""
    if len(data) > LARGEST_FEED:
        fact = f"has more than {LARGEST_FEED} bytes; name a feed with fewer items"
        raise ImportingError(f"{url}: {fact}")
    is_json = data.removeprefix(BOM_UTF8).lstrip()[:1] in {b"{", b"["}
    read = read_json_feed if is_json else read_xml_feed
    feed = read(data, url=url)
    # front matter takes these words for no name at all
    return replace(feed, title="") if feed.title.lower() in NOTHING else feed
