"""The letter of an issue, as it was frozen."""

from __future__ import annotations

import msgspec
from sqlalchemy import select

from digest.deliveries import Letter
from digest.errors import StoreError
from digest.store.databases.connection import Database, Mode
from digest.store.schema import ISSUE


def read_letter(database: Database, newsletter: str, number: int) -> Letter:
    """See IssueStore.letter."""
    query = select(ISSUE.c.letter).where(
        ISSUE.c.newsletter == newsletter, ISSUE.c.number == number
    )
    with database.transaction(Mode.READ) as connection:
        letter = connection.execute(query).scalar_one_or_none()
    # of one that was lost there is none
    if not letter:
        fact = "is not in the store; ask for one that `digest issues` lists"
        raise StoreError(f"issue {number} of {newsletter}: {fact}")
    return msgspec.json.decode(letter, type=Letter)
