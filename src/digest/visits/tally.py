"""Counts requests for feeds by their readers; memory does not grow with the log."""

from __future__ import annotations

import posixpath
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from digest import paths
from digest.visits.agents import agent_name, subscriber_count
from digest.visits.report import AgentReport, Report
from digest.visits.visit import Condition, Visit, read_visit

#: names that are told apart; what else comes is counted as one
MOST_AGENTS = 2_000
OTHERS = "(others)"
#: copies of readers whose last request is remembered, each for one feed
MOST_CLIENTS = 200_000
#: feeds of one reader whose subscribers are counted
MOST_FEEDS = 1_000
NOT_MODIFIED = 304
MISSING = frozenset({404, 410})
#: answers by which a reader has the feed
GOOD = frozenset({200, 226, NOT_MODIFIED})
#: digits that are kept of an interval, so that there are few different ones
DIGITS = 2


@dataclass(slots=True)
class _Count:
    requests: int = 0
    octets: int = 0
    conditional: int = 0
    untold: int = 0
    unchanged: int = 0
    missing: int = 0
    #: how often in each interval, in seconds
    intervals: Counter[int] = field(default_factory=Counter)
    #: by feed, as told last
    subscribers: dict[str, int] = field(default_factory=dict)


class Tally:
    """The counts of all that was added, which comes in the order of time."""

    def __init__(self, *, since: int = 0) -> None:
        #: in seconds since 1970; what was before does not count
        self._since = since
        self._counts: defaultdict[str, _Count] = defaultdict(_Count)
        self._last: OrderedDict[int, int] = OrderedDict()
        self._lines = 0
        self._broken = 0

    def add_lines(self, lines: Iterable[str]) -> None:
        """Count the requests that these lines tell."""
        for line in lines:
            visit = read_visit(line)
            if visit is None:
                self._broken += 1
            else:
                self._lines += 1
                if is_for_feed(visit) and visit.moment >= self._since:
                    self._add(visit)

    def report(self) -> Report:
        """What all of it comes to."""
        found = [_report(name, count) for name, count in self._counts.items()]
        found.sort(key=lambda agent: (-agent.requests, agent.name))
        return Report(agents=tuple(found), lines=self._lines, broken=self._broken)

    def _add(self, visit: Visit) -> None:
        count = self._count_of(agent_name(visit.agent))
        count.requests += 1
        count.octets += visit.octets
        count.missing += visit.status in MISSING
        count.untold += visit.condition is Condition.UNTOLD
        is_unchanged = visit.status == NOT_MODIFIED
        count.unchanged += is_unchanged
        # nobody is answered so who did not ask for it
        count.conditional += is_unchanged or visit.condition is Condition.YES
        interval = self._interval(visit)
        if interval is not None:
            count.intervals[int(float(f"{interval:.{DIGITS}g}"))] += 1
        self._note_subscribers(count, visit)

    def _count_of(self, name: str) -> _Count:
        is_known = name in self._counts or len(self._counts) < MOST_AGENTS
        return self._counts[name if is_known else OTHERS]

    def _interval(self, visit: Visit) -> int | None:
        """Seconds since the same copy asked for the same feed; None for the first."""
        key = hash((visit.client, visit.agent, visit.path))
        before = self._last.pop(key, None)
        self._last[key] = visit.moment
        if len(self._last) > MOST_CLIENTS:
            self._last.popitem(last=False)
        return None if before is None else max(0, visit.moment - before)

    def _note_subscribers(self, count: _Count, visit: Visit) -> None:
        told = subscriber_count(visit.agent)
        known = count.subscribers
        is_new = visit.path not in known
        if told is None or visit.status not in GOOD:
            return
        if not is_new or len(known) < MOST_FEEDS:
            known[visit.path] = told


def is_for_feed(visit: Visit) -> bool:
    """Whether the request was for a feed."""
    is_reading = visit.method in {"GET", "HEAD"}
    return is_reading and posixpath.basename(visit.path) in paths.FEEDS


def _report(name: str, count: _Count) -> AgentReport:
    return AgentReport(
        name=name,
        subscribers=sum(count.subscribers.values()),
        requests=count.requests,
        interval=_median(count.intervals),
        conditional=count.conditional,
        is_at_least=count.untold > 0,
        unchanged=count.unchanged,
        missing=count.missing,
        octets=count.octets,
    )


def _median(counts: Counter[int]) -> int | None:
    """The value in the middle; the lower of two."""
    before = 0
    for value in sorted(counts):
        before += counts[value]
        if 2 * before >= counts.total():
            return value
    return None
