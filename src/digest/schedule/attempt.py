"""A job that may fail without taking along whoever called it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from digest.errors import DigestError
from digest.schedule.log import Log

T = TypeVar("T")


def attempt(log: Log, name: str, job: Callable[[], T]) -> T | None:
    """What the job returns; None where it failed, which is logged by the job's name."""
    try:
        return job()
    except DigestError as error:
        log.error(name, fault=str(error))  # noqa: TRY400  one line, no trace
    except Exception:
        # a fault of ours ends a run, not the daemon
        log.exception(name)
    return None
