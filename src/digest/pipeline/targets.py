"""What the published trees hold: every document, before any is made."""

from __future__ import annotations

from collections.abc import Sequence

from digest.compose.feeds import compose_feeds, compose_private_feed, with_archives
from digest.config import Config
from digest.documents import Target
from digest.issues import Issue
from digest.pipeline.content import Content, room_of
from digest.pipeline.letters import IssueLetters
from digest.render.channel import Channel, make_channel
from digest.render.feed_files import plan_feeds, plan_private_feed
from digest.render.pages import plan_pages
from digest.render.theme import Theme
from digest.render.tools import Tools
from digest.store.protocols import Store


def plan_targets(
    config: Config,
    store: Store,
    theme: Theme,
    content: Content,
    letters: IssueLetters,
    *,
    fresh: Sequence[Issue],
) -> tuple[Target[Tools], ...]:
    """Everything that the published tree holds, with the issues that come new to it."""
    entries = content.composition.entries
    earlier = (
        issue
        for newsletter in config.newsletters
        for issue in store.issues(newsletter.name)
    )
    issues = sorted((*earlier, *fresh), key=lambda i: (i.newsletter, i.number))
    issues.sort(key=lambda issue: issue.published, reverse=True)
    whole, *parts = compose_feeds(
        config.site,
        entries,
        feed_id=content.feed_id,
        room=room_of(config),
        newsletters=config.newsletters,
        issues=issues,
    )
    current, *archives = with_archives(
        whole, content.arrangement, content.composition.withdrawals
    )
    feeds = (current, *parts)
    pages = plan_pages(
        config.site,
        entries=entries,
        issues=tuple(issues),
        newsletters=config.newsletters,
        feeds=feeds,
        moves=content.composition.moves,
        settings=config.feeds,
        digest=theme.digest,
        letters=letters.digests(),
    )
    files = plan_feeds((*archives, *feeds), _channel(config, content))
    return (*content.media, *pages, *files)


def plan_private_targets(config: Config, content: Content) -> tuple[Target[Tools], ...]:
    """The feed of subscribers who have one of their own; none where nobody can."""
    if not config.feeds.private:
        return ()
    entries, private = content.composition.entries, content.composition.private
    room = room_of(config)
    whole, *_ = compose_feeds(config.site, (), feed_id=content.feed_id, room=room)
    feed = compose_private_feed(whole, entries, private, room=room)
    return plan_private_feed(feed, _channel(config, content))


def _channel(config: Config, content: Content) -> Channel:
    references = content.composition.references
    return make_channel(
        config.site,
        config.feeds,
        config.podcast,
        picture_url=references.picture_url,
    )
