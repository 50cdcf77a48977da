"""The feeds of a folder are found by name, and by what they say that they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import NOW
from digest.check.feeds.gathering import read_document, read_tree
from digest.check.feeds.markup import UnreadableError
from digest.check.feeds.tree import Tree
from digest.check.inspection import inspect_feeds
from feed_documents import FILES, HUB, SITE, documents


def a_folder(root: Path, **more: bytes) -> Path:
    """The whole tree, on a disk."""
    for path, data in {**FILES, **documents(), **more}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


def read(root: Path) -> Tree:
    """What stands there."""
    hubs = frozenset({HUB})
    return read_tree(root, site_url=f"{SITE}/", hubs=hubs, largest=250_000, now=NOW)


def test_a_tree_is_read_whole(tmp_path: Path) -> None:
    """Feeds, archives and the list; and nothing is wrong with them."""
    tree = read(a_folder(tmp_path))
    assert {feed.path for feed in tree.feeds} == {*documents()} - {"opml.xml"}
    assert [told.path for told in tree.lists] == ["opml.xml"]
    assert inspect_feeds(tree) == ()


def test_what_is_no_feed_is_no_matter_of_ours(tmp_path: Path) -> None:
    """Site maps, search indexes, and what an author put beside an article."""
    others = {
        "sitemap.xml": b"<urlset/>",
        "search/1.json": b"[1",
        "media/old.xml": b"<rss",
    }
    assert inspect_feeds(read(a_folder(tmp_path, **others))) == ()


def test_a_feed_that_is_half_written_is_told(tmp_path: Path) -> None:
    """By its name, though it says nothing of itself any more."""
    a_folder(tmp_path)
    (tmp_path / "feed.json").write_bytes(b"")
    (tmp_path / "rss.xml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "opml.xml").write_bytes(b"<html/>")
    found = inspect_feeds(read(tmp_path))
    unread = {each.path for each in found if each.rule == "feed-unreadable"}
    assert unread == {"feed.json", "rss.xml", "opml.xml"}


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("rss.xml", b'<rss version="2.0"/>'),
        ("feed.json", b"[]"),
        ("feed.json", b"[" * 200_000),
        ("atom.xml", b""),
    ],
)
def test_what_is_no_feed_by_its_form_is_unreadable(path: str, data: bytes) -> None:
    """Whatever it is, it is told and not raised."""
    with pytest.raises(UnreadableError):
        read_document(path, data)


def test_lines_lead_to_the_entry(tmp_path: Path) -> None:
    """As editors count them, in XML and in JSON."""
    a_folder(tmp_path)
    for name in ("atom.xml", "feed.json"):
        path = tmp_path / name
        path.write_text(path.read_text().replace("The news of quay.", " "))
    told = {each.path: each.line for each in inspect_feeds(read(tmp_path))}
    for name, mark in (("atom.xml", "<entry"), ("feed.json", '"id": ')):
        lines = (tmp_path / name).read_text().splitlines()
        assert mark in lines[told[name] - 1]


def test_a_folder_that_is_not_there_has_no_feeds(tmp_path: Path) -> None:
    """The first check comes before the first build."""
    tree = read(tmp_path / "none")
    assert (tree.feeds, tree.sizes, inspect_feeds(tree)) == ((), {}, ())
