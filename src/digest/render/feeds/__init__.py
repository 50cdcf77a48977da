"""Feed -> Atom and RSS: the only importer of feedgen.

feedgen knows the two formats; what it leaves out or gets wrong (links without their
type, dates in the locale of the process, no language of an entry) is put right here:
of the whole in `whole`, of an entry in `entry`.
"""

from __future__ import annotations

from collections.abc import Mapping

from feedgen.feed import FeedGenerator

from digest import paths
from digest.documents import Document
from digest.feeds import FullFeed
from digest.render.channel import Channel
from digest.render.feeds.entry import WrittenEntry
from digest.render.feeds.whole import Whole, atom_prefixes, rss_prefixes
from digest.render.feedtext import ATOM_TYPE, JSON_TYPE, RSS_TYPE, file_url, settle

GENERATOR = "digest"
PLAIN = Channel()


def render_atom(feed: FullFeed, channel: Channel = PLAIN) -> Document:
    """The feed as Atom 1.0 (RFC 4287)."""
    return Document(
        path=feed.path + paths.ATOM,
        media_type=ATOM_TYPE,
        data=write_atom(settle(feed), channel),
    )


def render_rss(feed: FullFeed, channel: Channel = PLAIN) -> Document:
    """The feed as RSS 2.0, by the profile of the RSS Advisory Board."""
    return Document(
        path=feed.path + paths.RSS,
        media_type=RSS_TYPE,
        data=write_rss(settle(feed), channel),
    )


def write_atom(told: FullFeed, channel: Channel) -> bytes:
    """The settled feed as Atom."""
    generator = _generator(told, channel, atom_prefixes(told))
    # many readers take the first alternate for the site, whatever its type
    generator.link(href=told.home_url, rel="alternate", type="text/html")
    generator.link(href=told.atom_url, rel="self", type=ATOM_TYPE)
    generator.link(href=told.rss_url, rel="alternate", type=RSS_TYPE)
    generator.link(href=told.json_url, rel="alternate", type=JSON_TYPE)
    written: bytes = generator.atom_str(pretty=True)
    return written


def write_rss(told: FullFeed, channel: Channel) -> bytes:
    """The settled feed as RSS."""
    generator = _generator(told, channel, rss_prefixes(told, channel))
    generator.link(href=told.rss_url, rel="self", type=RSS_TYPE)
    # feedgen takes the last link of any kind for the channel's own, so home is last
    generator.link(href=told.home_url, rel="alternate", type="text/html")
    written: bytes = generator.rss_str(pretty=True)
    return written


def _generator(
    feed: FullFeed, channel: Channel, prefixes: Mapping[str, str]
) -> FeedGenerator:
    """A generator that knows all but the links, which differ by format."""
    generator = FeedGenerator()
    # feedgen writes this date by changing the locale of the whole process: thread by
    # thread that goes wrong, so the date is ours (Whole)
    generator._FeedGenerator__rss_lastBuildDate = None  # noqa: SLF001  no setter unsets
    generator.register_extension("digest", lambda: Whole(feed, channel, prefixes))
    generator.id(feed.id)
    generator.title(feed.title)
    generator.description(feed.description)
    generator.author(name=feed.author)
    generator.language(feed.language)
    generator.generator(GENERATOR)
    generator.icon(file_url(feed, paths.ICON))
    generator.image(file_url(feed, paths.ICON))
    for entry in feed.entries:
        generator.add_entry(WrittenEntry(entry, channel), order="append")
    return generator
