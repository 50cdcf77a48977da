from __future__ import annotations

from datetime import timedelta

import pytest

from builders import NOW, a_suppression
from digest.readers import ConsentStep, ConsentWay, Subscriber
from digest.reasons import Reason
from digest.store.protocols import Store
from store_steps import add_readers, claim, publish

DAY = timedelta(days=1)
MONTH = NOW + 30 * DAY


def ann_of(store: Store) -> Subscriber:
    """Ann as the store knows her."""
    found = store.find_subscriber("ann@example.net")
    assert found is not None
    return found


def steps(store: Store, number: int) -> list[str]:
    """What the log of the reader says."""
    record = store.record_of(number)
    assert record is not None
    return [event.step.value for event in record.events]


@pytest.fixture
def ann(store: Store) -> int:
    """The number of a reader."""
    return add_readers(store, "ann@example.net")[0]


def test_a_pause_keeps_back_what_waits_and_what_comes(store: Store, ann: int) -> None:
    """None of it is made up for: the archive has it."""
    publish(store, 1)
    assert store.pause(ann, MONTH, now=NOW)
    assert ann_of(store).paused_until == MONTH
    publish(store, 2)
    assert claim(store) == ()
    assert claim(store, now=MONTH + DAY) == ()


def test_issues_come_again_when_the_pause_is_over(store: Store, ann: int) -> None:
    """By itself, or as the reader says."""
    store.pause(ann, NOW + DAY, now=NOW - DAY)
    assert store.pause(ann, None, now=NOW)
    assert ann_of(store).paused_until is None
    publish(store)
    assert len(claim(store)) == 1
    assert steps(store, ann) == ["paused", "resumed"]


def test_a_pause_does_not_keep_back_answers(store: Store, ann: int) -> None:
    """A question that the reader asked for goes out."""
    store.pause(ann, MONTH, now=NOW)
    store.request_subscription(
        "ann@example.net", "", ["daily"], confirm_after=NOW - DAY, now=NOW
    )
    assert len(claim(store)) == 1


def test_who_goes_on_takes_back_a_complaint(store: Store, ann: int) -> None:
    """It was theirs, and so is the link to that page."""
    store.suppress(a_suppression("ann@example.net", Reason.COMPLAINT))
    store.pause(ann, None, now=NOW)
    assert store.suppressions() == ()
    assert steps(store, ann) == ["lifted", "resumed"]


def test_a_language_is_kept(store: Store, ann: int) -> None:
    """Or given up for that of each newsletter."""
    assert store.set_language(ann, "ar")
    assert ann_of(store).language == "ar"
    assert store.set_language(ann, "")
    assert ann_of(store).language == ""


def test_a_stranger_has_no_preferences(store: Store) -> None:
    """Nobody is made a reader by a number."""
    assert not store.pause(99, None, now=NOW)
    assert not store.set_language(99, "de")


def test_a_choice_is_noted_as_it_was_made(store: Store, ann: int) -> None:
    """Each newsletter for itself, and none that stays as it is."""
    store.choose_subscriptions(ann, ["daily"], now=NOW)
    store.choose_subscriptions(ann, ["daily"], now=NOW)
    record = store.record_of(ann)
    assert record is not None
    assert [(e.step, e.way, e.newsletter) for e in record.events] == [
        (ConsentStep.ENDED, ConsentWay.PREFERENCES, "weekly"),
        (ConsentStep.CONFIRMED, ConsentWay.PREFERENCES, "daily"),
    ]


def test_who_left_by_a_link_may_think_better_of_it(store: Store, ann: int) -> None:
    """Soon after; their letters that were withdrawn stay so."""
    publish(store)
    store.unsubscribe(ann, "weekly", now=NOW)
    hour_ago = NOW - timedelta(hours=1)
    for _ in range(2):
        assert store.come_back(ann, "weekly", left_after=hour_ago, now=NOW)
    assert ann_of(store).newsletters == ("weekly",)
    assert claim(store) == ()


def test_a_link_to_leave_brings_back_nobody_else(store: Store, ann: int) -> None:
    """Neither who left long ago, nor by another way, nor who never said yes."""
    store.unsubscribe(ann, "weekly", now=NOW)
    assert not store.come_back(ann, "weekly", left_after=NOW, now=NOW)
    store.choose_subscriptions(ann, ["daily"], now=NOW)
    store.unsubscribe(ann, "daily", now=NOW, way=ConsentWay.OWNER)
    new = store.request_subscription(
        "new@example.net", "", ["weekly"], confirm_after=NOW, now=NOW
    )
    store.unsubscribe(new.id, "weekly", now=NOW)
    for number, newsletter in ((ann, "daily"), (new.id, "weekly"), (99, "weekly")):
        assert not store.come_back(number, newsletter, left_after=NOW - DAY, now=NOW)
