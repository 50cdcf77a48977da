"""`digest schedule`: when issues come next."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from builders import NOW
from digest.cli import root as digest
from digest.cli import schedule
from digest.errors import ConfigError
from publications import add_newsletter, set_newsletter, write_publication


@pytest.fixture(autouse=True)
def _clocks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is a Monday, on a machine in Lisbon."""
    monkeypatch.setattr(schedule, "read_clock", lambda: NOW)
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Lisbon")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A publication with an issue a week."""
    return write_publication(tmp_path / "site", schedule="0 7 * * MON")


def run(site: Path, *words: str) -> Result:
    """What `digest schedule WORDS` answers."""
    command = ["--site", str(site), "schedule", *words]
    return CliRunner().invoke(digest, command, catch_exceptions=False)


def told(site: Path, *words: str) -> list[dict[str, Any]]:
    """The same as JSON."""
    records: list[dict[str, Any]] = json.loads(run(site, "--json", *words).output)
    return records


def test_the_next_slots_of_each_newsletter_are_shown(site: Path) -> None:
    """In its zone and by the clock of the machine, with their distance."""
    add_newsletter(site, "daily", schedule="0 23 * * *", zone="Asia/Tokyo")
    lines = run(site, "--count", "2").output.splitlines()
    assert lines == [
        "weekly: every Monday at 07:00 (UTC)",
        "  0 7 * * MON, read in UTC",
        "  Monday 23 November 2026, 07:00 UTC (in 6 days)",
        "  Monday 30 November 2026, 07:00 UTC (in 13 days)",
        "",
        "daily: every day at 23:00 (Tokyo time)",
        "  0 23 * * *, read in Asia/Tokyo",
        "  Monday 16 November 2026, 23:00 Asia/Tokyo (in 5 hours; here 14:00 WET)",
        "  Tuesday 17 November 2026, 23:00 Asia/Tokyo (in 1 day; here 14:00 WET)",
    ]


def test_another_day_here_is_named(site: Path) -> None:
    """Sydney is at work when Lisbon sleeps."""
    set_newsletter(site, zone="Australia/Sydney")
    text = (site / "digest.toml").read_text().replace('zone = "UTC"\n', "")
    (site / "digest.toml").write_text(text)
    assert "here Sunday 20:00 WET" in run(site).output


def test_pauses_stand_where_they_fall(site: Path) -> None:
    """And at the end, where nothing comes behind them."""
    set_newsletter(
        site, pauses=["2026-11-30/2026-12-07", "2026-12-21", "2026-12-24/.."]
    )
    assert run(site).output.splitlines()[2:] == [
        "  Monday 23 November 2026, 07:00 UTC (in 6 days)",
        "  no issue from 2026-11-30 to 2026-12-07",
        "  Monday 14 December 2026, 07:00 UTC (in 27 days)",
        "  no issue on 2026-12-21",
        "  no issue from 2026-12-24 on",
    ]
    (record,) = told(site)
    assert record["pauses"] == [
        {"begin": "2026-11-30", "end": "2026-12-07"},
        {"begin": "2026-12-21", "end": "2026-12-21"},
        {"begin": "2026-12-24", "end": None},
    ]


@pytest.mark.parametrize(
    ("once", "lines"),
    [
        (
            "2027-01-01T09:00",
            ["  Friday 1 January 2027, 09:00 UTC (in 46 days)", "  no other"],
        ),
        ("2026-01-01T09:00", ["  2026-01-01 09:00 is over"]),
    ],
)
def test_one_issue_is_shown_or_over(
    tmp_path: Path, once: str, lines: list[str]
) -> None:
    """A newsletter that comes once has no schedule to show."""
    site = write_publication(tmp_path / "site", schedule="X")
    text = (site / "digest.toml").read_text()
    (site / "digest.toml").write_text(
        text.replace('schedule = "X"', f"once = {once}:00")
    )
    shown = run(site).output.splitlines()
    assert shown[0].startswith("weekly: once, on 1 January 202")
    assert shown[1:] == lines
    (record,) = told(site)
    assert (record["schedule"], record["once"]) == (None, once)


def test_the_status_says_that_no_issue_is_to_come(site: Path) -> None:
    """And who tells why."""
    set_newsletter(site, pauses=["2026-01-01/.."])
    result = CliRunner().invoke(digest, ["--site", str(site), "status"])
    told = "next issue   none to come; `digest schedule weekly` says why"
    assert told in result.output


def test_what_clocks_do_to_it_is_told(site: Path) -> None:
    """Within a year, with the times that are left out or shown twice."""
    explain = ("--zone", "Europe/Berlin", "--explain")
    forward, back = run(site, *explain, "*/10 2 * * *").output.splitlines()[-2:]
    day = "  2027-03-28: clocks go from 02:00 to 03:00"
    assert forward == f"{day}; nothing comes for 02:00 to 02:50"
    day = "  2027-10-31: clocks go from 03:00 back to 02:00"
    assert back == f"{day}; what is due at 02:00 to 02:50 comes both times"
    (record,) = told(site, *explain, "5 2 * * *")
    assert [each["effect"] for each in record["clock_changes"]] == ["moved", "once"]
    assert record["clock_changes"][0]["times"] == ["2027-03-28T02:05"]


def test_an_expression_is_explained_without_a_site(tmp_path: Path) -> None:
    """In words, and by what it brings; in UTC where no zone is named."""
    lines = run(tmp_path, "--explain", "0 7 1,15 * *", "--count", "1").output
    assert lines.splitlines() == [
        "at 07:00, on day 1 and 15 of the month (UTC)",
        "  0 7 1,15 * *, read in UTC",
        "  Tuesday 1 December 2026, 07:00 UTC (in 14 days)",
    ]
    (record,) = told(tmp_path, "--explain", "0 7 29 2 *", "--count", "1")
    assert record["newsletter"] is None
    assert record["next"][0]["due_at"] == "2028-02-29T07:00:00+00:00"
    assert record["next"][0]["here"] == "2028-02-29T07:00:00+00:00"


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (("--explain", "0 7 30 2 *"), "try 0 7 * * MON"),
        (("--explain", ""), "has 0 fields"),
        (("--explain", "0 7 * * *", "--zone", "Mars/Olympus"), "is no time zone"),
        (("--explain", "0 7 * * *", "--zone", "../../etc"), "is no time zone"),
        (("--explain", "0 7 * * *", "--zone", "\x00"), "is no time zone"),
        (("--explain", "0 7 * * *", "weekly"), "put the expression into quotes"),
        (("--zone", "UTC"), "is for --explain"),
        (("--count", "0"), "is not in the range"),
        (("--count", "1001"), "is not in the range"),
    ],
)
def test_wrong_use_is_told(site: Path, words: tuple[str, ...], fault: str) -> None:
    """With exit code 2."""
    result = run(site, *words)
    assert result.exit_code == 2
    assert fault in result.output


def test_newsletters_are_chosen_by_name(site: Path) -> None:
    """One that is not there is a fault that names those that are."""
    add_newsletter(site, "daily", schedule="0 23 * * *")
    assert [record["newsletter"] for record in told(site, "daily")] == ["daily"]
    with pytest.raises(ConfigError, match="there are: daily, weekly"):
        run(site, "monthly")


def test_a_site_without_newsletters_is_told_how_to_have_one(site: Path) -> None:
    """Nothing is shown, and nothing is wrong."""
    text = (site / "digest.toml").read_text()
    head, _, rest = text.partition("[newsletters.weekly]")
    (site / "digest.toml").write_text(head + rest[rest.index("[mail]") :])
    assert "add [newsletters.NAME]" in run(site).output
    assert told(site) == []


def test_looking_makes_nothing(site: Path) -> None:
    """Neither store nor tree."""
    before = sorted(site.rglob("*"))
    run(site)
    assert sorted(site.rglob("*")) == before
