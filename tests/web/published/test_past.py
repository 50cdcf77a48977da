"""Which versions are known by their tags."""

from __future__ import annotations

from digest.web.published.past import PastVersions

MARKS = frozenset({b"1", b"2"})


def test_the_first_known_tag_counts() -> None:
    """A reader may name several that it has."""
    past = PastVersions()
    past.remember("atom.xml", '"a"', MARKS)
    found = past.find("atom.xml", ['"x"', '"a"'])
    assert found == ('"a"', MARKS)
    assert past.find("atom.xml", []) is None


def test_a_tag_is_of_one_feed() -> None:
    """Two feeds never vouch for each other."""
    past = PastVersions()
    past.remember("atom.xml", '"a"', MARKS)
    assert past.find("rss.xml", ['"a"']) is None


def test_a_version_without_entries_is_nothing_to_know() -> None:
    """There is no delta from it."""
    past = PastVersions()
    past.remember("atom.xml", '"a"', frozenset())
    assert past.find("atom.xml", ['"a"']) is None


def test_memory_is_bounded_by_entries() -> None:
    """Who was not asked for lately goes first."""
    past = PastVersions(most_marks=6)
    for tag in ("a", "b", "c"):
        past.remember("atom.xml", tag, MARKS)
    assert past.find("atom.xml", ["a"])
    past.remember("atom.xml", "d", MARKS)
    past.remember("atom.xml", "d", MARKS)
    assert [tag for tag in "abcd" if past.find("atom.xml", [tag])] == ["a", "c", "d"]
