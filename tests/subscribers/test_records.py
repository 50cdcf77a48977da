from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

import pytest

from builders import NOW
from digest import subscribers
from digest.errors import LinkError
from digest.secret import Secret
from digest.signed.links import Claim, LinkPurpose, make_token
from digest.store.databases.sqlite import open_memory
from digest.store.protocols import Store
from store_steps import add_readers, number_of, publish

KEY = Secret("k" * 64)


@pytest.fixture
def store() -> Iterator[Store]:
    """A store with a reader who has a letter coming."""
    store = open_memory()
    add_readers(store, "ann@example.org")
    publish(store)
    yield store
    store.close()


def test_a_record_can_be_written_as_json(store: Store) -> None:
    """Words, numbers and moments, in tables that a reader can read."""
    store.pause(1, NOW, now=NOW)
    record = subscribers.record_of(store, number_of(store, "ann@example.org"))
    told = json.loads(json.dumps(asdict(record), default=str))
    assert told["subscriber"]["address"] == "ann@example.org"
    assert told["deliveries"][0]["state"] == "withdrawn"
    assert told["events"][0]["step"] == "paused"


def test_a_stranger_has_no_record(store: Store) -> None:
    """Not even an empty one."""
    with pytest.raises(LinkError, match="sign up anew"):
        subscribers.record_of(store, 99)


def test_a_reader_is_forgotten_by_a_link_of_their_own(store: Store) -> None:
    """To the page with their preferences, and repeating it is safe."""
    number = number_of(store, "ann@example.org")
    claim = Claim(subscriber=number)
    leave = make_token(KEY.reveal(), LinkPurpose.LEAVE, claim)
    with pytest.raises(LinkError):
        subscribers.forget_by_link(store, KEY, leave)
    page = make_token(KEY.reveal(), LinkPurpose.PREFERENCES, claim)
    for _ in range(2):
        assert subscribers.forget_by_link(store, KEY, page) == claim
    assert list(store.subscribers()) == []
