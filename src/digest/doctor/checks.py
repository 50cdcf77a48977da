"""Looks at many things at once, each in its own time, and waits for none too long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass
from threading import Thread

from digest.doctor.advice import Advice, Subject

Look = Callable[[], tuple[Advice, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing to look at."""

    #: told where the look takes too long
    subject: Subject
    look: Look


def run_checks(checks: Sequence[Check], *, seconds: float) -> tuple[Advice, ...]:
    """What came of each, in their order, after so many seconds at the most.

    What a look raises is raised here.
    """
    started = tuple((check, _start(check.look)) for check in checks)
    wait([future for _, future in started], timeout=seconds)
    return tuple(
        advice
        for check, future in started
        for advice in (future.result() if future.done() else _late(check, seconds))
    )


def _late(check: Check, seconds: float) -> tuple[Advice, ...]:
    fact = f"nothing answers within {seconds:g} seconds"
    return (check.subject.skip(fact, "try again"),)


def _start(look: Look) -> Future[tuple[Advice, ...]]:
    """The look in a thread that nobody has to wait for at the end of the process."""
    future: Future[tuple[Advice, ...]] = Future()
    future.set_running_or_notify_cancel()

    def run() -> None:
        try:
            found = look()
        except BaseException as error:  # noqa: BLE001  it is raised where one waits
            future.set_exception(error)
        else:
            future.set_result(found)

    Thread(target=run, daemon=True).start()
    return future
