"""Keys of the front matter, and what only one article can have."""

from __future__ import annotations

import pytest

from checking import SOUND, a_collection, faults_of
from digest.check.rules.declared import (
    KEYS,
    OTHER_NAMES,
    find_duplicate_id,
    find_duplicate_slug,
    find_unknown_key,
)


@pytest.mark.parametrize(
    ("key", "remedy"),
    [
        ("drafts", "did you mean draft?"),
        ("Titel", "did you mean title?"),
        ("description", "did you mean summary?"),
        ("last-modified", "did you mean updated?"),
        ("layout", "take it out"),
    ],
)
def test_an_unknown_key_is_told_with_the_one_that_was_meant(
    key: str, remedy: str
) -> None:
    """By its letters, or by what other publishers call it."""
    text = f"---\ntitle: Open\n{key}: x\n---\n{SOUND}"
    (fault,) = find_unknown_key(a_collection({"a.md": text}))
    assert (fault.line, fault.fact) == (3, f"nobody reads the key {key!r}")
    assert fault.remedy == remedy


def test_every_key_that_is_read_is_known() -> None:
    """In any spelling; what is meant by another name is one of them."""
    text = (
        "---\nTitle: Open\nsummary: s\nauthor: a\ndraft: no\nfeatured: no\n"
        "private: no\n"
        f"canonical-url: https://post.example.com/\noriginal: .o/a\n---\n{SOUND}"
    )
    assert faults_of(find_unknown_key, text) == []
    assert set(OTHER_NAMES.values()) <= KEYS
    assert not set(OTHER_NAMES) & KEYS


def test_keys_of_toml_are_looked_at_too() -> None:
    """Those within a table are that table's own."""
    text = f'+++\ntitle = "Open"\ndrat = true\n[image]\nurl = "q"\n+++\n{SOUND}'
    assert faults_of(find_unknown_key, text) == [(3, "nobody reads the key 'drat'")]


def test_a_slug_belongs_to_one_article() -> None:
    """The later one by path is told, on the line where it can be mended."""
    texts = {
        "a.md": f"# Open\n\n{SOUND}",
        "b.md": f"---\nauthor: Ada\nslug: a\n---\n# Shut\n\n{SOUND}",
        "c.md": f"# Calm\n\n{SOUND}",
        "d/a.md": f"# Dry\n\n{SOUND}",
    }
    faults = list(find_duplicate_slug(a_collection(texts)))
    assert [(each.path, each.line) for each in faults] == [("b.md", 3), ("d/a.md", 1)]
    assert faults[0].fact == "has the slug 'a' of a.md"


def test_an_id_belongs_to_one_article() -> None:
    """Those without one have none in common."""
    with_id = f"---\ntitle: Open\nid: tag:x,2026:1\n---\n{SOUND}"
    texts = {"a.md": with_id, "b.md": with_id, "c.md": SOUND, "d.md": SOUND}
    (fault,) = find_duplicate_id(a_collection(texts))
    assert (fault.path, fault.line, fault.fact) == ("b.md", 3, "has the id of a.md")
