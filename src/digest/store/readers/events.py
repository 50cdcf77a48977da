"""The log of consent, written within somebody's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, case, delete, insert, select, update

from digest.deliveries import Purpose
from digest.readers import ConsentStep, ConsentWay, SubscriberState
from digest.reasons import Reason
from digest.store.schema import (
    ADDRESS_MOVE,
    CONSENT_EVENT,
    DELIVERY,
    IS_SUPPRESSED,
    SUBSCRIBER,
    SUBSCRIPTION,
    SUPPRESSION,
    in_states,
)

#: Subscriber.consent of who came by the subscription page
BY_PAGE = "page"
#: what the address itself brought about: a mailbox that comes back may be asked again
BOUNCED = frozenset(
    {
        *(Reason.USER_UNKNOWN, Reason.HOST_UNKNOWN),
        *(Reason.MOVED, Reason.NOT_ACCEPTED),
    }
)
#: what a reader can take back, by a link that only they have
LIFTABLE = BOUNCED | {Reason.COMPLAINT}


_IS_CLOSED = (
    select(SUPPRESSION.c.key)
    .where(
        SUPPRESSION.c.key == SUBSCRIBER.c.key,
        ~in_states(SUPPRESSION.c.reason, *sorted(BOUNCED)),
    )
    .correlate(SUBSCRIBER)
    .exists()
)
#: a new address is another one, and may have said meanwhile that it wants no mail
_MAY_MOVE = (
    select(ADDRESS_MOVE.c.key)
    .where(
        ADDRESS_MOVE.c.subscriber_id == DELIVERY.c.subscriber_id,
        ADDRESS_MOVE.c.address == DELIVERY.c.new_address,
        ADDRESS_MOVE.c.key.not_in(select(SUPPRESSION.c.key)),
    )
    .correlate(DELIVERY)
    .exists()
)
#: on a query of deliveries with their subscribers: the letter may go to its address. An
#: address that bounced is asked again when it asks to be
TAKES_MAIL = case(
    (DELIVERY.c.purpose == Purpose.MOVE, _MAY_MOVE),
    (DELIVERY.c.purpose == Purpose.CONFIRMATION, ~_IS_CLOSED),
    else_=~IS_SUPPRESSED,
)


def note_events(
    connection: Connection,
    number: int,
    step: ConsentStep,
    way: ConsentWay,
    *,
    newsletters: Iterable[str] = ("",),
    now: datetime,
) -> None:
    """Keep that this was said about each of the newsletters."""
    said = {"subscriber_id": number, "step": step, "way": way, "moment": now}
    rows = [{**said, "newsletter": newsletter} for newsletter in newsletters]
    if rows:
        connection.execute(insert(CONSENT_EVENT), rows)


def note_consent(connection: Connection, number: int, now: datetime) -> None:
    """Keep how and when the reader came, if they are confirmed to nothing yet."""
    confirmed = select(SUBSCRIPTION.c.subscriber_id).where(
        SUBSCRIPTION.c.subscriber_id == number,
        SUBSCRIPTION.c.state == SubscriberState.CONFIRMED,
    )
    noting = update(SUBSCRIBER).where(SUBSCRIBER.c.id == number, ~confirmed.exists())
    connection.execute(noting.values(consent=BY_PAGE, confirmed=now))


def has_just_left(
    connection: Connection, number: int, newsletter: str, since: datetime
) -> bool:
    """Whether the reader ended a confirmed subscription by a link since then."""
    query = (
        select(CONSENT_EVENT.c.step, CONSENT_EVENT.c.way, CONSENT_EVENT.c.moment)
        .where(
            CONSENT_EVENT.c.subscriber_id == number,
            CONSENT_EVENT.c.newsletter == newsletter,
        )
        .order_by(CONSENT_EVENT.c.id.desc())
        .limit(2)
    )
    match connection.execute(query).all():
        case [last, *earlier]:
            is_by_link = (last.step, last.way) == (ConsentStep.ENDED, ConsentWay.LINK)
            was_asked = any(row.step == ConsentStep.ASKED for row in earlier)
            return is_by_link and last.moment > since and not was_asked
    return False


def lift_by_reader(
    connection: Connection, number: int, way: ConsentWay, now: datetime
) -> None:
    """Let mail go to the reader's address again, if a bounce or a complaint ended it.

    By a link of their own they show that they read their mail, and say that they want
    it. What the owner said, or a list from elsewhere, is not the reader's to take back.
    """
    key = select(SUBSCRIBER.c.key).where(SUBSCRIBER.c.id == number).scalar_subquery()
    lifting = delete(SUPPRESSION).where(
        SUPPRESSION.c.key == key, SUPPRESSION.c.reason.in_(sorted(LIFTABLE))
    )
    if connection.execute(lifting).rowcount:
        note_events(connection, number, ConsentStep.LIFTED, way, now=now)
