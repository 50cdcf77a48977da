"""Which newsletters may go out at this time of the day. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from digest.issues import Newsletter
from digest.rates import Hours


def open_newsletters(
    newsletters: Iterable[Newsletter], hours: Hours | None, now: datetime
) -> tuple[str, ...] | None:
    """Those in whose zone it is one of the hours; None where no hours are set: all."""
    if hours is None:
        return None
    return tuple(
        one.name for one in newsletters if hours.has(now.astimezone(ZoneInfo(one.zone)))
    )
