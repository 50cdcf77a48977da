"""What is asked of the store about feeds for one subscriber each."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from digest.readers import FeedAccess


class PrivateFeedStore(Protocol):
    """Who has a feed of their own: asked by subscribers and the web."""

    def add_private_feed(
        self, number: int, token_digest: str, *, now: datetime
    ) -> bool:
        """Let the token of this digest open the subscriber's feed.

        False where they have a feed that was not taken back, or there is no such
        subscriber: nothing was written then.
        """
        ...

    def revoke_private_feed(self, number: int, *, now: datetime) -> bool:
        """Take back the subscriber's feed; False where they have none."""
        ...

    def feed_access(self, token_digest: str) -> FeedAccess:
        """What the token of this digest opens just now."""
        ...
