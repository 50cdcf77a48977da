"""Dates as feeds write them, and no other form: text -> Moment."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from digest.check.feeds.told import Moment

#: RFC 3339 5.6 in UTC, without the fraction that some readers do not understand
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
#: RFC 822 5, with the year of four digits that RFC 2822 asks for, in UTC
RFC_822 = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d "
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d\d:\d\d:\d\d (?:GMT|\+0000)",
    re.ASCII,
)


def read_rfc3339(text: str) -> Moment:
    """The moment as Atom and JSON Feed write it: `2026-11-10T08:00:00Z`."""
    if not RFC_3339.fullmatch(text):
        return Moment(written=text)
    try:
        return Moment(written=text, at=datetime.fromisoformat(text))
    except ValueError:  # the 31st of June
        return Moment(written=text)


def read_rfc822(text: str) -> Moment:
    """The moment as RSS writes it: `Tue, 10 Nov 2026 08:00:00 GMT`."""
    if not RFC_822.fullmatch(text):
        return Moment(written=text)
    try:
        at = parsedate_to_datetime(text).astimezone(UTC)
    except ValueError:
        return Moment(written=text)
    # the day of the week is a claim of its own
    return Moment(written=text, at=at if f"{at:%w}" == _weekday(text) else None)


def _weekday(text: str) -> str:
    """As strftime's %w counts: from Sunday, which is 0."""
    return str(("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat").index(text[:3]))
