"""One line of a log in the Combined Log Format, ours or another server's."""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

#: what stands between two quotes, where a backslash takes its meaning from a quote
QUOTED = r'"([^"\\]*(?:\\.[^"\\]*)*)"'
#: client, time to the minute, seconds, zone, request, status, octets, referrer, agent
LINE = re.compile(
    r"(\S+) [^\[]{0,300}"
    r"\[(\d{1,2}/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d):(\d\d) ([+-]\d{4})\] "
    rf"{QUOTED} (\d{{3}}) (\d{{1,18}}|-) {QUOTED} {QUOTED}(.*)",
    re.DOTALL,
)
CONDITION = re.compile(r"\bconditional=(yes|no)\b")
MONTHS = {
    name: number
    for number, name in enumerate(
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),  # noqa: SIM905  as words
        start=1,
    )
}


class Condition(StrEnum):
    """Whether a request said what its reader has already."""

    YES = "yes"
    NO = "no"
    #: other servers do not write it down
    UNTOLD = "untold"


class Visit(NamedTuple):
    """One request, as the log tells it."""

    client: str
    #: in seconds since 1970
    moment: int
    method: str
    #: without the query
    path: str
    status: int
    #: of the answer's body
    octets: int
    agent: str
    condition: Condition


def read_visit(line: str) -> Visit | None:
    """The request that the line tells; None where it is no line of a log."""
    found = LINE.match(line)
    if not found:
        return None
    client, minute, second, zone, request, status, octets, _, agent, rest = (
        found.groups()
    )
    began = _seconds(minute, zone)
    if began is None:
        return None
    method, _, target = request.partition(" ")
    told = CONDITION.search(rest)
    return Visit(
        client=client,
        moment=began + int(second),
        method=method,
        path=target.partition(" ")[0].partition("?")[0],
        status=int(status),
        octets=0 if octets == "-" else int(octets),
        agent=agent,
        condition=Condition(told[1]) if told else Condition.UNTOLD,
    )


# a busy minute has many lines
@lru_cache(maxsize=1024)
def _seconds(minute: str, zone: str) -> int | None:
    """The start of the minute in seconds since 1970; None where there is none such."""
    day, month, rest = minute.split("/")
    try:
        text = f"{rest[:4]}-{MONTHS[month]:02}-{int(day):02}T{rest[5:]}:00{zone}"
        return int(datetime.fromisoformat(text).timestamp())
    except (KeyError, ValueError, OverflowError):
        return None
