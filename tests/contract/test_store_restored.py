"""What a store from a backup holds back, and what it goes on with."""

from __future__ import annotations

from datetime import timedelta

from builders import NOW, a_letter, an_entry, an_issue, facts_of
from digest.deliveries import DeliveryState
from digest.issues import IssueState, SlotState
from digest.store.protocols import DeliveryQuery, HeldBack, LostIssue, Store
from store_steps import LEASE, a_slot, add_readers, claim, hold_slot, publish

WHY = "restored from a backup"
LATER = NOW + timedelta(weeks=3)


def hold(store: Store, *numbers: int) -> HeldBack:
    """Hold what is open, and these slots."""
    slots = [a_slot(number) for number in numbers]
    return store.hold_restored(slots, WHY, now=LATER)


def test_letters_that_were_on_their_way_stay_here(store: Store) -> None:
    """They may have arrived since; their owner lets them go on, or takes them back."""
    add_readers(store, "ann@example.net", "bob@example.net")
    publish(store)
    publish(store, 2)
    store.pause_issue("weekly", 2, "first", now=NOW)
    held = hold(store)
    assert held.paused == (("weekly", 1), ("weekly", 2))
    assert [paused.reason for paused in store.paused_issues()] == [
        WHY,
        f"{WHY}; paused before: first",
    ]
    assert claim(store, now=LATER) == ()
    assert store.resume_issue("weekly", 1, now=LATER)
    assert len(claim(store, now=LATER)) == 2


def test_an_issue_that_reached_all_is_left_alone(store: Store) -> None:
    """Nothing of it can go out twice."""
    add_readers(store, "ann@example.net")
    publish(store)
    store.withdraw(DeliveryQuery(newsletter="weekly", number=1))
    assert hold(store) == HeldBack()
    assert store.paused_issues() == ()


def test_letters_to_single_readers_are_held(store: Store) -> None:
    """One that was on its way is in doubt besides; each goes out when it is retried."""
    for address in ("ann@example.net", "bob@example.net"):
        store.request_subscription(
            address, "", ["weekly"], confirm_after=NOW - LEASE, now=NOW
        )
    first, _ = claim(store)
    store.write([first.id], [], now=NOW)
    assert hold(store).letters == 2
    assert claim(store, now=LATER) == ()
    query = DeliveryQuery(states=(DeliveryState.HELD,))
    doubts = [record.is_in_doubt for record in store.find_deliveries(query)]
    assert doubts == [True, False]
    assert store.retry(query, LATER) == 2
    assert len(claim(store, now=LATER)) == 2


def test_a_slot_since_the_backup_uses_up_a_number(store: Store) -> None:
    """Whatever it brought had that number, and that page."""
    publish(store)
    held = hold(store, 2, 3)
    assert held.lost == (
        LostIssue(newsletter="weekly", number=2, slot=a_slot(2).name),
        LostIssue(newsletter="weekly", number=3, slot=a_slot(3).name),
    )
    assert store.last_number("weekly") == 3
    assert [issue.number for issue in store.issues("weekly", IssueState.LOST)] == [3, 2]
    assert [issue.number for issue in store.issues("weekly")] == [1]
    newest, *_ = store.recent_slots("weekly", 1)
    assert (newest.state, newest.note) == (SlotState.MISSED, WHY)


def test_a_slot_that_was_open_then_is_lost_to_who_held_it(store: Store) -> None:
    """Their fence is refused, and nobody claims the slot again."""
    slot = a_slot()
    fence = hold_slot(store, slot)
    assert len(hold(store, 1).lost) == 1
    issue = an_issue(number=2, slot=slot.name, entries=())
    assert store.publish_issue(issue, a_letter(), fence=fence, now=LATER) is None
    assert store.open_slots("weekly", now=LATER) == ()
    until = LATER + LEASE
    assert store.claim_slot("weekly", slot.name, now=LATER, lease_until=until) is None


def test_the_watermark_passes_what_was_missed(store: Store) -> None:
    """Nothing is made up; a newsletter that was never seen begins as any."""
    store.watermark("weekly", "key", start=NOW, latest=NOW)
    hold(store)
    mark = store.find_watermark("weekly")
    assert mark is not None
    assert mark.moment == LATER
    assert store.find_watermark("daily") is None


def test_the_next_issue_follows_a_lost_one(store: Store) -> None:
    """Until there is one whose entries are known; a discarded one has none."""
    publish(store)
    assert not store.follows_lost("weekly")
    hold(store, 2)
    assert store.follows_lost("weekly")
    assert not store.follows_lost("daily")
    waiting = an_issue(number=3, slot=a_slot(4).name, entries=(facts_of(an_entry()),))
    fence = hold_slot(store, a_slot(4))
    assert store.hold_issue(waiting, a_letter(), fence=fence)
    assert not store.follows_lost("weekly")
    assert store.discard_issue("weekly", 3)
    assert store.follows_lost("weekly")


def test_what_waited_for_approval_is_told(store: Store) -> None:
    """It may have been approved since."""
    fence = hold_slot(store)
    store.hold_issue(an_issue(entries=()), a_letter(), fence=fence)
    assert hold(store).waiting == (("weekly", 1),)


def test_no_number_is_given_again(store: Store) -> None:
    """Links and return addresses that went out since name readers and deliveries."""
    (ann,) = add_readers(store, "ann@example.net")
    hold(store)
    (bob,) = add_readers(store, "bob@example.net")
    assert bob > ann + 1_000_000
    publish(store)
    assert all(delivery.id > 1_000_000 for delivery in claim(store))
