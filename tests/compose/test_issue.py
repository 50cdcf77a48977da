"""What goes into an issue, and how it is headed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from builders import a_newsletter, a_site, an_entry
from digest.compose.issue import compose_issue
from digest.issues import Issue, Slot
from digest.model import Entry

SLOT = Slot(
    newsletter="weekly",
    name="2026-11-16T07:00",
    due_at=datetime(2026, 11, 16, 6, 0, tzinfo=UTC),
)


def an_issue_of(
    *entries: Entry, issued: frozenset[str] = frozenset(), **newsletter: Any
) -> Issue | None:
    """The issue of the slot."""
    return compose_issue(
        a_site(),
        a_newsletter(**newsletter),
        SLOT,
        number=3,
        entries=entries,
        issued=issued,
    )


def test_an_issue_carries_what_none_carried_before() -> None:
    """Each entry goes to each reader once."""
    old, new = an_entry(title="Old"), an_entry(title="New")
    issue = an_issue_of(new, old, issued=frozenset({old.id}))
    assert issue is not None
    assert [entry.title for entry in issue.entries] == ["New"]


def test_without_anything_new_there_is_no_issue() -> None:
    """An empty letter is never sent."""
    old = an_entry()
    assert an_issue_of(old, issued=frozenset({old.id})) is None
    assert an_issue_of() is None


def test_a_newsletter_carries_only_its_tags() -> None:
    """A tag is the same in capitals; no tags means every entry."""
    tagged, other = an_entry(title="A", tags=("Ferries",)), an_entry(title="B", tags=())
    issue = an_issue_of(tagged, other, tags=("ferries",))
    assert issue is not None
    assert [entry.title for entry in issue.entries] == ["A"]


def test_featured_entries_lead() -> None:
    """Within each of the two groups the newest stays first."""
    entries = (
        an_entry(title="1"),
        an_entry(title="2", is_featured=True),
        an_entry(title="3"),
    )
    issue = an_issue_of(*entries)
    assert issue is not None
    assert [entry.title for entry in issue.entries] == ["2", "1", "3"]
    assert issue.subject == "2"


def test_an_issue_is_dated_by_its_slot() -> None:
    """A late run or a second try makes the same issue."""
    issue = an_issue_of(an_entry())
    assert issue is not None
    assert issue.published == SLOT.due_at
    assert issue.slot == "2026-11-16T07:00"
    assert issue.url == "https://notes.example.org/issues/weekly/3/"


def test_the_preheader_tells_the_other_titles_or_the_summary() -> None:
    """The line after the subject never repeats it."""
    alone = an_issue_of(an_entry())
    both = an_issue_of(an_entry(title="A"), an_entry(title="B"))
    assert alone is not None
    assert both is not None
    assert alone.preheader == "After the storm, ships are back."
    assert both.preheader == "B"
