"""What one check looked at, and what it found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from digest.check.findings import Finding
from digest.errors import ContentError
from digest.pipeline.issues.next_issue import NextIssue


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """How much was looked at, and the findings in each kind of thing."""

    articles: int = 0
    feeds: int = 0
    messages: int = 0
    themes: int = 0
    in_articles: tuple[Finding, ...] = ()
    in_feeds: tuple[Finding, ...] = ()
    in_messages: tuple[Finding, ...] = ()
    in_themes: tuple[Finding, ...] = ()
    next_issues: tuple[NextIssue, ...] = ()

    @property
    def letters(self) -> int:
        """Messages, and next issues of which there is a letter."""
        return self.messages + sum(bool(each.letter) for each in self.next_issues)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them."""
        return (
            *self.in_articles,
            *self.in_feeds,
            *self.in_messages,
            *self.in_themes,
            *(finding for each in self.next_issues for finding in each.findings),
        )

    @property
    def problems(self) -> tuple[NextIssue, ...]:
        """The next issues that cannot be made; one without an entry need not be."""
        return tuple(
            each for each in self.next_issues if each.problem and not has_no_entry(each)
        )


def has_no_entry(issue: NextIssue) -> bool:
    """Whether there is no letter only because nothing is there to be told in it."""
    problem = issue.problem
    # of a note it is the file that is named, of a folder without entries the folder
    return isinstance(problem, ContentError) and not PurePath(problem.path).suffix
