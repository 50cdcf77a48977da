"""What a push does, and in which order."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.mirrors.changes import Changes, empty_folders, plan_changes
from digest.mirrors.ledger import UNKNOWN, Copy

NOBODY: AbstractSet[str] = frozenset()


def plan(
    standing: dict[str, bytes],
    known: dict[str, Copy] | None = None,
    blocking: AbstractSet[str] = NOBODY,
) -> Changes:
    """The plan for these files."""
    return plan_changes(standing, known or {}, blocking=blocking)


def test_what_leads_to_a_file_comes_after_it() -> None:
    """Pictures, pages, lists and archives, feeds: nobody finds a link to nothing."""
    standing = dict.fromkeys(
        (
            *("atom.xml", "tags/a/feed.json", "archive/1/atom.xml", "sitemap.xml"),
            *("index.html", "articles/pier/index.html", "search/2026.json"),
            *("media/pier.jpg", "style.css", "old-page.htm"),
        ),
        b"new",
    )
    assert plan(standing).rounds == (
        ("media/pier.jpg", "style.css"),
        ("articles/pier/index.html", "index.html", "old-page.htm"),
        ("archive/1/atom.xml", "search/2026.json", "sitemap.xml"),
        ("atom.xml", "tags/a/feed.json"),
    )


def test_only_what_differs_is_put() -> None:
    """The same bytes stay as they are; what may be in any version is put anew."""
    known = {"a.css": Copy(b"1", "t"), "b.css": Copy(b"2", "t"), "c.css": UNKNOWN}
    standing = {"a.css": b"1", "b.css": b"3", "c.css": b"4", "d.css": b"5"}
    assert plan(standing, known).wanted == ("b.css", "c.css", "d.css")


def test_only_what_digest_put_there_goes() -> None:
    """A file that nobody knows of is not named at all."""
    known = {"old.html": Copy(b"1", "t"), "kept.html": Copy(b"1", "t")}
    assert plan({"kept.html": b"1"}, known).gone == ("old.html",)


def test_what_is_in_the_way_goes_first() -> None:
    """A file where a folder comes to stand goes before, and not once more after."""
    known = {"a": Copy(b"1", "t"), "b": Copy(b"1", "t")}
    changes = plan({"a/index.html": b"2"}, known, frozenset({"a"}))
    assert changes.blocking == ("a",)
    assert changes.gone == ("b",)


def test_a_tree_that_stands_brings_nothing_to_do() -> None:
    """No round, no removal."""
    assert plan({"a": b"1"}, {"a": Copy(b"1", "t")}) == Changes()


@pytest.mark.parametrize(
    ("removed", "left", "empty"),
    [
        (("a/b/x", "a/y"), {"c"}, ("a/b", "a")),
        (("a/b/x",), {"a/y"}, ("a/b",)),
        (("a/b/x",), {"a/b/y"}, ()),
        (("x",), set(), ()),
        ((), {"a/b"}, ()),
    ],
)
def test_folders_that_hold_nothing_any_more_go_the_deepest_first(
    removed: tuple[str, ...], left: set[str], empty: tuple[str, ...]
) -> None:
    """A folder with anything in it stays."""
    assert empty_folders(removed, left) == empty


PATHS = st.sampled_from(["a", "a/b.html", "atom.xml", "media/x.jpg", "sitemap.xml"])


@given(
    st.dictionaries(PATHS, st.sampled_from([b"1", b"2"])),
    st.dictionaries(
        PATHS, st.sampled_from([Copy(b"1", "t"), Copy(b"2", "t"), UNKNOWN])
    ),
)
def test_a_plan_carried_out_is_the_tree(
    standing: dict[str, bytes], known: dict[str, Copy]
) -> None:
    """Whatever was there: what is put and what stays make the tree, and no more."""
    changes = plan(standing, known)
    there = {path: copy.digest for path, copy in known.items()}
    there |= {path: standing[path] for path in changes.wanted}
    for path in changes.gone:
        del there[path]
    assert there == standing
    assert len(set(changes.wanted)) == len(changes.wanted)
