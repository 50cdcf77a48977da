"""Issues whose letters stay where they are until their owner has had a look."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, null, or_, select, update

from digest.store.databases.connection import Mode, Statements
from digest.store.ledger.batches import hand_out
from digest.store.protocols.deliveries import PausedIssue
from digest.store.schema import ISSUE


class PauseStatements(Statements):
    """What protocols.DeliveryStore asks about the pausing of issues."""

    def pause_issue(
        self,
        newsletter: str,
        number: int,
        reason: str,
        *,
        now: datetime,
        instead_of: str = "",
    ) -> bool:
        """See DeliveryStore."""
        is_free: ColumnElement[bool] = ISSUE.c.paused.is_(None)
        if instead_of:
            is_free = or_(is_free, ISSUE.c.pause_reason == instead_of)
        pausing = update(ISSUE).where(_is_issue(newsletter, number), is_free)
        with self._database.transaction(Mode.DURABLE) as connection:
            done = connection.execute(pausing.values(paused=now, pause_reason=reason))
            return done.rowcount == 1

    def resume_issue(
        self,
        newsletter: str,
        number: int,
        *,
        now: datetime,
        reason: str = "",
    ) -> bool:
        """See DeliveryStore."""
        resuming = update(ISSUE).where(
            _is_issue(newsletter, number), ISSUE.c.paused.is_not(None)
        )
        if reason:
            resuming = resuming.where(ISSUE.c.pause_reason == reason)
        with self._database.transaction(Mode.DURABLE) as connection:
            done = connection.execute(resuming.values(paused=null(), pause_reason=""))
            hand_out(self._database, connection, now, (newsletter,))
            return done.rowcount == 1

    def paused_issues(self) -> tuple[PausedIssue, ...]:
        """See DeliveryStore."""
        query = (
            select(ISSUE)
            .where(ISSUE.c.paused.is_not(None))
            .order_by(ISSUE.c.newsletter, ISSUE.c.number)
        )
        with self._database.transaction(Mode.READ) as connection:
            return tuple(
                PausedIssue(
                    newsletter=row.newsletter,
                    number=row.number,
                    reason=row.pause_reason,
                    since=row.paused,
                )
                for row in connection.execute(query)
            )


def pause_new(
    connection: Connection, issue_id: int, reason: str, now: datetime
) -> None:
    """Let the letters of a new issue stay here from the start, if there is a reason."""
    if reason:
        pausing = update(ISSUE).where(ISSUE.c.id == issue_id)
        connection.execute(pausing.values(paused=now, pause_reason=reason))


def _is_issue(newsletter: str, number: int) -> ColumnElement[bool]:
    return and_(ISSUE.c.newsletter == newsletter, ISSUE.c.number == number)
