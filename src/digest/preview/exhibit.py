"""One newsletter on show: its newest letter that could be made, and what is said of it.

What is said goes to the page as plain values, which become JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from digest.check.findings import Finding
from digest.check.letters.rules.form import BUDGET
from digest.pipeline.issues.next_issue import NextIssue
from digest.preview.parts import Parts, parts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A newsletter as it is on show."""

    #: what came of the last making
    newest: NextIssue
    #: the last one that had a letter; None where none had
    shown: NextIssue | None = None
    #: of the letter that is shown
    parts: Parts | None = field(default=None, repr=False)

    @property
    def edition(self) -> str:
        """Differs when the letter does; "" where there is none."""
        return "" if self.parts is None else sha256(self.parts.data).hexdigest()[:16]


def put_up(newest: NextIssue, former: Exhibit | None) -> Exhibit:
    """The newest issue on show, or the former one where it could not be made."""
    if newest.message is not None:
        return Exhibit(newest=newest, shown=newest, parts=parts_of(newest.message))
    if former is None:
        return Exhibit(newest=newest)
    return Exhibit(newest=newest, shown=former.shown, parts=former.parts)


def tell_exhibit(exhibit: Exhibit) -> Mapping[str, object]:
    """Everything that the page says of the newsletter."""
    newest, newsletter = exhibit.newest, exhibit.newest.newsletter
    return {
        "name": newsletter.name,
        "title": newsletter.title,
        "edition": exhibit.edition,
        "zone": newsletter.zone,
        "due": newest.slot.due_at.isoformat(),
        "waits": newsletter.approve,
        "problem": "" if newest.problem is None else str(newest.problem),
        "remarks": list(newest.remarks),
        "problems": [str(problem) for problem in newest.problems],
        "letter": _tell_letter(exhibit),
    }


def _tell_letter(exhibit: Exhibit) -> Mapping[str, object] | None:
    shown, parts = exhibit.shown, exhibit.parts
    if shown is None or parts is None or shown.issue is None or shown.letter is None:
        return None
    return {
        "subject": shown.letter.subject,
        "preheader": shown.letter.preheader,
        "sender": shown.letter.sender,
        "number": shown.issue.number,
        "entries": len(shown.issue.entries),
        "lack": shown.lack,
        "shortened": shown.letter.shortened,
        "html": parts.weight,
        "largest": BUDGET,
        "message": len(parts.data),
        "findings": [_tell_finding(finding) for finding in shown.findings],
    }


def _tell_finding(finding: Finding) -> Mapping[str, object]:
    return {
        "place": f"{finding.path}:{finding.line}",
        "severity": finding.severity,
        "told": f"{finding.fact}; {finding.remedy}",
        "rule": finding.rule,
    }
