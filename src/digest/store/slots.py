"""Which slots came due, who works on them, and up to when they are recorded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Row, and_, or_, select, update

from digest.model import Slot, SlotState
from digest.store.connection import Mode, Statements
from digest.store.schema import SLOT, WATERMARK, in_states

IS_UNSETTLED = in_states(SLOT.c.state, SlotState.DUE, SlotState.BUSY)


class SlotStatements(Statements):
    """What protocols.SlotStore asks."""

    def watermark(self, newsletter: str, schedule: str, *, start: datetime) -> datetime:
        """The moment up to which the newsletter's slots are recorded.

        A newsletter not seen before, or whose schedule changed, starts at `start`.
        """
        query = select(WATERMARK).where(WATERMARK.c.newsletter == newsletter)
        with self._database.transaction(Mode.READ) as connection:
            row = connection.execute(query).one_or_none()
        if row is not None and row.schedule == schedule:
            return _moment(row)
        values = {"schedule": schedule, "moment": start}
        starting = (
            self._database.insert(WATERMARK)
            .values(newsletter=newsletter, **values)
            .on_conflict_do_update(
                index_elements=[WATERMARK.c.newsletter],
                set_=values,
                # another process may have been first since
                where=WATERMARK.c.schedule != schedule,
            )
        )
        with self._database.transaction(Mode.WRITE) as connection:
            connection.execute(starting)
            return _moment(connection.execute(query).one())

    def record_slots(
        self, newsletter: str, slots: Iterable[Slot], *, watermark: datetime
    ) -> None:
        """Add the slots whose names are new, and move the watermark, never back."""
        rows = [
            {
                "newsletter": newsletter,
                "name": slot.name,
                "due_at": slot.due_at,
                "state": slot.state,
                "fence": slot.fence,
                "note": slot.note,
            }
            for slot in slots
        ]
        moving = update(WATERMARK).where(
            WATERMARK.c.newsletter == newsletter, WATERMARK.c.moment < watermark
        )
        with self._database.transaction(Mode.WRITE) as connection:
            if rows:
                adding = self._database.insert(SLOT).on_conflict_do_nothing()
                connection.execute(adding, rows)
            connection.execute(moving.values(moment=watermark))

    def open_slots(self, newsletter: str) -> tuple[Slot, ...]:
        """Slots that are due or busy, oldest first."""
        query = (
            select(SLOT)
            .where(SLOT.c.newsletter == newsletter, IS_UNSETTLED)
            .order_by(SLOT.c.due_at, SLOT.c.name)
        )
        with self._database.transaction(Mode.READ) as connection:
            return tuple(_slot(row) for row in connection.execute(query))

    def claim_slot(
        self, newsletter: str, name: str, *, now: datetime, lease_until: datetime
    ) -> int | None:
        """The fence of the claim, or None where another holds it or it is settled."""
        is_free = or_(
            SLOT.c.state == SlotState.DUE,
            and_(SLOT.c.state == SlotState.BUSY, SLOT.c.lease_until <= now),
        )
        claim = (
            update(SLOT)
            .where(SLOT.c.newsletter == newsletter, SLOT.c.name == name, is_free)
            .values(
                state=SlotState.BUSY, fence=SLOT.c.fence + 1, lease_until=lease_until
            )
            .returning(SLOT.c.fence)
        )
        with self._database.transaction(Mode.WRITE) as connection:
            return connection.execute(claim).scalar_one_or_none()

    def settle_slot(
        self, newsletter: str, name: str, *, fence: int, state: SlotState, note: str
    ) -> bool:
        """Give the slot its last state; False where the claim was lost to another.

        A slot that nobody claimed yet has the fence it was read with, and is settled
        by it, too: so older slots are coalesced without being claimed.
        """
        settle = (
            update(SLOT)
            .where(
                SLOT.c.newsletter == newsletter,
                SLOT.c.name == name,
                SLOT.c.fence == fence,
                IS_UNSETTLED,
            )
            .values(state=state, note=note, lease_until=None)
        )
        with self._database.transaction(Mode.WRITE) as connection:
            return connection.execute(settle).rowcount == 1

    def recent_slots(self, newsletter: str, count: int) -> tuple[Slot, ...]:
        """The newest slots, newest first."""
        query = (
            select(SLOT)
            .where(SLOT.c.newsletter == newsletter)
            .order_by(SLOT.c.due_at.desc(), SLOT.c.name.desc())
            .limit(count)
        )
        with self._database.transaction(Mode.READ) as connection:
            return tuple(_slot(row) for row in connection.execute(query))


def _moment(row: Row[str, str, datetime]) -> datetime:
    moment: datetime = row.moment
    return moment


def _slot(row: Row[*tuple[object, ...]]) -> Slot:
    return Slot(
        newsletter=row.newsletter,
        name=row.name,
        due_at=row.due_at,
        state=SlotState(row.state),
        fence=row.fence,
        note=row.note,
    )
