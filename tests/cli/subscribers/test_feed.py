"""`digest subscribers feed`: a feed of their own for a reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from digest.cli import root
from digest.errors import AddressError, ConfigError
from publications import write_publication

START = "https://notes.example.org/private/"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A publication with private feeds, and Ann who reads it."""
    folder = write_publication(tmp_path)
    settings = folder / "digest.toml"
    settings.write_text(settings.read_text() + "\n[feeds]\nprivate = true\n")
    assert call(folder, "add", "ann@example.org").exit_code == 0
    return folder


def call(site: Path, *words: str) -> Result:
    """What `digest --site SITE subscribers WORDS` does."""
    return CliRunner().invoke(root, ["--site", str(site), "subscribers", *words])


def test_the_addresses_are_told_once(site: Path) -> None:
    """One a format, all with the same token."""
    told = call(site, "feed", "Ann@example.org")
    assert told.exit_code == 0
    assert told.stderr == ""
    urls = told.stdout.split()
    assert [url.rpartition("/")[2] for url in urls] == [
        "atom.xml",
        "rss.xml",
        "feed.json",
    ]
    assert len({url.rpartition("/")[0] for url in urls}) == 1
    assert all(url.startswith(START) for url in urls)
    again = call(site, "feed", "ann@example.org")
    assert isinstance(again.exception, ConfigError)
    assert "ann@example.org: has a feed, whose address they" in str(again.exception)


def test_what_contradicts_itself_is_refused(site: Path) -> None:
    """Nobody can guess which of the two was meant."""
    told = call(site, "feed", "ann@example.org", "--renew", "--revoke")
    assert told.exit_code == 2
    assert "they contradict; choose one" in told.stderr


def test_a_new_address_is_another(site: Path) -> None:
    """For who lost theirs, or told it to others."""
    first = call(site, "feed", "ann@example.org").stdout
    second = call(site, "feed", "ann@example.org", "--renew").stdout
    assert second.startswith(START)
    assert first != second


def test_a_feed_is_taken_back(site: Path) -> None:
    """Once."""
    call(site, "feed", "ann@example.org")
    told = call(site, "feed", "ann@example.org", "--revoke")
    assert told.stdout == "ann@example.org has no feed of their own any more\n"
    again = call(site, "feed", "ann@example.org", "--revoke")
    assert "has no feed; there is nothing to revoke" in str(again.exception)


def test_the_token_stands_nowhere(site: Path) -> None:
    """Who gets hold of the store gets hold of no feed."""
    url = call(site, "feed", "ann@example.org").stdout.split()[0]
    token = url.removeprefix(START).partition("/")[0]
    for path in (site / ".digest").rglob("*"):
        if path.is_file():
            assert token.encode() not in path.read_bytes()


def test_a_feed_of_who_cannot_read_it_is_told_as_shut(site: Path) -> None:
    """The owner learns why nothing is seen."""
    call(site, "remove", "ann@example.org")
    told = call(site, "feed", "ann@example.org")
    assert told.stdout.startswith(START)
    assert "ann@example.org has no confirmed subscription, or is supp" in told.stderr


@pytest.mark.parametrize(
    ("address", "kind", "fact"),
    [
        ("bob@example.org", ConfigError, "bob@example.org: is no reader"),
        ("bob", AddressError, "'bob': is no e-mail address"),
    ],
)
def test_a_mistake_is_told_with_a_remedy(
    site: Path, address: str, kind: type[Exception], fact: str
) -> None:
    """The command line shows the error's own text."""
    found = call(site, "feed", address)
    assert isinstance(found.exception, kind)
    assert fact in str(found.exception)


def test_without_the_option_there_are_none(tmp_path: Path) -> None:
    """And the remedy is told."""
    site = write_publication(tmp_path)
    found = call(site, "feed", "ann@example.org")
    assert isinstance(found.exception, ConfigError)
    assert "[feeds] private: is off; set `private = true`" in str(found.exception)


def test_help_teaches_by_example(site: Path) -> None:
    """Each option shows a line that one can copy."""
    told = call(site, "feed", "--help").stdout
    for words in ("", " --renew", " --revoke"):
        assert f"digest subscribers feed ann@example.org{words}\n" in told
    assert "digest subscribers feed" in call(site, "--help").stdout
