from __future__ import annotations

from digest.schedule.repeats import PAUSE, Repeats


def test_what_is_new_is_said_at_once() -> None:
    """Also another text of the same subject, and the same of another."""
    repeats = Repeats()
    assert repeats.is_wanted("publish", "the disk is full", 5)
    assert repeats.is_wanted("publish", "the disk is away", 6)
    assert repeats.is_wanted("rebuild", "the disk is away", 7)


def test_what_stays_is_said_each_hour() -> None:
    """However often it is met in between."""
    repeats = Repeats()
    said = [repeats.is_wanted("publish", "full", 15.0 * tick) for tick in range(500)]
    assert sum(said) == 1 + int(499 * 15 // PAUSE)


def test_what_comes_back_is_new() -> None:
    """Somebody has mended it once, and may do so again."""
    repeats = Repeats()
    assert repeats.is_wanted("publish", "full", 0)
    repeats.forget("publish")
    assert repeats.is_wanted("publish", "full", 1)
    repeats.forget("nothing of it was ever said")
