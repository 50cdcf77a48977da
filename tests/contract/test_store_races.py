"""Real threads, each with a store of its own on one database: a constraint decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest

from builders import NOW, a_letter, an_entry, an_issue
from digest.deliveries import Delivery, DeliveryState
from digest.errors import StoreError
from digest.issues import Issue
from digest.store.databases.postgres import open_postgres
from digest.store.databases.sqlite import open_sqlite
from digest.store.protocols import NewSubscriber, Store
from postgres_servers import NO_PASSWORD
from store_steps import (
    LEASE,
    a_slot,
    accept,
    add_readers,
    claim,
    hold_slot,
    intend,
    number_of,
    publish,
)

RACERS = 4
#: later than every slot here
FAR = NOW + timedelta(weeks=20)


T = TypeVar("T")


@pytest.fixture(params=["disk", "postgresql"])
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[Store]]:
    """Several stores of one database, as several processes have them."""
    with ExitStack() as held:
        if request.param == "disk":
            open_one = partial(open_sqlite, tmp_path / "digest.sqlite")
        else:
            url = request.getfixturevalue("postgres_url")
            open_one = partial(open_postgres, url, NO_PASSWORD)
        yield [held.enter_context(closing(open_one())) for _ in range(RACERS)]


def race(stores: list[Store], run: Callable[[Store, int], T]) -> list[T]:
    """What each racer brings home; all start at the same moment."""
    start = Barrier(len(stores))

    def wait_and_run(number: int) -> T:
        start.wait()
        return run(stores[number], number)

    with ThreadPoolExecutor(len(stores)) as pool:
        return list(pool.map(wait_and_run, range(len(stores))))


def published(store: Store, issue: Issue, fence: int) -> int | None:
    """How many deliveries were planned; None where a constraint forbade the issue."""
    try:
        planned = store.publish_issue(issue, a_letter(), fence=fence, now=NOW)
    except StoreError as error:
        assert "another issue has its" in str(error)  # noqa: PT017  one racer wins
        return None
    assert planned is not None
    return planned


def test_one_racer_gets_the_slot(stores: list[Store]) -> None:
    """The others hear None."""
    slots = [a_slot(number) for number in range(1, 21)]

    def take_all(store: Store, _number: int) -> list[str]:
        store.record_slots("weekly", slots, watermark=NOW)
        return [
            slot.name
            for slot in slots
            if store.claim_slot("weekly", slot.name, now=NOW, lease_until=NOW + LEASE)
        ]

    taken = [name for names in race(stores, take_all) for name in names]
    assert sorted(taken) == [slot.name for slot in slots]


def test_one_racer_gets_the_issue_number(stores: list[Store]) -> None:
    """Though each holds a slot of its own; the losers leave nothing behind."""
    add_readers(stores[0], "ann@example.net", "bob@example.net")
    fences = [
        hold_slot(store, a_slot(number)) for number, store in enumerate(stores, 1)
    ]

    def publish_first(store: Store, number: int) -> int | None:
        entry = an_entry(title=f"Entry {number}")
        issue = an_issue(slot=a_slot(number + 1).name, entries=(entry,))
        return published(store, issue, fences[number])

    planned = race(stores, publish_first)
    assert sorted(planned, key=bool) == [None] * (RACERS - 1) + [2]
    (issue,) = stores[0].issues("weekly")
    assert stores[0].issued_entries("weekly") == {issue.entries[0].id}
    assert stores[0].open_deliveries() == 2
    assert len(stores[0].open_slots("weekly", now=FAR)) == RACERS - 1


def test_one_racer_publishes_the_entry(stores: list[Store]) -> None:
    """Whatever numbers they chose: no reader gets it twice."""
    fences = [
        hold_slot(store, a_slot(number)) for number, store in enumerate(stores, 1)
    ]

    def publish_same(store: Store, number: int) -> int | None:
        issue = an_issue(number=number + 1, slot=a_slot(number + 1).name)
        return published(store, issue, fences[number])

    assert sorted(race(stores, publish_same), key=str) == [0] + [None] * (RACERS - 1)
    assert len(stores[0].issues("weekly")) == 1


def test_one_racer_approves_the_issue_or_discards_it(stores: list[Store]) -> None:
    """No reader gets two letters, and no entry is in two issues."""
    add_readers(stores[0], "ann@example.net", "bob@example.net")
    issue = an_issue(slot=a_slot().name)
    stores[0].hold_issue(issue, a_letter(), fence=hold_slot(stores[0]))

    def decide(store: Store, number: int) -> str:
        if number % 2:
            return "discarded" * store.discard_issue("weekly", 1)
        planned = store.approve_issue(issue, a_letter(), now=NOW)
        return "approved" * (planned is not None)

    (decided,) = filter(None, race(stores, decide))
    is_public = decided == "approved"
    assert stores[0].open_deliveries() == 2 * is_public
    assert len(stores[0].issued_entries("weekly")) == is_public


def test_each_delivery_is_claimed_and_intended_by_one_racer(
    stores: list[Store],
) -> None:
    """All are, and none twice."""
    add_readers(stores[0], *(f"reader{number}@example.net" for number in range(120)))
    publish(stores[0])

    def deliver(store: Store, _number: int) -> list[int]:
        done: list[int] = []
        while batch := claim(store, 7):
            for delivery in batch:
                assert intend(store, delivery.id, now=NOW)
                accept(store, delivery)
                done.append(delivery.id)
        return done

    sent = [number for numbers in race(stores, deliver) for number in numbers]
    assert len(sent) == len(set(sent)) == 120
    assert stores[0].delivery_counts("weekly", 1) == {DeliveryState.ACCEPTED: 120}


def test_of_those_who_lease_the_same_delivery_one_sends(stores: list[Store]) -> None:
    """Leases that ran out at once do no harm, the intent decides."""
    add_readers(stores[0], *(f"reader{number}@example.net" for number in range(20)))
    publish(stores[0])
    held = claim(stores[0])
    later = NOW + LEASE
    claim(stores[1], now=later)

    def intend_all(store: Store, _number: int) -> list[int]:
        return [d.id for d in held if intend(store, d.id, now=later)]

    sent = [number for numbers in race(stores, intend_all) for number in numbers]
    assert sorted(sent) == sorted(delivery.id for delivery in held)


def test_a_reader_who_leaves_meanwhile_is_intended_or_withdrawn(
    stores: list[Store],
) -> None:
    """Never sent to after having left."""
    numbers = add_readers(
        stores[0], *(f"r{number}@example.net" for number in range(40))
    )
    publish(stores[0])
    held = {delivery.subscriber.id: delivery.id for delivery in claim(stores[0])}

    def leave_or_send(store: Store, racer: int) -> list[int]:
        if racer == 0:
            for number in reversed(numbers):
                store.unsubscribe(number, "", now=NOW)
            return []
        return [n for n in numbers if intend(store, held[n], now=NOW)]

    race(stores, leave_or_send)
    assert stores[0].delivery_counts("weekly", 1) == {DeliveryState.WITHDRAWN: 40}
    assert claim(stores[0], now=NOW + LEASE) == ()


def test_no_question_goes_out_while_a_reader_chooses(stores: list[Store]) -> None:
    """Whoever claims in between finds the whole choice or nothing of it."""
    (ann,) = add_readers(stores[0], "ann@example.net")
    names = [f"letter{number}" for number in range(10)]

    def choose_or_claim(store: Store, racer: int) -> list[Delivery]:
        if racer:
            return [delivery for _ in range(20) for delivery in claim(store)]
        for _ in range(10):
            assert store.choose_subscriptions(ann, names, now=NOW)
            assert store.choose_subscriptions(ann, [], now=NOW)
        return []

    assert race(stores, choose_or_claim) == [[]] * RACERS


def test_requests_at_the_same_moment_make_one_reader_and_one_letter(
    stores: list[Store],
) -> None:
    """However often the button was pressed."""

    def request(store: Store, _number: int) -> int:
        return store.request_subscription(
            "ann@example.net", "", ["weekly"], confirm_after=NOW, now=NOW
        ).id

    assert len(set(race(stores, request))) == 1
    assert stores[0].open_deliveries() == 1


def test_imports_at_the_same_moment_count_each_address_once(
    stores: list[Store],
) -> None:
    """The same list from two hands."""
    rows = [NewSubscriber(address=f"r{number}@example.net") for number in range(300)]

    def bring(store: Store, _number: int) -> int:
        return store.import_subscribers(rows, ["weekly"], consent="owner", now=NOW)

    assert sum(race(stores, bring)) == 300
    assert stores[0].count_subscribers() == {"weekly": {"confirmed": 300}}


def test_the_first_start_is_agreed_upon(stores: list[Store]) -> None:
    """Two daemons that see a newsletter for the first time have one watermark."""

    def look(store: Store, number: int) -> object:
        return store.watermark(
            "weekly", "0 7 * * MON", start=NOW + number * LEASE, latest=FAR
        )

    assert len(set(race(stores, look))) == 1


def test_one_store_serves_many_threads(store: Store) -> None:
    """The daemon's jobs and the web run in threads of one process."""
    rows = [f"reader{number}@example.net" for number in range(40)]

    def add(shared: Store, number: int) -> None:
        for address in rows[number::RACERS]:
            add_readers(shared, address)
            assert number_of(shared, address)

    race([store] * RACERS, add)
    assert [subscriber.address for subscriber in store.subscribers()] == sorted(rows)
