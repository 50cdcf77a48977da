from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import NOW, a_suppression
from digest.cli import root
from digest.errors import AddressError, ConfigError
from publications import Clock, a_press, write_publication


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A publication with one newsletter and no reader."""
    return write_publication(tmp_path)


def call(site: Path, *words: str) -> Result:
    """What `digest --site SITE subscribers WORDS` does."""
    return CliRunner().invoke(root, ["--site", str(site), "subscribers", *words])


def listed(site: Path) -> list[dict[str, object]]:
    """What `list --json` tells."""
    found = call(site, "list", "--json")
    assert found.exit_code == 0, found.output
    readers: list[dict[str, object]] = json.loads(found.stdout)
    return readers


def test_an_import_is_told_in_counts_and_lines(site: Path) -> None:
    """Good rows are in, each bad one has its line, and the exit code says so."""
    file = site / "readers.csv"
    file.write_text("name;e-mail\nAnn;ann@example.org\nBob;bob\nAnn;ANN@example.org\n")
    found = call(site, "import", str(file))
    assert found.exit_code == 1
    assert found.stdout == "1 added, 0 known already, 1 left out\n"
    assert f"{file}: line 3: 'bob': is no e-mail address" in found.stderr
    assert f"{file}: line 4: ANN@example.org stands in line 2" in found.stderr
    (reader,) = listed(site)
    assert reader["consent"] == "import of readers.csv"
    assert reader["state"] == "confirmed"
    assert reader["newsletters"] == ["weekly"]


def test_the_same_list_may_be_imported_again(site: Path) -> None:
    """Nothing is doubled, and a clean list ends with 0."""
    file = site / "readers.txt"
    file.write_text("ann@example.org\nbob@example.net\n")
    assert call(site, "import", str(file)).stdout.startswith("2 added, 0 known")
    again = call(site, "import", str(file))
    assert again.stdout == "0 added, 2 known already, 0 left out\n"
    assert again.exit_code == 0


def test_the_list_is_a_table_for_people(site: Path) -> None:
    """Words in brackets are a name and no markup."""
    call(site, "add", "ann@example.org", "--name", "Ann [bold]Quay")
    found = call(site, "list", "--newsletter", "weekly")
    assert found.exit_code == 0
    assert "ann@example.org" in found.stdout
    assert "Ann [bold]Quay" in found.stdout
    assert "confirmed" in found.stdout


def test_an_empty_list_is_an_empty_list(site: Path) -> None:
    """Programs get a list in any case."""
    assert listed(site) == []


def test_one_reader_comes_and_goes(site: Path) -> None:
    """Added, removed, and not brought back by adding again."""
    added = call(site, "add", "ann@example.org")
    assert added.stdout == "ann@example.org reads weekly\n"
    removed = call(site, "remove", "Ann@example.org")
    assert removed.stdout == "Ann@example.org gets no more letters\n"
    again = call(site, "add", "ann@example.org")
    assert again.exit_code == 1
    assert "ann@example.org left before" in again.stderr
    assert [reader["state"] for reader in listed(site)] == ["unsubscribed"]


def test_forgetting_leaves_nothing(site: Path) -> None:
    """What a reader may demand by law."""
    call(site, "add", "ann@example.org")
    assert call(site, "remove", "ann@example.org", "--forget").exit_code == 0
    assert listed(site) == []


def suppress(site: Path, address: str) -> None:
    """The relay said for good that there is no such mailbox."""
    with a_press(site, Clock(NOW)) as press:
        told = "5.1.1 no such user [here]"
        press.store.suppress(a_suppression(address, detail=told))


def test_who_is_suppressed_is_told_with_the_reason(site: Path) -> None:
    """As a table for people and a list for programs."""
    assert json.loads(call(site, "suppressed", "--json").stdout) == []
    suppress(site, "ann@example.org")
    table = call(site, "suppressed").stdout
    assert "ann@example.org" in table
    assert "5.1.1 no such user [here]" in table
    assert json.loads(call(site, "suppressed", "--json").stdout) == [
        {
            "address": "ann@example.org",
            "reason": "user-unknown",
            "detail": "5.1.1 no such user [here]",
            "since": "2026-11-16T09:00:00+00:00",
        }
    ]


def test_a_suppression_is_lifted_by_the_owner(site: Path) -> None:
    """However the address is written."""
    suppress(site, "ann@example.org")
    lifted = call(site, "lift", "Ann@example.org")
    assert lifted.stdout == "Ann@example.org may get letters again\n"
    assert json.loads(call(site, "suppressed", "--json").stdout) == []


def test_a_forgotten_address_is_suppressed_without_its_name(site: Path) -> None:
    """And can be lifted by who knows it."""
    call(site, "add", "ann@example.org")
    suppress(site, "ann@example.org")
    call(site, "remove", "ann@example.org", "--forget")
    told = call(site, "suppressed").stdout
    assert "(forgotten)" in told
    assert "ann@" not in told
    assert call(site, "lift", "ann@example.org").exit_code == 0


@pytest.mark.parametrize(
    ("words", "kind", "fact"),
    [
        (("add", "ann"), AddressError, "'ann': is no e-mail address"),
        (("remove", "ann@example.org"), ConfigError, "is no reader"),
        (
            ("add", "ann@example.org", "--newsletter", "daily"),
            ConfigError,
            "daily: is no newsletter of digest.toml; use weekly",
        ),
        (
            ("lift", "ann@example.org"),
            ConfigError,
            "example.org: is not suppressed",
        ),
        (("lift", "ann"), AddressError, "'ann': is no e-mail address"),
        (("list", "--newsletter", "daily"), ConfigError, "daily: is no newsletter"),
    ],
)
def test_a_mistake_is_told_with_a_remedy(
    site: Path, words: tuple[str, ...], kind: type[Exception], fact: str
) -> None:
    """The command line shows the error's own text."""
    found = call(site, *words)
    assert isinstance(found.exception, kind)
    assert fact in str(found.exception)


@pytest.mark.parametrize(
    "name", ["import", "list", "add", "remove", "suppressed", "lift"]
)
def test_help_teaches_by_example(site: Path, name: str) -> None:
    """Each command shows a line that one can copy."""
    assert f"digest subscribers {name}" in call(site, name, "--help").stdout
    assert f"digest subscribers {name}" in call(site, "--help").stdout
