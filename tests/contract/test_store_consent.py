from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from builders import NOW, a_suppression
from digest.deliveries import DeliveryState, Purpose
from digest.readers import Subscriber, SubscriberState
from digest.reasons import Reason
from digest.store.protocols import NewSubscriber, Store
from store_steps import (
    accept,
    add_readers,
    addresses,
    claim,
    intend,
    number_of,
    publish,
)

HOUR = timedelta(hours=1)


def request(
    store: Store,
    address: str = "ann@example.net",
    newsletters: Sequence[str] = ("weekly",),
    *,
    now: datetime = NOW,
) -> Subscriber:
    """Ann, or another, fills in the form of the page."""
    return store.request_subscription(
        address, "Ann", newsletters, confirm_after=now - HOUR, now=now
    )


def test_a_request_adds_an_unconfirmed_reader_and_asks_them(store: Store) -> None:
    """One letter for all that they chose, in the name of the first, due at once."""
    ann = request(store, newsletters=["weekly", "daily", "daily"])
    assert ann.state is SubscriberState.UNCONFIRMED
    assert ann.newsletters == ("daily", "weekly")
    assert (ann.name, ann.consent, ann.confirmed) == ("Ann", "page", None)
    (asked,) = claim(store)
    assert (asked.purpose, asked.newsletter) == (Purpose.CONFIRMATION, "weekly")
    assert (asked.issue, asked.planned) == (0, NOW)
    assert (asked.subscriber.id, asked.recipient) == (ann.id, ann.address)


def test_nobody_can_be_flooded_by_requests(store: Store) -> None:
    """Whoever asks, for whatever newsletter: one address is asked once an hour."""
    request(store)
    request(store, "ANN@example.net")
    request(store, newsletters=["daily"])
    assert store.open_deliveries(Purpose.CONFIRMATION) == 1
    for delivery in claim(store):
        accept(store, delivery)
    request(store, now=NOW + HOUR)
    assert store.open_deliveries() == 0
    request(store, now=NOW + 2 * HOUR)
    assert store.open_deliveries() == 1


def test_a_confirmation_that_still_waits_is_not_planned_again(store: Store) -> None:
    """While the relay is away for a day, requests do not pile up."""
    request(store)
    request(store, now=NOW + 24 * HOUR)
    assert store.open_deliveries() == 1


def test_a_suppressed_address_is_not_asked(store: Store) -> None:
    """A complaint stays one, whoever types the address into the page."""
    store.suppress(a_suppression("ann@example.net", Reason.COMPLAINT))
    request(store)
    assert store.open_deliveries() == 0


def test_a_confirmed_reader_is_not_asked_again(store: Store) -> None:
    """Nor does a request change their name or their consent."""
    (ann,) = add_readers(store, "ann@example.net")
    found = request(store)
    assert found == store.subscriber(ann)
    assert (found.name, found.consent) == ("", "owner")
    assert store.open_deliveries() == 0


def test_confirming_subscribes(store: Store) -> None:
    """Repeating it is safe, and does not change when it happened."""
    ann = request(store)
    assert store.confirm(ann.id, "weekly", now=NOW + HOUR)
    assert store.confirm(ann.id, "weekly", now=NOW + 2 * HOUR)
    confirmed = store.subscriber(ann.id)
    assert confirmed is not None
    assert confirmed.state is SubscriberState.CONFIRMED
    assert confirmed.confirmed == NOW + HOUR
    assert publish(store) == 1


def test_confirming_what_was_never_asked_for_fails(store: Store) -> None:
    """Neither for a stranger nor for another newsletter."""
    ann = request(store)
    assert not store.confirm(ann.id, "daily", now=NOW)
    assert not store.confirm(ann.id, "", now=NOW)
    assert not store.confirm(ann.id + 1, "weekly", now=NOW)


def test_a_confirmation_that_came_too_late_is_withdrawn(store: Store) -> None:
    """Who confirmed by an earlier letter needs no second one."""
    ann = request(store)
    store.confirm(ann.id, "weekly", now=NOW)
    assert claim(store) == ()
    assert store.open_deliveries() == 0


def test_leaving_ends_one_newsletter(store: Store) -> None:
    """The others go on."""
    (ann,) = add_readers(store, "ann@example.net")
    add_readers(store, "ann@example.net", newsletter="daily")
    publish(store)
    publish(store, newsletter="daily")
    assert store.unsubscribe(ann, "weekly", now=NOW)
    assert [d.newsletter for d in claim(store)] == ["daily"]
    assert store.delivery_counts("weekly", 1) == {DeliveryState.WITHDRAWN: 1}
    reader = store.subscriber(ann)
    assert reader is not None
    assert (reader.state, reader.newsletters) == (SubscriberState.CONFIRMED, ("daily",))


def test_leaving_everything_ends_all(store: Store) -> None:
    """With the unconfirmed ones, and the confirmations that wait."""
    (ann,) = add_readers(store, "ann@example.net")
    publish(store)
    request(store, newsletters=["daily"])
    assert store.unsubscribe(ann, "", now=NOW)
    assert store.unsubscribe(ann, "", now=NOW)
    assert claim(store) == ()
    reader = store.subscriber(ann)
    assert reader is not None
    assert reader.state is SubscriberState.UNSUBSCRIBED
    assert reader.newsletters == ()


def test_a_stranger_cannot_leave(store: Store) -> None:
    """False says that there is no such reader."""
    assert not store.unsubscribe(7, "", now=NOW)
    assert not store.unsubscribe(7, "weekly", now=NOW)


def test_leaving_what_one_never_had_changes_nothing(store: Store) -> None:
    """It is no error either."""
    (ann,) = add_readers(store, "ann@example.net")
    assert store.unsubscribe(ann, "daily", now=NOW)
    assert store.count_subscribers() == {"weekly": {"confirmed": 1}}


def test_an_old_link_does_not_bring_back_who_left(store: Store) -> None:
    """Only a new request does, and a new click after it."""
    ann = request(store)
    store.confirm(ann.id, "weekly", now=NOW)
    store.unsubscribe(ann.id, "weekly", now=NOW)
    assert not store.confirm(ann.id, "weekly", now=NOW)
    again = request(store, now=NOW + 2 * HOUR)
    assert again.state is SubscriberState.UNCONFIRMED
    assert store.open_deliveries() == 1
    assert store.confirm(ann.id, "weekly", now=NOW + 3 * HOUR)


def test_who_comes_back_by_the_page_gives_new_consent(store: Store) -> None:
    """The old list is not what their subscription rests on any more."""
    (ann,) = add_readers(store, "ann@example.net")
    store.unsubscribe(ann, "", now=NOW)
    request(store)
    store.confirm(ann, "weekly", now=NOW + HOUR)
    back = store.subscriber(ann)
    assert back is not None
    assert (back.consent, back.confirmed) == ("page", NOW + HOUR)


def test_a_further_newsletter_does_not_change_the_first_consent(store: Store) -> None:
    """When the reader came stays as it was."""
    (ann,) = add_readers(store, "ann@example.net")
    request(store, newsletters=["daily"])
    store.confirm(ann, "daily", now=NOW + HOUR)
    reader = store.subscriber(ann)
    assert reader is not None
    assert (reader.consent, reader.confirmed) == ("owner", NOW)


def test_coming_back_does_not_bring_an_issue_that_was_withdrawn(store: Store) -> None:
    """Only what is published from then on."""
    (ann,) = add_readers(store, "ann@example.net")
    publish(store)
    store.unsubscribe(ann, "weekly", now=NOW)
    request(store)
    store.confirm(ann, "weekly", now=NOW)
    assert claim(store) == ()
    assert publish(store, 2) == 1


def test_a_forgotten_reader_leaves_nothing(store: Store) -> None:
    """Subscriptions and deliveries go with them; who is gone cannot go again."""
    (ann,) = add_readers(store, "ann@example.net")
    add_readers(store, "bob@example.net")
    publish(store)
    assert store.forget(ann)
    assert not store.forget(ann)
    assert store.subscriber(ann) is None
    assert store.find_subscriber("ann@example.net") is None
    assert addresses(claim(store)) == ["bob@example.net"]
    assert store.count_subscribers() == {"weekly": {"confirmed": 1}}


def test_a_forgotten_number_never_means_somebody_else(store: Store) -> None:
    """Old links in old letters name it."""
    (ann,) = add_readers(store, "ann@example.net")
    store.forget(ann)
    (bob,) = add_readers(store, "bob@example.net")
    assert bob != ann
    assert not store.unsubscribe(ann, "", now=NOW)


def test_a_suppression_outlives_being_forgotten_without_a_name(store: Store) -> None:
    """Who complained is not mailed because of an old list that still has them."""
    (ann,) = add_readers(store, "ann@example.net")
    complaint = a_suppression("Ann@example.net", Reason.COMPLAINT)
    store.suppress(complaint)
    store.forget(ann)
    (nameless,) = store.suppressions()
    assert nameless == a_suppression("", Reason.COMPLAINT)
    rows = [NewSubscriber(address="ANN@example.net"), NewSubscriber(address="b@c.d")]
    store.import_subscribers(rows, ["weekly"], consent="old.csv", now=NOW)
    assert [s.address for s in store.suppressions()] == ["ANN@example.net"]
    assert publish(store) == 1
    assert addresses(claim(store)) == ["b@c.d"]


def test_a_forgotten_complaint_holds_for_the_page_and_a_second_one(
    store: Store,
) -> None:
    """However often the reader comes, complains and is forgotten."""
    for _ in range(2):
        ann = request(store)
        store.suppress(a_suppression("ann@example.net", Reason.COMPLAINT))
        assert store.forget(ann.id)
    store.suppress(a_suppression("ann@example.net", Reason.OWNER))
    assert [s.reason for s in store.suppressions()] == ["complaint"]
    request(store)
    assert store.open_deliveries() == 0
    assert store.forget(number_of(store, "ann@example.net"))


def test_a_choice_is_what_the_reader_has_from_then_on(store: Store) -> None:
    """What they left before comes back, and all that they did not choose ends."""
    (ann,) = add_readers(store, "ann@example.net")
    add_readers(store, "ann@example.net", newsletter="daily")
    request(store, newsletters=["monthly"])
    store.unsubscribe(ann, "daily", now=NOW)
    assert store.choose_subscriptions(ann, ["daily", "yearly"], now=NOW + HOUR)
    assert store.choose_subscriptions(ann, ["daily", "yearly"], now=NOW + HOUR)
    assert store.count_subscribers() == {
        "daily": {"confirmed": 1},
        "monthly": {"unsubscribed": 1},
        "weekly": {"unsubscribed": 1},
        "yearly": {"confirmed": 1},
    }
    assert store.choose_subscriptions(ann, [], now=NOW + HOUR)
    reader = store.subscriber(ann)
    assert reader is not None
    assert reader.state is SubscriberState.UNSUBSCRIBED
    assert not store.choose_subscriptions(ann + 1, ["daily"], now=NOW)


def test_a_choice_notes_the_consent_of_who_gave_none_yet(store: Store) -> None:
    """The owner's word for a reader is not replaced while it still carries one."""
    new = request(store)
    assert store.choose_subscriptions(new.id, ["weekly"], now=NOW + HOUR)
    (old,) = add_readers(store, "old@example.net")
    assert store.choose_subscriptions(old, ["weekly", "daily"], now=NOW + HOUR)
    readers = {reader.id: reader for reader in store.subscribers()}
    assert (readers[new.id].consent, readers[new.id].confirmed) == ("page", NOW + HOUR)
    assert (readers[old].consent, readers[old].confirmed) == ("owner", NOW)


def test_a_choice_asks_nothing_more(store: Store) -> None:
    """Neither does it plan a question, nor does one go out that was claimed before."""
    ann = request(store, newsletters=["daily", "weekly"])
    (daily,) = claim(store)
    assert store.choose_subscriptions(ann.id, ["daily", "monthly"], now=NOW)
    assert not intend(store, daily.id, now=NOW)
    assert store.open_deliveries() == 0
    assert claim(store, now=NOW + 24 * HOUR) == ()


def test_a_choice_withdraws_the_issues_of_what_was_ended(store: Store) -> None:
    """And leaves those of what was kept."""
    (ann,) = add_readers(store, "ann@example.net")
    add_readers(store, "ann@example.net", newsletter="daily")
    publish(store)
    publish(store, newsletter="daily")
    assert store.choose_subscriptions(ann, ["daily"], now=NOW)
    assert [delivery.newsletter for delivery in claim(store)] == ["daily"]


def test_a_lifted_suppression_lets_the_next_issue_go_out(store: Store) -> None:
    """What was withdrawn stays so; lifting it again changes nothing."""
    add_readers(store, "ann@example.net")
    publish(store)
    store.suppress(a_suppression("ann@example.net"))
    assert store.lift_suppression("ANN@example.net")
    assert not store.lift_suppression("ann@example.net")
    assert store.suppressions() == ()
    assert claim(store) == ()
    assert publish(store, 2) == 1


def test_a_forgotten_suppression_is_lifted_by_who_knows_the_address(
    store: Store,
) -> None:
    """It is kept as a digest only."""
    (ann,) = add_readers(store, "ann@example.net")
    store.suppress(a_suppression("ann@example.net"))
    store.forget(ann)
    assert store.lift_suppression("ann@example.net")
    assert store.suppressions() == ()


def test_a_question_from_the_future_keeps_back_no_other(store: Store) -> None:
    """A clock was wrong when it was planned; the reader who asks now is written to."""
    far = NOW + timedelta(days=365)
    request(store, now=far)
    for delivery in claim(store, now=far):
        accept(store, delivery, now=far)
    request(store, now=NOW)
    assert store.open_deliveries(Purpose.CONFIRMATION) == 1
