"""Whether a file is read, and as its author meant it."""

from __future__ import annotations

from dataclasses import replace

from checking import SOUND, a_collection, a_study, faults_of
from digest.check.rules.files import (
    find_doubtful_block,
    find_idle_name,
    find_other_encoding,
    find_unreadable,
)
from digest.errors import ContentError

LINKED = f"# Open\n\n{SOUND}\n![a quay](images/quay.jpg)\n"


def test_a_file_that_is_left_out_is_an_error_with_its_line() -> None:
    """The message of the loader, parted into fact and remedy."""
    problems = (
        ContentError("a.md", "the date is none; write 2026-11-16", line=3),
        ContentError("b.md", "is odd"),
    )
    collection = replace(a_collection({}), problems=problems)
    first, second = find_unreadable(collection)
    assert (first.line, first.fact) == (3, "the date is none")
    assert first.remedy == "write 2026-11-16"
    assert (second.line, second.fact) == (1, "is odd")
    assert second.remedy == "mend the file, or remove it"


def test_a_file_that_an_article_refers_to_has_the_line_of_the_reference() -> None:
    """The loader knows none; another article's problem is not found in this one."""
    fact, url = "refers to images/quay.jpg, which is hidden", "images/quay.jpg"
    problems = tuple(ContentError(path, fact, url=url) for path in ("a.md", "b.md"))
    collection = replace(a_collection({"a.md": LINKED}), problems=problems)
    assert [fault.line for fault in find_unreadable(collection)] == [5, 1]
    other = ContentError("a.md", "refers to pier.jpg, which is hidden", url="pier.jpg")
    collection = replace(a_collection({"a.md": LINKED}), problems=(other,))
    assert [fault.line for fault in find_unreadable(collection)] == [1]


def test_a_file_in_another_encoding_is_told_by_its_name() -> None:
    """A guess can be wrong, and only a person sees it."""
    text = f"Café\n\n{SOUND}"
    ((line, fact),) = faults_of(
        find_other_encoding, text.encode("latin-1"), path="a.txt"
    )
    assert (line, fact) == (1, "is not in UTF-8, and was read as Windows-1252")
    assert faults_of(find_other_encoding, text, path="a.txt") == []


def test_a_block_that_was_kept_in_doubt_is_told_with_its_reason() -> None:
    """On the line where it begins."""
    study = a_study("a.md", f"# Open\n\n{SOUND}\nShare it with your friends.\n")
    *blocks, last = study.article.blocks
    doubted = replace(last, doubt="sharing")
    article = replace(study.article, blocks=(*blocks, doubted))
    collection = replace(
        a_collection({}), studies=(replace(study, article=article), study)
    )
    (fault,) = find_doubtful_block(collection)
    assert fault.line == 5
    assert fault.fact == "“Share it with your friends.” may be no part of it (sharing)"


def test_a_name_of_nothing_is_told() -> None:
    """A line was edited, or the name was never right."""
    text = (
        "---\nkeep: [The harbour*, No such line]\ndrop:\n  - Nor this one\n---\n"
        f"# Open\n\n{SOUND}"
    )
    assert faults_of(find_idle_name, text) == [
        (2, "keep: “No such line” names nothing in the article"),
        (3, "drop: “Nor this one” names nothing in the article"),
    ]
