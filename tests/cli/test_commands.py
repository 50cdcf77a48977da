"""The commands that do one part of the line each, as their owner calls them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import NOW
from digest.cli import COMMANDS, main
from digest.cli import root as digest
from digest.schedule.jobs import publish
from publications import Clock, a_press, an_article_text, write_publication


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A publication with one article and an issue each hour."""
    return write_publication(tmp_path / "site", {"harbour.md": an_article_text()})


def call(site: Path, *words: str) -> Result:
    """What the command answers; a fault of ours is raised, not hidden."""
    return CliRunner().invoke(
        digest, ["--site", str(site), *words], catch_exceptions=False
    )


def published(site: Path) -> Path:
    """The publication with its first issue public, one reader, and a letter due."""
    assert call(site, "subscribers", "add", "ann@example.net").exit_code == 0
    clock = Clock(NOW)
    with a_press(site, clock) as press:
        publish(press)
        clock.now += timedelta(hours=1)
        publish(press)
    return site


# --- the root


def test_help_lists_every_command_with_what_it_does(site: Path) -> None:
    """Who calls `digest --help` learns the whole line."""
    told = call(site, "--help").output
    for name, summary in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(summary)}$", told, re.MULTILINE)


@pytest.mark.parametrize("group", ["issues", "sources", "subscribers", "theme"])
def test_a_group_tells_what_each_of_its_commands_does(site: Path, group: str) -> None:
    """In words that fit into the line."""
    commands = call(site, group, "--help").output.partition("\nCommands:")[2]
    assert commands
    assert "..." not in commands


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_teaches_by_example(site: Path, name: str) -> None:
    """Each help text shows a line that can be typed."""
    assert re.search(
        rf"^ +digest .*\b{name}\b", call(site, name, "--help").output, re.MULTILINE
    )


def test_an_unknown_command_is_wrong_use(site: Path) -> None:
    """The exit code tells cron that nothing was tried."""
    assert call(site, "publsh").exit_code == 2


def test_a_fault_that_can_be_mended_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Place, fact, remedy on standard error; no trace; exit code 2 for a setting."""
    monkeypatch.setattr(sys, "argv", ["digest", "--site", str(tmp_path), "build"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert told.startswith(f"digest: {tmp_path / 'digest.toml'}: there is no such file")
    assert "digest init" in told
    assert len(told.splitlines()) == 1


def test_the_version_costs_no_library() -> None:
    """`--version` loads neither the store nor a template."""
    code = (
        "import sys; from digest.cli import root; "
        "root(['--version'], standalone_mode=False); "
        "print([m for m in ('sqlalchemy', 'jinja2', 'lxml') if m in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603  our own interpreter and text
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


# --- build


def test_build_tells_what_it_did(site: Path) -> None:
    """The second time nothing is written."""
    first, second = call(site, "build"), call(site, "build")
    assert re.match(r"1 entry public; \d+ files written, 0 removed", first.output)
    assert re.match(r"1 entry public; 0 files written", second.output)


def test_build_names_what_it_left_out_and_fails(site: Path) -> None:
    """The rest is public; the exit code says that somebody should look."""
    (site / "content/bad.md").write_text("---\ntitle: [\n---\n\n")
    done = call(site, "build")
    assert done.exit_code == 1
    assert "problem: bad.md" in done.stderr
    assert "1 entry public" in done.stdout


def test_a_file_name_is_told_in_one_line(site: Path) -> None:
    """It cannot look like a message of another file, or speak to the terminal."""
    (site / "content/bad\nproblem: harbour.md").write_text("---\ntitle: [\n---\n\n")
    done = call(site, "build")
    (line,) = done.stderr.splitlines()
    assert line.startswith(r"problem: bad\nproblem: harbour.md")


def test_build_tells_programs_too(site: Path) -> None:
    """--json is one object."""
    told = json.loads(call(site, "build", "--json").stdout)
    assert told["entries"] == 1
    assert "atom.xml" in told["written"]
    assert told["problems"] == []


# --- publish and deliver


def test_publish_says_when_nothing_is_due(site: Path) -> None:
    """And where to look for when it is."""
    done = call(site, "publish")
    assert (done.exit_code, "nothing is due" in done.output) == (0, True)
    assert "digest status" in done.output


def test_a_timer_of_ones_own_can_drive_the_line(tmp_path: Path) -> None:
    """Publish and deliver do what the daemon does."""
    site = write_publication(tmp_path, {"harbour.md": an_article_text()})
    text = (site / "digest.toml").read_text()
    (site / "digest.toml").write_text(
        text.replace('zone = "UTC"', 'zone = "UTC"\nstart = 2026-11-01T00:00:00')
    )
    call(site, "subscribers", "add", "ann@example.net")
    told = call(site, "publish").output
    assert (
        "issue 1 of weekly is published: “Harbour opens”, 1 letter to deliver" in told
    )
    assert call(site, "deliver").output == "1 letter accepted, 0 deferred, 0 failed\n"
    assert call(site, "deliver").output == "0 letters accepted, 0 deferred, 0 failed\n"
    assert len(list((site / ".digest/outbox/new").iterdir())) == 1


def test_a_relay_that_is_not_there_is_told(site: Path) -> None:
    """The letter waits, and the exit code says so."""
    published(site)
    text = (site / "digest.toml").read_text()
    relay = '[mail]\nrelay = "smtp+plain://127.0.0.1:1"'
    (site / "digest.toml").write_text(text.replace("[mail]", relay))
    done = call(site, "deliver")
    assert done.exit_code == 1
    assert "no letter goes now; try again later" in done.stderr


# --- issues


def test_issues_are_listed_with_their_deliveries(site: Path) -> None:
    """For people and for programs."""
    published(site)
    assert "Harbour opens" in call(site, "issues", "list").output
    (issue,) = json.loads(call(site, "issues", "list", "--json").output)
    assert issue["newsletter"] == "weekly"
    assert issue["slot"] == "2026-11-16T10:00"
    assert issue["deliveries"] == {"pending": 1}


def test_a_subject_with_brackets_is_shown_as_it_is(tmp_path: Path) -> None:
    """It is no markup of the terminal."""
    article = an_article_text('"[bold]Pier[/] :ship: falls"')
    site = published(write_publication(tmp_path, {"pier.md": article}))
    assert "[bold]Pier[/] :ship: falls" in call(site, "issues", "list").output


def test_no_issue_is_told_in_words(site: Path) -> None:
    """Programs get an empty list; looking makes no file."""
    assert "no issue yet; `digest status`" in call(site, "issues", "list").output
    assert json.loads(call(site, "issues", "list", "--json").output) == []
    assert not (site / ".digest").exists()


def test_an_issue_is_shown_as_it_was_frozen(site: Path) -> None:
    """Its text part, or its HTML; personal links are not in it."""
    published(site)
    text = call(site, "issues", "show", "weekly", "1").output
    html = call(site, "issues", "show", "weekly", "1", "--html").output
    assert text.startswith("Harbour opens\n")
    assert "https://placeholder.invalid/unsubscribe" in text
    assert html.startswith("<!DOCTYPE html>")


def test_an_issue_that_is_not_there_is_told(site: Path) -> None:
    """With where to find those that are."""
    done = CliRunner().invoke(
        digest, ["--site", str(site), "issues", "show", "weekly", "9"]
    )
    assert "weekly 9: there is no such issue" in str(done.exception)
    assert "digest issues list" in str(done.exception)
