"""The first issue after a restore, which may repeat what nobody here knows of."""

from __future__ import annotations

from pathlib import Path

from digest.deliveries import DeliveryState
from digest.issues import Slot
from digest.pipeline import Publication
from digest.schedule.jobs import approve, discard, publish
from digest.store.protocols import DeliveryQuery
from digest.wiring import Press
from publications import HOUR, Clock, a_press, an_article_text
from store_steps import add_readers


def next_slot(press: Press, clock: Clock) -> Publication:
    """What the slot of the next hour brings."""
    clock.now += HOUR
    publication = publish(press)
    assert publication is not None
    return publication


def restored(press: Press, clock: Clock) -> None:
    """The store comes from a backup; the slot of an hour may have brought an issue."""
    publish(press)
    add_readers(press.store, "ann@example.net")
    clock.now += HOUR
    slot = Slot(
        newsletter="weekly", name=f"{clock.now:%Y-%m-%dT%H:00}", due_at=clock.now
    )
    held = press.store.hold_restored([slot], "restored", now=clock.now)
    assert [lost.number for lost in held.lost] == [1]


def write(site: Path, title: str) -> None:
    """One more article."""
    (site / "content" / f"{title}.md").write_text(an_article_text(title))


def test_it_waits_for_approval_and_the_next_one_does_not(
    site: Path, clock: Clock
) -> None:
    """Its entries are what may have been told; those of the next one are new."""
    with a_press(site, clock) as press:
        restored(press, clock)
        first = next_slot(press, clock)
        assert first.issues == ()
        assert [issue.number for issue in first.waiting] == [2]
        write(site, "Pier")
        (new,) = next_slot(press, clock).issues
        assert (new.issue.number, new.planned) == (3, 1)
        assert [entry.title for entry in new.issue.entries] == ["Pier"]


def test_one_that_is_discarded_leaves_the_next_one_waiting(
    site: Path, clock: Clock
) -> None:
    """It has the same entries."""
    with a_press(site, clock) as press:
        restored(press, clock)
        next_slot(press, clock)
        discard(press, "weekly", 2)
        assert [issue.number for issue in next_slot(press, clock).waiting] == [3]


def test_its_entries_can_count_as_told_without_a_letter(
    site: Path, clock: Clock
) -> None:
    """Paused before it is approved, its letters are taken back before any goes."""
    with a_press(site, clock) as press:
        restored(press, clock)
        next_slot(press, clock)
        assert press.store.pause_issue("weekly", 2, "they had this", now=clock.now)
        assert approve(press, "weekly", 2)
        later = clock.now + HOUR
        assert press.store.claim_deliveries(9, now=later, lease_until=later) == ()
        assert press.store.withdraw(DeliveryQuery(newsletter="weekly", number=2)) == 1
        assert press.store.delivery_counts("weekly", 2) == {DeliveryState.WITHDRAWN: 1}
        write(site, "Pier")
        (new,) = next_slot(press, clock).issues
        assert [entry.title for entry in new.issue.entries] == ["Pier"]
