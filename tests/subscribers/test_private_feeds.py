"""Who gets a feed of their own, and when it ends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from builders import NOW
from digest.readers import Subscriber
from digest.secret import Secret, new_token
from digest.store.databases.sqlite import open_memory
from digest.store.protocols import Store
from digest.subscribers.private_feeds import (
    give_feed,
    is_open,
    renew_feed,
    take_back_feed,
)
from store_steps import add_readers

TOKEN = Secret("a" * 32)
OTHER = Secret("b" * 32)


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store."""
    opened = open_memory()
    yield opened
    opened.close()


@pytest.fixture
def ann(store: Store) -> Subscriber:
    """A confirmed reader."""
    add_readers(store, "ann@example.net")
    reader = store.find_subscriber("ann@example.net")
    assert reader is not None
    return reader


def test_a_feed_is_given_once(store: Store, ann: Subscriber) -> None:
    """A second one would end the first, which only renewing may do."""
    assert give_feed(store, ann, TOKEN, now=NOW)
    assert not give_feed(store, ann, OTHER, now=NOW)
    assert is_open(store, TOKEN)
    assert not is_open(store, OTHER)


def test_renewing_ends_the_old_one(store: Store, ann: Subscriber) -> None:
    """Also where there was none."""
    assert renew_feed(store, ann, TOKEN, now=NOW)
    assert renew_feed(store, ann, OTHER, now=NOW)
    assert not is_open(store, TOKEN)
    assert is_open(store, OTHER)


def test_what_is_taken_back_is_shut(store: Store, ann: Subscriber) -> None:
    """At once."""
    give_feed(store, ann, TOKEN, now=NOW)
    assert take_back_feed(store, ann, now=NOW)
    assert not is_open(store, TOKEN)
    assert not take_back_feed(store, ann, now=NOW)


def test_a_token_cannot_be_guessed() -> None:
    """192 bits, in letters that any URL takes."""
    tokens = {new_token().reveal() for _ in range(100)}
    assert len(tokens) == 100
    for token in tokens:
        assert len(token) == 32
        assert token.replace("-", "").replace("_", "").isalnum()
