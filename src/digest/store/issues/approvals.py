"""Issues that wait for their owner: frozen, then approved or discarded."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, update

from digest.deliveries import Letter
from digest.issues import Issue, IssueState
from digest.store.databases.connection import Mode, Statements
from digest.store.issues.pausing import pause_new
from digest.store.issues.rows import (
    as_json,
    insert_issue,
    plan_deliveries,
    settle_held_slot,
    tell_slot,
)
from digest.store.ledger.batches import hand_out_issue
from digest.store.schema import ISSUE, ISSUE_ENTRY


class ApprovalStatements(Statements):
    """What protocols.IssueStore asks of issues that are not public yet."""

    def hold_issue(self, issue: Issue, letter: Letter, *, fence: int) -> bool:
        """See IssueStore."""
        note = f"issue {issue.number} waits for approval"
        with self._database.transaction(Mode.DURABLE) as connection:
            if not settle_held_slot(connection, issue, fence, note):
                return False
            insert_issue(connection, issue, letter, IssueState.WAITING)
            return True

    def approve_issue(
        self, issue: Issue, letter: Letter, *, now: datetime, paused: str = ""
    ) -> int | None:
        """See IssueStore."""
        name, number = issue.newsletter, issue.number
        with self._database.transaction(Mode.DURABLE) as connection:
            found = _leave_waiting(connection, name, number, IssueState.PUBLISHED)
            if found is None:
                return None
            issue_id, slot = found
            frozen = update(ISSUE).where(ISSUE.c.id == issue_id)
            connection.execute(frozen.values(letter=as_json(letter)))
            tell_slot(connection, name, slot, f"issue {number}")
            pause_new(connection, issue_id, paused, now)
            planned = plan_deliveries(connection, issue, issue_id, now)
            hand_out_issue(self._database, connection, issue_id, now)
            return planned

    def discard_issue(self, newsletter: str, number: int) -> bool:
        """See IssueStore."""
        with self._database.transaction(Mode.DURABLE) as connection:
            found = _leave_waiting(connection, newsletter, number, IssueState.DISCARDED)
            if found is None:
                return False
            issue_id, slot = found
            carried = delete(ISSUE_ENTRY).where(ISSUE_ENTRY.c.issue_id == issue_id)
            connection.execute(carried)
            tell_slot(connection, newsletter, slot, f"issue {number} was discarded")
            return True


def _leave_waiting(
    connection: Connection, newsletter: str, number: int, state: IssueState
) -> tuple[int, str] | None:
    """Id and slot of the issue, which has the new state; None where it did not wait."""
    leaving = (
        update(ISSUE)
        .where(
            ISSUE.c.newsletter == newsletter,
            ISSUE.c.number == number,
            ISSUE.c.state == IssueState.WAITING,
        )
        .values(state=state)
        .returning(ISSUE.c.id, ISSUE.c.slot)
    )
    found = connection.execute(leaving).one_or_none()
    return None if found is None else (found.id, found.slot)
