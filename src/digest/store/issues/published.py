"""Issues, with their letters and entries frozen as they were published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from operator import attrgetter

import msgspec
from sqlalchemy import func, select

from digest.deliveries import DeliveryState, Letter
from digest.issues import Issue, IssueState, Note
from digest.model import EntryFacts
from digest.store.databases.connection import Mode, Statements
from digest.store.issues.frozen import read_letter
from digest.store.issues.letters import FrozenLetters
from digest.store.issues.pausing import pause_new
from digest.store.issues.rows import (
    ISSUE_FIELDS,
    insert_issue,
    plan_deliveries,
    settle_held_slot,
)
from digest.store.ledger.batches import hand_out_issue
from digest.store.protocols.issues import LetterReader
from digest.store.schema import DELIVERY, ISSUE, ISSUE_ENTRY


class IssueStatements(Statements):
    """What protocols.IssueStore asks."""

    def issues(
        self, newsletter: str, state: IssueState = IssueState.PUBLISHED
    ) -> tuple[Issue, ...]:
        """See IssueStore."""
        are_meant = (ISSUE.c.newsletter == newsletter, ISSUE.c.state == state)
        columns = (*ISSUE_FIELDS, "id", "published", "note")
        numbered = (
            select(*(ISSUE.c[name] for name in columns))
            .where(*are_meant)
            .order_by(ISSUE.c.number.desc())
        )
        carried = (
            select(ISSUE_ENTRY.c.issue_id, ISSUE_ENTRY.c.snapshot)
            .join(ISSUE, ISSUE.c.id == ISSUE_ENTRY.c.issue_id)
            .where(*are_meant)
            .order_by(ISSUE_ENTRY.c.issue_id, ISSUE_ENTRY.c.position)
        )
        entries: defaultdict[int, list[EntryFacts]] = defaultdict(list)
        with self._database.transaction(Mode.READ) as connection:
            rows = connection.execute(numbered).all()
            for issue_id, snapshot in connection.execute(carried):
                entries[issue_id].append(msgspec.json.decode(snapshot, type=EntryFacts))
        values = attrgetter(*ISSUE_FIELDS)
        return tuple(
            Issue(
                **dict(zip(ISSUE_FIELDS, values(row), strict=True)),
                published=row.published,
                entries=tuple(entries[row.id]),
                note=_note(row.note),
            )
            for row in rows
        )

    def last_number(self, newsletter: str) -> int:
        """See IssueStore."""
        query = select(func.max(ISSUE.c.number)).where(ISSUE.c.newsletter == newsletter)
        with self._database.transaction(Mode.READ) as connection:
            return connection.execute(query).scalar() or 0

    def issued_entries(self, newsletter: str) -> frozenset[str]:
        """See IssueStore."""
        query = select(ISSUE_ENTRY.c.entry_id).where(
            ISSUE_ENTRY.c.newsletter == newsletter
        )
        with self._database.transaction(Mode.READ) as connection:
            return frozenset(connection.execute(query).scalars())

    def used_notes(self, newsletter: str) -> frozenset[str]:
        """See IssueStore."""
        query = select(ISSUE.c.note).where(
            ISSUE.c.newsletter == newsletter,
            ISSUE.c.state != IssueState.DISCARDED,
            ISSUE.c.note != "",
        )
        with self._database.transaction(Mode.READ) as connection:
            notes = [_note(text) for text in connection.execute(query).scalars()]
        return frozenset(
            fingerprint for note in notes if note for fingerprint in note.fingerprints
        )

    def publish_issue(
        self,
        issue: Issue,
        letter: Letter,
        *,
        fence: int,
        now: datetime,
        paused: str = "",
    ) -> int | None:
        """See IssueStore."""
        with self._database.transaction(Mode.DURABLE) as connection:
            if not settle_held_slot(connection, issue, fence, f"issue {issue.number}"):
                return None
            state = IssueState.PUBLISHED
            issue_id = insert_issue(connection, issue, letter, state)
            pause_new(connection, issue_id, paused, now)
            planned = plan_deliveries(connection, issue, issue_id, now)
            hand_out_issue(self._database, connection, issue_id, now)
            return planned

    def letter(self, newsletter: str, number: int) -> Letter:
        """See IssueStore."""
        return read_letter(self._database, newsletter, number)

    def letter_reader(self) -> LetterReader:
        """See IssueStore."""
        return FrozenLetters(self._database.file or self._database.url, self.letter)

    def delivery_counts(
        self, newsletter: str, number: int
    ) -> Mapping[DeliveryState, int]:
        """See IssueStore."""
        query = (
            select(DELIVERY.c.state, func.count())
            .join(ISSUE, ISSUE.c.id == DELIVERY.c.issue_id)
            .where(ISSUE.c.newsletter == newsletter, ISSUE.c.number == number)
            .group_by(DELIVERY.c.state)
            .order_by(DELIVERY.c.state)
        )
        with self._database.transaction(Mode.READ) as connection:
            rows = connection.execute(query)
            return {DeliveryState(state): count for state, count in rows}


def _note(text: str) -> Note | None:
    return msgspec.json.decode(text, type=Note) if text else None
