from __future__ import annotations

from collections.abc import Callable

import pytest

from builders import NOW, a_letter, an_entry, an_issue
from digest.errors import StoreError
from digest.issues import Issue, IssueState, Note, SlotState
from digest.store.protocols import Store
from store_steps import LEASE, a_slot, add_readers, claim, hold_slot, publish

NOTE = Note(path="issues/weekly/next.md", fingerprint="1f")


def hold(store: Store, number: int = 1, **changes: object) -> Issue:
    """An issue that waits for approval."""
    slot = a_slot(number)
    issue = an_issue(number=number, slot=slot.name, note=NOTE, **changes)
    assert store.hold_issue(issue, a_letter(), fence=hold_slot(store, slot))
    return issue


def slot_note(store: Store) -> str:
    """What is said of the newest slot, which is done."""
    (slot,) = store.recent_slots("weekly", 1)
    assert slot.state is SlotState.DONE
    return slot.note


def test_an_issue_that_waits_is_no_published_one(store: Store) -> None:
    """It is frozen, its slot is done, and nobody gets a letter."""
    add_readers(store, "ann@example.net")
    issue = hold(store)
    assert store.issues("weekly") == ()
    assert store.issues("weekly", IssueState.WAITING) == (issue,)
    assert store.letter("weekly", 1) == a_letter()
    assert slot_note(store) == "issue 1 waits for approval"
    assert store.open_deliveries() == 0


def test_what_waits_is_not_composed_again(store: Store) -> None:
    """Its number, its entries and its note are its own."""
    hold(store)
    assert store.last_number("weekly") == 1
    assert store.issued_entries("weekly") == {an_entry().id}
    assert store.used_notes("weekly") == {"1f"}


def test_approval_publishes_the_issue_and_plans_its_letters(store: Store) -> None:
    """Whoever subscribed while it waited gets one, too; the letter is the one given."""
    issue = hold(store)
    add_readers(store, "ann@example.net", "bob@example.net")
    letter = a_letter(date=NOW)
    assert store.approve_issue(issue, letter, now=NOW) == 2
    assert store.issues("weekly") == (issue,)
    assert store.issues("weekly", IssueState.WAITING) == ()
    assert store.letter("weekly", 1) == letter
    assert slot_note(store) == "issue 1"
    assert {delivery.issue for delivery in claim(store)} == {1}


def test_a_second_approval_writes_nothing(store: Store) -> None:
    """No reader gets two letters."""
    issue = hold(store)
    add_readers(store, "ann@example.net")
    assert store.approve_issue(issue, a_letter(), now=NOW) == 1
    assert store.approve_issue(issue, a_letter(subject="Other"), now=NOW) is None
    assert store.letter("weekly", 1) == a_letter()
    assert store.open_deliveries() == 1


def test_a_discarded_issue_lets_go_of_all_but_its_number(store: Store) -> None:
    """The next one brings its entries, and may say what it said."""
    issue = hold(store)
    assert store.discard_issue("weekly", 1)
    assert store.issued_entries("weekly") == frozenset()
    assert store.used_notes("weekly") == frozenset()
    assert store.last_number("weekly") == 1
    (found,) = store.issues("weekly", IssueState.DISCARDED)
    assert (found.number, found.entries) == (1, ())
    assert slot_note(store) == "issue 1 was discarded"
    assert hold(store, 2).entries == issue.entries


def discard(store: Store, _issue: Issue) -> bool:
    """The owner does not want it."""
    return store.discard_issue("weekly", 1)


def approve(store: Store, issue: Issue) -> bool:
    """The owner wants it."""
    return store.approve_issue(issue, a_letter(), now=NOW) is not None


@pytest.mark.parametrize(
    ("first", "second"), [(discard, approve), (approve, discard), (discard, discard)]
)
def test_what_was_decided_stays(
    store: Store,
    first: Callable[[Store, Issue], bool],
    second: Callable[[Store, Issue], bool],
) -> None:
    """An issue leaves its wait once."""
    issue = hold(store)
    assert first(store, issue)
    before = {state: store.issues("weekly", state) for state in IssueState}
    assert not second(store, issue)
    assert {state: store.issues("weekly", state) for state in IssueState} == before


def test_what_never_waited_is_not_approved_or_discarded(store: Store) -> None:
    """Neither a public issue nor one that is not there."""
    publish(store)
    assert store.approve_issue(an_issue(), a_letter(), now=NOW) is None
    assert not store.discard_issue("weekly", 1)
    assert not store.discard_issue("weekly", 7)
    assert [issue.number for issue in store.issues("weekly")] == [1]


def test_who_lost_the_slot_holds_no_issue(store: Store) -> None:
    """A process that slept through its lease finds its work done by another."""
    old = hold_slot(store)
    later = NOW + LEASE
    store.claim_slot("weekly", a_slot().name, now=later, lease_until=later + LEASE)
    assert not store.hold_issue(an_issue(), a_letter(), fence=old)
    assert store.issues("weekly", IssueState.WAITING) == ()
    assert store.issued_entries("weekly") == frozenset()


def test_an_entry_that_waits_is_in_no_other_issue(store: Store) -> None:
    """It is told; the slot stays open for a better one."""
    hold(store)
    slot = a_slot(2)
    second = an_issue(number=2, slot=slot.name)
    with pytest.raises(StoreError, match="issue 2 of weekly: another issue has its"):
        store.hold_issue(second, a_letter(), fence=hold_slot(store, slot))
    assert store.last_number("weekly") == 1
    assert [each.name for each in store.open_slots("weekly", now=slot.due_at)] == [
        slot.name
    ]
