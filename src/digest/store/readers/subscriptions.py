"""The subscriptions of one reader, read within somebody's transaction."""

from __future__ import annotations

from sqlalchemy import Connection, select

from digest.readers import SubscriberState
from digest.store.schema import SUBSCRIPTION


def states_of(connection: Connection, number: int) -> dict[str, SubscriberState]:
    """The reader's subscriptions, by newsletter."""
    query = (
        select(SUBSCRIPTION.c.newsletter, SUBSCRIPTION.c.state)
        .where(SUBSCRIPTION.c.subscriber_id == number)
        .order_by(SUBSCRIPTION.c.newsletter)
    )
    rows = connection.execute(query)
    return {newsletter: SubscriberState(state) for newsletter, state in rows}
