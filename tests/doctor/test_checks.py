from __future__ import annotations

from threading import Event
from time import monotonic

import pytest

from digest.doctor.advice import Advice, Area, Subject, has_errors
from digest.doctor.checks import Check, run_checks

SUBJECT = Subject(area=Area.DNS, name="SPF of example.org")
FINE = SUBJECT.fine("it is there")


def test_looks_go_side_by_side_and_are_told_in_order() -> None:
    """One may even wait for the next."""
    first, second = Event(), Event()

    def look_first() -> tuple[Advice, ...]:
        first.set()
        assert second.wait(60)
        return (FINE,)

    def look_second() -> tuple[Advice, ...]:
        assert first.wait(60)
        second.set()
        return (SUBJECT.skip("later"), SUBJECT.skip("as well"))

    checks = [Check(subject=SUBJECT, look=look) for look in (look_first, look_second)]
    facts = [each.fact for each in run_checks(checks, seconds=60)]
    assert facts == ["it is there", "later", "as well"]


def test_a_look_that_takes_too_long_is_not_waited_for() -> None:
    """The others are told, and of it that nothing answers."""
    end = Event()

    def look() -> tuple[Advice, ...]:
        end.wait(60)
        return (FINE,)

    checks = [
        Check(subject=SUBJECT, look=look),
        Check(subject=SUBJECT, look=lambda: (FINE,)),
    ]
    start = monotonic()
    late, fine = run_checks(checks, seconds=0.1)
    assert monotonic() - start < 30
    end.set()
    assert (late.fact, fine) == ("nothing answers within 0.1 seconds", FINE)


def test_a_mistake_of_ours_is_not_hidden() -> None:
    """It ends the doctor with its trace."""

    def look() -> tuple[Advice, ...]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_checks([Check(subject=SUBJECT, look=look)], seconds=60)


def test_only_errors_are_errors() -> None:
    """A warning lets everything go on."""
    assert not has_errors([FINE, SUBJECT.warn("so", "do"), SUBJECT.skip("so")])
    assert has_errors([FINE, SUBJECT.fail("so", "do")])
