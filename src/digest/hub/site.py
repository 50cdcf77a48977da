"""What the hub works with: the feeds of one site, and the memory of who listens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from digest.config import FeedsSection
from digest.config.push import hub_urls
from digest.fetch.public import Address
from digest.hub.topics import path_of, topic_of
from digest.hub.tree import find_feeds, has_feed, read_feed
from digest.model import Site
from digest.store.protocols.hub import HubStore


@dataclass(frozen=True, slots=True, kw_only=True)
class HubSite:
    """The feeds of one site; a record that knows which of them are there."""

    site: Site
    feeds: FeedsSection
    #: the published tree
    folder: Path
    store: HubStore
    #: which addresses may be spoken to
    may_connect: Callable[[Address], bool]

    @property
    def hubs(self) -> tuple[str, ...]:
        """Every hub that the feeds name."""
        return hub_urls(self.site, self.feeds)

    def topic(self, path: str) -> str:
        """The address of the feed."""
        return topic_of(self.site.url, path)

    def path(self, topic: str) -> str:
        """The feed's path in the tree; "" where the topic is none of ours."""
        return path_of(self.site.url, topic)

    def paths(self) -> tuple[str, ...]:
        """All feeds that are there now."""
        return find_feeds(self.folder)

    def read(self, topic: str) -> bytes | None:
        """The bytes of the feed as it is now; None where it is not there."""
        path = self.path(topic)
        return read_feed(self.folder, path) if path else None

    def is_ours(self, topic: str) -> bool:
        """Whether the topic is, to the byte, where a feed of ours could stand."""
        return bool(self.path(topic))

    def is_topic(self, topic: str) -> bool:
        """Whether the topic is, to the byte, the address of a feed that is there."""
        path = self.path(topic)
        return bool(path) and has_feed(self.folder, path)
