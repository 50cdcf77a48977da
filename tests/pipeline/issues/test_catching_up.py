"""What becomes of slots that came while nobody was there, from end to end."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from digest.cli import publish as cli
from digest.cli import root as digest
from digest.errors import ClockError
from digest.issues import SlotState
from digest.pipeline import Publication
from digest.schedule.jobs import publish
from digest.wiring import Press, open_press
from publications import (
    HOUR,
    NINE,
    Clock,
    a_press,
    an_article_text,
    set_newsletter,
    spoil_theme,
)

#: digests come at full hours
TEN, ELEVEN, TWELVE = (f"2026-11-16T{hour}:00" for hour in (10, 11, 12))


def write(site: Path, title: str, time: str) -> None:
    """One more article, of this day and time."""
    text = an_article_text(title, date=f"2026-11-16T{time}:00+00:00")
    (site / "content" / f"{title}.md").write_text(text)


def runs(press: Press) -> list[Publication]:
    """What the lane of the daemon does, waking itself while more is due."""
    found = []
    while publication := publish(press):
        found.append(publication)
        if not publication.has_more:
            break
    return found


def carried(publications: list[Publication]) -> list[tuple[str, list[str]]]:
    """The slots of the issues that came out, each with its titles."""
    return [
        (new.issue.slot, [entry.title for entry in new.issue.entries])
        for publication in publications
        for new in publication.issues
    ]


def ends(publications: list[Publication]) -> list[tuple[str, SlotState]]:
    """The slots that brought no issue."""
    return [
        (slot.name, slot.state)
        for publication in publications
        for slot in publication.settled
    ]


def away(site: Path, press: Press, clock: Clock) -> None:
    """Three slots pass; articles come before the first and the last of them."""
    publish(press)
    write(site, "Pier", "09:45")
    write(site, "Quay", "11:15")
    clock.now = NINE + 3 * HOUR


def test_each_slot_brings_what_came_before_it(site: Path, clock: Clock) -> None:
    """Oldest first, and one that nothing came for says so."""
    set_newsletter(site, catch_up="all")
    with a_press(site, clock) as press:
        away(site, press, clock)
        publications = runs(press)
        assert publish(press) is None
    assert carried(publications) == [
        (TEN, ["Pier", "Harbour opens"]),
        (TWELVE, ["Quay"]),
    ]
    assert ends(publications) == [(ELEVEN, SlotState.EMPTY)]
    assert [publication.has_more for publication in publications] == [True, True, False]


def test_one_issue_covers_them_all(site: Path, clock: Clock) -> None:
    """The default."""
    with a_press(site, clock) as press:
        away(site, press, clock)
        publications = runs(press)
    assert carried(publications) == [(TWELVE, ["Quay", "Pier", "Harbour opens"])]
    assert ends(publications) == [
        (TEN, SlotState.COALESCED),
        (ELEVEN, SlotState.COALESCED),
    ]


def test_what_nobody_saw_is_left_out(site: Path, clock: Clock) -> None:
    """Its entries come with the next slot."""
    set_newsletter(site, catch_up="skip")
    with a_press(site, clock) as press:
        away(site, press, clock)
        publications = runs(press)
        clock.now = NINE + 3 * HOUR + timedelta(minutes=30)
        publications += runs(press)
    assert ends(publications) == [
        (slot, SlotState.MISSED) for slot in (TEN, ELEVEN, TWELVE)
    ]
    assert carried(publications) == [
        ("2026-11-16T13:00", ["Quay", "Pier", "Harbour opens"])
    ]


def test_the_oldest_slot_is_waited_for(site: Path, clock: Clock) -> None:
    """A letter that is refused does not let the next one pass it."""
    set_newsletter(site, catch_up="all")
    with a_press(site, clock) as press:
        away(site, press, clock)
        template = spoil_theme(site)
        (refused,) = runs(press)
        assert [slot.name for slot in refused.given_back] == [TEN]
        assert not refused.has_more
        template.unlink()
        assert [slot for slot, _ in carried(runs(press))] == [TEN, TWELVE]


def test_the_command_publishes_all_of_them(
    site: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run after run, without being called again."""
    set_newsletter(site, catch_up="all")
    with a_press(site, clock) as press:
        away(site, press, clock)
    monkeypatch.setattr(cli, "open_press", partial(open_press, clock=clock))
    result = run(site, "publish")
    assert result.exit_code == 0
    assert result.output.count("issue 1 of weekly") == 1
    assert result.output.count("issue 2 of weekly") == 1
    assert json.loads(run(site, "issues", "list", "--json").output)


def run(site: Path, *words: str) -> Result:
    """What `digest WORDS` answers."""
    command = ["--site", str(site), *words]
    return CliRunner().invoke(digest, command, catch_exceptions=False)


def test_a_pause_sends_nothing_afterwards(site: Path, clock: Clock) -> None:
    """What was written meanwhile comes with the first slot behind it."""
    set_newsletter(site, pauses=["2026-11-16"])
    with a_press(site, clock) as press:
        away(site, press, clock)
        publications = runs(press)
        clock.now = NINE + 15 * HOUR
        publications += runs(press)
    assert {state for _, state in ends(publications)} == {SlotState.SKIPPED}
    assert [slot for slot, _ in carried(publications)] == ["2026-11-17T00:00"]


def test_a_clock_that_cannot_be_right_publishes_nothing(
    site: Path, clock: Clock
) -> None:
    """Neither what came due by it nor what waits; all goes on when it is right."""
    with a_press(site, clock) as press:
        away(site, press, clock)
        clock.now = NINE + timedelta(days=3650)
        with pytest.raises(ClockError, match="set it right"):
            publish(press)
        clock.now = NINE + 3 * HOUR
        assert [slot for slot, _ in carried(runs(press))] == [TWELVE]
