"""A feed as a whole: what feedgen cannot say of it, as an extension of feedgen's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from urllib.parse import urlsplit

from lxml import etree

from digest import paths
from digest.feeds import FullFeed, Withdrawal
from digest.render.channel import Channel
from digest.render.feeds.elements import (
    ATOM,
    DUBLIN_CORE,
    HISTORY,
    ITUNES,
    MEDIA,
    PODCAST,
    SOURCE,
    THREAD,
    TOMBSTONE,
    add,
    as_html_text,
    as_text_construct,
    child,
)
from digest.render.feeds.podcast import describe_podcast, is_podcast
from digest.render.feeds.shown import add_list
from digest.render.feedtext import ATOM_TYPE, JSON_TYPE, file_url, rfc822, rfc3339


class Whole:
    """The extension of one feed; its methods have the names that feedgen calls."""

    def __init__(
        self, feed: FullFeed, channel: Channel, prefixes: Mapping[str, str]
    ) -> None:
        self._feed = feed
        self._channel = channel
        self._prefixes = prefixes

    def extend_ns(self) -> Mapping[str, str]:
        """The prefixes that the format needs."""
        return self._prefixes

    def extend_atom(self, root: etree._Element) -> None:
        """Complete the atom:feed, before its entries are there."""
        child(root, "updated").text = rfc3339(self._feed.updated)
        as_text_construct(child(root, "title"))
        as_text_construct(child(root, "subtitle"))
        for rel, url in self._relations(paths.ATOM):
            add(root, "link", rel=rel, href=url)
        self._mark_archive(root)
        for withdrawal in self._feed.withdrawals:
            _add_tombstone(root, withdrawal)
        add_list(root, self._feed, paths.ATOM)
        self._add_stylesheet(root)

    def extend_rss(self, root: etree._Element) -> None:
        """Complete the channel, before its items are there."""
        channel = child(root, "channel")
        as_html_text(child(channel, "title"))
        as_html_text(child(channel, "image/title"))
        as_html_text(child(channel, "description"))
        add(channel, "lastBuildDate", rfc822(self._feed.updated))
        self._add_cloud(channel)
        for url, media_type in (
            (self._feed.atom_url, ATOM_TYPE),
            (self._feed.json_url, JSON_TYPE),
        ):
            add(channel, f"{{{ATOM}}}link", rel="alternate", type=media_type, href=url)
        for rel, url in self._relations(paths.RSS):
            add(channel, f"{{{ATOM}}}link", rel=rel, href=url)
        self._mark_archive(channel)
        if is_podcast(self._feed, self._channel.podcast):
            describe_podcast(channel, self._feed, self._channel.podcast)
        add_list(channel, self._feed, paths.RSS)
        self._add_stylesheet(root)

    def _relations(self, name: str) -> Iterator[tuple[str, str]]:
        """Hubs (WebSub 4), and the ways between the feed and its archives (RFC 5005).

        Archives do not change, so nobody is told of them.
        """
        feed = self._feed
        for hub in () if feed.archive else self._channel.hubs:
            yield "hub", hub
        if feed.archive:
            yield "current", file_url(feed, name)
        for rel, number in (("prev", feed.older), ("next", feed.newer)):
            if number:
                place = paths.archive_path(number) + name
                yield f"{rel}-archive", file_url(feed, place)

    def _mark_archive(self, parent: etree._Element) -> None:
        """Say that it lasts, once nothing is added to it any more."""
        if self._feed.newer:
            add(parent, f"{{{HISTORY}}}archive")

    def _add_cloud(self, channel: etree._Element) -> None:
        """Where rssCloud's subscriptions are taken."""
        cloud = self._channel.cloud
        if cloud is None or self._feed.archive:
            return
        add(
            channel,
            "cloud",
            domain=cloud.domain,
            port=str(cloud.port),
            path=cloud.path,
            registerProcedure="",
            protocol=cloud.protocol,
        )

    def _add_stylesheet(self, root: etree._Element) -> None:
        """Name the style sheet that browsers use; its path counts from the host."""
        path = urlsplit(file_url(self._feed, paths.FEED_STYLE)).path
        told = f'type="text/css" href="{escape(path)}"'
        root.addprevious(etree.ProcessingInstruction("xml-stylesheet", told))


def _add_tombstone(root: etree._Element, withdrawal: Withdrawal) -> None:
    """An entry that is gone (RFC 6721 3)."""
    add(
        root,
        f"{{{TOMBSTONE}}}deleted-entry",
        ref=withdrawal.entry_id,
        when=rfc3339(withdrawal.when),
    )


def atom_prefixes(feed: FullFeed) -> dict[str, str]:
    """The prefixes of what the feed says in Atom."""
    needed = {
        "dc": (DUBLIN_CORE, True),
        "media": (MEDIA, True),
        "fh": (HISTORY, feed.newer),
        "at": (TOMBSTONE, feed.withdrawals),
        "thr": (THREAD, any(entry.in_reply_to for entry in feed.entries)),
    }
    return _used(needed)


def rss_prefixes(feed: FullFeed, channel: Channel) -> dict[str, str]:
    """The prefixes of what the feed says in RSS."""
    is_heard = is_podcast(feed, channel.podcast)
    needed = {
        "dc": (DUBLIN_CORE, True),
        "media": (MEDIA, True),
        "fh": (HISTORY, feed.newer),
        "itunes": (ITUNES, is_heard),
        "podcast": (PODCAST, is_heard),
        "source": (SOURCE, channel.has_markdown),
    }
    return _used(needed)


def _used(needed: Mapping[str, tuple[str, object]]) -> dict[str, str]:
    return {prefix: name for prefix, (name, is_used) in needed.items() if is_used}
