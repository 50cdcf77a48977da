from __future__ import annotations

from datetime import timedelta
from statistics import median
from time import perf_counter

import pytest

from builders import NOW, a_suppression
from digest.deliveries import DeliveryState, Purpose
from digest.readers import ConsentStep, ConsentWay, Subscriber
from digest.reasons import Reason
from digest.store.protocols import Store
from store_steps import accept, add_readers, claim, number_of

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def request(
    store: Store,
    address: str = "ann@example.net",
    *newsletters: str,
    hours: float = 0,
    language: str = "",
    most_per_hour: int = 300,
) -> Subscriber:
    """Somebody fills in the form for the address, so many hours from now."""
    now = NOW + hours * HOUR
    return store.request_subscription(
        address,
        "",
        newsletters or ["weekly"],
        confirm_after=now - HOUR,
        now=now,
        language=language,
        most_per_hour=most_per_hour,
    )


def questions(store: Store) -> int:
    """How many letters that ask wait."""
    return store.open_deliveries(Purpose.CONFIRMATION)


def taken(store: Store, hours: int) -> int:
    """How many letters the relay takes by then."""
    deliveries = claim(store, now=NOW + hours * HOUR)
    for delivery in deliveries:
        accept(store, delivery)
    return len(deliveries)


def test_one_answer_confirms_all_that_was_asked(store: Store) -> None:
    """Also what was asked for within the hour, without a letter of its own."""
    ann = request(store, "ann@example.net", "weekly", "daily")
    request(store, "ann@example.net", "monthly", hours=0.5)
    assert questions(store) == 1
    assert store.confirm(ann.id, "weekly", now=NOW + HOUR)
    record = store.record_of(ann.id)
    assert record is not None
    assert {s.state for s in record.subscriptions} == {"confirmed"}
    assert record.subscriber.newsletters == ("daily", "monthly", "weekly")


def test_an_old_answer_confirms_nothing_new(store: Store) -> None:
    """A link that was followed once says nothing of what is asked later."""
    ann = request(store)
    store.confirm(ann.id, "weekly", now=NOW)
    request(store, "ann@example.net", "daily", hours=5)
    assert store.confirm(ann.id, "weekly", now=NOW + 6 * HOUR)
    record = store.record_of(ann.id)
    assert record is not None
    states = {s.newsletter: s.state for s in record.subscriptions}
    assert states == {"daily": "unconfirmed", "weekly": "confirmed"}


def test_no_more_questions_are_due_in_an_hour_than_allowed(store: Store) -> None:
    """The others wait their turn, as a relay would mind a flood."""
    for number in range(7):
        request(store, f"r{number}@example.net", most_per_hour=3)
    assert questions(store) == 7
    assert [taken(store, hours) for hours in (0, 1, 2)] == [3, 3, 1]


def test_a_question_that_would_wait_for_too_long_is_not_asked(store: Store) -> None:
    """A flood ends; who is meant by it asks again."""
    for number in range(40):
        request(store, f"r{number}@example.net", most_per_hour=1)
    assert questions(store) == 25
    assert number_of(store, "r39@example.net")


def test_the_language_is_that_of_the_form_until_somebody_confirms(
    store: Store,
) -> None:
    """Then a form, which anybody can fill in, does not change it."""
    ann = request(store, language="de")
    assert ann.language == "de"
    assert request(store, language="fr", hours=0.1).language == "fr"
    store.confirm(ann.id, "weekly", now=NOW)
    assert request(store, language="ja", hours=2).language == "fr"


@pytest.mark.parametrize("reason", [Reason.COMPLAINT, Reason.OWNER, Reason.IMPORTED])
def test_a_form_never_reaches_who_wants_no_mail(store: Store, reason: Reason) -> None:
    """However long ago they said so."""
    store.suppress(a_suppression("ann@example.net", reason))
    request(store, hours=24 * 365)
    assert questions(store) == 0


def test_an_address_that_bounced_is_asked_once_when_it_has_rested(
    store: Store,
) -> None:
    """A mailbox may come back; a form must not knock at a dead one all day."""
    store.suppress(a_suppression("ann@example.net", Reason.USER_UNKNOWN))
    request(store, hours=24 * 6)
    assert questions(store) == 0
    request(store, hours=24 * 8)
    assert questions(store) == 1
    (asked,) = claim(store, now=NOW + 8 * DAY)
    assert asked.purpose is Purpose.CONFIRMATION


def test_an_address_that_bounced_is_asked_again_after_a_week_only(
    store: Store,
) -> None:
    """Whatever became of the first question."""
    store.suppress(a_suppression("ann@example.net", Reason.NOT_ACCEPTED))
    ann = request(store, hours=24 * 8)
    store.unsubscribe(ann.id, "", now=NOW + 8 * DAY)
    request(store, hours=24 * 12)
    assert questions(store) == 0
    request(store, hours=24 * 16)
    assert questions(store) == 1


@pytest.mark.parametrize("reason", [Reason.USER_UNKNOWN, Reason.COMPLAINT])
def test_who_confirms_gets_mail_again(store: Store, reason: Reason) -> None:
    """By a link of their own: the mailbox is there, and its owner wants it."""
    ann = request(store)
    store.suppress(a_suppression("ann@example.net", reason))
    assert store.confirm(ann.id, "weekly", now=NOW + HOUR)
    assert store.suppressions() == ()
    record = store.record_of(ann.id)
    assert record is not None
    assert [(e.step, e.way) for e in record.events] == [
        (ConsentStep.ASKED, ConsentWay.FORM),
        (ConsentStep.LIFTED, ConsentWay.LINK),
        (ConsentStep.CONFIRMED, ConsentWay.LINK),
    ]


def test_what_the_owner_suppressed_stays_so(store: Store) -> None:
    """A reader's click does not overrule it."""
    ann = request(store)
    store.suppress(a_suppression("ann@example.net", Reason.OWNER))
    store.confirm(ann.id, "weekly", now=NOW)
    assert len(store.suppressions()) == 1


def test_a_request_is_noted_without_a_name_of_the_computer(store: Store) -> None:
    """What was asked, when, and by which way; a second one in the hour is not."""
    ann = request(store, "ann@example.net", "weekly", "daily")
    request(store, hours=0.5)
    record = store.record_of(ann.id)
    assert record is not None
    assert record.asked == NOW
    assert [(e.step, e.newsletter, e.moment) for e in record.events] == [
        (ConsentStep.ASKED, "weekly", NOW),
        (ConsentStep.ASKED, "daily", NOW),
    ]


def test_a_known_and_an_unknown_address_take_as_long(store: Store) -> None:
    """The medians lie within a factor of two, or within five milliseconds."""
    known = [f"known{number}@example.net" for number in range(30)]
    add_readers(store, *known)
    unknown = [f"unknown{number}@example.net" for number in range(30)]

    def cost(address: str) -> float:
        began = perf_counter()
        request(store, address)
        return perf_counter() - began

    pairs = [(cost(k), cost(u)) for k, u in zip(known, unknown, strict=True)]
    readers, strangers = (median(each) for each in zip(*pairs, strict=True))
    shortest, longest = sorted([readers, strangers])
    assert longest < 2 * shortest or longest - shortest < 0.005


def test_a_question_is_withdrawn_once_it_is_answered(store: Store) -> None:
    """By a link to the reader's page, as well."""
    ann = request(store)
    (asked,) = claim(store)
    store.choose_subscriptions(ann.id, ["weekly"], now=NOW)
    record = store.record_of(ann.id)
    assert record is not None
    assert [d.state for d in record.deliveries] == [DeliveryState.WITHDRAWN]
    assert asked.newsletter == "weekly"
