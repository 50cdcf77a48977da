"""What `digest run` says of polls: news, and nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import NOW, an_issue
from digest.cli.run.reporter import Reporter
from digest.config import load_config
from digest.errors import DigestError
from digest.hub.results import Pushed, Result
from digest.issues import Slot
from digest.pipeline import NewIssue, Publication
from digest.publish import Published
from digest.sources.polled import Polled
from publications import write_publication


@pytest.fixture
def reporter(tmp_path: Path) -> Reporter:
    """Of a publication without articles."""
    return Reporter(load_config(write_publication(tmp_path), {}))


def a_run(*refused: Slot, issue: bool = False) -> Publication:
    """One that found these slots refused, or brought an issue."""
    return Publication(
        published=Published(written=(), removed=(), unchanged=1),
        entries=1,
        issues=(NewIssue(issue=an_issue(), planned=1),) if issue else (),
        given_back=refused,
        problems=tuple(DigestError(slot.note) for slot in refused),
    )


def test_a_refusal_is_told_once_and_stands_until_its_issue_is_out(
    reporter: Reporter, capsys: pytest.CaptureFixture[str]
) -> None:
    """A build in between says nothing of issues, and so does not end it."""
    slot = Slot(
        newsletter=an_issue().newsletter,
        name="2026-11-16T09:30",
        due_at=NOW,
        note="issues/weekly/next.md:2: no key; take it out",
    )
    reporter.published(a_run(slot))
    for _ in range(2):
        reporter.published(a_run())
        reporter.published(a_run(slot))
    told = capsys.readouterr().out.splitlines()
    assert [line for line in told if "problem" in line] == [f"problem: {slot.note}"]
    reporter.published(a_run(issue=True))
    assert "there is no problem any more" in capsys.readouterr().out


def said(
    reporter: Reporter, capsys: pytest.CaptureFixture[str], *polls: Polled
) -> list[str]:
    """The lines that these polls lead to."""
    for polled in polls:
        reporter.polled(polled)
    return capsys.readouterr().out.splitlines()


def test_articles_are_told_and_their_absence_once(
    reporter: Reporter, capsys: pytest.CaptureFixture[str]
) -> None:
    """An hourly poll that brings nothing is no news."""
    empty = Polled(source="ferries", next_poll=NOW)
    full = Polled(source="ferries", taken=("a.md",), next_poll=NOW)
    told = said(reporter, capsys, empty, empty, full, full, empty)
    news = ["ferries: 1 new article", "  a.md"]
    assert told == [
        *("ferries: 0 new articles", *news, *news),
        "ferries: 0 new articles",
    ]


def test_a_fault_is_told_until_another_comes(
    reporter: Reporter, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each source has its own, and what strangers wrote is shown as it is."""
    away = Polled(source="ferries", fault="away\x1b[2J", next_poll=NOW)
    other = Polled(source="pier", fault="away\x1b[2J", next_poll=NOW)
    gone = Polled(source="pier", fault="gone", is_gone=True, next_poll=NOW)
    assert said(reporter, capsys, away, other, away, gone, gone) == [
        "ferries: away\\x1b[2J",
        "pier: away\\x1b[2J",
        "pier: gone",
        "pier: it is not asked any more",
    ]


def test_what_was_pushed_is_counted_and_faults_are_named(
    reporter: Reporter, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a fixed order, and shown as it is."""
    counts = {Result.TOLD: 12, Result.NOT_PINGED: 1, Result.GRANTED: 2}
    fault = "https://hub.example/: \x1b[2J; look at [feeds] hub, or wait"
    reporter.pushed(Pushed(counts=counts, faults=(fault,)))
    assert capsys.readouterr().out.splitlines() == [
        "hubs and listeners: 2 granted, 1 not pinged, 12 told",
        "  https://hub.example/: \\x1b[2J; look at [feeds] hub, or wait",
    ]


def test_a_problem_of_an_item_is_told(
    reporter: Reporter, capsys: pytest.CaptureFixture[str]
) -> None:
    """Below its source."""
    polled = Polled(source="ferries", problems=("late: no words",), next_poll=NOW)
    assert said(reporter, capsys, polled)[1:] == ["  problem: late: no words"]
