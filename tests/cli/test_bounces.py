"""`digest bounces`: what came back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import NOW
from digest.cli import bounces
from digest.cli import root as digest
from digest.errors import ConfigError
from digest.signed.return_path import return_address
from digest.store.sql import SqlStore
from digest.wiring import open_press
from publications import Clock, a_press, write_publication
from returned_mail import BASE, a_dsn, send_issue
from store_steps import add_readers


class Scene:
    """A publication whose reader got an issue."""

    def __init__(self, root: Path) -> None:
        self.root = write_publication(root)
        settings = self.root / "digest.toml"
        section = f'\n[bounces]\naddress = "{BASE}"\nmailbox = "back"\n'
        settings.write_text(settings.read_text() + section)
        for name in ("tmp", "new", "cur"):
            (self.root / "back" / name).mkdir(parents=True)
        with a_press(self.root, Clock(NOW)) as press:
            assert isinstance(press.store, SqlStore)
            add_readers(press.store, "ann@example.org")
            (delivery,) = send_issue(press.store, 1)
            key = press.key.reveal().encode()
        self.report = a_dsn(return_address(BASE, key, delivery))

    def run(self, *words: str, data: bytes = b"") -> Result:
        """What `digest bounces WORDS` answers."""
        command = ["--site", str(self.root), "bounces", *words]
        return CliRunner().invoke(digest, command, input=data, catch_exceptions=False)


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    """Nothing came back yet."""
    opening = partial(open_press, clock=Clock(NOW))
    monkeypatch.setattr(bounces, "open_press", opening)
    return iter([Scene(tmp_path / "site")])


@pytest.fixture
def one(scene: Iterator[Scene]) -> Scene:
    """The scene itself."""
    return next(scene)


def test_what_waits_is_fetched_and_listed(one: Scene) -> None:
    """Once; then nothing waits."""
    assert one.run().output == "nothing came back in 30 days\n"
    (one.root / "back" / "new" / "1").write_bytes(one.report)
    told = "1 recorded\n1 address suppressed: user-unknown\n"
    assert one.run("fetch").output == told
    assert one.run("fetch").output == "nothing waits\n"
    listed = one.run().output
    assert "ann@example.org" in listed
    assert "weekly 1" in listed
    (told_one,) = json.loads(one.run("--json").output)
    assert told_one["is_proven"] is True
    assert told_one["reason"] == "user-unknown"
    assert json.loads(one.run("--reason", "moved", "--json").output) == []
    told = "nothing like that came back in 30 days\n"
    assert one.run("--reason", "moved").output == told


def test_a_reason_that_there_is_not_is_told(one: Scene) -> None:
    """With those that there are: it may be a slip."""
    result = one.run("--reason", "user-unknwon")
    assert result.exit_code == 2
    assert "user-unknown" in result.output


def test_counts_of_nothing_say_so(one: Scene) -> None:
    """As the list does."""
    assert one.run("stats").output == "nothing came back in 30 days\n"


def test_what_is_no_report_is_left(one: Scene) -> None:
    """The exit code says so."""
    (one.root / "back" / "new" / "1").write_bytes(b"Subject: hello\n\n")
    result = one.run("fetch")
    assert result.exit_code == 1
    assert "left for you: 1 is no report" in result.output


def test_what_came_back_is_counted(one: Scene) -> None:
    """By reason and domain; what nothing proves is apart."""
    one.run("read", "-", "--record", data=one.report)
    one.run("read", "-", "--record", data=a_dsn())
    output = one.run("stats").output
    assert "user-unknown" in output
    assert "example.org" in output
    assert "1 report unproven" in output
    assert json.loads(one.run("stats", "--json").output) == {
        "reasons": {"user-unknown": 1},
        "domains": {"example.org": 1},
        "unproven": 1,
    }


def test_a_message_is_read_without_changing_anything(one: Scene) -> None:
    """And told whether it is about a letter of ours."""
    output = one.run("read", "-", data=one.report).output
    assert output.startswith("ann@example.org: user-unknown\n")
    assert output.endswith("about a letter of yours\n")
    assert one.run("read", "-", data=a_dsn()).output.endswith("unproven\n")
    told = json.loads(one.run("read", "-", "--json", data=one.report).output)
    assert told["is_proven"] is True
    assert told["reports"][0]["status"] == "5.1.1"
    assert one.run("read", "-", data=b"").output == "the message is no report\n"
    assert one.run().output == "nothing came back in 30 days\n"


def test_a_message_is_acted_on_where_it_is_asked_for(one: Scene) -> None:
    """As one in the mailbox."""
    output = one.run("read", "-", "--record", data=one.report).output
    assert output == "recorded\nthe address gets no more mail: user-unknown\n"
    strange = one.run("read", "-", "--record", data=b"")
    assert strange.exit_code == 1
    assert "is no report" in strange.output


def test_without_a_mailbox_there_is_nothing_to_fetch(one: Scene) -> None:
    """The owner is told where to name one."""
    settings = one.root / "digest.toml"
    settings.write_text(settings.read_text().replace('mailbox = "back"\n', ""))
    with pytest.raises(ConfigError, match="name a Maildir"):
        one.run("fetch")
