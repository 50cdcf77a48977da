"""A store that comes from a backup: what may have happened since is held, not redone.

Everything between the backup and the restore is unknown here. What was on its way may
have arrived, a slot may have brought an issue, and numbers may have been given to
somebody else; so nothing of that goes out, and no number is given again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import (
    Connection,
    case,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    update,
)

from digest.deliveries import DeliveryState
from digest.issues import IssueState, Slot, SlotState
from digest.store.columns import Moment
from digest.store.copies.counters import (
    go_on_after,
    last_number,
    never_again,
    numbered_tables,
)
from digest.store.databases.connection import Mode, Statements
from digest.store.databases.upserts import insert as upsert
from digest.store.ledger.deliveries import UNLEASED, open_issues
from digest.store.protocols.backups import HeldBack, LostIssue
from digest.store.schema import (
    DELIVERY,
    IS_INTENDED,
    IS_OPEN,
    IS_PERSONAL,
    ISSUE,
    SLOT,
    WATERMARK,
)

#: numbers that are left out where the next one would be given: more than any site has
#: readers, or sends letters, between two backups
GAP = 1_000_000_000
#: issues that are written down as lost, of one newsletter
MOST_LOST = 1000


class RestoredStatements(Statements):
    """See protocols.BackupStore."""

    def hold_restored(
        self, slots: Sequence[Slot], reason: str, *, now: datetime
    ) -> HeldBack:
        """See BackupStore."""
        with self._database.transaction(Mode.DURABLE) as connection:
            held = HeldBack(
                lost=tuple(_lose(connection, slots, reason)),
                paused=tuple(_pause_open(connection, reason, now)),
                letters=_hold_personal(connection),
                waiting=tuple(_waiting(connection)),
            )
            passing = update(WATERMARK).where(WATERMARK.c.moment < now)
            connection.execute(passing.values(begun=now, moment=now))
            _skip_numbers(connection)
        return held

    def follows_lost(self, newsletter: str) -> bool:
        """See BackupStore."""
        last = (
            select(ISSUE.c.state)
            .where(
                ISSUE.c.newsletter == newsletter,
                # its entries are those of the next one
                ISSUE.c.state != IssueState.DISCARDED,
            )
            .order_by(ISSUE.c.number.desc())
            .limit(1)
        )
        with self._database.transaction(Mode.READ) as connection:
            return connection.execute(last).scalar() == IssueState.LOST


def _lose(
    connection: Connection, slots: Sequence[Slot], reason: str
) -> Iterator[LostIssue]:
    """Use up a number for each slot that may have brought an issue; the newest ones."""
    for newsletter in sorted({slot.newsletter for slot in slots}):
        theirs = [slot for slot in slots if slot.newsletter == newsletter]
        query = select(func.max(ISSUE.c.number)).where(ISSUE.c.newsletter == newsletter)
        last = connection.execute(query).scalar() or 0
        numbered = [*enumerate(theirs, start=last + 1)]
        for number, slot in numbered[-MOST_LOST:]:
            _write_lost(connection, slot, number, reason)
            yield LostIssue(newsletter=newsletter, number=number, slot=slot.name)


def _write_lost(connection: Connection, slot: Slot, number: int, reason: str) -> None:
    key = {"newsletter": slot.newsletter, "name": slot.name}
    settled = {"state": SlotState.MISSED, "note": reason, "lease_until": None}
    writing = upsert(SLOT).values(**key, **settled, due_at=slot.due_at, fence=0)
    connection.execute(
        writing.on_conflict_do_update(
            index_elements=[SLOT.c.newsletter, SLOT.c.name],
            # whoever held it has a fence that is refused from now on
            set_={**settled, "fence": SLOT.c.fence + 1},
        )
    )
    empty = dict.fromkeys(("subject", "preheader", "url", "letter"), "")
    connection.execute(
        insert(ISSUE).values(
            newsletter=slot.newsletter,
            number=number,
            slot=slot.name,
            published=slot.due_at,
            state=IssueState.LOST,
            **empty,
        )
    )


def _pause_open(
    connection: Connection, reason: str, now: datetime
) -> list[tuple[str, int]]:
    """Pause each issue that has letters to go; its newsletter and number."""
    is_open = ISSUE.c.id.in_(select(open_issues().c.id))
    query = (
        select(ISSUE.c.newsletter, ISSUE.c.number)
        .where(is_open)
        .order_by(ISSUE.c.newsletter, ISSUE.c.number)
    )
    found = [(row.newsletter, row.number) for row in connection.execute(query)]
    pausing = update(ISSUE).where(is_open)
    told = literal(f"{reason}; paused before: ") + ISSUE.c.pause_reason
    connection.execute(
        pausing.values(
            paused=func.coalesce(ISSUE.c.paused, literal(now, Moment)),
            # a pause that would end by itself, ends with its reason
            pause_reason=case((ISSUE.c.paused.is_(None), reason), else_=told),
        )
    )
    return found


def _hold_personal(connection: Connection) -> int:
    """Keep what goes to one reader alone for its owner; how many letters there are."""
    holding = update(DELIVERY).where(IS_OPEN, IS_PERSONAL)
    done = connection.execute(
        holding.values(
            state=DeliveryState.HELD,
            due=null(),
            in_doubt=or_(DELIVERY.c.in_doubt, IS_INTENDED),
            **UNLEASED,
        )
    )
    return done.rowcount


def _skip_numbers(connection: Connection) -> None:
    """Leave out numbers in every table whose numbers must not come to mean another."""
    for table in filter(never_again, numbered_tables()):
        last = last_number(connection, table)
        go_on_after(connection, table, last + GAP)


def _waiting(connection: Connection) -> list[tuple[str, int]]:
    """Issues that waited for approval then; their newsletters and numbers."""
    query = (
        select(ISSUE.c.newsletter, ISSUE.c.number)
        .where(ISSUE.c.state == IssueState.WAITING)
        .order_by(ISSUE.c.newsletter, ISSUE.c.number)
    )
    return [(row.newsletter, row.number) for row in connection.execute(query)]
