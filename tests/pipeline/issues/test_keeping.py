"""Held slots while their issues are made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from builders import NOW, a_newsletter
from digest.errors import StoreError
from digest.issues import SlotState
from digest.pipeline.issues.keeping import keep
from digest.slots import Due, claim_due, settle
from digest.store.databases.sqlite import open_memory
from digest.store.protocols import Store
from store_steps import a_slot
from waiting import until

LEASE = timedelta(seconds=0.3)
FAR = NOW + timedelta(weeks=20)


@pytest.fixture
def store() -> Iterator[Store]:
    """A store with one slot that is due."""
    opened = open_memory()
    opened.record_slots("weekly", [a_slot()], watermark=NOW)
    yield opened
    opened.close()


@pytest.fixture
def renewals(store: Store, monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """Until when the slot was held each time."""
    seen: list[datetime] = []
    renew = store.renew_slot

    def remember(newsletter: str, name: str, **values: Any) -> bool:
        is_renewed = renew(newsletter, name, **values)
        seen.append(values["lease_until"])
        return is_renewed

    monkeypatch.setattr(store, "renew_slot", remember)
    return seen


def held(store: Store) -> tuple[Due, ...]:
    """The slot, claimed by this process."""
    due, _ = claim_due(store, [a_newsletter()], lease=LEASE, now=NOW)
    assert due
    return due


def is_free(store: Store, passed: timedelta) -> bool:
    """Whether another process could take the slot then."""
    moment = NOW + passed
    name = a_slot().name
    return bool(store.claim_slot("weekly", name, now=moment, lease_until=moment))


def test_a_slot_is_held_for_as_long_as_the_work_lasts(
    store: Store, renewals: list[datetime]
) -> None:
    """However long that is; and no longer than a lease after it."""
    passed = [0.0]
    with keep(store, held(store), lease=LEASE, now=NOW, clock=lambda: passed[0]):
        passed[0] = 1000.0
        until(lambda: NOW + timedelta(seconds=1000) + LEASE in renewals)
        assert not is_free(store, timedelta(seconds=1000))
    assert is_free(store, timedelta(seconds=1000) + LEASE)


def test_nothing_is_kept_once_the_slot_is_lost(store: Store) -> None:
    """A process that slept finds another's claim, and leaves it alone."""
    (mine,) = held(store)
    (other,) = claim_due(store, [a_newsletter()], lease=LEASE, now=NOW + LEASE)[0]
    with keep(store, [mine], lease=LEASE, now=NOW):
        assert not settle(store, mine.slot, SlotState.DONE, "late")
        assert settle(store, other.slot, SlotState.DONE, "in time")


def test_a_store_that_does_not_answer_is_asked_again(
    store: Store, renewals: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One renewal of three may fail."""
    due, renew = held(store), store.renew_slot
    faults = [StoreError("the store: is away; try again")]

    def fail_once(newsletter: str, name: str, **values: Any) -> bool:
        if faults:
            raise faults.pop()
        return renew(newsletter, name, **values)

    monkeypatch.setattr(store, "renew_slot", fail_once)
    with keep(store, due, lease=LEASE, now=NOW):
        until(lambda: bool(renewals))
    assert faults == []


def test_without_a_slot_nothing_is_done(store: Store) -> None:
    """And what goes wrong inside comes out."""
    with pytest.raises(ZeroDivisionError), keep(store, [], lease=LEASE, now=NOW):
        _ = 1 / 0
