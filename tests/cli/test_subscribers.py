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
    "name",
    [
        *("import", "export", "list", "search", "show", "stats", "add", "tag", "untag"),
        *("remove", "forget", "suppressed", "suppress", "lift"),
    ],
)
def test_help_teaches_by_example(site: Path, name: str) -> None:
    """Each command shows a line that one can copy."""
    assert f"digest subscribers {name}" in call(site, name, "--help").stdout
    assert f"digest subscribers {name}" in call(site, "--help").stdout


LIST = """\
uuid,email,name,attributes,status,created_at,updated_at
1,ann@example.org,Ann Quay,{},enabled,2020-01-02 03:04:05 +0000 UTC,
2,bob@example.net,=Bob,{},blocklisted,2020-01-02 03:04:05 +0000 UTC,2021-01-01
3,cy,Cy,{},enabled,,
"""


def take(site: Path, *words: str) -> Result:
    """Import a list of listmonk with three rows."""
    file = site / "subscribers.csv"
    file.write_text(LIST)
    return call(site, "import", str(file), *words)


def test_a_list_of_another_program_is_told(site: Path) -> None:
    """With what came along, and the refused rows in a file for their owner only."""
    bad = site / "bad.csv"
    found = take(site, "--tag", "old", "--refused", str(bad))
    assert found.exit_code == 1
    program, *rest = found.stdout.splitlines()
    assert program.endswith("subscribers.csv: a list of listmonk")
    assert rest == [
        "2 added, 0 known already, 1 left out",
        "among them: 1 unsubscribed, 1 that get no mail",
    ]
    assert bad.stat().st_mode & 0o077 == 0
    head, row = bad.read_text().splitlines()
    assert head == "file,line,reason,row"
    assert ",4,'cy': is no e-mail address" in row.replace('"', "")
    ann, bob = listed(site)
    assert (ann["tags"], ann["created"]) == (["old"], "2020-01-02T03:04:05+00:00")
    assert (bob["state"], bob["suppressed"]) == ("unsubscribed", "imported")


def test_no_spreadsheet_calculates_a_refused_row(site: Path) -> None:
    """Anybody may have written what stands in it."""
    file, bad = site / "list.csv", site / "bad.csv"
    file.write_text('address,name\n"=1+1",Ann\n')
    call(site, "import", str(file), "--refused", str(bad))
    _, row = bad.read_text().splitlines()
    assert row.endswith(',"\'=1+1, Ann"')


def test_a_dry_run_changes_nothing(site: Path) -> None:
    """And says the same."""
    found = take(site, "--dry-run")
    assert "2 would be added, 0 known already, 1 left out" in found.stdout
    assert listed(site) == []


@pytest.mark.parametrize(("answer", "count"), [("y\n", 2), ("n\n", 0)])
def test_somebody_at_a_terminal_is_asked_first(
    site: Path, monkeypatch: pytest.MonkeyPatch, answer: str, count: int
) -> None:
    """They see what would be done, once."""
    monkeypatch.setattr(
        "digest.cli.subscribers.importing._is_somebody_there", lambda: True
    )
    file = site / "subscribers.csv"
    file.write_text(LIST)
    words = ["--site", str(site), "subscribers", "import", str(file)]
    found = CliRunner().invoke(root, words, input=answer)
    assert found.exit_code == 1
    assert "2 would be added" in found.stdout
    assert found.stderr.count("line 4:") == 1
    assert len(listed(site)) == count


def test_the_program_may_be_named(site: Path) -> None:
    """Where its columns do not tell."""
    file = site / "readers.csv"
    file.write_text("email,labels\nann@example.org,coast\n")
    found = call(site, "import", str(file), "--from", "ghost")
    assert "a list of Ghost" in found.stdout
    assert listed(site)[0]["tags"] == ["coast"]


def test_an_export_comes_back(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """To another site, with all that a list can say."""
    take(site)
    out = site / "out.csv"
    assert call(site, "export", "--out", str(out)).exit_code == 0
    assert out.stat().st_mode & 0o077 == 0
    assert ",'=Bob," in out.read_text()
    assert ",=Bob," in call(site, "export", "--as", "raw-csv").stdout
    objects = call(site, "export", "--as", "jsonl").stdout.splitlines()
    other = write_publication(tmp_path_factory.mktemp("other"))
    assert "a list of digest" in call(other, "import", str(out)).stdout
    assert [json.loads(line) for line in objects] == listed(site) == listed(other)
    broken = call(site, "export", "--out", str(site / "no" / "out.csv"))
    assert "cannot be written" in str(broken.exception)


def test_readers_are_found_and_paged(site: Path) -> None:
    """By a part of address or name, and by what they have in common."""
    take(site)
    assert "ann@example.org" in call(site, "search", "QUAY").stdout
    assert json.loads(call(site, "search", "nobody", "--json").stdout) == []
    first = json.loads(call(site, "list", "--json", "--limit", "1").stdout)
    assert [one["address"] for one in first] == ["ann@example.org"]
    rest = json.loads(call(site, "list", "--json", "--after", "ann@example.org").stdout)
    assert [one["address"] for one in rest] == ["bob@example.net"]
    words = ("list", "--json", "--state", "confirmed", "--since", "2020-01-01")
    assert len(json.loads(call(site, *words).stdout)) == 1
    mistake = call(site, "list", "--since", "soon").exception
    assert "--since soon: is no date" in str(mistake)


def test_one_reader_is_told_whole(site: Path) -> None:
    """In words, or as JSON with the deliveries."""
    take(site)
    call(site, "tag", "coast", "bob@example.net")
    told = call(site, "show", "Bob@example.net").stdout
    assert "bob@example.net (=Bob): unsubscribed" in told
    assert "left weekly" in told
    assert "tags: coast" in told
    assert "gets no mail since 2021-01-01, imported: blocked, by listmonk" in told
    record = json.loads(call(site, "show", "ann@example.org", "--json").stdout)
    assert (record["newsletters"], record["deliveries"]) == (["weekly"], [])
    assert "is no reader" in str(call(site, "show", "zoe@example.org").exception)


def test_a_reader_can_be_asked_first(site: Path) -> None:
    """As the form on the site does; the letter that waits is told."""
    asked = call(site, "add", "ann@example.org", "--ask")
    assert asked.stdout.startswith("ann@example.org is asked by e-mail")
    assert listed(site)[0]["state"] == "unconfirmed"
    shown = call(site, "show", "ann@example.org").stdout
    assert "has yet to confirm weekly" in shown
    assert "pending" in shown
    assert call(site, "forget", "ann@example.org").exit_code == 0
    assert "is no reader" in str(call(site, "forget", "ann@example.org").exception)


def test_tags_are_given_to_some(site: Path) -> None:
    """Not to everybody by accident."""
    take(site)
    changed = "1 reader changed\n"
    assert call(site, "tag", "coast", "--state", "confirmed").stdout == changed
    assert call(site, "untag", "coast", "--all").stdout == changed
    assert "nobody is named" in str(call(site, "tag", "coast").exception)
    assert "is no tag" in str(call(site, "tag", " , ", "--all").exception)


def test_readers_are_told_in_numbers(site: Path) -> None:
    """For people and for programs."""
    take(site)
    table = call(site, "stats").stdout
    for word in ("2 readers", "weekly", "2020-01", "example.org", "imported"):
        assert word in table
    told = json.loads(call(site, "stats", "--json").stdout)
    assert told["subscriptions"] == {"weekly": {"confirmed": 1, "unsubscribed": 1}}
    assert told["suppressions"] == {"imported": 1}


def test_the_owner_can_stop_mail_to_any_address(site: Path) -> None:
    """And take the list of those along to another site."""
    words = ("suppress", "ann@example.org", "--because", "she wrote so")
    assert call(site, *words).exit_code == 0
    (one,) = json.loads(call(site, "suppressed", "--json").stdout)
    assert (one["reason"], one["detail"]) == ("owner", "she wrote so")
    table = call(site, "suppressed", "--csv").stdout.splitlines()
    assert table[0] == "address,suppressed,suppressed_since,suppressed_detail"
    assert table[1].startswith("ann@example.org,owner,")
    assert (
        json.loads(call(site, "suppressed", "--json", "--reason", "spam").stdout) == []
    )
