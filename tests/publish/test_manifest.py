"""The names of what digest wrote, and lists of names that mean harm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from digest.publish.manifest import MANIFEST
from publishing import a_target, a_tree, files_of, published


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """An empty place for the published tree."""
    return tmp_path / "feeds"


def test_a_line_end_in_a_name_makes_no_other_name(tree: Path) -> None:
    """A folder of the author's may be called anything."""
    victim = tree.parent / "victim"
    victim.write_text("mine")
    odd = f"media/a\n{victim}"
    published(tree, a_target(odd))
    assert (tree / odd).exists()
    assert published(tree).removed == (odd,)
    assert victim.read_text() == "mine"


@pytest.mark.parametrize(
    "name",
    [
        *("{}/victim", "../victim", "a/../../victim", "link/victim", "", "."),
        *("a\0b", "\ud800", "loop/x", "x" * 300),
    ],
)
def test_a_manifest_names_nothing_outside(tree: Path, name: str) -> None:
    """Whoever wrote it; the tree is published all the same."""
    victim = tree.parent / "victim"
    victim.write_text("mine")
    (tree / "a").mkdir(parents=True)
    (tree / "link").symlink_to(tree.parent)
    (tree / "loop").symlink_to("loop")
    (tree / MANIFEST).write_text(json.dumps([name.format(tree.parent)]))
    done = published(tree, a_target())
    assert (done.written, done.removed) == (("index.html",), ())
    assert victim.read_text() == "mine"


@pytest.mark.parametrize(
    "text",
    [
        *("index.html\nold.html\n", "", "7", "null", '{"a": 1}', "[[" * 100_000),
        *("\udcff", '["old.html"', "[1, null]"),
    ],
)
def test_an_unknown_manifest_counts_as_empty(tree: Path, text: str) -> None:
    """Nothing is removed by it, nothing is raised, and a good one takes its place."""
    tree.mkdir()
    (tree / "old.html").write_text("old")
    (tree / MANIFEST).write_bytes(text.encode("utf-8", "surrogateescape"))
    assert published(tree, a_target()).removed == ()
    assert (tree / "old.html").exists()
    assert published(tree).removed == ("index.html",)


def test_the_list_of_an_earlier_digest_counts(tree: Path) -> None:
    """It lay in the state folder; what is gone since goes from the tree as well."""
    tree.mkdir()
    (tree / "old.html").write_text("old")
    former = a_tree(tree).former_manifest
    former.parent.mkdir()
    former.write_text('["old.html"]')
    assert published(tree, a_target()).removed == ("old.html",)
    former.write_text('["index.html"]')
    published(tree, a_target(), a_target("b.html"))
    assert set(files_of(tree)) == {"index.html", "b.html"}
