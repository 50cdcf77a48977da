from __future__ import annotations

import pytest

from builders import NOW, a_letter, a_suppression, an_entry, an_issue, facts_of
from digest.deliveries import DeliveryState
from digest.errors import StoreError
from digest.images import Image
from digest.issues import Note, SlotState
from digest.model import Citation, Enclosure, Entry
from digest.reasons import Reason
from digest.store.protocols import Store
from store_steps import (
    LEASE,
    a_slot,
    accept,
    add_readers,
    addresses,
    claim,
    hold_slot,
    intend,
    publish,
)


def test_an_issue_comes_back_as_it_was_published(store: Store) -> None:
    """With every field of its entries, in their order."""
    rich = an_entry(
        title="Ferry",
        authors=("Ada Quay", "Ben Pier"),
        image=Image(url="https://example.org/ferry.jpg", alt="A ferry", width=640),
        enclosures=(
            Enclosure(
                url="https://example.org/a.mp3", media_type="audio/mpeg", length=9
            ),
        ),
        citations=(Citation(name="Cy Mole", outlet="Coast Post"),),
        is_featured=True,
        is_dated=False,
        summary="“Curly”, and 漁港",
    )
    note = Note(
        path="issues/weekly/next.md",
        fingerprint="1f 2e",
        html="<p>Dear “readers”</p>",
        subject="Hello",
        preheader="and welcome",
        own_text="Dear readers",
    )
    issue = an_issue(
        entries=(facts_of(rich), facts_of(an_entry())), note=note, forced="no time"
    )
    store.publish_issue(issue, a_letter(), fence=hold_slot(store), now=NOW)
    assert store.issues("weekly") == (issue,)
    assert store.letter("weekly", 1) == a_letter()


def test_issues_come_newest_first_and_by_newsletter(store: Store) -> None:
    """Each newsletter numbers its own."""
    publish(store, 1)
    publish(store, 2)
    publish(store, 1, newsletter="daily")
    assert [issue.number for issue in store.issues("weekly")] == [2, 1]
    assert [issue.number for issue in store.issues("daily")] == [1]
    assert store.issues("monthly") == ()


def test_the_entries_of_an_issue_are_known_by_their_ids(store: Store) -> None:
    """For its own newsletter only."""
    store.publish_issue(an_issue(), a_letter(), fence=hold_slot(store), now=NOW)
    assert store.issued_entries("weekly") == {an_entry().id}
    assert store.issued_entries("daily") == frozenset()


def test_publishing_plans_a_delivery_for_each_confirmed_reader(store: Store) -> None:
    """Not for the unconfirmed, who left, who is suppressed, or who reads another."""
    add_readers(store, "ann@example.net", "Bob@Example.net", "sue@example.net")
    (left,) = add_readers(store, "left@example.net")
    store.unsubscribe(left, "weekly", now=NOW)
    add_readers(store, "other@example.net", newsletter="daily")
    store.request_subscription(
        "new@example.net", "", ["weekly"], confirm_after=NOW, now=NOW
    )
    store.suppress(a_suppression("SUE@example.net", Reason.COMPLAINT))
    assert publish(store) == 2
    planned = [found for found in claim(store) if found.issue == 1]
    assert sorted(addresses(tuple(planned))) == ["Bob@Example.net", "ann@example.net"]


def test_publishing_settles_the_slot(store: Store) -> None:
    """In the same transaction, so that the issue cannot come twice."""
    publish(store)
    (slot,) = store.recent_slots("weekly", 1)
    assert slot.state is SlotState.DONE


def test_a_stale_fence_writes_nothing(store: Store) -> None:
    """A process that slept through its lease finds its work done by another."""
    add_readers(store, "ann@example.net")
    old = hold_slot(store)
    later = NOW + LEASE
    new = store.claim_slot(
        "weekly", a_slot().name, now=later, lease_until=later + LEASE
    )
    assert store.publish_issue(an_issue(), a_letter(), fence=old, now=later) is None
    assert store.issues("weekly") == ()
    assert store.issued_entries("weekly") == frozenset()
    assert store.open_deliveries() == 0
    assert new is not None
    assert store.publish_issue(an_issue(), a_letter(), fence=new, now=later) == 1


def test_an_unclaimed_slot_publishes_nothing(store: Store) -> None:
    """Its fence was never given to anybody."""
    store.record_slots("weekly", [a_slot()], watermark=NOW)
    assert store.publish_issue(an_issue(), a_letter(), fence=0, now=NOW) is None


@pytest.mark.parametrize(
    ("number", "entries"),
    [(1, ()), (2, (an_entry(),))],
    ids=["number", "entry"],
)
def test_what_an_earlier_issue_has_is_not_published_again(
    store: Store, number: int, entries: tuple[Entry, ...]
) -> None:
    """A number and an entry belong to one issue; the slot stays open for a better one.

    This is no lost race, so it is told, and not hidden behind the answer None.
    """
    add_readers(store, "ann@example.net")
    store.publish_issue(an_issue(), a_letter(), fence=hold_slot(store), now=NOW)
    slot = a_slot(2)
    fence = hold_slot(store, slot)
    second = an_issue(slot=slot.name, number=number, entries=entries)
    with pytest.raises(StoreError, match=rf"issue {number} of weekly: another .*; com"):
        store.publish_issue(second, a_letter(), fence=fence, now=NOW)
    assert [issue.number for issue in store.issues("weekly")] == [1]
    assert store.open_deliveries() == 1
    assert [open_.name for open_ in store.open_slots("weekly", now=slot.due_at)] == [
        slot.name
    ]


def test_another_newsletter_may_carry_the_same_entry(store: Store) -> None:
    """A reader chooses one of them, or both."""
    store.publish_issue(an_issue(), a_letter(), fence=hold_slot(store), now=NOW)
    fence = hold_slot(store, a_slot(newsletter="daily"))
    daily = an_issue(newsletter="daily", slot=a_slot().name)
    assert store.publish_issue(daily, a_letter(), fence=fence, now=NOW) == 0


def test_a_letter_that_is_not_there_is_said_so(store: Store) -> None:
    """With the issue's name and what to do."""
    with pytest.raises(StoreError, match=r"issue 3 of weekly: is not in .*; ask for"):
        store.letter("weekly", 3)


def test_deliveries_are_counted_by_state(store: Store) -> None:
    """States that no delivery has are absent."""
    add_readers(store, "ann@example.net", "bob@example.net")
    publish(store)
    first, _ = claim(store)
    intend(store, first.id, now=NOW)
    accept(store, first)
    assert store.delivery_counts("weekly", 1) == {
        DeliveryState.ACCEPTED: 1,
        DeliveryState.PENDING: 1,
    }
    assert store.delivery_counts("weekly", 2) == {}


def test_notes_are_known_by_the_fingerprints_of_their_files(store: Store) -> None:
    """For their own newsletter only."""
    for number, fingerprint in ((1, "1f 2e"), (2, "3d")):
        slot = a_slot(number)
        note = Note(path="issues/weekly/next.md", fingerprint=fingerprint)
        issue = an_issue(number=number, slot=slot.name, entries=(), note=note)
        store.publish_issue(issue, a_letter(), fence=hold_slot(store, slot), now=NOW)
    publish(store, 3)
    assert store.used_notes("weekly") == {"1f", "2e", "3d"}
    assert store.used_notes("daily") == frozenset()


def test_the_last_number_is_that_of_the_newest_issue(store: Store) -> None:
    """Before the first it is 0."""
    assert store.last_number("weekly") == 0
    publish(store, 1)
    publish(store, 2)
    assert (store.last_number("weekly"), store.last_number("daily")) == (2, 0)
