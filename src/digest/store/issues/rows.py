"""The rows that an issue comes to, written within somebody's transaction."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Connection, Select, insert, literal, select, update
from sqlalchemy.exc import IntegrityError

from digest.deliveries import DeliveryState, Letter, Purpose
from digest.errors import StoreError
from digest.issues import Issue, IssueState, Note, SlotState
from digest.model import EntryFacts
from digest.readers import SubscriberState
from digest.store.columns import Moment
from digest.store.schema import (
    DELIVERY,
    ISSUE,
    ISSUE_ENTRY,
    LINK,
    SLOT,
    SUBSCRIBER,
    SUBSCRIPTION,
    SUPPRESSION,
)

#: the columns of an issue that the dataclass has, too
ISSUE_FIELDS = (
    *("newsletter", "number", "slot", "subject", "preheader", "url", "forced"),
)


def settle_held_slot(
    connection: Connection, issue: Issue, fence: int, note: str
) -> bool:
    """Whether the issue's slot was held by this fence; it is done then."""
    settle = (
        update(SLOT)
        .where(
            SLOT.c.newsletter == issue.newsletter,
            SLOT.c.name == issue.slot,
            SLOT.c.state == SlotState.BUSY,
            SLOT.c.fence == fence,
        )
        .values(state=SlotState.DONE, note=note, lease_until=None)
    )
    return connection.execute(settle).rowcount == 1


def tell_slot(connection: Connection, newsletter: str, slot: str, note: str) -> None:
    """Say what became of the issue of a slot that is done."""
    telling = update(SLOT).where(
        SLOT.c.newsletter == newsletter,
        SLOT.c.name == slot,
        SLOT.c.state == SlotState.DONE,
    )
    connection.execute(telling.values(note=note))


def insert_issue(
    connection: Connection, issue: Issue, letter: Letter, state: IssueState
) -> int:
    """The id of the new issue; StoreError where a constraint says it is not new."""
    try:
        return _insert(connection, issue, letter, state)
    except IntegrityError as error:
        fact = "another issue has its number, slot or one of its entries"
        place = f"issue {issue.number} of {issue.newsletter}"
        raise StoreError(f"{place}: {fact}; compose it again") from error


def _insert(
    connection: Connection, issue: Issue, letter: Letter, state: IssueState
) -> int:
    values = {name: getattr(issue, name) for name in ISSUE_FIELDS}
    adding = insert(ISSUE).values(
        **values,
        published=issue.published,
        letter=as_json(letter),
        state=state,
        note=as_json(issue.note) if issue.note else "",
    )
    issue_id: int = connection.execute(adding.returning(ISSUE.c.id)).scalar_one()
    rows = [
        {
            "newsletter": issue.newsletter,
            "entry_id": entry.id,
            "issue_id": issue_id,
            "position": position,
            "snapshot": as_json(entry),
        }
        for position, entry in enumerate(issue.entries)
    ]
    if rows:
        connection.execute(insert(ISSUE_ENTRY), rows)
    _number_links(connection, issue, letter)
    return issue_id


def _number_links(connection: Connection, issue: Issue, letter: Letter) -> None:
    """Keep where the letter's counted links lead, as they are now."""
    links = [
        {
            "newsletter": issue.newsletter,
            "issue": issue.number,
            "number": number,
            "url": url,
        }
        for number, url in enumerate(letter.links, start=1)
    ]
    if links:
        connection.execute(insert(LINK), links)


def plan_deliveries(
    connection: Connection, issue: Issue, issue_id: int, now: datetime
) -> int:
    """One pending delivery for whoever wants the newsletter; how many there are.

    One statement, so that a million readers never pass through this process.
    """
    moment = literal(now, Moment)
    audience = (
        select(
            literal(Purpose.ISSUE.value),
            literal(issue.newsletter),
            literal(issue_id),
            SUBSCRIPTION.c.subscriber_id,
            literal(DeliveryState.PENDING.value),
            moment,
            moment,
        )
        .where(
            SUBSCRIPTION.c.newsletter == issue.newsletter,
            SUBSCRIPTION.c.state == SubscriberState.CONFIRMED,
            SUBSCRIPTION.c.subscriber_id.not_in(_resting(now)),
        )
        .order_by(SUBSCRIPTION.c.subscriber_id)
    )
    columns = ("purpose", "newsletter", "issue_id", "subscriber_id", "state")
    planning = insert(DELIVERY).from_select([*columns, "planned", "due"], audience)
    return connection.execute(planning).rowcount


def _resting(now: datetime) -> Select[tuple[int]]:
    """Who is suppressed or takes a pause: few, and so looked up once for all."""
    suppressed = select(SUBSCRIBER.c.id).where(
        SUBSCRIBER.c.key.in_(select(SUPPRESSION.c.key))
    )
    pausing = select(SUBSCRIBER.c.id).where(SUBSCRIBER.c.paused_until > now)
    return select(suppressed.union_all(pausing).subquery().c.id)


def as_json(value: EntryFacts | Letter | Note) -> str:
    """A frozen value, as it stands in a column."""
    return msgspec.json.encode(value).decode("utf-8")
