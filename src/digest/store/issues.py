"""Issues, with their letters and entries frozen as they were published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from operator import attrgetter

import msgspec
from sqlalchemy import Connection, func, insert, literal, select, update
from sqlalchemy.exc import IntegrityError

from digest.errors import StoreError
from digest.issues import Issue, SlotState
from digest.model import EntryFacts
from digest.readers import DeliveryState, Letter, Purpose, SubscriberState
from digest.store.columns import Moment
from digest.store.connection import Mode, Statements
from digest.store.schema import (
    DELIVERY,
    IS_SUPPRESSED,
    ISSUE,
    ISSUE_ENTRY,
    SLOT,
    SUBSCRIBER,
    SUBSCRIPTION,
)

#: the columns of an issue that the dataclass has, too
ISSUE_FIELDS = ("newsletter", "number", "slot", "subject", "preheader", "url")


class IssueStatements(Statements):
    """What protocols.IssueStore asks."""

    def issues(self, newsletter: str) -> tuple[Issue, ...]:
        """See IssueStore."""
        numbered = (
            select(*(ISSUE.c[name] for name in (*ISSUE_FIELDS, "id", "published")))
            .where(ISSUE.c.newsletter == newsletter)
            .order_by(ISSUE.c.number.desc())
        )
        carried = (
            select(ISSUE_ENTRY.c.issue_id, ISSUE_ENTRY.c.snapshot)
            .where(ISSUE_ENTRY.c.newsletter == newsletter)
            .order_by(ISSUE_ENTRY.c.issue_id, ISSUE_ENTRY.c.position)
        )
        entries: defaultdict[int, list[EntryFacts]] = defaultdict(list)
        with self._database.transaction(Mode.READ) as connection:
            rows = connection.execute(numbered).all()
            for issue_id, snapshot in connection.execute(carried):
                entries[issue_id].append(msgspec.json.decode(snapshot, type=EntryFacts))
        values = attrgetter(*ISSUE_FIELDS)
        return tuple(
            Issue(
                **dict(zip(ISSUE_FIELDS, values(row), strict=True)),
                published=row.published,
                entries=tuple(entries[row.id]),
            )
            for row in rows
        )

    def issued_entries(self, newsletter: str) -> frozenset[str]:
        """See IssueStore."""
        query = select(ISSUE_ENTRY.c.entry_id).where(
            ISSUE_ENTRY.c.newsletter == newsletter
        )
        with self._database.transaction(Mode.READ) as connection:
            return frozenset(connection.execute(query).scalars())

    def publish_issue(
        self, issue: Issue, letter: Letter, *, fence: int, now: datetime
    ) -> int | None:
        """See IssueStore."""
        with self._database.transaction(Mode.DURABLE) as connection:
            if not _settle_slot(connection, issue, fence):
                return None
            try:
                issue_id = _insert_issue(connection, issue, letter)
            except IntegrityError as error:
                fact = "another issue has its number, slot or one of its entries"
                place = f"issue {issue.number} of {issue.newsletter}"
                raise StoreError(f"{place}: {fact}; compose it again") from error
            return _plan_deliveries(connection, issue, issue_id, now)

    def letter(self, newsletter: str, number: int) -> Letter:
        """See IssueStore."""
        query = select(ISSUE.c.letter).where(
            ISSUE.c.newsletter == newsletter, ISSUE.c.number == number
        )
        with self._database.transaction(Mode.READ) as connection:
            letter = connection.execute(query).scalar_one_or_none()
        if letter is None:
            fact = "is not in the store; ask for one that `digest issues` lists"
            raise StoreError(f"issue {number} of {newsletter}: {fact}")
        return msgspec.json.decode(letter, type=Letter)

    def delivery_counts(
        self, newsletter: str, number: int
    ) -> Mapping[DeliveryState, int]:
        """See IssueStore."""
        query = (
            select(DELIVERY.c.state, func.count())
            .join(ISSUE, ISSUE.c.id == DELIVERY.c.issue_id)
            .where(ISSUE.c.newsletter == newsletter, ISSUE.c.number == number)
            .group_by(DELIVERY.c.state)
            .order_by(DELIVERY.c.state)
        )
        with self._database.transaction(Mode.READ) as connection:
            rows = connection.execute(query)
            return {DeliveryState(state): count for state, count in rows}


def _settle_slot(connection: Connection, issue: Issue, fence: int) -> bool:
    """Whether the slot was held by this fence; it is done then."""
    settle = (
        update(SLOT)
        .where(
            SLOT.c.newsletter == issue.newsletter,
            SLOT.c.name == issue.slot,
            SLOT.c.state == SlotState.BUSY,
            SLOT.c.fence == fence,
        )
        .values(state=SlotState.DONE, note=f"issue {issue.number}", lease_until=None)
    )
    return connection.execute(settle).rowcount == 1


def _insert_issue(connection: Connection, issue: Issue, letter: Letter) -> int:
    """The id of the new issue; IntegrityError where a constraint says it is not new."""
    values = {name: getattr(issue, name) for name in ISSUE_FIELDS}
    adding = insert(ISSUE).values(
        **values, published=issue.published, letter=_json(letter)
    )
    issue_id: int = connection.execute(adding.returning(ISSUE.c.id)).scalar_one()
    rows = [
        {
            "newsletter": issue.newsletter,
            "entry_id": entry.id,
            "issue_id": issue_id,
            "position": position,
            "snapshot": _json(entry),
        }
        for position, entry in enumerate(issue.entries)
    ]
    if rows:
        connection.execute(insert(ISSUE_ENTRY), rows)
    return issue_id


def _plan_deliveries(
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
            SUBSCRIBER.c.id,
            literal(DeliveryState.PENDING.value),
            moment,
            moment,
        )
        .join(SUBSCRIPTION, SUBSCRIPTION.c.subscriber_id == SUBSCRIBER.c.id)
        .where(
            SUBSCRIPTION.c.newsletter == issue.newsletter,
            SUBSCRIPTION.c.state == SubscriberState.CONFIRMED,
            ~IS_SUPPRESSED,
        )
        .order_by(SUBSCRIBER.c.id)
    )
    columns = ("purpose", "newsletter", "issue_id", "subscriber_id", "state")
    planning = insert(DELIVERY).from_select([*columns, "planned", "due"], audience)
    return connection.execute(planning).rowcount


def _json(value: EntryFacts | Letter) -> str:
    return msgspec.json.encode(value).decode("utf-8")
