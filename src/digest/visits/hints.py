"""What an owner may learn from the figures of feed readers, in words."""

from __future__ import annotations

from collections.abc import Iterator

from digest.visits.report import AgentReport, Report

#: requests from which on a habit can be seen
ENOUGH = 10
#: seconds; who asks more often than this has no use for it
OFTEN = 300
#: shares of requests that count as never, and as most
NEVER, MOST = 0.05, 0.5
#: seconds in each unit, the largest first
UNITS = {"day": 86_400, "hour": 3_600, "minute": 60, "second": 1}
OCTETS = ("B", "kB", "MB", "GB", "TB")
KILO = 1_000
#: numbers below it are told with a digit behind the point
SMALL = 10


def hints_of(report: Report) -> Iterator[str]:
    """A sentence for each reader that could do better, or that we do not serve well."""
    for agent in report.agents:
        if agent.requests >= ENOUGH:
            yield from _hints(agent)


def _hints(agent: AgentReport) -> Iterator[str]:
    pace = f"asks {every(agent.interval)}"
    if agent.missing / agent.requests > MOST:
        yield (
            f"{agent.name} {pace} for feeds that are not there: "
            "redirect them, or let them be 410"
        )
    elif agent.conditional_share < NEVER:
        each = octets_words(agent.octets // agent.requests)
        how = ", and is never told 304" if agent.is_at_least else " without conditions"
        yield f"{agent.name} {pace}{how}: it takes {each} each time"
    elif agent.interval is not None and agent.interval < OFTEN:
        yield f"{agent.name} {pace}: tell its makers what Cache-Control says"
    if agent.conditional_share > MOST and agent.unchanged_share < NEVER:
        yield (
            f"{agent.name} sends conditions that never hold: "
            "look whether a proxy changes the ETag"
        )


def every(seconds: int | None) -> str:
    """`every 2 minutes`; `once in a while` where nobody came twice."""
    if seconds is None:
        return "once in a while"
    for unit, length in UNITS.items():
        if seconds >= length:
            number = _round(seconds / length)
            return f"every {unit}" if number == "1" else f"every {number} {unit}s"
    return "all the time"


def octets_words(octets: int) -> str:
    """`84 kB`, in the largest unit of which there is one."""
    size, units = float(octets), list(OCTETS)
    while size >= KILO and len(units) > 1:
        size /= KILO
        units.pop(0)
    return f"{_round(size)} {units[0]}"


def _round(number: float) -> str:
    """Two digits or more, and no nought behind the point."""
    places = 1 if number < SMALL else 0
    return f"{number:.{places}f}".removesuffix(".0")
