"""When a newsletter comes next, as `digest schedule` tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from digest.cadence import Moment
from digest.cli.words import distance_words, local_words
from digest.clock_changes import Effect, Touch, touches
from digest.issues import Newsletter, Pause
from digest.timetable import say_when, upcoming

#: how far ahead the changes of clocks are looked for
YEAR = timedelta(days=366)
#: local times that are told one by one
MOST_TIMES = 4
EFFECTS = {
    Effect.MOVED: "what is due at {} comes right after it",
    Effect.LOST: "nothing comes for {}",
    Effect.ONCE: "what is due at {} comes the first time only",
    Effect.TWICE: "what is due at {} comes both times",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """When a newsletter comes, from one moment on."""

    newsletter: Newsletter
    words: str
    moments: tuple[Moment, ...]
    #: distances from the moment, in words
    distances: tuple[str, ...]
    #: whether no others come
    is_whole: bool
    #: those that are not over, as they come
    pauses: tuple[Pause, ...]
    #: what changes of clocks within a year do to it
    touches: tuple[Touch, ...]


def timetable_of(newsletter: Newsletter, *, now: datetime, count: int) -> Timetable:
    """The newsletter's next `count` slots, its pauses, and what clocks do to it."""
    moments = upcoming(newsletter, now, count)
    today = now.astimezone(ZoneInfo(newsletter.zone)).date()
    return Timetable(
        newsletter=newsletter,
        words=say_when(newsletter, "en"),
        moments=moments,
        is_whole=len(moments) < count,
        distances=tuple(distance_words(each.due_at - now) for each in moments),
        pauses=tuple(pause for pause in newsletter.pauses if pause.end >= today),
        touches=tuple(touches(newsletter, now, now + YEAR)),
    )


def table_lines(table: Timetable) -> Iterator[str]:
    """The timetable in words, a line each."""
    newsletter, zone = table.newsletter, table.newsletter.zone
    yield f"{newsletter.name}: {table.words}" if newsletter.name else table.words
    if newsletter.once is None:
        yield f"  {newsletter.schedule}, read in {zone}"
    pauses = list(table.pauses)
    for moment, distance in zip(table.moments, table.distances, strict=True):
        while pauses and pauses[0].begin.isoformat() <= moment.name:
            yield f"  no issue {_days(pauses.pop(0))}"
        yield f"  {local_words(moment.due_at, zone)} ({distance}{_here(moment, zone)})"
    if table.is_whole:
        yield from _end_lines(table, pauses)
    for touch in table.touches:
        yield f"  {_touch_words(touch)}"


def table_record(table: Timetable) -> dict[str, Any]:
    """The timetable as it is told by --json."""
    newsletter = table.newsletter
    once = newsletter.once
    return {
        "newsletter": newsletter.name or None,
        "words": table.words,
        "schedule": newsletter.schedule or None,
        "once": once.isoformat(timespec="minutes") if once else None,
        "zone": newsletter.zone,
        "next": [
            {
                "slot": moment.name,
                "due_at": moment.due_at.isoformat(),
                "local": local_words(moment.due_at, newsletter.zone),
                "here": moment.due_at.astimezone().isoformat(),
                "distance": distance,
            }
            for moment, distance in zip(table.moments, table.distances, strict=True)
        ],
        "pauses": [
            {
                "begin": pause.begin.isoformat(),
                "end": None if pause.end == date.max else pause.end.isoformat(),
            }
            for pause in table.pauses
        ],
        "clock_changes": [
            {
                "moment": touch.change.moment.isoformat(),
                "effect": str(touch.effect),
                "times": [f"{time:%Y-%m-%dT%H:%M}" for time in touch.times],
                "words": _touch_words(touch),
            }
            for touch in table.touches
        ],
    }


def _touch_words(touch: Touch) -> str:
    """`2027-03-28: clocks go from 02:00 to 03:00; what is due at 02:30 comes then`."""
    change, times = touch.change, _times_words(touch.times)
    way = "to" if change.is_forward else "back to"
    fact = f"clocks go from {change.old:%H:%M} {way} {change.new:%H:%M}"
    return f"{change.old:%Y-%m-%d}: {fact}; {EFFECTS[touch.effect].format(times)}"


def _times_words(times: Sequence[datetime]) -> str:
    """`02:00, 02:30`; `02:00 to 02:59` where there are many."""
    words = [f"{time:%H:%M}" for time in times]
    if len(words) > MOST_TIMES:
        return f"{words[0]} to {words[-1]}"
    return ", ".join(words)


def _here(moment: Moment, zone: str) -> str:
    """What the clock of this machine shows then; "" where it is the same."""
    here = moment.due_at.astimezone()
    there = moment.due_at.astimezone(ZoneInfo(zone))
    if here.replace(tzinfo=None) == there.replace(tzinfo=None):
        return ""
    day = "" if here.date() == there.date() else f"{here:%A} "
    return f"; here {day}{here:%H:%M %Z}"


def _end_lines(table: Timetable, pauses: Sequence[Pause]) -> Iterator[str]:
    """Why no more slots are to come, where these pauses are ahead."""
    for pause in pauses:
        yield f"  no issue {_days(pause)}"
    once = table.newsletter.once
    if not pauses and once is None:
        yield "  no other within fifty years"
    elif not pauses:
        yield "  no other" if table.moments else f"  {once:%Y-%m-%d %H:%M} is over"


def _days(pause: Pause) -> str:
    if pause.end == date.max:
        return f"from {pause.begin} on"
    if pause.end == pause.begin:
        return f"on {pause.begin}"
    return f"from {pause.begin} to {pause.end}"
