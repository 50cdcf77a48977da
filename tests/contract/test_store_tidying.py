"""What has had its time goes, and nothing else does."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from builders import NOW, a_suppression
from digest.deliveries import DeliveryState, Outcome, OutcomeKind, Purpose
from digest.reasons import Reason
from digest.store.protocols import Store
from digest.store.protocols.deliveries import Answer, DeliveryQuery
from store_steps import accept, add_readers, claim, number_of, publish

DAY = timedelta(days=1)


def sign_up(store: Store, address: str, *, now: datetime = NOW) -> int:
    """Somebody types the address into a form."""
    store.request_subscription(address, "", ["weekly"], confirm_after=now, now=now)
    return number_of(store, address)


def test_who_never_answered_is_erased(store: Store) -> None:
    """A stranger's address, with all that hangs on it."""
    sign_up(store, "ann@example.net")
    sign_up(store, "bob@example.net", now=NOW + DAY)
    assert store.forget_unanswered(9, asked_before=NOW + DAY) == 1
    assert store.find_subscriber("ann@example.net") is None
    assert store.find_subscriber("bob@example.net") is not None
    assert store.open_deliveries(Purpose.CONFIRMATION) == 1
    assert store.forget_unanswered(9, asked_before=NOW + DAY) == 0


def test_who_asked_again_is_not_old(store: Store) -> None:
    """The newest letter counts."""
    sign_up(store, "ann@example.net")
    sign_up(store, "ann@example.net", now=NOW + DAY)
    assert store.forget_unanswered(9, asked_before=NOW + DAY) == 0


def test_who_ever_answered_stays(store: Store) -> None:
    """Who confirmed, who left, and whom the owner brought in."""
    here = sign_up(store, "ann@example.net")
    store.confirm(here, "weekly", now=NOW)
    left = sign_up(store, "bob@example.net")
    store.unsubscribe(left, "weekly", now=NOW)
    add_readers(store, "carl@example.net")
    assert store.forget_unanswered(9, asked_before=NOW + 99 * DAY) == 0


def test_so_many_are_erased_at_a_time(store: Store) -> None:
    """A flood of sign-ups takes several pages."""
    for number in range(5):
        sign_up(store, f"r{number}@example.net")
    counts = [store.forget_unanswered(2, asked_before=NOW + DAY) for _ in range(4)]
    assert counts == [2, 2, 1, 0]


def test_a_suppression_of_who_is_erased_goes_on(store: Store) -> None:
    """Without naming the address."""
    sign_up(store, "ann@example.net")
    store.suppress(a_suppression("ann@example.net", Reason.COMPLAINT))
    assert store.forget_unanswered(9, asked_before=NOW + DAY) == 1
    assert [one.address for one in store.suppressions()] == [""]


def test_an_address_that_nobody_moved_to_is_forgotten(store: Store) -> None:
    """In the wish, and in the letter that went there."""
    (ann,) = add_readers(store, "ann@example.net")
    store.ask_to_move(ann, "new@example.net", ask_after=NOW, now=NOW)
    (letter,) = claim(store)
    accept(store, letter)
    assert store.forget_wishes(asked_before=NOW) == 0
    assert store.forget_wishes(asked_before=NOW + DAY) == 1
    assert store.address_move(ann) is None
    (record,) = store.find_deliveries(DeliveryQuery())
    assert "new@example.net" not in record.address


def test_a_letter_to_a_new_address_asks_again_whether_it_may_go(store: Store) -> None:
    """Whoever has the address may have said meanwhile that they want no mail."""
    (ann,) = add_readers(store, "ann@example.net")
    store.ask_to_move(ann, "new@example.net", ask_after=NOW, now=NOW)
    store.suppress(a_suppression("New@example.net", Reason.COMPLAINT))
    assert claim(store) == ()
    assert store.open_deliveries(Purpose.MOVE) == 0


@pytest.mark.parametrize(("days", "left"), [(0, 1), (3, 0)])
def test_counts_of_answers_are_forgotten(store: Store, days: int, left: int) -> None:
    """Rates look back for a day at the most."""
    add_readers(store, "ann@example.net")
    publish(store)
    (delivery,) = claim(store)
    taken = Outcome(kind=OutcomeKind.ACCEPTED, code=250, reply="kept")
    answer = Answer(
        delivery=delivery.id,
        outcome=taken,
        state=DeliveryState.ACCEPTED,
        due=NOW,
        relay="main",
    )
    store.write([], [answer], now=NOW)
    assert store.forget_answer_counts(before=NOW + (days - 1) * DAY) == 1 - left
    assert store.answered_since(NOW, "main") == left
