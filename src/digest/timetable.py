"""When a newsletter comes: by its schedule or once, from its start, but for pauses.

Whoever asks for "the next slot" asks here. Pure; what became of slots that came due is
told by digest.slots.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from digest import frequency
from digest.cadence import Moment, moment_of, moments_between, next_moments
from digest.issues import Newsletter, Pause

MICROSECOND = timedelta(microseconds=1)
DAY = timedelta(days=1)


def schedule_key(newsletter: Newsletter) -> str:
    """Differs where the newsletter comes at other times."""
    if newsletter.once is not None:
        return f"once {newsletter.once:%Y-%m-%dT%H:%M} {newsletter.zone}"
    return f"{newsletter.schedule} {newsletter.zone}"


def say_when(newsletter: Newsletter, language: str) -> str:
    """How often it comes, as the middle of a sentence in the language of this tag."""
    if newsletter.once is not None:
        return frequency.say_once(newsletter.once, newsletter.zone, language)
    return frequency.say(newsletter.schedule, newsletter.zone, language)


def moments_of(
    newsletter: Newsletter, after: datetime, until: datetime
) -> tuple[Moment, ...]:
    """All its moments in (after, until], those in pauses too, as they come."""
    after = max(after, begin(newsletter, after))
    if newsletter.once is None:
        return moments_between(newsletter.schedule, newsletter.zone, after, until)
    moment = moment_of(newsletter.once, newsletter.zone)
    return (moment,) if after < moment.due_at <= until else ()


def begin(newsletter: Newsletter, now: datetime) -> datetime:
    """Behind which moment its slots count if it is new: now, or just before its start.

    So one that comes at the very start counts.
    """
    return now if newsletter.start is None else newsletter.start - MICROSECOND


def upcoming(newsletter: Newsletter, after: datetime, count: int) -> tuple[Moment, ...]:
    """The first `count` moments after this one that are to bring an issue.

    Without those in pauses; fewer only where none follows another within fifty years.
    """
    found: list[Moment] = []
    while len(found) < count:
        batch = _next(newsletter, after, count - len(found))
        if not batch:
            break
        found += [
            moment for moment in batch if pause_at(newsletter, moment.name) is None
        ]
        pause = pause_at(newsletter, batch[-1].name)
        if pause is not None and pause.end == date.max:
            break
        after = batch[-1].due_at
        if pause is not None:
            after = max(after, _last_instant(pause, newsletter.zone))
    return tuple(found)


def stand_in(newsletter: Newsletter, after: datetime) -> tuple[Moment]:
    """The moment to show where none is upcoming: the last one, or one in a pause."""
    if newsletter.once is not None:
        return (moment_of(newsletter.once, newsletter.zone),)
    # config takes no schedule that never comes
    (moment,) = _next(newsletter, after, 1)
    return (moment,)


def pause_at(newsletter: Newsletter, name: str) -> Pause | None:
    """The pause that the slot of this name lies in, by its local day."""
    if not newsletter.pauses:
        return None
    day = date.fromisoformat(name[: len("2027-03-28")])
    return next(
        (pause for pause in newsletter.pauses if pause.begin <= day <= pause.end), None
    )


def _next(newsletter: Newsletter, after: datetime, count: int) -> tuple[Moment, ...]:
    """The first moments after this one, those in pauses too."""
    if newsletter.once is not None:
        return moments_of(newsletter, after, datetime.max.replace(tzinfo=UTC))
    after = max(after, begin(newsletter, after))
    return next_moments(newsletter.schedule, newsletter.zone, after, count)


def _last_instant(pause: Pause, zone: str) -> datetime:
    """The end of the pause's last day."""
    midnight = datetime.combine(pause.end + DAY, time.min, tzinfo=ZoneInfo(zone))
    return midnight.astimezone(UTC) - MICROSECOND
