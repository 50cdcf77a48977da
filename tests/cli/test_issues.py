"""`digest issues` and `digest publish --force`: the owner's word before it goes out."""

from __future__ import annotations

import json
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from digest.cli import root as digest
from digest.errors import ConfigError
from publications import (
    an_article_text,
    set_newsletter,
    spoil_theme,
    write_note,
    write_publication,
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A publication with one article and a reader; a slot of it is due."""
    root = write_publication(tmp_path / "site", {"harbour.md": an_article_text()})
    toml = root / "digest.toml"
    zone = 'zone = "UTC"'
    start = f"{zone}\nstart = 2026-11-01T00:00:00"
    toml.write_text(toml.read_text().replace(zone, start))
    assert call(root, "subscribers", "add", "ann@example.net").exit_code == 0
    return root


@pytest.fixture
def waiting(site: Path) -> Path:
    """The same with an issue that waits for approval."""
    set_newsletter(site, approve=True)
    write_note(site, "Dear readers.")
    assert call(site, "publish").exit_code == 0
    return site


def call(site: Path, *words: str) -> Result:
    """What the command answers; a fault of ours is raised, not hidden."""
    return CliRunner().invoke(
        digest, ["--site", str(site), *words], catch_exceptions=False
    )


def listed(site: Path) -> list[dict[str, object]]:
    """All issues, as programs get them."""
    found: list[dict[str, object]] = json.loads(
        call(site, "issues", "list", "--json").output
    )
    return found


def test_publish_says_what_to_do_with_an_issue_that_waits(site: Path) -> None:
    """With the command to type."""
    set_newsletter(site, approve=True)
    told = call(site, "publish").output
    assert "issue 1 of weekly waits for approval: “Harbour opens”" in told
    assert "`digest issues approve weekly 1`" in told


def test_what_waits_is_listed_and_shown(waiting: Path) -> None:
    """Marked as such, for people and for programs."""
    assert "waits for approval" in call(waiting, "issues", "list").output
    (issue,) = listed(waiting)
    assert issue["state"] == "waiting"
    assert issue["note"] == "issues/weekly/next.md"
    assert issue["deliveries"] == {}
    shown = call(waiting, "issues", "show", "weekly", "1")
    assert "Dear readers." in shown.stdout
    assert "issue 1 of weekly: waits for approval" in shown.stderr
    asked = call(waiting, "issues", "show", "weekly", "1", "--json")
    assert json.loads(asked.stdout) == issue


def test_status_tells_what_waits(waiting: Path) -> None:
    """With the command to type."""
    told = call(waiting, "status").output
    assert (
        "“Harbour opens” waits for approval: `digest issues approve weekly 1`" in told
    )
    status = json.loads(call(waiting, "status", "--json").output)
    (weekly,) = status["newsletters"]
    assert [issue["number"] for issue in weekly["waiting_issues"]] == [1]
    assert weekly["last_issues"] == []


def test_approval_publishes_once(waiting: Path) -> None:
    """The second time it says that there was nothing to do."""
    first = call(waiting, "issues", "approve", "weekly", "1")
    assert "issue 1 of weekly is published: “Harbour opens”, 1 letter" in first.output
    assert (waiting / "feeds/issues/weekly/1/index.html").exists()
    second = call(waiting, "issues", "approve", "weekly", "1")
    assert second.output == "issue 1 of weekly is public already\n"
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert listed(waiting)[0]["deliveries"] == {"pending": 1}


def test_approval_tells_what_is_wrong_beside_it(waiting: Path) -> None:
    """The issue is out; the exit code says that somebody should look."""
    (waiting / "content/bad.md").write_text("---\ntitle: [\n---\n\n")
    done = call(waiting, "issues", "approve", "weekly", "1")
    assert "issue 1 of weekly is published" in done.stdout
    assert "problem: bad.md" in done.stderr
    assert done.exit_code == 1


def test_a_discarded_issue_stays_in_the_list(waiting: Path) -> None:
    """Its number is used up, and somebody may ask what became of it."""
    done = call(waiting, "issues", "discard", "weekly", "1")
    assert done.output.startswith("issue 1 of weekly is discarded; the next has its")
    assert " discarded" in call(waiting, "issues", "list").output
    assert [(each["state"], each["entries"]) for each in listed(waiting)] == [
        ("discarded", 0)
    ]


def test_what_is_public_cannot_be_discarded(waiting: Path) -> None:
    """The owner learns it in one line."""
    call(waiting, "issues", "approve", "weekly", "1")
    with pytest.raises(ConfigError, match="nothing can take it back"):
        call(waiting, "issues", "discard", "weekly", "1")


def test_a_whole_message_can_be_shown(waiting: Path) -> None:
    """Any mail program opens it; its links do nothing for anybody."""
    shown = call(waiting, "issues", "show", "weekly", "1", "--eml")
    message = message_from_bytes(shown.stdout_bytes, policy=policy.default)
    assert message["Subject"] == "Harbour opens"
    assert message["To"] == "reader@example.com"
    assert not message.defects
    assert b"placeholder.invalid" not in shown.stdout_bytes


def test_a_message_of_a_newsletter_that_is_gone_is_told(waiting: Path) -> None:
    """Its other forms can still be shown."""
    toml = waiting / "digest.toml"
    text = toml.read_text()
    toml.write_text(text.replace("[newsletters.weekly]", "[newsletters.daily]"))
    assert call(waiting, "issues", "show", "weekly", "1", "--html").exit_code == 0
    with pytest.raises(ConfigError, match=r"no \[newsletters.weekly\] any more; add"):
        call(waiting, "issues", "show", "weekly", "1", "--eml")


def test_a_letter_with_errors_goes_out_with_a_reason_only(site: Path) -> None:
    """The reason stands wherever the issue is told."""
    spoil_theme(site)
    refused = call(site, "publish")
    assert refused.exit_code == 1
    assert "letter-picture" in refused.stderr
    assert "weekly 2026" in refused.stderr
    assert refused.stderr.count("letter-picture") == 1, "told once"
    blank = call(site, "publish", "--force", "  ")
    assert blank.exit_code == 2
    assert "say why" in blank.stderr
    forced = call(site, "publish", "--force", "readers wait")
    assert forced.exit_code == 0
    assert "in spite of errors in its letter: readers wait" in forced.output
    assert listed(site)[0]["forced"] == "readers wait"
    assert "1 pending; forced" in call(site, "issues", "list").output
    shown = call(site, "issues", "show", "weekly", "1")
    assert "1 pending; forced, for 'readers wait'" in shown.stderr
    assert "sent in spite of errors: readers wait" in call(site, "status").output


def test_without_errors_nothing_is_forced(site: Path) -> None:
    """A reason that nobody needed is not kept."""
    told = call(site, "publish", "--force", "just to be sure").output
    assert "in spite of" not in told
    assert listed(site)[0]["forced"] is None


def test_clicks_are_counted_where_their_owner_asks_for_it(site: Path) -> None:
    """Each link of the letter, and none before."""
    assert call(site, "publish").exit_code == 0
    told = call(site, "issues", "clicks", "weekly", "1").output
    assert "its links are not counted; set `clicks = true`" in told
    assert (
        json.loads(call(site, "issues", "clicks", "weekly", "1", "--json").output) == []
    )


def test_links_are_numbered_when_an_issue_is_frozen(site: Path) -> None:
    """The archive and the owner see them as they are."""
    set_newsletter(site, clicks=True)
    assert call(site, "publish").exit_code == 0
    links = json.loads(call(site, "issues", "clicks", "weekly", "1", "--json").output)
    assert [link["number"] for link in links] == [*range(1, len(links) + 1)]
    assert {link["clicks"] for link in links} == {0}
    assert links[0]["url"].startswith("https://")
    assert links[0]["url"] in call(site, "issues", "clicks", "weekly", "1").output
    shown = call(site, "issues", "show", "weekly", "1", "--html").output
    assert "/go/weekly/" not in shown
