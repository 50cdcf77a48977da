"""Requests of feed readers, counted."""

from __future__ import annotations

import pytest

from digest.visits import tally
from digest.visits.report import AgentReport, Report
from digest.visits.tally import Tally
from visits_steps import START, a_line, lines_every


def report_of(*lines: str, since: int = 0) -> Report:
    """What these lines come to."""
    counting = Tally(since=since)
    counting.add_lines(lines)
    return counting.report()


def agent_of(*lines: str) -> AgentReport:
    """The one reader that these lines tell of."""
    (agent,) = report_of(*lines).agents
    return agent


def test_a_reader_is_told_in_figures() -> None:
    """In all its versions; and of what it was answered."""
    agent = agent_of(
        a_line(),
        a_line(after=60, agent="Tiny Reader/2.0", rest=" conditional=yes"),
        a_line(after=90, status=304, octets=0, rest=" conditional=yes"),
        a_line(after=99, status=404, octets=10),
    )
    assert agent == AgentReport(
        name="Tiny Reader",
        subscribers=0,
        requests=4,
        interval=9,
        conditional=2,
        is_at_least=False,
        unchanged=1,
        missing=1,
        octets=168_010,
    )
    assert agent.conditional_share == 0.5
    assert agent.unchanged_share == 0.25


def test_conditions_that_are_not_told_are_those_that_held() -> None:
    """At least: nobody is answered 304 who did not ask."""
    agent = agent_of(a_line(rest=""), a_line(after=60, status=304, rest=""))
    assert agent.is_at_least
    assert agent.conditional == 1


@pytest.mark.parametrize(
    ("path", "is_counted"),
    [
        ("/atom.xml", True),
        ("/rss.xml?from=x", True),
        ("/notes/tags/harbour/feed.json", True),
        ("/private/-/atom.xml", True),
        ("/", False),
        ("/atom.xml/", False),
        ("/feed.css", False),
        ("/sitemap.xml", False),
    ],
)
def test_only_feeds_count(path: str, *, is_counted: bool) -> None:
    """Of the site, of its tags, of one reader."""
    found = report_of(a_line(path=path))
    assert found.lines == 1
    assert bool(found.agents) is is_counted


def test_only_reading_counts() -> None:
    """Who tries to write is no reader."""
    assert not report_of(a_line().replace("GET", "POST")).agents
    assert report_of(a_line().replace("GET", "HEAD")).agents


def test_an_interval_is_of_one_copy_and_one_feed() -> None:
    """Two copies that come one after the other are not one that comes often."""
    slow = [
        *lines_every(3600, 3, client="192.0.2.0"),
        *lines_every(3600, 3, client="198.51.100.0"),
        *lines_every(3600, 3, path="/rss.xml"),
    ]
    assert agent_of(*sorted(slow)).interval == 3600
    assert agent_of(a_line()).interval is None


@pytest.mark.parametrize(
    ("times", "interval"),
    [((0, 0), 0), ((0, 60, 60), 0), ((0, 60, 180), 60), ((0, 3593), 3600), ((9, 0), 0)],
)
def test_the_interval_is_the_one_in_the_middle(
    times: tuple[int, ...], interval: int
) -> None:
    """To two digits; a clock that was set back makes no negative one."""
    assert agent_of(*(a_line(after=time) for time in times)).interval == interval


def test_subscribers_are_counted_once_a_feed() -> None:
    """As told last; and only of feeds that are there."""
    agent = "Feedly/1.0 ({} subscribers)"
    found = agent_of(
        a_line(agent=agent.format(10)),
        a_line(agent=agent.format(12), after=60),
        a_line(agent=agent.format(3), path="/rss.xml", status=304),
        a_line(agent=agent.format(900), path="/no/atom.xml", status=404),
    )
    assert found.subscribers == 15


def test_what_was_before_does_not_count() -> None:
    """For who wants to know of these days."""
    since = int(START.timestamp()) + 60
    (agent,) = report_of(*lines_every(30, 4), since=since).agents
    assert agent.requests == 2


def test_who_asks_most_comes_first() -> None:
    """Then by name, so that the order is always the same."""
    lines = [a_line(agent=name) for name in ("b/1", "a/1", "c/1", "c/1")]
    assert [agent.name for agent in report_of(*lines).agents] == ["c", "a", "b"]


def test_broken_lines_are_told() -> None:
    """And the rest counts."""
    found = report_of("nonsense", a_line(), "\x00", a_line(path="/"))
    assert (found.lines, found.broken) == (2, 2)


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names without end become one; copies and feeds without end are not kept."""
    monkeypatch.setattr(tally, "MOST_AGENTS", 3)
    monkeypatch.setattr(tally, "MOST_CLIENTS", 5)
    monkeypatch.setattr(tally, "MOST_FEEDS", 2)
    counting = Tally()
    letters = "abcdefghij"
    counting.add_lines(a_line(agent=f"{letter * 3}/1") for letter in letters)
    counting.add_lines(
        a_line(agent="aaa/1 (1 subscriber)", path=f"/{letter}/atom.xml")
        for letter in letters
    )
    agents = {agent.name: agent for agent in counting.report().agents}
    assert set(agents) == {"aaa", "bbb", "ccc", "(others)"}
    assert agents["(others)"].requests == 7
    assert agents["aaa"].subscribers == 2
    assert len(counting._last) == 5
