"""`digest send-test`: the next issue in one's own mailbox."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import NOW
from digest.check.findings import Finding, Severity
from digest.cli import root as digest
from digest.cli import send_test as command
from digest.errors import ThemeError
from previews import a_failed_issue, a_next_issue
from publications import Clock, a_press, an_article_text, tree_of, write_publication
from relays import Relay, running

ME, YOU = "me@example.org", "you@example.net"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A publication with one article, whose relay is the outbox."""
    return write_publication(tmp_path / "site", {"harbour.md": an_article_text()})


def sent(root: Path, *words: str) -> Result:
    """What the command says."""
    return CliRunner().invoke(digest, ["--site", str(root), "send-test", *words])


def kept(root: Path) -> list[EmailMessage]:
    """The messages in the outbox, by recipient."""
    folder = root / ".digest" / "outbox" / "new"
    read = [
        email.message_from_bytes(path.read_bytes(), policy=SMTP)
        for path in folder.glob("*")
    ]
    return sorted(read, key=lambda message: str(message["To"]))


def use_relay(root: Path, relay: Relay) -> None:
    """Write the relay into digest.toml."""
    settings = root / "digest.toml"
    line = f'relay = "smtp+plain://127.0.0.1:{relay.port}"\npostal_address'
    settings.write_text(settings.read_text().replace("postal_address", line))


def test_each_address_gets_the_next_issue(root: Path) -> None:
    """Marked as a test, addressed to them, with links of nobody."""
    result = sent(root, ME, YOU)
    assert result.exit_code == 0
    assert [line.split(": 250")[0] for line in result.stdout.splitlines()] == [
        f"{ME}: accepted",
        f"{YOU}: accepted",
    ]
    mine, yours = kept(root)
    assert (mine["To"], yours["To"]) == (ME, YOU)
    assert mine["Subject"] == "[Test] Harbour opens"
    assert mine["Message-ID"] != yours["Message-ID"]


def test_a_second_test_is_another_message(root: Path) -> None:
    """A mailbox that knows the first one shows this one, too."""
    sent(root, ME)
    (root / "content" / "harbour.md").write_text(an_article_text("Harbour shuts"))
    sent(root, ME)
    first, second = kept(root)
    assert first["Message-ID"] != second["Message-ID"]


def test_nothing_is_recorded(root: Path) -> None:
    """No issue, no delivery, no subscriber, no page."""
    sent(root, ME)
    with a_press(root, Clock(NOW)) as press:
        assert press.store.issues("weekly") == ()
        assert press.store.issued_entries("weekly") == frozenset()
        assert not any(press.store.delivery_counts("weekly", 1).values())
    assert not (root / "feeds").exists()


def test_addresses_are_checked_before_anything_goes_out(root: Path) -> None:
    """One that is none stops all of them."""
    result = sent(root, ME, "nobody")
    assert result.exit_code == 2
    assert "'nobody': is no e-mail address" in result.stderr
    assert kept(root) == []
    assert not (root / ".digest").exists()


def test_an_address_that_is_written_twice_gets_one(root: Path) -> None:
    """However it is written."""
    sent(root, ME, "me@EXAMPLE.org")
    assert len(kept(root)) == 1


def test_a_relay_is_told_word_by_word(root: Path) -> None:
    """What it took, what it put off and what it refused; the exit code is 1."""
    refusals = {
        "full": "452 4.2.2 mailbox full",
        "gone": "550 5.1.1 no such user",
    }
    with running(Relay(refusals=refusals)) as relay:
        use_relay(root, relay)
        result = sent(root, ME, "full@example.net", "gone@example.net")
    assert result.exit_code == 1
    accepted, deferred, refused = result.stdout.splitlines()
    assert accepted.startswith(f"{ME}: accepted: 250 ")
    assert deferred == "full@example.net: deferred: 452 4.2.2 mailbox full"
    assert refused == "gone@example.net: refused: 550 5.1.1 no such user"
    ((to, data),) = relay.kept
    assert to == ME
    assert b"Subject: [Test] Harbour opens\r\n" in data


def test_a_relay_that_is_away_is_told(root: Path) -> None:
    """Of each message, as none is tried again."""
    with running(Relay()) as relay:
        use_relay(root, relay)
    result = sent(root, ME)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{ME}: deferred: ")


def test_only_the_newsletter_that_is_named_is_sent(root: Path) -> None:
    """Without a name it is one letter of each."""
    settings = root / "digest.toml"
    text = settings.read_text()
    more = text[text.index("[newsletters") : text.index("[mail]")]
    settings.write_text(
        text.replace("[mail]", more.replace("weekly]", "daily]") + "[mail]")
    )
    sent(root, "--newsletter", "daily", ME)
    (message,) = kept(root)
    assert "<daily." in str(message["List-Id"])
    sent(root, YOU)
    assert len(kept(root)) == 3


def test_a_newsletter_that_is_none_is_told(root: Path) -> None:
    """Before anything goes out."""
    result = sent(root, "--newsletter", "monthly", ME)
    assert "'monthly' is no newsletter" in str(result.exception)
    assert kept(root) == []


def test_errors_of_the_letter_are_told_and_stop_no_test(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It goes to its owner, who wants to see what is wrong."""
    finding = Finding(
        path="weekly 1",
        line=12,
        rule="H06",
        severity=Severity.ERROR,
        fact="a picture has no alt",
        remedy="write one",
    )
    issue = a_next_issue(findings=(finding,), lack="nothing is new")
    monkeypatch.setattr(command, "next_issues", lambda *_, **__: (issue,))
    result = sent(root, ME)
    assert result.exit_code == 0
    assert "weekly 1: error: a picture has no alt; write one [H06]" in result.stderr
    assert "weekly: with these errors it will not be published" in result.stderr
    assert "weekly: nothing is new" in result.stdout
    assert len(kept(root)) == 1


def test_a_letter_that_cannot_be_made_stops_no_other(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason is told, and the exit code is 1."""
    issues = (a_failed_issue(ThemeError("letter.html:3: no")), a_next_issue())
    monkeypatch.setattr(command, "next_issues", lambda *_, **__: issues)
    result = sent(root, ME)
    assert result.exit_code == 1
    assert "weekly: no letter can be made: letter.html:3: no" in result.stderr
    assert len(kept(root)) == 1


def test_no_file_is_made_but_the_states(root: Path) -> None:
    """Nothing stands beside digest.toml that did not before."""
    before = set(tree_of(root))
    sent(root, ME)
    assert all(path.startswith(".digest/") for path in set(tree_of(root)) - before)
