"""A schedule in the words of a reader: how often a newsletter comes, and when.

The only importer of cron_descriptor, which tells in English what we have no short words
for; its other languages leave the days of the week in English.
"""

from __future__ import annotations

import re
from datetime import datetime

from digest.words import Words, words_for

#: minute, hour, day of the month, month, day of the week; a month that is named makes
#: a rare schedule, which has no short words
SHAPE = re.compile(
    r"(?P<minute>\d{1,2}) (?P<hour>\d{1,2}|\*) (?P<day>\*|L|\d{1,2}) \* (?P<week>\S+)"
)
NUMBER_OF = {"SUN": 0, "MON": 1, "TUE": 2, "WED": 3, "THU": 4, "FRI": 5, "SAT": 6}
FIELDS = 5
WORKDAYS = (0, 1, 2, 3, 4)
ALL_DAYS = (*WORKDAYS, 5, 6)


def say(schedule: str, zone: str, language: str) -> str:
    """How often the schedule comes, as the middle of a sentence: `every day at 07:00`.

    A time of day is told with the city of its zone. The language is a BCP 47 tag.
    """
    words = words_for(language)
    text = _in_short(schedule, words)
    if text is None:
        text = _in_full(schedule, words)
    return _of_place(text, zone, words) if ":" in text else text


def say_once(moment: datetime, zone: str, language: str) -> str:
    """The same of a newsletter with one issue, at this local time."""
    words = words_for(language)
    day, time = words.day(moment), f"{moment:%H:%M}"
    text = words.gettext("once, on %(day)s at %(time)s", day=day, time=time)
    return _of_place(text, zone, words)


def _of_place(text: str, zone: str, words: Words) -> str:
    """What names a time of day, with the city whose clock shows it."""
    city = words.city(zone)
    if not city:
        return f"{text} ({zone})"
    return words.gettext("%(when)s (%(city)s time)", when=text, city=city)


def _in_short(schedule: str, words: Words) -> str | None:
    """One of the shapes that most newsletters have; None for any other."""
    shape = SHAPE.fullmatch(" ".join(schedule.upper().split()))
    days = _days_of(shape["week"]) if shape else None
    if shape is None or days is None:
        return None
    if shape["hour"] == "*":
        is_always = shape["day"] == "*" and days == ALL_DAYS
        return words.gettext("every hour") if is_always else None
    time = f"{int(shape['hour']):02}:{int(shape['minute']):02}"
    if shape["day"] == "*":
        return _weekly(days, time, words)
    # cron takes either of the two where both are named
    return _monthly(shape["day"], time, words) if days == ALL_DAYS else None


def _weekly(days: tuple[int, ...], time: str, words: Words) -> str:
    if days == ALL_DAYS:
        return words.gettext("every day at %(time)s", time=time)
    if days == WORKDAYS:
        return words.gettext("Monday to Friday at %(time)s", time=time)
    named = words.weekdays(days)
    return words.gettext("every %(weekdays)s at %(time)s", weekdays=named, time=time)


def _monthly(day: str, time: str, words: Words) -> str:
    if day == "L":
        return words.gettext("on the last day of every month at %(time)s", time=time)
    return words.gettext(
        "on day %(day)s of every month at %(time)s", day=int(day), time=time
    )


def _days_of(field: str) -> tuple[int, ...] | None:
    """The days that the field names, Monday first as 0; None for anything unusual."""
    if field == "*":
        return ALL_DAYS
    days: set[int] = set()
    for part in field.split(","):
        span, slash, step = part.partition("/")
        reach = _reach_of(span, is_open=bool(slash))
        if reach is None or (slash and not re.fullmatch(r"[1-9]\d?", step)):
            return None
        days |= {(day - 1) % 7 for day in reach[:: int(step or 1)]}
    return tuple(sorted(days))


def _reach_of(span: str, *, is_open: bool) -> range | None:
    """The days from the first to the last, as cron counts; to the 7th where it is open.

    None for anything unusual.
    """
    first, dash, last = span.partition("-")
    if span == "*":
        return range(8)
    start, end = _day_of(first), _day_of(last or first)
    if start is None or end is None or (dash and not last):
        return None
    if is_open and not dash:
        end = 7
    # cron's week begins with Sunday, and ends with it where it is called 7
    return range(start, end + 1 if end >= start else end + 8)


def _day_of(name: str) -> int | None:
    """The number that cron gives a day of the week; None where it is none."""
    if re.fullmatch("[0-7]", name):
        return int(name)
    return NUMBER_OF.get(name)


def _in_full(schedule: str, words: Words) -> str:
    """All that the schedule says, in English; in other languages that it has one."""
    if words.language != "en":
        return words.gettext("at set times")
    # late: few sites have a schedule that needs it
    from cron_descriptor import FormatError  # noqa: PLC0415

    fields = schedule.upper().split()
    if len(fields) != FIELDS:
        return words.gettext("at set times")
    try:
        text = _in_english(fields)
    except FormatError:
        return words.gettext("at set times")
    return text[:1].lower() + text[1:]


def _in_english(fields: list[str]) -> str:
    """What cron_descriptor says; but how day and weekday go together we say ourselves.

    cron takes either of the two where both are named, and what is both where one begins
    with a star (`*/2`). Steps of weekdays are named, as a step over a week never skips
    one. Raises FormatError.
    """
    minute, hour, day, month, week = fields
    day = "*" if day == "*/1" else day
    named = _days_of(week)
    if named == ALL_DAYS:
        week = "*"
    elif named is not None and "/" in week:
        week = ",".join(str((each + 1) % 7) for each in named)
    is_mixed = any("," in field and re.search("[L#]", field) for field in (day, week))
    if "*" in (day, week) and not is_mixed:
        return _described(minute, hour, day, month, week)
    when = _described(minute, hour, "*", month, "*")
    of_day, of_week = _days_in_full(day=day), _days_in_full(week=week)
    if "*" in (day, week):
        return f"{when}, {of_day or of_week}"
    is_both = day.startswith("*") or fields[4].startswith("*")
    return f"{when}, {of_day}, {'and only' if is_both else 'or'} {of_week}"


def _days_in_full(*, day: str = "*", week: str = "*") -> str:
    """The days of one of the two fields; item by item where one counts in a month."""
    field = week if day == "*" else day
    items = field.split(",") if re.search("[L#]", field) else [field]
    told = (
        _described("*", "*", *((item, "*", "*") if week == "*" else ("*", "*", item)))
        for item in items
    )
    return " and ".join(text.partition(", ")[2].removeprefix("only ") for text in told)


def _described(*fields: str) -> str:
    from cron_descriptor import Options, get_description  # noqa: PLC0415  late as above

    options = Options()
    options.use_24hour_time_format = True
    options.locale_code = "en_US"
    return str(get_description(" ".join(fields), options))
