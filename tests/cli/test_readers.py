"""`digest readers`: the feed readers that come."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner, Result

from digest.cli import root
from digest.errors import ConfigError
from publications import write_publication
from visits_steps import START, a_line, lines_every


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A publication that keeps a log, of which one part was put away."""
    folder = write_publication(tmp_path / "site")
    settings = folder / "digest.toml"
    listen = settings.read_text()
    settings.write_text(f'{listen}access_log = "logs/access.log"\n')
    return folder


def write_log(path: Path, *lines: str) -> Path:
    """A log with these lines; packed where its name says so."""
    path.parent.mkdir(exist_ok=True)
    data = "".join(f"{line}\n" for line in lines).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def call(site: Path, *words: str) -> Result:
    """What `digest --site SITE readers WORDS` does."""
    return CliRunner().invoke(root, ["--site", str(site), "readers", *words])


def write_own_logs(site: Path) -> None:
    """Readers of three kinds in our own log, the older half put away."""
    impolite = list(lines_every(120, 20))
    polite = lines_every(
        3600, 4, agent="Polite/2 (9 subscribers)", status=304, rest=" conditional=yes"
    )
    write_log(
        site / "logs" / "access.log", *impolite[10:], "nonsense", a_line(path="/")
    )
    write_log(site / "logs" / "access.log.1.gz", *impolite[:10], *polite)


def test_the_own_log_is_read_with_what_was_put_away(site: Path) -> None:
    """A table for people, hints, and what was not read."""
    write_own_logs(site)
    told = call(site)
    assert told.exit_code == 0, told.output
    lines = told.stdout.splitlines()
    assert lines[0].split() == [
        *("reader", "subscribers", "requests", "asks"),
        *("conditional", "304", "sent"),
    ]
    row = "Tiny Reader 20 every 2 minutes 0% 0% 1.7 MB"
    assert lines[1].split() == row.split()
    assert "Polite" in lines[2]
    assert "every hour" in lines[2]
    assert (
        "hint: Tiny Reader asks every 2 minutes without conditions: "
        "it takes 84 kB each time\n"
    ) in told.stdout
    assert lines[-1] == "25 requests read, 24 of them for feeds; 1 line passed over"


def test_programs_get_an_object(site: Path) -> None:
    """With the same figures."""
    write_own_logs(site)
    told = json.loads(call(site, "--json").stdout)
    tiny, polite = told["agents"]
    assert tiny["name"] == "Tiny Reader"
    assert tiny["interval"] == 120
    assert polite["subscribers"] == 9
    assert polite["conditional_share"] == 1.0
    assert (told["lines"], told["broken"]) == (25, 1)
    assert len(told["hints"]) == 1


def test_a_log_of_another_server_needs_no_site(tmp_path: Path) -> None:
    """Its conditions are told as the least they can be."""
    lines = [a_line(rest=""), a_line(after=60, status=304, octets=0, rest="")]
    log = write_log(tmp_path / "logs" / "nginx.log", *lines)
    told = call(tmp_path, str(log))
    assert told.exit_code == 0, told.output
    assert "≥ 50%" in told.stdout


def test_only_the_last_days_can_be_asked_for(site: Path) -> None:
    """Counted from now."""
    write_own_logs(site)
    with time_machine.travel(datetime(2026, 11, 17, 9, 30, tzinfo=UTC), tick=False):
        told = json.loads(call(site, "--days", "1", "--json").stdout)
    assert START.hour == 9
    assert {agent["name"]: agent["requests"] for agent in told["agents"]} == {
        "Tiny Reader": 5,
        "Polite": 3,
    }


def test_a_damaged_log_is_told_and_the_rest_counts(site: Path) -> None:
    """On standard error, so that programs still get their object."""
    write_own_logs(site)
    (site / "logs" / "access.log.2.gz").write_bytes(b"\x1f\x8b\x08 no gzip")
    told = call(site, "--json")
    assert len(json.loads(told.stdout)["agents"]) == 2
    assert "access.log.2.gz: cannot be read to its end" in told.stderr


def test_a_log_without_feeds_is_told_in_one_line(tmp_path: Path) -> None:
    """No table of nothing."""
    log = write_log(tmp_path / "logs" / "log", a_line(path="/"))
    told = call(tmp_path, str(log)).stdout
    assert told == "1 request read, 0 of them for feeds; 0 lines passed over\n"


def test_a_site_without_a_log_is_told_what_to_do(tmp_path: Path) -> None:
    """None is kept unless it is asked for."""
    found = call(write_publication(tmp_path))
    assert isinstance(found.exception, ConfigError)
    assert "[web] access_log: no log is kept; name a file there" in str(found.exception)


def test_a_log_that_is_not_there_yet_is_told(site: Path) -> None:
    """With its place."""
    found = call(site)
    assert isinstance(found.exception, ConfigError)
    assert "logs/access.log: is not there yet; run `digest run`" in str(found.exception)


def test_help_teaches_by_example(site: Path) -> None:
    """Of our own log and of others."""
    told = call(site, "--help").stdout
    assert "digest readers --days 7\n" in told
    assert "digest readers /var/log/nginx/access.log* --json\n" in told
