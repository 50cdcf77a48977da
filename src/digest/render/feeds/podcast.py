"""What podcast directories and players ask for, as elements of RSS.

The elements are Apple's (`itunes:`) and those of https://podcastindex.org/namespace/1.0.
They stand only in feeds that have something to be heard or seen, of sites that say what
no directory takes a podcast without.
"""

from __future__ import annotations

from functools import partial
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from lxml import etree

from digest import paths
from digest.feeds import Feed, FullFeed
from digest.model import Entry, EntryFacts
from digest.render.channel import Podcast
from digest.render.feeds.elements import ITUNES, PODCAST, add
from digest.render.feedtext import file_url

#: of the ids that feeds have among podcasts
FEED_SPACE = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
PLAYED = ("audio/", "video/")
#: how the names of recordings end that Apple's players take
TAKEN = (".m4a", ".mp3", ".mov", ".mp4", ".m4v")


def is_podcast(feed: FullFeed, podcast: Podcast) -> bool:
    """Whether one of its entries is to be heard or seen, and the podcast is told of."""
    return podcast.is_told and any(map(is_episode, feed.entries))


def is_episode(entry: EntryFacts) -> bool:
    """Whether the first of its files, which RSS has room for, is a recording."""
    return any(
        each.media_type.lower().startswith(PLAYED) and each.url.endswith(TAKEN)
        for each in entry.enclosures[:1]
    )


def describe_podcast(channel: etree._Element, feed: Feed, podcast: Podcast) -> None:
    """Say in the channel what is said of a podcast as a whole."""
    tell = partial(_tell, channel)
    add(channel, f"{{{PODCAST}}}guid", str(feed_guid(feed)))
    add(channel, f"{{{PODCAST}}}medium", "podcast")
    tell("author", feed.author)
    tell("type", "serial" if podcast.is_serial else "episodic")
    tell("explicit", _word(podcast.is_explicit))
    image = podcast.image_url or file_url(feed, paths.ICON)
    add(channel, f"{{{ITUNES}}}image", href=image)
    owner = add(channel, f"{{{ITUNES}}}owner")
    _tell(owner, "name", podcast.owner_name or feed.author)
    _tell(owner, "email", podcast.owner_address)
    for levels in podcast.categories:
        parent = channel
        for level in levels:
            parent = add(parent, f"{{{ITUNES}}}category", text=None)
            parent.set("text", level)


def describe_episode(item: etree._Element, entry: Entry) -> None:
    """Say in the item what is said of an episode."""
    episode = entry.episode
    if entry.image is not None:
        add(item, f"{{{ITUNES}}}image", href=entry.image.url)
    if episode is None:
        return
    for name, number in (
        ("duration", episode.duration),
        ("season", episode.season),
        ("episode", episode.number),
    ):
        if number:
            _tell(item, name, str(number))
    _tell(item, "episodeType", episode.kind)
    if episode.is_explicit is not None:
        _tell(item, "explicit", _word(episode.is_explicit))


def feed_guid(feed: Feed) -> UUID:
    """The podcast's id, by the rule of podcast:guid from its first address.

    That is told by the feed's own id, which stays when the site moves to another host.
    """
    parts = urlsplit(feed.rss_url)
    tag, _, _ = feed.id.removeprefix("tag:").partition(",")
    host = tag if feed.id.startswith("tag:") else parts.netloc
    return uuid5(FEED_SPACE, f"{host}{parts.path}".rstrip("/"))


def _tell(parent: etree._Element, name: str, text: str) -> None:
    add(parent, f"{{{ITUNES}}}{name}", text)


def _word(is_so: bool) -> str:  # noqa: FBT001  the word for a bool
    return "true" if is_so else "false"
