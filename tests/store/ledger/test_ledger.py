"""Transactions of the ledger: whole or not at all, and as durable as asked."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from builders import NOW
from digest.deliveries import DeliveryState
from digest.errors import StoreError
from digest.store.columns import moment_of, stamp
from digest.store.databases.sqlite import open_memory, open_sqlite
from digest.store.protocols import Answer
from store_steps import ACCEPTED, add_readers, claim, publish


@pytest.mark.parametrize(("is_durable", "synchronous"), [(False, 1), (True, 2)])
def test_answers_are_as_durable_as_asked(
    tmp_path: Path, *, is_durable: bool, synchronous: int
) -> None:
    """NORMAL survives the death of a process, FULL that of the machine."""
    path = tmp_path / "digest.sqlite"
    with (
        closing(open_sqlite(path, is_durable=is_durable)) as store,
        store._database.ledger() as cursor,
    ):
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone() == (synchronous,)


def test_a_fault_keeps_nothing() -> None:
    """Neither the answers nor the intents of one turn."""
    with closing(open_memory()) as store:
        add_readers(store, "ann@example.net", "bob@example.net")
        publish(store)
        ann, bob = claim(store)
        state = DeliveryState.ACCEPTED
        answer = Answer(delivery=ann.id, outcome=ACCEPTED, state=state, due=NOW)
        broken = "not a number"
        with pytest.raises(StoreError, match="the store in memory: "):
            store.write([bob.id, object()], [answer], now=NOW)  # type: ignore[list-item]
        assert store.delivery_counts("weekly", 1) == {DeliveryState.PENDING: 2}
        assert store.write([bob.id, broken], [], now=NOW) == {bob.id}  # type: ignore[list-item]


def test_moments_go_in_and_out() -> None:
    """By the short way as by the usual one."""
    assert moment_of(stamp(NOW)) == NOW
