"""Which slots came due, who works on them, and up to when they are recorded."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Row,
    and_,
    case,
    delete,
    literal,
    or_,
    select,
    update,
)

from digest.issues import Slot, SlotState, Watermark
from digest.store.columns import Moment
from digest.store.databases.connection import Mode, Statements
from digest.store.databases.upserts import insert
from digest.store.schema import IS_UNSETTLED, SLOT, WATERMARK


class SlotStatements(Statements):
    """What protocols.SlotStore asks."""

    def watermark(
        self, newsletter: str, schedule: str, *, start: datetime, latest: datetime
    ) -> Watermark:
        """See SlotStore."""
        mark = self.find_watermark(newsletter)
        if mark and mark.schedule == schedule and mark.moment <= latest:
            return mark
        whose = WATERMARK.c.newsletter == newsletter
        is_ahead = WATERMARK.c.begun > latest
        returning = (
            update(WATERMARK)
            .where(whose, WATERMARK.c.moment > latest)
            .values(
                moment=latest,
                begun=case(
                    (is_ahead, literal(latest, Moment)), else_=WATERMARK.c.begun
                ),
            )
        )
        forgetting = delete(SLOT).where(
            SLOT.c.newsletter == newsletter,
            SLOT.c.due_at > latest,
            SLOT.c.state.not_in((SlotState.BUSY, SlotState.DONE)),
        )
        values = {"schedule": schedule, "begun": start, "moment": start}
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
            if connection.execute(returning).rowcount:
                connection.execute(forgetting)
            query = select(WATERMARK).where(whose)
            return _watermark(connection.execute(query).one())

    def find_watermark(self, newsletter: str) -> Watermark | None:
        """See SlotStore."""
        query = select(WATERMARK).where(WATERMARK.c.newsletter == newsletter)
        with self._database.transaction(Mode.READ) as connection:
            row = connection.execute(query).one_or_none()
            return _watermark(row) if row else None

    def recorded_slots(
        self, newsletter: str, *, first: str, last: str
    ) -> frozenset[str]:
        """See SlotStore."""
        query = select(SLOT.c.name).where(
            SLOT.c.newsletter == newsletter, SLOT.c.name.between(first, last)
        )
        with self._database.transaction(Mode.READ) as connection:
            return frozenset(connection.execute(query).scalars())

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

    def renew_slot(
        self, newsletter: str, name: str, *, fence: int, lease_until: datetime
    ) -> bool:
        """See SlotStore."""
        renew = (
            update(SLOT)
            .where(
                SLOT.c.newsletter == newsletter,
                SLOT.c.name == name,
                SLOT.c.fence == fence,
                SLOT.c.state == SlotState.BUSY,
            )
            .values(lease_until=lease_until)
        )
        with self._database.transaction(Mode.WRITE) as connection:
            return connection.execute(renew).rowcount == 1

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


def _watermark(row: Row[*tuple[object, ...]]) -> Watermark:
    return Watermark(schedule=row.schedule, begun=row.begun, moment=row.moment)


def _slot(row: Row[*tuple[object, ...]]) -> Slot:
    return Slot(
        newsletter=row.newsletter,
        name=row.name,
        due_at=row.due_at,
        state=SlotState(row.state),
        fence=row.fence,
        note=row.note,
    )
