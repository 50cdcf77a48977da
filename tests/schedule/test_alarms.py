"""Alarms ring by the clock that nobody sets."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest
import time_machine

from builders import NOW
from digest.schedule.alarms import Alarms, Every, SteadyZone

#: seconds between two rings, and those in which a ring has to come
SHORT, PATIENCE = 0.05, 60.0
YEARS = 365 * 86_400


async def hear(rings: asyncio.Queue[None], count: int) -> None:
    """Wait until it rang so many times more."""
    async with asyncio.timeout(PATIENCE):
        for _ in range(count):
            await rings.get()


@pytest.fixture
def wall() -> Iterator[time_machine.Traveller]:
    """A wall clock that can be set, beside others that cannot."""
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller


@pytest.mark.parametrize("seconds", [-10 * YEARS, -3600, 3600, 10 * YEARS])
def test_alarms_ring_on_however_the_wall_clock_is_set(
    wall: time_machine.Traveller, seconds: int
) -> None:
    """A clock put back keeps nobody waiting; one put forward rings once, not often."""

    async def ring() -> float:
        rings: asyncio.Queue[None] = asyncio.Queue()
        alarms = Alarms()
        alarms.ring_every(SHORT, lambda: rings.put_nowait(None), "tick")
        alarms.start()
        await hear(rings, 2)
        wall.shift(seconds)
        began = monotonic()
        await hear(rings, 4)
        alarms.shut_down()
        return monotonic() - began

    assert asyncio.run(ring()) >= 2 * SHORT


def test_the_timer_has_a_zone_in_which_time_only_goes_forward(
    wall: time_machine.Traveller,
) -> None:
    """What it takes for the time is that of the clock that nobody sets."""
    zone = SteadyZone()
    before = datetime.now(zone)
    wall.shift(-YEARS)
    assert timedelta() <= datetime.now(zone) - before < timedelta(seconds=PATIENCE)
    assert (before.utcoffset(), before.dst()) == (timedelta(), timedelta())
    assert before.tzname() == "steady"


def test_an_alarm_that_is_not_started_needs_no_end() -> None:
    """A shift may end before it began."""
    Alarms().shut_down()


def test_an_alarm_is_due_as_long_after_the_last_as_it_says() -> None:
    """What was missed meanwhile is not counted."""
    now = datetime(2037, 1, 1, tzinfo=UTC)
    before = datetime(1970, 1, 1, tzinfo=UTC)
    assert Every(15.0).get_next_fire_time(before, now).second == 15
