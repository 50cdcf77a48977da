"""What is known of published files: a cache that can be lost."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from digest.documents import Need
from digest.publish.ledger import Ledger, Look, make_ledger, read_ledger, write_ledger
from digest.publish.reasons import differences
from publishing import Stuck, a_target, a_tree, published

LOOK = Look(5, 7, 9)
NEEDS = (Need("content/a.md", "1"), Need("[site]", "2"))


def a_ledger_with_need(number: int) -> bytes:
    """One of a page that needs what the ledger does not know."""
    lines = {"index.html": [b"", [1, 2, 3], [number]]}
    return msgspec.msgpack.encode(["ledger 1", "", [], lines])


def test_a_ledger_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Each need is kept once, and named by its number."""
    files = {"a.html": (b"x" * 32, LOOK), "b.html": (b"y" * 32, LOOK)}
    ledger = make_ledger({"a.html": NEEDS, "b.html": NEEDS[:1]}, files)
    write_ledger(tmp_path / "cache/ledger", ledger)
    read = read_ledger(tmp_path / "cache/ledger")
    assert read == ledger
    assert read.needs == NEEDS
    assert read.needs_of(read.lines["b.html"]) == NEEDS[:1]


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"\x00", b"\xc1", b"not a ledger", b"\x91" * 100_000),
        msgspec.msgpack.encode(Ledger(form="ledger 0")),
        msgspec.msgpack.encode(
            ["ledger 1", "", [], {"index.html": [b"", [1, 2, 3], [9]]}]
        ),
        msgspec.msgpack.encode(
            ["ledger 1", "", [], {"index.html": [b"", [1, 2, 3], [-1]]}]
        ),
        msgspec.msgpack.encode(make_ledger({"a": NEEDS}, {"a": (b"", LOOK)}))[:-3],
    ],
)
def test_a_ledger_of_others_or_cut_off_counts_as_none(
    tmp_path: Path, data: bytes
) -> None:
    """All is made then, and compared with what stands there."""
    tree = tmp_path / "feeds"
    published(tree, a_target())
    a_tree(tree).ledger.write_bytes(data)
    done = published(tree, a_target())
    assert [each.reasons for each in done.made] == [
        ("nothing is known of how it was made",)
    ]
    assert done.written == ()
    assert published(tree, Stuck.target()).made == ()


def test_another_edition_of_digest_makes_all_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that an older program made is taken for good."""
    tree = tmp_path / "feeds"
    published(tree, a_target())
    monkeypatch.setattr("digest.publish.dues.edition", lambda: "another")
    monkeypatch.setattr("digest.publish.ledger.edition", lambda: "another")
    done = published(tree, a_target())
    assert [each.reasons for each in done.made] == [
        ("another version of digest made it",)
    ]
    assert published(tree, Stuck.target()).made == ()


def test_a_reason_names_what_came_changed_and_went() -> None:
    """In the order in which the document needs them."""
    now = (Need("content/a.md", "9"), Need("content/new.md", "1"))
    assert differences(NEEDS, now) == (
        "content/a.md changed",
        "content/new.md came",
        "[site] went",
    )


def test_many_reasons_are_counted() -> None:
    """Three by name are enough to see what happened."""
    before = tuple(Need(f"content/{n}.md", "1") for n in range(9))
    after = tuple(Need(f"content/{n}.md", "2") for n in range(9))
    told = differences(before, after)
    assert told[2:] == ("content/2.md changed", "6 more of what it needs changed")


def test_an_order_is_a_reason() -> None:
    """Lists may be in the order of what they need."""
    assert differences(NEEDS, NEEDS[::-1]) == ("the order of what it needs changed",)


def test_a_document_is_told_by_what_it_needs(tmp_path: Path) -> None:
    """As the owner knows it: by the name of the file."""
    tree = tmp_path / "feeds"
    published(tree, a_target(text="old", needs={"content/a.md": "1"}))
    done = published(tree, a_target(text="new", needs={"content/a.md": "2"}))
    assert [(each.path, each.reasons) for each in done.made] == [
        ("index.html", ("content/a.md changed",))
    ]


def test_what_stays_as_it_is_keeps_its_needs() -> None:
    """They are not gone through again; numbers stay those of the ledger before."""
    files = {"a.html": (b"x", LOOK), "b.html": (b"y", LOOK)}
    before = make_ledger({"a.html": NEEDS, "b.html": NEEDS}, files)
    now = {"a.html": NEEDS, "b.html": (Need("content/b.md", "1"),)}
    after = make_ledger(now, files, before=before, same={"a.html"})
    assert {path: after.needs_of(line) for path, line in after.lines.items()} == now


def test_needs_that_nothing_has_any_more_are_thrown_away() -> None:
    """Not at once, but before they are the greater part."""
    files = {"a.html": (b"x", LOOK)}
    ledger = Ledger()
    for turn in range(50):
        needs = {"a.html": (Need("content/a.md", str(turn)),)}
        ledger = make_ledger(needs, files, before=ledger)
        assert ledger.needs_of(ledger.lines["a.html"]) == needs["a.html"]
        assert len(ledger.needs) < 10
