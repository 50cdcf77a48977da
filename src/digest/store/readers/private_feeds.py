"""Feeds of one subscriber each, known by digests of their tokens."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, literal, select, update

from digest.readers import FeedAccess, SubscriberState
from digest.store.columns import Moment
from digest.store.databases.connection import Mode, Statements
from digest.store.databases.upserts import insert
from digest.store.schema import (
    IS_STANDING,
    IS_SUPPRESSED,
    PRIVATE_FEED,
    SUBSCRIBER,
    SUBSCRIPTION,
)


class PrivateFeedStatements(Statements):
    """What protocols.PrivateFeedStore asks."""

    def add_private_feed(
        self, number: int, token_digest: str, *, now: datetime
    ) -> bool:
        """See PrivateFeedStore."""
        whose = select(
            literal(token_digest), SUBSCRIBER.c.id, literal(now, Moment)
        ).where(SUBSCRIBER.c.id == number)
        columns = ["digest", "subscriber_id", "created"]
        adding = insert(PRIVATE_FEED).from_select(columns, whose)
        with self._database.transaction(Mode.DURABLE) as connection:
            # the index of those that stand decides, whoever else adds one just now
            return connection.execute(adding.on_conflict_do_nothing()).rowcount > 0

    def revoke_private_feed(self, number: int, *, now: datetime) -> bool:
        """See PrivateFeedStore."""
        theirs = PRIVATE_FEED.c.subscriber_id == number
        revoking = update(PRIVATE_FEED).where(theirs, IS_STANDING).values(revoked=now)
        with self._database.transaction(Mode.DURABLE) as connection:
            return connection.execute(revoking).rowcount > 0

    def feed_access(self, token_digest: str) -> FeedAccess:
        """See PrivateFeedStore."""
        is_reading = exists().where(
            SUBSCRIPTION.c.subscriber_id == SUBSCRIBER.c.id,
            SUBSCRIPTION.c.state == SubscriberState.CONFIRMED,
        )
        is_open = (
            exists()
            .where(
                SUBSCRIBER.c.id == PRIVATE_FEED.c.subscriber_id,
                is_reading,
                ~IS_SUPPRESSED,
            )
            .correlate(PRIVATE_FEED)
        )
        query = select(IS_STANDING & is_open).where(
            PRIVATE_FEED.c.digest == token_digest
        )
        with self._database.transaction(Mode.READ) as connection:
            found: bool | None = connection.execute(query).scalar_one_or_none()
        if found is None:
            return FeedAccess.UNKNOWN
        return FeedAccess.OPEN if found else FeedAccess.ENDED
