from __future__ import annotations

from datetime import timedelta

from builders import NOW
from digest.deliveries import Purpose
from digest.store.protocols import Greetings, Store
from store_steps import accept, add_readers, claim, publish

HOUR = timedelta(hours=1)
WELCOME = Greetings(welcome=frozenset({"weekly"}))
LAST_ISSUE = Greetings(last_issue=frozenset({"weekly"}))
BOTH = Greetings(welcome=frozenset({"weekly"}), last_issue=frozenset({"weekly"}))


def ask(store: Store, *newsletters: str) -> int:
    """Ann asks for the newsletters, and the question went out; her number."""
    ann = store.request_subscription(
        "ann@example.net",
        "Ann",
        newsletters or ["weekly"],
        confirm_after=NOW - HOUR,
        now=NOW,
    )
    for delivery in claim(store):
        accept(store, delivery)
    return ann.id


def waiting(store: Store, *, hours: int = 1) -> list[tuple[Purpose, str, int]]:
    """What goes out next, in its order."""
    deliveries = claim(store, now=NOW + hours * HOUR)
    return [(d.purpose, d.newsletter, d.issue) for d in deliveries]


def test_who_confirms_is_welcomed_and_gets_the_last_issue(store: Store) -> None:
    """In the same transaction, each once, and the welcome comes first."""
    publish(store, 1)
    publish(store, 2)
    ann = ask(store)
    for _ in range(2):
        assert store.confirm(ann, "weekly", now=NOW + HOUR, greetings=BOTH)
    assert waiting(store) == [
        (Purpose.WELCOME, "weekly", 0),
        (Purpose.ISSUE, "weekly", 2),
    ]


def test_only_newsletters_that_greet_do(store: Store) -> None:
    """Others begin without a word."""
    publish(store, 1, "daily")
    ann = ask(store, "weekly", "daily")
    store.confirm(ann, "weekly", now=NOW + HOUR, greetings=BOTH)
    assert waiting(store) == [(Purpose.WELCOME, "weekly", 0)]


def test_without_an_issue_there_is_no_last_one(store: Store) -> None:
    """The first one comes to them as to everybody."""
    ann = ask(store)
    store.confirm(ann, "weekly", now=NOW + HOUR, greetings=LAST_ISSUE)
    assert waiting(store) == []
    assert publish(store) == 1


def test_an_issue_that_was_planned_for_a_reader_does_not_come_twice(
    store: Store,
) -> None:
    """Who leaves and comes back had it, or did not want it."""
    (ann,) = add_readers(store, "ann@example.net")
    publish(store)
    store.unsubscribe(ann, "weekly", now=NOW)
    assert store.choose_subscriptions(ann, ["weekly"], now=NOW, greetings=LAST_ISSUE)
    assert waiting(store) == []


def test_what_begins_on_the_readers_page_is_greeted_too(store: Store) -> None:
    """And what stood already is not."""
    (ann,) = add_readers(store, "ann@example.net", newsletter="daily")
    every = Greetings(welcome=frozenset({"daily", "weekly"}))
    store.choose_subscriptions(ann, ["daily", "weekly"], now=NOW, greetings=every)
    assert waiting(store) == [(Purpose.WELCOME, "weekly", 0)]


def test_who_ticks_and_unticks_is_welcomed_once(store: Store) -> None:
    """Within a day; after that it is a new beginning."""
    (ann,) = add_readers(store, "ann@example.net", newsletter="daily")
    for newsletters in (["weekly"], [], ["weekly"]):
        store.choose_subscriptions(ann, newsletters, now=NOW, greetings=WELCOME)
    assert waiting(store) == []
    later = NOW + 25 * HOUR
    for newsletters in ([], ["weekly"]):
        store.choose_subscriptions(ann, newsletters, now=later, greetings=WELCOME)
    assert waiting(store, hours=25) == [(Purpose.WELCOME, "weekly", 0)]


def test_a_reader_who_pauses_gets_an_answer_and_no_issue(store: Store) -> None:
    """The welcome answers their own request."""
    publish(store)
    ann = ask(store)
    store.pause(ann, NOW + 100 * HOUR, now=NOW)
    store.confirm(ann, "weekly", now=NOW + HOUR, greetings=BOTH)
    assert waiting(store) == [(Purpose.WELCOME, "weekly", 0)]


def test_an_import_greets_nobody(store: Store) -> None:
    """They have been readers elsewhere."""
    publish(store)
    add_readers(store, "ann@example.net")
    assert waiting(store) == []
