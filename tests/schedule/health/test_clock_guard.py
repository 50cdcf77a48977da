"""Whether the clock can be believed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from builders import NOW
from digest.clock import MADE
from digest.schedule.health.clock_guard import HOLD, LONGEST_REST, ClockGuard
from publications import Clock


class Machine:
    """A machine whose two clocks a test moves, together or one of them."""

    def __init__(self, now: datetime = NOW, seen: datetime | None = None) -> None:
        self.wall = Clock(now)
        self.boot = 1000.0
        self.guard = ClockGuard(self.wall, boot=lambda: self.boot, seen=seen)

    def wait(self, seconds: float, *, step: float = 0.0) -> str | None:
        """Let time go by, with the wall clock put forward meanwhile; the next look."""
        self.boot += seconds
        self.wall.now += timedelta(seconds=seconds + step)
        held = self.guard.look()
        return held.reason if held else None


@pytest.mark.parametrize("seconds", [15, 3600, 30 * 86_400])
def test_time_that_goes_by_is_no_step(seconds: float) -> None:
    """Also that in which the machine slept: the other clock counts on."""
    machine = Machine()
    machine.wait(15)
    assert machine.wait(seconds) is None
    assert not machine.guard.holds()
    assert machine.guard.steps == 0


@pytest.mark.parametrize("step", [-59, 30, 59])
def test_a_small_correction_is_no_step(step: float) -> None:
    """As time servers make them."""
    machine = Machine()
    machine.wait(15)
    assert machine.wait(15, step=step) is None


@pytest.mark.parametrize(
    ("step", "told"), [(3600, "forward by 3600"), (-3600, "back by 3600")]
)
def test_a_step_holds_letters_for_a_while(step: float, told: str) -> None:
    """It is told, counted, and over by itself."""
    machine = Machine()
    machine.wait(15)
    assert told in (machine.wait(15, step=step) or "")
    assert machine.guard.steps == 1
    machine.wait(HOLD - 1)
    assert machine.guard.holds()
    machine.wait(1)
    assert not machine.guard.holds()


def test_a_second_step_begins_a_hold_of_its_own() -> None:
    """It counts from the last one."""
    machine = Machine()
    machine.wait(15)
    machine.wait(15, step=3600)
    machine.wait(HOLD - 10, step=-3600)
    machine.wait(30)
    assert machine.guard.holds()
    assert machine.guard.steps == 2


@pytest.mark.parametrize("year", [1970, 2025])
def test_a_clock_before_the_program_holds_until_it_is_right(year: int) -> None:
    """However long it stands; the step that mends it is one like any other."""
    machine = Machine(datetime(year, 1, 1, tzinfo=UTC))
    assert "before this digest was made" in (machine.wait(15) or "")
    assert machine.wait(3600) is None
    assert machine.guard.holds()
    machine.wait(15, step=(NOW - machine.wall.now).total_seconds())
    assert machine.guard.holds()
    machine.wait(HOLD)
    assert not machine.guard.holds()


def test_a_clock_far_ahead_of_all_that_was_seen_holds() -> None:
    """One in 2037 mails nobody, until somebody sets it, or confirms it."""
    machine = Machine(datetime(2037, 1, 1, tzinfo=UTC), seen=NOW)
    told = machine.wait(15) or ""
    assert "was 2026-11-16 when the site was last at work" in told
    machine.wait(86_400)
    assert machine.guard.holds()


def test_a_daemon_that_runs_for_years_believes_its_clock() -> None:
    """What it saw itself counts, and a step into another decade does not."""
    machine = Machine(seen=NOW)
    for _ in range(5):
        assert machine.wait(300 * 86_400) is None
    assert "last at work" in (machine.wait(15, step=3700 * 86_400) or "")
    machine.wait(HOLD)
    assert machine.guard.holds()


def test_a_rest_of_a_year_is_no_wrong_clock() -> None:
    """Nor is a site that nobody saw before."""
    assert Machine(NOW + LONGEST_REST, seen=NOW).guard.look() is None
    assert Machine(datetime(2037, 1, 1, tzinfo=UTC)).guard.look() is None


@pytest.mark.parametrize("off", [-3600, 61, 3600])
def test_a_machine_that_disagrees_with_the_database_holds(off: float) -> None:
    """One of the two is wrong; others go by the database."""
    machine = Machine()
    held = machine.guard.look(NOW + timedelta(seconds=off))
    assert held is not None
    assert "off the database's own" in held.reason
    assert machine.guard.holds()
    machine.guard.look(NOW + timedelta(seconds=60))
    assert not machine.guard.holds()


def test_no_clock_of_a_test_is_older_than_the_program() -> None:
    """Else every test would hold its letters."""
    assert MADE < NOW


@pytest.mark.parametrize("step", [-3600, 3600, 3700 * 86_400])
def test_a_step_holds_letters_before_anybody_looked(step: float) -> None:
    """Between two looks a letter that is put off would wait until the wrong year."""
    machine = Machine()
    machine.wait(15)
    machine.wall.now += timedelta(seconds=step)
    assert machine.guard.holds()
    machine.wall.now -= timedelta(seconds=step)
    assert not machine.guard.holds()


def test_a_clock_that_is_wrong_is_known_before_anybody_looked() -> None:
    """A mere step is not: it may have set the clock right."""
    machine = Machine()
    machine.wait(15)
    machine.wall.now += timedelta(days=1)
    assert not machine.guard.is_wrong()
    machine.wall.now += LONGEST_REST
    assert machine.guard.is_wrong()
    machine.wait(15)
    assert machine.guard.is_wrong()
    machine.wall.now = NOW
    machine.wait(15)
    assert not machine.guard.is_wrong()
    assert machine.guard.holds()
