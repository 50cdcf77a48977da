"""When an intent or an answer is written, and what it makes of its delivery.

Said once, for values that come one by one (`answers`) or as the rows of a table
(`answers_at_once`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Text,
    Update,
    and_,
    false,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.types import TypeEngine

from digest.store.ledger.deliveries import UNLEASED
from digest.store.schema import DELIVERY, IS_INTENDED, IS_OPEN, IS_PAUSED, ISSUE

#: what an answer tells, as drivers take it: they agree on numbers, not on what is true
TOLD: dict[str, TypeEngine[Any]] = {
    "number": BigInteger(),
    "is_final": Integer(),
    "new_state": Text(),
    "new_due": BigInteger(),
    "new_answered": BigInteger(),
    "new_code": Integer(),
    "new_status": Text(),
    "new_reply": Text(),
    "new_in_doubt": Integer(),
}
#: columns that it tells as they are
_COPIED = ("state", "due", "answered", "code", "status", "reply")
#: of a delivery whose body goes out now
INTENDED = {"state": literal_column("'claimed'"), "in_doubt": false()}
IS_UNPAUSED = or_(
    DELIVERY.c.issue_id.is_(None),
    DELIVERY.c.issue_id.not_in(select(ISSUE.c.id).where(IS_PAUSED)),
)


def is_intendable(
    holder: ColumnElement[int], now: ColumnElement[int]
) -> ColumnElement[bool]:
    """Whether the holder still has the lease, and nobody has written the intent."""
    return and_(
        DELIVERY.c.holder_id == holder,
        DELIVERY.c.lease_until > now,
        IS_OPEN,
        or_(~IS_INTENDED, DELIVERY.c.in_doubt),
    )


def answering(
    told: Mapping[str, ColumnElement[Any]], holder: ColumnElement[int]
) -> Update:
    """Write what is told, unless the delivery is settled, or somebody else's by now.

    What was accepted is so for good; anything else gives way to what is final, whoever
    learnt it.
    """
    one: ColumnElement[int] = literal_column("1")
    is_unaccepted = DELIVERY.c.state != literal_column("'accepted'")
    is_nobody_elses = or_(
        DELIVERY.c.holder_id.is_(None), DELIVERY.c.holder_id == holder
    )
    return (
        update(DELIVERY)
        .where(
            DELIVERY.c.id == told["number"],
            or_(
                and_(IS_OPEN, is_nobody_elses),
                and_(told["is_final"] == one, is_unaccepted),
            ),
        )
        .values(
            **{name: told[f"new_{name}"] for name in _COPIED},
            in_doubt=told["new_in_doubt"] == one,
            attempts=DELIVERY.c.attempts + one,
            **UNLEASED,
        )
    )
