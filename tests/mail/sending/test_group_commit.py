"""The pen of a run, where the store goes away before the last answers are written."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, cast

import pytest

from builders import NOW
from digest.deliveries import DeliveryState
from digest.errors import StoreError
from digest.mail.sending import group_commit
from digest.mail.sending.group_commit import GroupCommit
from digest.store.protocols import Answer, Store
from store_steps import ACCEPTED

ANSWER = Answer(delivery=1, outcome=ACCEPTED, state=DeliveryState.ACCEPTED, due=NOW)


class AwayStore:
    """A store that does not answer so many times, and then does."""

    def __init__(self, times: int) -> None:
        self._times = times
        self.written: list[Answer] = []

    def write(
        self, intents: Sequence[int], answers: Sequence[Answer], **_: Any
    ) -> frozenset[int]:
        """See SendingStore."""
        if self._times:
            self._times -= 1
            raise StoreError("away")
        self.written += answers
        return frozenset(intents)


def run(store: AwayStore, *, waits: bool, intents: Sequence[int] = ()) -> list[object]:
    """Let the answer come, and the run end; what each intent was told."""
    told: list[object] = []

    async def course() -> None:
        commit = GroupCommit(
            cast("Store", store),
            lambda: NOW,
            is_durable=False,
            fail=lambda _: None,
            waits=lambda: waits,
        )
        if not intents:
            commit.answer(ANSWER)
        for intent in intents:
            commit.announce(intent, told.append)
        await asyncio.sleep(0)
        await commit.close()

    asyncio.run(course())
    return told


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits in a test."""
    monkeypatch.setattr(group_commit, "PAUSE", 0.0)


def test_the_last_answers_wait_for_a_store_that_comes_back() -> None:
    """So that no letter is in doubt because a database was started anew."""
    store = AwayStore(5)
    run(store, waits=True)
    assert store.written == [ANSWER]


def test_a_store_of_one_machine_is_not_waited_for() -> None:
    """A full disk or a damaged file does not come back in seconds."""
    store = AwayStore(5)
    with pytest.raises(StoreError):
        run(store, waits=False)
    assert store.written == []


def test_the_wait_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then they are in doubt."""
    monkeypatch.setattr(group_commit, "PATIENCE", 0.0)
    with pytest.raises(StoreError):
        run(AwayStore(5), waits=True)


def test_intents_alone_are_not_waited_for() -> None:
    """They are refused, and go out another time."""
    store = AwayStore(1)
    assert run(store, waits=True, intents=(1, 2)) == [False, False]
