"""`digest deliveries`, and issues that are paused: the owner's hand on the outbox."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import NOW
from digest.cli import root as digest
from digest.deliveries import DeliveryState, Outcome, OutcomeKind
from digest.errors import ConfigError
from digest.pipeline.mirrors_first import REASON
from digest.store.databases.sqlite import open_sqlite
from digest.store.protocols import Answer
from publications import an_article_text, write_publication
from store_steps import add_readers, claim, publish

REFUSED = Outcome(
    kind=OutcomeKind.REFUSED, code=552, status="5.2.2", reply="5.2.2 mailbox full"
)
READERS = ("ann@example.net", "bob@example.net", "cy@example.net")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A publication whose first issue went to three readers; one was refused."""
    root = write_publication(tmp_path / "site", {"harbour.md": an_article_text()})
    (root / ".digest").mkdir(exist_ok=True)
    with closing(open_sqlite(root / ".digest" / "digest.sqlite")) as store:
        add_readers(store, *READERS)
        publish(store)
        ann, *_ = claim(store, 1)
        failed = DeliveryState.FAILED
        refused = Answer(delivery=ann.id, outcome=REFUSED, state=failed, due=NOW)
        store.write([], [refused], now=NOW)
    return root


def call(site: Path, *words: str) -> Result:
    """What the command answers; a fault of ours is raised, not hidden."""
    return CliRunner().invoke(
        digest, ["--site", str(site), *words], catch_exceptions=False
    )


def test_deliveries_are_listed_with_the_relays_words(site: Path) -> None:
    """And counted by state."""
    told = call(site, "deliveries", "list").output
    assert "552 5.2.2 mailbox full" in told
    assert "in all: 1 failed, 2 pending" in told
    assert "bob@example.net" in told


def test_programs_get_a_line_each(site: Path) -> None:
    """With moments as everywhere."""
    lines = call(site, "deliveries", "list", "--json").output.splitlines()
    first = json.loads(lines[0])
    assert len(lines) == 3
    assert first["address"] == "ann@example.net"
    assert first["state"] == "failed"
    assert first["answered"] == NOW.isoformat()
    assert first["due"] is None


@pytest.mark.parametrize(
    ("options", "addresses"),
    [
        (["--subscriber", "BOB@example.net"], ["bob@example.net"]),
        (["--state", "failed"], ["ann@example.net"]),
        (["--newsletter", "weekly", "--issue", "1"], list(READERS)),
        (["--issue", "2"], []),
        (["--doubt"], []),
    ],
)
def test_options_narrow_the_list(
    site: Path, options: list[str], addresses: list[str]
) -> None:
    """All that are given hold."""
    lines = call(site, "deliveries", "list", "--json", *options).output.splitlines()
    assert [json.loads(line)["address"] for line in lines] == addresses


def test_a_list_of_nothing_says_where_to_look(site: Path) -> None:
    """There may be a slip in a name."""
    told = call(site, "deliveries", "list", "--newsletter", "wekly").output
    assert "`digest issues list`" in told


def test_a_long_list_is_cut(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs get all of it."""
    monkeypatch.setattr("digest.cli.deliveries.MOST", 2)
    told = call(site, "deliveries", "list").output
    assert "the first 2 are shown; --json tells all" in told


def test_failures_are_counted_by_what_was_said(site: Path) -> None:
    """For people and for programs."""
    assert "mailbox full" in call(site, "deliveries", "failures").output
    (failure,) = json.loads(call(site, "deliveries", "failures", "--json").output)
    assert failure == {
        "code": 552,
        "status": "5.2.2",
        "reply": "5.2.2 mailbox full",
        "count": 1,
    }
    calm = call(site, "deliveries", "failures", "--issue", "9").output
    assert calm.startswith("nothing failed")


def test_what_failed_is_tried_again(site: Path) -> None:
    """And what waits is withdrawn."""
    told = call(site, "deliveries", "retry", "--state", "failed").output
    assert told == "1 letter to deliver again\n"
    told = call(site, "deliveries", "withdraw", "--issue", "1").output
    assert told == "3 letters withdrawn\n"


@pytest.mark.parametrize("verb", ["retry", "withdraw"])
def test_to_mean_everybody_takes_a_word(site: Path, verb: str) -> None:
    """A slip of the hand must not mail or drop a whole list."""
    with pytest.raises(ConfigError, match="no option says which are meant"):
        call(site, "deliveries", verb)


def test_an_issue_is_paused_and_resumed(site: Path) -> None:
    """The list says so, with the reason; to say it twice does no harm."""
    with closing(open_sqlite(site / ".digest" / "digest.sqlite")) as store:
        told = call(site, "issues", "pause", "weekly", "1", "--reason", "a wrong link")
        assert "is paused; `digest issues resume weekly 1`" in told.output
        assert "was paused" in call(site, "issues", "pause", "weekly", "1").output
        assert "paused: a wrong link" in call(site, "issues", "list").output
        assert claim(store) == ()
        assert "goes on" in call(site, "issues", "resume", "weekly", "1").output
        assert "not paused" in call(site, "issues", "resume", "weekly", "1").output
        assert len(claim(store)) == 2


def test_an_issue_that_waits_for_its_page_is_paused_too(site: Path) -> None:
    """It would go by itself, and its owner thought it was stopped."""
    with closing(open_sqlite(site / ".digest" / "digest.sqlite")) as store:
        store.pause_issue("weekly", 1, REASON, now=NOW)
    told = call(site, "issues", "pause", "weekly", "1", "--reason", "a wrong link")
    assert "is paused; `digest issues resume weekly 1`" in told.output
    assert "paused: a wrong link" in call(site, "issues", "list").output


def test_an_issue_that_is_not_there_cannot_be_paused(site: Path) -> None:
    """With where to look."""
    with pytest.raises(ConfigError, match="weekly 7: there is no such issue"):
        call(site, "issues", "pause", "weekly", "7")
