"""`digest check` looks through messages in files, and the letters that come next."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from digest.cli.check import command
from digest.pipeline.issues.next_issue import NextIssue
from letter_messages import POSTAL_ADDRESS, a_message, in_page

SITE = '[site]\ntitle = "Notes"\nurl = "https://notes.example.org"\n'
NEWSLETTER = (
    '[newsletters.weekly]\ntitle = "North Shore Weekly"\nschedule = "0 7 * * MON"\n'
    'from = "Notes <notes@notes.example.org>"\n'
)
MAIL = f'[mail]\npostal_address = "{POSTAL_ADDRESS}"\n'
ARTICLE = (
    "---\ntitle: Harbour opens\nauthor: Ada Quay\ndate: 2020-11-11\n---\n\n"
    "The harbour is open again after nine days of storm, and ships come in.\n"
)
BROKEN = in_page(' alt="Ships"', "")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with a newsletter and an article; we stand in it."""
    (tmp_path / "digest.toml").write_text(f"{SITE}{NEWSLETTER}{MAIL}")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/harbour.md").write_text(ARTICLE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    """What the command answers to these words."""
    return CliRunner().invoke(command, words, obj=Path(), catch_exceptions=False)


def told(*words: str) -> dict[str, Any]:
    """The same as JSON."""
    found: dict[str, Any] = json.loads(run("--json", *words).stdout)
    return found


def files_of(site: Path) -> set[str]:
    """Every file of the site."""
    return {str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()}


def test_a_message_is_checked_wherever_it_lies(site: Path, tmp_path: Path) -> None:
    """And nothing else is then."""
    (site / "good.EML").write_bytes(a_message())
    assert run("good.EML").stdout == "1 letter checked: nothing to mend\n"
    path = tmp_path / "letter.eml"
    path.write_bytes(BROKEN)
    result = run(str(path), "good.EML")
    assert result.exit_code == 1
    (line, summary) = result.stdout.splitlines()
    assert line.startswith(f"{path}:")
    assert line.endswith("[letter-picture]")
    assert summary == "2 letters checked: 1 error and 0 warnings in 1 file"


def test_messages_and_articles_are_checked_together(site: Path) -> None:
    """Each as what it is."""
    (site / "letter.eml").write_bytes(BROKEN)
    found = told("letter.eml", "content")
    assert (found["articles"], found["letters"], found["errors"]) == (1, 1, 1)
    assert [each["rule"] for each in found["letter_findings"]] == ["letter-picture"]


def test_warnings_of_a_message_are_failures_if_asked_for(site: Path) -> None:
    """As those of articles are."""
    (site / "letter.eml").write_bytes(in_page("harbour.jpg", "harbour.webp"))
    assert run("letter.eml").exit_code == 0
    assert run("--strict", "letter.eml").exit_code == 1


def test_a_rule_for_letters_is_silenced_in_digest_toml(site: Path) -> None:
    """By the same words."""
    (site / "letter.eml").write_bytes(BROKEN)
    ignored = '[check]\nignore = ["letter-picture letter.eml"]\n'
    (site / "digest.toml").write_text(f"{SITE}{NEWSLETTER}{MAIL}{ignored}")
    assert run("letter.eml").exit_code == 0


def test_the_postal_address_is_asked_of_letters_of_the_site_alone(site: Path) -> None:
    """Others have their own."""
    ours = a_message().replace(POSTAL_ADDRESS.encode(), b"2 Another Street")
    (site / "ours.eml").write_bytes(ours)
    (site / "other.eml").write_bytes(ours.replace(b"<weekly.notes", b"<other.notes"))
    assert "[letter-postal-address]" in run("ours.eml").stdout
    assert run("other.eml").exit_code == 0


@pytest.mark.parametrize("data", [b"", b"\0" * 2_000_000, b"Dear reader"])
def test_a_file_that_is_no_message_is_told_of(site: Path, data: bytes) -> None:
    """With a finding."""
    (site / "letter.eml").write_bytes(data)
    result = run("letter.eml")
    assert result.exit_code == 1
    assert "[letter-unreadable]" in result.stdout


def test_a_message_that_is_not_there_is_wrong_use(site: Path) -> None:
    """With exit code 2."""
    assert run("none.eml").exit_code == 2


def test_the_next_issue_of_each_newsletter_is_checked_too(site: Path) -> None:
    """With its size; and nothing is left behind but what may be deleted."""
    before = files_of(site)
    result = run()
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert lines[-2].startswith("weekly 1: 1 entry, ")
    assert lines[-2].endswith(" bytes of HTML")
    assert lines[-1].startswith("1 article and 1 letter checked: ")
    left = files_of(site) - before
    assert all(path.startswith(".digest/cache/") for path in left)
    (issue,) = told()["next_issues"]
    assert (issue["newsletter"], issue["number"], issue["entries"]) == ("weekly", 1, 1)
    assert (issue["subject"], issue["problem"]) == ("Harbour opens", None)
    assert 1_000 < issue["html_bytes"] < 90_000
    assert issue["findings"] == []


def test_who_names_articles_is_not_told_of_issues(site: Path) -> None:
    """Nor do they have to be made."""
    assert told("content")["next_issues"] == []


def test_findings_of_a_next_issue_bear_its_name(site: Path) -> None:
    """It lies in no file."""
    address = (site / "digest.toml").read_text().replace("https:", "http:")
    (site / "digest.toml").write_text(address)
    result = run()
    assert result.exit_code == 0, "its letters stay in the outbox"
    assert any(
        line.startswith("weekly 1: warning: ") and line.endswith("[letter-trial]")
        for line in result.stdout.splitlines()
    )


def test_a_newsletter_without_an_entry_is_no_fault(site: Path) -> None:
    """A new site has none; it is told all the same."""
    (site / "content/harbour.md").unlink()
    result = run()
    assert result.exit_code == 0
    assert result.stdout.startswith("weekly: ")
    assert result.stdout.endswith("0 articles checked: nothing to mend\n")


def test_an_issue_that_cannot_be_made_is_an_error(site: Path) -> None:
    """As of a theme that nobody has; other newsletters are checked all the same."""
    daily = NEWSLETTER.replace("weekly", "daily").replace("Weekly", "Daily")
    theme = f'{daily}theme = "broken"\n'
    (site / "templates/newsletter/broken").mkdir(parents=True)
    (site / "templates/newsletter/broken/letter.html").write_text("{% if %}")
    (site / "digest.toml").write_text(f"{SITE}{NEWSLETTER}{theme}{MAIL}")
    result = run()
    assert result.exit_code == 1
    assert "daily: error: " in result.stdout
    assert "weekly 1: " in result.stdout
    problems: list[NextIssue] = [
        each["problem"] for each in told()["next_issues"] if each["problem"]
    ]
    assert len(problems) == 1


def test_a_check_beside_a_store_leaves_it_as_it_is(site: Path) -> None:
    """What a daemon remembers of articles is used, and nothing is published."""
    (site / ".digest").mkdir()
    assert "weekly 1: " in run().stdout
    assert not (site / "feeds").exists()
    assert not (site / ".digest/digest.sqlite").exists()
    assert not (site / ".digest/secret.key").exists()
