"""The relay's answers and our intents, each written in one statement for all.

For a server, where it costs more to send a statement than to carry it out. Nothing but
the intents that were granted is waited for, so that all statements travel together; on
a cursor each, as one does not tell their results apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Dialect,
    Text,
    any_,
    bindparam,
    column,
    func,
    select,
    update,
)
from sqlalchemy.engine.interfaces import DBAPIConnection

from digest.store.databases.prepared import prepare
from digest.store.ledger.rules import (
    INTENDED,
    IS_UNPAUSED,
    TOLD,
    answering,
    is_intendable,
)
from digest.store.schema import DELIVERY, HOLDER

_IS_NAMED = DELIVERY.c.id == any_(bindparam("numbers", type_=ARRAY(BigInteger)))
TAKE = select(DELIVERY.c.id).where(_IS_NAMED).order_by(DELIVERY.c.id).with_for_update()
_TOLD = (
    func.unnest(*(bindparam(name, type_=ARRAY(kind)) for name, kind in TOLD.items()))
    .table_valued(*(column(name, kind) for name, kind in TOLD.items()))
    .render_derived(name="told")
)
_HOLDER = select(HOLDER.c.id).where(HOLDER.c.name == bindparam("owner", type_=Text))
ANSWER = answering({name: _TOLD.c[name] for name in TOLD}, _HOLDER.scalar_subquery())
INTEND = (
    update(DELIVERY)
    .where(
        _IS_NAMED,
        is_intendable(_HOLDER.scalar_subquery(), bindparam("now", type_=BigInteger)),
        IS_UNPAUSED,
    )
    .values(INTENDED)
    .returning(DELIVERY.c.id)
)


def take(raw: DBAPIConnection, numbers: Sequence[int], dialect: Dialect) -> None:
    """Have the deliveries to oneself, in the order in which everybody takes them."""
    raw.cursor().execute(prepare(TAKE, dialect).text, (sorted(numbers),))


def keep(
    raw: DBAPIConnection, rows: Sequence[tuple[Any, ...]], owner: str, dialect: Dialect
) -> None:
    """Write what the owner was answered; values come in the order of TOLD.

    A second one to the same delivery is another statement: one changes a row once.
    """
    first = {row[0]: row for row in reversed(rows)}
    columns = [list(values) for values in zip(*first.values(), strict=True)]
    answer = prepare(ANSWER, dialect)
    values = {**dict(zip(TOLD, columns, strict=True)), "owner": owner}
    raw.cursor().execute(answer.text, answer.values(values))
    if len(first) < len(rows):
        again = [row for row in rows if first[row[0]] is not row]
        keep(raw, again, owner, dialect)


def grant(
    raw: DBAPIConnection, intents: Sequence[int], owner: str, now: int, dialect: Dialect
) -> frozenset[int]:
    """Those of the intents that are written now."""
    intend = prepare(INTEND, dialect)
    values = {"numbers": [*intents], "owner": owner, "now": now}
    cursor = raw.cursor()
    cursor.execute(intend.text, intend.values(values))
    return frozenset(number for (number,) in cursor.fetchall())
