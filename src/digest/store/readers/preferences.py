"""What a reader says about all letters: when, in which language."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, select, update

from digest.deliveries import Purpose
from digest.readers import ConsentStep, ConsentWay
from digest.store.databases.connection import Mode, Statements
from digest.store.ledger.deliveries import deliveries_of, withdraw_open
from digest.store.readers.events import lift_by_reader, note_events
from digest.store.schema import DELIVERY, SUBSCRIBER

WAY = ConsentWay.PREFERENCES


class PreferenceStatements(Statements):
    """What protocols.ConsentStore asks about pause and language."""

    def pause(self, number: int, until: datetime | None, *, now: datetime) -> bool:
        """See ConsentStore."""
        whose = SUBSCRIBER.c.id == number
        pausing = update(SUBSCRIBER).where(whose).values(paused_until=until)
        theirs = deliveries_of(select(SUBSCRIBER.c.id).where(whose))
        issues = and_(DELIVERY.c.purpose == Purpose.ISSUE, theirs)
        with self._database.transaction(Mode.DURABLE) as connection:
            if not connection.execute(pausing).rowcount:
                return False
            if until is None:
                lift_by_reader(connection, number, WAY, now)
                note_events(connection, number, ConsentStep.RESUMED, WAY, now=now)
            else:
                withdraw_open(connection, issues)
                note_events(connection, number, ConsentStep.PAUSED, WAY, now=now)
            return True

    def set_language(self, number: int, language: str) -> bool:
        """See ConsentStore."""
        saving = update(SUBSCRIBER).where(SUBSCRIBER.c.id == number)
        with self._database.transaction(Mode.DURABLE) as connection:
            return connection.execute(saving.values(language=language)).rowcount > 0
