from __future__ import annotations

from pathlib import Path

import pytest

from digest.hub.tree import find_feeds, has_feed, read_feed


def write(folder: Path, *names: str) -> None:
    """These files stand in the folder."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)


def test_feeds_are_found_wherever_they_may_stand(tmp_path: Path) -> None:
    """In a fixed order; not among articles and media, and nothing hidden."""
    write(tmp_path, "rss.xml", "atom.xml", "tags/a/atom.xml", "issues/w/feed.json")
    write(tmp_path, "articles/a/atom.xml", "media/rss.xml", ".x/atom.xml", "a.html")
    assert find_feeds(tmp_path) == (
        *("atom.xml", "issues/w/feed.json"),
        *("rss.xml", "tags/a/atom.xml"),
    )


def test_a_tree_that_is_not_there_has_none(tmp_path: Path) -> None:
    """As before the first build."""
    assert find_feeds(tmp_path / "feeds") == ()
    assert read_feed(tmp_path / "feeds", "atom.xml") is None


def test_a_feed_is_read_as_it_is(tmp_path: Path) -> None:
    """A folder of its name is none."""
    write(tmp_path, "atom.xml", "tags/atom.xml/x")
    assert read_feed(tmp_path, "atom.xml") == b"atom.xml"
    assert read_feed(tmp_path, "tags/atom.xml") is None


def test_no_link_leads_out_of_the_tree(tmp_path: Path) -> None:
    """One that stays within is followed."""
    write(tmp_path, "secret.xml", "feeds/rss.xml")
    tree = tmp_path / "feeds"
    (tree / "atom.xml").symlink_to(tmp_path / "secret.xml")
    (tree / "feed.json").symlink_to(tree / "rss.xml")
    assert not has_feed(tree, "atom.xml")
    assert read_feed(tree, "atom.xml") is None
    assert read_feed(tree, "feed.json") == b"feeds/rss.xml"


def test_a_feed_that_goes_while_it_is_read_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a publish may take it away at any moment."""
    monkeypatch.setattr("digest.hub.tree.has_feed", lambda *_: True)
    assert read_feed(tmp_path, "atom.xml") is None
