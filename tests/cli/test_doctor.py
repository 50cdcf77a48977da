from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from digest.cli import doctor, root
from digest.doctor.advice import Advice, Area, Subject
from digest.doctor.examination import Instruments
from publications import write_publication

DNS = Subject(area=Area.DNS, name="SPF of example.org")
DISK = Subject(area=Area.MACHINE, name="disk of feeds")
RECORD = 'example.org. IN TXT "v=spf1 mx ~all"' + " " * 3 + '"' + "x" * 300 + '"'
BROKEN = (DNS.fail("there is no record", "put this there", RECORD),)
WELL = (DNS.fine("it is there"), DISK.fine("9,000 MB are free"))


def asked(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    advice: tuple[Advice, ...],
    *options: str,
    charset: str = "utf-8",
) -> Result:
    """What the command says where the doctor finds this."""

    def examine(config: object, key: object, using: Instruments) -> tuple[Advice, ...]:
        assert using.database.name == "digest.sqlite"
        return advice

    monkeypatch.setattr(doctor, "examine", examine)
    site = write_publication(tmp_path)
    words = ["--site", str(site), "doctor", *options]
    return CliRunner(charset=charset).invoke(root, words)


def test_what_is_well_is_told_by_areas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a mark for each, and the exit code of success."""
    result = asked(tmp_path, monkeypatch, WELL)
    assert result.exit_code == 0
    assert result.output == (
        "DNS\n  ✓ SPF of example.org: it is there\n\n"
        "This machine\n  ✓ disk of feeds: 9,000 MB are free\n\n"
        "2 looks: 0 errors, 0 warnings, 0 skipped\n"
    )


def test_errors_make_it_fail_and_records_can_be_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record stands in one line, however narrow the terminal."""
    advice = (*BROKEN, DISK.warn("5 MB are free", "make room"), DISK.skip("later"))
    result = asked(tmp_path, monkeypatch, advice)
    assert result.exit_code == 1
    assert "  ✗ SPF of example.org: there is no record\n    put this" in result.output
    assert f"To put into DNS\n{RECORD}\n" in result.output
    assert "3 looks: 1 error, 1 warning, 1 skipped\n" in result.output


def test_json_tells_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For programs, with the same exit code."""
    result = asked(tmp_path, monkeypatch, BROKEN, "--json")
    assert result.exit_code == 1
    told = json.loads(result.output)
    assert (told["errors"], told["warnings"], told["skipped"]) == (1, 0, 0)
    assert told["advice"] == [
        {
            "area": "DNS",
            "subject": "SPF of example.org",
            "state": "error",
            "fact": "there is no record",
            "remedy": "put this there",
            "record": RECORD,
        }
    ]


def test_a_terminal_without_unicode_shows_plain_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one of a serial line."""
    result = asked(tmp_path, monkeypatch, BROKEN, charset="ascii")
    assert "  x SPF of example.org: there is no record" in result.output


def test_what_strangers_wrote_cannot_move_the_cursor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Texts in DNS are anybody's."""
    advice = (DNS.fail("has \x1b[2J", "mend it", "example.org. IN TXT \x1b[2J"),)
    result = asked(tmp_path, monkeypatch, advice)
    assert "\x1b" not in result.output
    assert result.output.count("\\x1b[2J") == 2


def test_without_a_site_it_says_so(tmp_path: Path) -> None:
    """As every command does."""
    result = CliRunner().invoke(root, ["--site", str(tmp_path), "doctor"])
    assert result.exit_code != 0
    assert "digest.toml: there is no such file" in str(result.exception)
