"""Which slots came due, who works on them, and up to when they are recorded."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Row, and_, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from digest.issues import Slot, SlotState
from digest.store.connection import Mode, Statements
from digest.store.schema import SLOT, WATERMARK, in_states

IS_UNSETTLED = in_states(SLOT.c.state, SlotState.DUE, SlotState.BUSY)


class SlotStatements(Statements):
    """What protocols.SlotStore asks."""

    def watermark(
        self, newsletter: str, schedule: str, *, start: datetime, latest: datetime
    ) -> datetime:
        """See SlotStore."""
        whose = WATERMARK.c.newsletter == newsletter
        query = select(WATERMARK).where(whose)
        with self._database.transaction(Mode.READ) as connection:
            row = connection.execute(query).one_or_none()
        is_known = row is not None and row.schedule == schedule
        if row is not None and is_known and _moment(row) <= latest:
            return _moment(row)
        returning = update(WATERMARK).where(whose, WATERMARK.c.moment > latest)
        values = {"schedule": schedule, "moment": start}
        starting = (
            insert(WATERMARK)
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
            connection.execute(returning.values(moment=latest))
            return _moment(connection.execute(query).one())

    def record_slots(
        self, newsletter: str, slots: Iterable[Slot], *, watermark: datetime
    ) -> None:
        """See SlotStore."""
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
                adding = insert(SLOT).on_conflict_do_nothing()
                connection.execute(adding, rows)
            connection.execute(moving.values(moment=watermark))

    def open_slots(self, newsletter: str, *, now: datetime) -> tuple[Slot, ...]:
        """See SlotStore."""
        query = (
            select(SLOT)
            .where(SLOT.c.newsletter == newsletter, IS_UNSETTLED, SLOT.c.due_at <= now)
            .order_by(SLOT.c.due_at, SLOT.c.name)
        )
        with self._database.transaction(Mode.READ) as connection:
            return tuple(_slot(row) for row in connection.execute(query))

    def claim_slot(
        self, newsletter: str, name: str, *, now: datetime, lease_until: datetime
    ) -> int | None:
        """See SlotStore."""
        claim = (
            update(SLOT)
            .where(SLOT.c.newsletter == newsletter, SLOT.c.name == name, _is_free(now))
            .values(
                state=SlotState.BUSY,
                fence=SLOT.c.fence + 1,
                lease_until=lease_until,
                owner=self._database.owner,
            )
            .returning(SLOT.c.fence)
        )
        with self._database.transaction(Mode.WRITE) as connection:
            return connection.execute(claim).scalar_one_or_none()

    def settle_slot(
        self, newsletter: str, name: str, *, fence: int, state: SlotState, note: str
    ) -> bool:
        """See SlotStore."""
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

    def settle_free_slots(
        self,
        newsletter: str,
        names: Collection[str],
        *,
        state: SlotState,
        note: str,
        now: datetime,
    ) -> frozenset[str]:
        """See SlotStore."""
        settle = (
            update(SLOT)
            .where(
                SLOT.c.newsletter == newsletter, SLOT.c.name.in_(names), _is_free(now)
            )
            .values(state=state, note=note, lease_until=None)
            .returning(SLOT.c.name)
        )
        with self._database.transaction(Mode.WRITE) as connection:
            return frozenset(connection.execute(settle).scalars())

    def recent_slots(self, newsletter: str, count: int) -> tuple[Slot, ...]:
        """See SlotStore."""
        query = (
            select(SLOT)
            .where(SLOT.c.newsletter == newsletter)
            .order_by(SLOT.c.due_at.desc(), SLOT.c.name.desc())
            .limit(count)
        )
        with self._database.transaction(Mode.READ) as connection:
            return tuple(_slot(row) for row in connection.execute(query))


def _is_free(now: datetime) -> ColumnElement[bool]:
    """Whether the slot is unsettled, and nobody holds it."""
    is_over = and_(SLOT.c.state == SlotState.BUSY, SLOT.c.lease_until <= now)
    return or_(SLOT.c.state == SlotState.DUE, is_over)


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
