"""What goes into an issue, and how it is headed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from builders import a_newsletter, a_site, an_entry
from digest.compose.issue import compose_issue, new_entries
from digest.issues import Issue, Note, Slot
from digest.model import Entry

SLOT = Slot(
    newsletter="weekly",
    name="2026-11-16T07:00",
    due_at=datetime(2026, 11, 16, 6, 0, tzinfo=UTC),
)


def an_issue_of(
    *entries: Entry,
    issued: frozenset[str] = frozenset(),
    note: Note | None = None,
    **newsletter: Any,
) -> Issue:
    """The issue of the slot."""
    weekly = a_newsletter(**newsletter)
    return compose_issue(
        a_site(),
        weekly,
        SLOT,
        number=3,
        entries=new_entries(weekly, entries, issued),
        note=note,
    )


def test_an_issue_carries_what_none_carried_before() -> None:
    """Each entry goes to each reader once."""
    old, new = an_entry(title="Old"), an_entry(title="New")
    issue = an_issue_of(new, old, issued=frozenset({old.id}))
    assert [entry.title for entry in issue.entries] == ["New"]


def test_without_anything_new_there_is_nothing_to_carry() -> None:
    """An empty letter is never sent."""
    old = an_entry()
    assert new_entries(a_newsletter(), [old], frozenset({old.id})) == ()
    assert new_entries(a_newsletter(), [], frozenset()) == ()


def test_a_newsletter_carries_only_its_tags() -> None:
    """A tag is the same in capitals; no tags means every entry."""
    tagged, other = an_entry(title="A", tags=("Ferries",)), an_entry(title="B", tags=())
    issue = an_issue_of(tagged, other, tags=("ferries",))
    assert [entry.title for entry in issue.entries] == ["A"]


def test_tags_without_letters_are_not_all_the_same() -> None:
    """An emoji is a tag like any other."""
    ship, bell = an_entry(title="A", tags=("🚢",)), an_entry(title="B", tags=("🔔",))
    issue = an_issue_of(ship, bell, tags=("🔔",))
    assert [entry.title for entry in issue.entries] == ["B"]


def test_featured_entries_lead() -> None:
    """Within each of the two groups the newest stays first."""
    entries = (
        an_entry(title="1"),
        an_entry(title="2", is_featured=True),
        an_entry(title="3"),
    )
    issue = an_issue_of(*entries)
    assert [entry.title for entry in issue.entries] == ["2", "1", "3"]
    assert issue.subject == "2"


def test_an_issue_is_dated_by_its_slot() -> None:
    """A late run or a second try makes the same issue."""
    issue = an_issue_of(an_entry())
    assert issue.published == SLOT.due_at
    assert issue.slot == "2026-11-16T07:00"
    assert issue.url == "https://notes.example.org/issues/weekly/3/"


def test_the_preheader_tells_the_other_titles_or_the_summary() -> None:
    """The line after the subject never repeats it."""
    alone = an_issue_of(an_entry())
    both = an_issue_of(an_entry(title="A"), an_entry(title="B"))
    assert alone.preheader == "After the storm, ships are back."
    assert both.preheader == "B"


def test_a_note_says_what_stands_above_the_entries() -> None:
    """Its subject and preheader go before those that the issue would have."""
    note = Note(path="n.md", fingerprint="1", subject="Hello", preheader="All of you")
    issue = an_issue_of(an_entry(), note=note)
    assert (issue.subject, issue.preheader) == ("Hello", "All of you")
    assert issue.note == note


def test_a_note_without_a_subject_leaves_it_to_the_entries() -> None:
    """So with the preheader."""
    issue = an_issue_of(
        an_entry(), note=Note(path="n.md", fingerprint="1", html="<p>Hello</p>")
    )
    assert issue.subject == "Harbour opens"
    assert issue.preheader == "After the storm, ships are back."
