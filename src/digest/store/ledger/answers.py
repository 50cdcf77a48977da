"""The relay's answers and our intents, written in groups: the heart of the ledger.

A body goes out only once its intent, and the answer to the message before it, are
committed. Both come in one transaction for whatever one turn of the sender gathered,
and so this is the one place where rows go to the driver without a detour.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, bindparam, func, select, update
from sqlalchemy.engine.interfaces import DBAPICursor

from digest.deliveries import DeliveryState, OutcomeKind
from digest.store.columns import stamp
from digest.store.databases.connection import Mode, Statements, is_server
from digest.store.databases.prepared import prepare
from digest.store.databases.upserts import insert
from digest.store.ledger import answers_at_once
from digest.store.ledger.rules import (
    INTENDED,
    IS_UNPAUSED,
    TOLD,
    answering,
    is_intendable,
)
from digest.store.machine_tables import RELAY_MINUTE
from digest.store.protocols.deliveries import Answer
from digest.store.schema import DELIVERY, HOLDER, IS_PAUSED, ISSUE

#: a minute, as times are kept
MINUTE = 60_000_000
#: what an answer may make of a delivery that is settled, unless it was accepted
FINAL = frozenset({DeliveryState.ACCEPTED, DeliveryState.FAILED})
#: states that end a delivery, or keep it for its owner
RESTING = FINAL | {DeliveryState.HELD, DeliveryState.WITHDRAWN}

INTEND = (
    update(DELIVERY)
    .where(
        DELIVERY.c.id == bindparam("number"),
        is_intendable(
            bindparam("holder", type_=BigInteger), bindparam("now", type_=BigInteger)
        ),
    )
    .values(INTENDED)
)
#: the same where issues are paused
INTEND_UNPAUSED = INTEND.where(IS_UNPAUSED)
PAUSED = select(ISSUE.c.id).where(IS_PAUSED)
ANSWER = answering(
    {name: bindparam(name, type_=TOLD[name]) for name in TOLD},
    bindparam("holder", type_=BigInteger),
)
_COUNTING = insert(RELAY_MINUTE).values(
    relay=bindparam("relay"), minute=bindparam("minute"), answers=bindparam("count")
)
COUNT = _COUNTING.on_conflict_do_update(
    index_elements=RELAY_MINUTE.primary_key.columns,
    set_={"answers": RELAY_MINUTE.c.answers + _COUNTING.excluded.answers},
)
HOLD = select(HOLDER.c.id).where(HOLDER.c.name == bindparam("name"))


class AnswerStatements(Statements):
    """What protocols.DeliveryStore is told while letters go out."""

    def write(
        self, intents: Sequence[int], answers: Sequence[Answer], *, now: datetime
    ) -> frozenset[int]:
        """See DeliveryStore."""
        moment = stamp(now)
        if is_server(self._database.dialect):
            return self._write_at_once(intents, answers, moment)
        with self._database.ledger() as cursor:
            if answers:
                self._keep(cursor, answers, moment)
            if not intents:
                return frozenset()
            return frozenset(self._grant(cursor, intents, moment))

    def _write_at_once(
        self, intents: Sequence[int], answers: Sequence[Answer], moment: int
    ) -> frozenset[int]:
        database = self._database
        dialect = database.dialect
        numbers = [*(answer.delivery for answer in answers), *intents]
        with database.ledger() as cursor:
            answers_at_once.take(cursor.connection, numbers, dialect)
            if answers:
                rows = [_values(answer, moment) for answer in answers]
                answers_at_once.keep(cursor.connection, rows, database.owner, dialect)
                self._count(cursor, answers, moment)
            if not intents:
                return frozenset()
            return answers_at_once.grant(
                cursor.connection, intents, database.owner, moment, dialect
            )

    def answered_since(self, moment: datetime, relay: str | None = None) -> int:
        """See DeliveryStore."""
        total = func.coalesce(func.sum(RELAY_MINUTE.c.answers), 0)
        query = select(total).where(
            RELAY_MINUTE.c.minute > moment - timedelta(minutes=1)
        )
        if relay is not None:
            query = query.where(RELAY_MINUTE.c.relay == relay)
        with self._database.transaction(Mode.READ) as connection:
            answers: int = connection.execute(query).scalar_one()
            return answers

    def _grant(
        self, cursor: DBAPICursor, intents: Sequence[int], moment: int
    ) -> Iterator[int]:
        """Those of the intents that are written now."""
        dialect = self._database.dialect
        cursor.execute(prepare(PAUSED, dialect).text)
        is_any_paused = cursor.fetchone() is not None
        intend = prepare(INTEND_UNPAUSED if is_any_paused else INTEND, dialect)
        holder = self._holder(cursor)
        ordered = intend.ordering(("number", "holder", "now"))
        for number in intents:
            cursor.execute(intend.text, ordered((number, holder, moment)))
            if cursor.rowcount == 1:
                yield number

    def _keep(
        self, cursor: DBAPICursor, answers: Sequence[Answer], moment: int
    ) -> None:
        keep = prepare(ANSWER, self._database.dialect)
        ordered = keep.ordering((*TOLD, "holder"))
        holder = self._holder(cursor)
        rows = [ordered((*_values(answer, moment), holder)) for answer in answers]
        cursor.executemany(keep.text, rows)
        self._count(cursor, answers, moment)

    def _holder(self, cursor: DBAPICursor) -> int | None:
        """Our number in leases; None where we hold nothing."""
        hold = prepare(HOLD, self._database.dialect)
        cursor.execute(hold.text, (self._database.owner,))
        found = cursor.fetchone()
        return None if found is None else found[0]

    def _count(
        self, cursor: DBAPICursor, answers: Sequence[Answer], moment: int
    ) -> None:
        """Add to the minute the answers that a relay gave."""
        count = prepare(COUNT, self._database.dialect)
        minute = moment - moment % MINUTE
        counts = Counter(answer.relay for answer in answers if answer.outcome.code)
        for relay, number in sorted(counts.items()):
            values = {"relay": relay, "minute": minute, "count": number}
            cursor.execute(count.text, count.values(values))


def _values(answer: Answer, moment: int) -> tuple[Any, ...]:
    """What the row is told, as TOLD names it; the driver looks long at a bool."""
    outcome, state = answer.outcome, answer.state
    return (
        answer.delivery,
        int(state in FINAL),
        state.value,
        None if state in RESTING else stamp(answer.due),
        moment,
        outcome.code,
        outcome.status,
        outcome.reply,
        int(outcome.kind is OutcomeKind.UNKNOWN),
    )
