"""What is logged again, of what stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from digest.errors import DigestError
from digest.schedule.attempt import attempt
from digest.schedule.log import Log

#: seconds after which somebody who looks at the end of a log sees it again
PAUSE = 3600.0


class Repeats:
    """Says at once what is new, and the same once more after each hour.

    Moments are seconds of any clock that only goes forward.
    """

    def __init__(self) -> None:
        #: by subject, what was said and until when that is enough
        self._told: dict[str, tuple[str, float]] = {}

    def is_wanted(self, subject: str, text: str, now: float) -> bool:
        """Whether this is to be said of the subject now; it counts as said then."""
        before, ends = self._told.get(subject, ("", now))
        if text == before and now < ends:
            return False
        self._told[subject] = text, now + PAUSE
        return True

    def forget(self, subject: str) -> None:
        """All is well with the subject: whatever comes next is new."""
        self._told.pop(subject, None)


def told_once(
    log: Log,
    name: str,
    work: Callable[[], object],
    clock: Callable[[], float] = monotonic,
) -> Callable[[], object]:
    """The work of a lane, which no fault ends, and which says of each when it is new.

    A database that is away for a night would fill the log at each tick. That it goes
    on again is said, too.
    """
    repeats, faults = Repeats(), set[str]()

    def do() -> None:
        try:
            work()
        except DigestError as error:
            faults.add(str(error))
            if repeats.is_wanted(name, str(error), clock()):
                raise
        else:
            if faults:
                log.info(name, told="goes on again")
                faults.clear()
            repeats.forget(name)

    return lambda: attempt(log, name, do)
