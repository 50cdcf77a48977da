"""Feeds of one reader each: who gets one, and when it ends.

Its address is known to the reader alone, as only a digest of its token is kept.
"""

from __future__ import annotations

from datetime import datetime

from digest.readers import FeedAccess, Subscriber
from digest.secret import Secret, token_digest
from digest.store.protocols import PrivateFeedStore


def give_feed(
    store: PrivateFeedStore, reader: Subscriber, token: Secret, *, now: datetime
) -> bool:
    """Let the token open a feed of the reader; False where they have one already."""
    return store.add_private_feed(reader.id, token_digest(token.reveal()), now=now)


def renew_feed(
    store: PrivateFeedStore, reader: Subscriber, token: Secret, *, now: datetime
) -> bool:
    """End the feed that the reader has, and let the token open another.

    False where somebody else gave them one at the same moment.
    """
    store.revoke_private_feed(reader.id, now=now)
    return give_feed(store, reader, token, now=now)


def take_back_feed(
    store: PrivateFeedStore, reader: Subscriber, *, now: datetime
) -> bool:
    """End the reader's feed; False where they have none."""
    return store.revoke_private_feed(reader.id, now=now)


def is_open(store: PrivateFeedStore, token: Secret) -> bool:
    """Whether the feed of this token can be read just now."""
    return store.feed_access(token_digest(token.reveal())) is FeedAccess.OPEN
