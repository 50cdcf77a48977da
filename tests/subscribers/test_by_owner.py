from __future__ import annotations

from collections.abc import Iterator

import pytest

from builders import NOW, a_suppression
from digest import subscribers
from digest.readers import ConsentWay, Subscriber, SubscriberState
from digest.store.databases.sqlite import open_memory
from digest.store.protocols import NewSubscriber, Store
from store_steps import add_readers


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store."""
    store = open_memory()
    yield store
    store.close()


def ann(store: Store) -> Subscriber:
    """Ann as the store knows her."""
    found = store.find_subscriber("ann@example.org")
    assert found is not None
    return found


def test_nothing_of_the_owner_brings_back_who_left(store: Store) -> None:
    """Neither by hand, nor by a list, however often."""
    add_readers(store, "ann@example.org")
    assert subscribers.remove(store, "ANN@example.org", "", now=NOW)
    row = NewSubscriber(address="ann@example.org")
    for _ in range(2):
        store.import_subscribers([row], ["weekly"], consent="list", now=NOW)
    again = subscribers.add(
        store, address="ann@example.org", name="", newsletters=["weekly"], now=NOW
    )
    assert again.state is SubscriberState.UNSUBSCRIBED


def test_what_the_owner_ends_is_noted_as_theirs(store: Store) -> None:
    """The reader's record tells who did it."""
    (number,) = add_readers(store, "ann@example.org")
    subscribers.remove(store, "ann@example.org", "weekly", now=NOW)
    record = store.record_of(number)
    assert record is not None
    assert [event.way for event in record.events] == [ConsentWay.OWNER]


def test_the_owner_forgets_and_lifts(store: Store) -> None:
    """False where there is nobody, or nothing."""
    add_readers(store, "ann@example.org")
    store.suppress(a_suppression("ann@example.org"))
    assert subscribers.lift(store, "ann@example.org")
    assert not subscribers.lift(store, "ann@example.org")
    assert subscribers.forget(store, "ann@example.org")
    assert not subscribers.forget(store, "ann@example.org")


def test_the_owner_adds_and_removes_one(store: Store) -> None:
    """By hand, with one newsletter or all of them."""
    added = subscribers.add(
        store,
        address=" Ann@Example.org ",
        name="Ann",
        newsletters=["daily", "weekly"],
        now=NOW,
    )
    assert (added.address, added.name) == ("Ann@example.org", "Ann")
    assert added.newsletters == ("daily", "weekly")
    assert subscribers.remove(store, "ann@example.org", "daily", now=NOW)
    assert ann(store).newsletters == ("weekly",)
    assert not subscribers.remove(store, "nobody@example.org", "", now=NOW)
