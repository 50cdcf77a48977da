"""Who starts takes up what the dead left, and nothing of the living."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path

import pytest

from builders import NOW
from digest.deliveries import DeliveryState
from digest.store.owner import name_owner
from digest.store.protocols import Store
from store_steps import (
    LEASE,
    a_dead_owner,
    accept,
    add_readers,
    claim,
    defer,
    hold_slot,
    intend,
    publish,
)
from stores_at import open_at

HOUR = timedelta(hours=1)
READERS = ("ann@example.net", "bob@example.net", "cid@example.net")

Open = Callable[[str], Store]

#: claims everything, writes one intent, says so, and goes on to live or die
HOLDER = """
import os, sys
from datetime import timedelta
from builders import NOW
from digest.store.owner import name_owner
from stores_at import open_at
store = open_at(sys.argv[1], owner=name_owner(os.getpid(), "other"))
first, *_ = store.claim_deliveries(100, now=NOW, lease_until=NOW + timedelta(hours=1))
assert store.write([first.id], [], now=NOW)
print("held", flush=True)
input()
"""


@pytest.fixture(params=["disk", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the stores of a test find each other."""
    if request.param == "disk":
        return str(tmp_path / "digest.sqlite")
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def open_as(place: str) -> Iterator[Open]:
    """Opens the one database in the name of an owner."""
    with ExitStack() as opened:

        def open_it(owner: str) -> Store:
            return opened.enter_context(closing(open_at(place, owner=owner)))

        yield open_it


def living(chance: str) -> str:
    """An owner in this process."""
    return name_owner(os.getpid(), chance)


def test_what_the_dead_held_can_be_claimed_at_once(open_as: Open) -> None:
    """With the number of those in doubt."""
    dead, new = open_as(a_dead_owner()), open_as(living("new"))
    add_readers(dead, *READERS)
    publish(dead)
    first, *_ = claim(dead)
    assert intend(dead, first.id, now=NOW)
    assert new.release_all(now=NOW) == 1
    again = claim(new)
    assert len(again) == 3
    assert [delivery.is_in_doubt for delivery in again].count(True) == 1


def test_what_the_living_hold_stays_theirs(open_as: Open) -> None:
    """Two presses of one process, while one still waits for its relay."""
    old, new = open_as(living("old")), open_as(living("new"))
    add_readers(old, *READERS)
    publish(old)
    first, second, third = claim(old)
    assert intend(old, first.id, now=NOW)
    assert new.release_all(now=NOW) == 0
    assert claim(new) == ()
    accept(old, first)
    assert intend(old, second.id, now=NOW)
    old.release([third.id])
    assert [delivery.id for delivery in claim(new)] == [third.id]


def test_a_lease_that_ran_out_is_ended_whoever_had_it(open_as: Open) -> None:
    """Its letters are in doubt as they would be if they were claimed again."""
    old, new = open_as(living("old")), open_as(living("new"))
    add_readers(old, "ann@example.net")
    publish(old)
    (held,) = claim(old)
    assert intend(old, held.id, now=NOW)
    assert new.release_all(now=NOW + LEASE) == 1


@pytest.mark.parametrize("owner", ["", "nobody knows"])
def test_an_unknown_owner_is_waited_for(open_as: Open, owner: str) -> None:
    """As of a lease from before owners were named."""
    old, new = open_as(owner), open_as(living("new"))
    add_readers(old, "ann@example.net")
    publish(old)
    assert claim(old)
    new.release_all(now=NOW)
    assert claim(new) == ()
    assert len(claim(new, now=NOW + LEASE)) == 1


def test_who_lost_a_lease_neither_sends_nor_gives_back(open_as: Open) -> None:
    """Only who has the newest lease writes the intent."""
    old, new = open_as(living("old")), open_as(living("new"))
    add_readers(old, "ann@example.net")
    publish(old)
    (held,) = claim(old)
    later = NOW + LEASE
    assert claim(new, now=later)
    assert not intend(old, held.id, now=later)
    old.release([held.id])
    assert claim(old, now=later) == ()
    assert intend(new, held.id, now=later)


def test_who_slept_does_not_free_what_another_sends(open_as: Open) -> None:
    """Its relay is long gone; only that the letter arrived is news still."""
    old, new = open_as(living("old")), open_as(living("new"))
    add_readers(old, "ann@example.net")
    publish(old)
    (held,) = claim(old)
    assert intend(old, held.id, now=NOW)
    later = NOW + LEASE
    (taken,) = claim(new, now=later)
    assert taken.is_in_doubt
    assert intend(new, taken.id, now=later)
    defer(old, held, due=later)
    assert claim(old, now=later) == claim(new, now=later) == ()
    accept(old, held, now=later)
    assert new.delivery_counts("weekly", 1) == {DeliveryState.ACCEPTED: 1}


@pytest.mark.parametrize(("owner", "is_free"), [("dead", True), ("living", False)])
def test_slots_go_by_the_same_rule(open_as: Open, owner: str, *, is_free: bool) -> None:
    """The issue that a dead process began comes at once; that of a living one waits."""
    name = a_dead_owner() if owner == "dead" else living("old")
    old, new = open_as(name), open_as(living("new"))
    fence = hold_slot(old)
    new.release_all(now=NOW)
    (slot,) = new.open_slots("weekly", now=NOW)
    again = new.claim_slot("weekly", slot.name, now=NOW, lease_until=NOW + LEASE)
    assert again == (fence + 1 if is_free else None)


def test_a_process_that_delivers_by_hand_is_left_alone_until_it_is_killed(
    open_as: Open, place: str
) -> None:
    """`digest deliver` takes no lock, and `digest run` starts beside it."""
    store = open_as(living("daemon"))
    add_readers(store, *READERS)
    publish(store)
    environ = {"PYTHONPATH": ":".join(sys.path)}
    with subprocess.Popen(  # noqa: S603  our own words
        [sys.executable, "-c", HOLDER, place],
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        assert store.release_all(now=NOW) == 0
        assert claim(store) == ()
        other.kill()
    assert store.release_all(now=NOW) == 1
    assert len(claim(store)) == 3


def test_a_try_that_lies_further_away_than_any_pause_is_due(open_as: Open) -> None:
    """A clock that stood in the future once keeps back no letter."""
    store = open_as(living("only"))
    add_readers(store, "ann@example.net")
    publish(store)
    (delivery,) = claim(store)
    defer(store, delivery, due=NOW + 28 * HOUR)
    assert store.next_due(now=NOW) == NOW + 28 * HOUR
    assert claim(store) == ()
    before = NOW - HOUR
    assert store.next_due(now=before) == before
    (again,) = claim(store, now=before)
    assert (again.id, again.attempts) == (delivery.id, 1)
