"""Problems are told by the lines of digest.toml."""

from __future__ import annotations

from digest.config.problems import Problems

TEXT = """\
[site]
title = "Notes"

[[content.rules]]
path = "press/*"

[[content.rules]]
path = "mail/*"
drop = ["*"]

[ "newsletters" . weekly ]
from = "x"
"""


def told(place: str, key: str | None) -> str:
    """The one problem of a key."""
    problems = Problems(TEXT)
    problems.blame(place, key, "is wrong")
    (line,) = problems.tell("digest.toml")
    return line


def test_a_key_has_its_line() -> None:
    """In the section that it stands in."""
    assert told("site", "title") == "digest.toml:2: [site] title: is wrong"
    assert told("newsletters.weekly", "from").startswith("digest.toml:12: [newsl")


def test_each_table_of_a_list_has_lines_of_its_own() -> None:
    """They have one name and a number."""
    first, second = told("content.rules#1", "path"), told("content.rules#2", "path")
    assert first == "digest.toml:5: [[content.rules]] path: is wrong"
    assert second.startswith("digest.toml:8:")


def test_a_key_that_is_missing_has_the_line_of_its_table() -> None:
    """There it has to be written."""
    assert told("content.rules#1", "drop").startswith("digest.toml:4:")
    assert told("content.rules#2", None).startswith("digest.toml:7: [[content.rules]]:")


def test_tables_in_one_line_have_that_line() -> None:
    """TOML allows `rules = [{...}]`."""
    problems = Problems('[content]\nfolder = "a"\nrules = [{path = "b"}]\n')
    problems.blame("content.rules#1", "path", "is wrong")
    assert next(problems.tell("x")).startswith("x:3:")


def test_what_stands_nowhere_has_the_first_line() -> None:
    """A section that is missing."""
    assert told("mail", "relay").startswith("digest.toml:1: [mail] relay")
    assert told("sources#1", "url").startswith("digest.toml:1: [[sources]] url")


def test_problems_come_in_the_order_of_the_file() -> None:
    """So one mends them from top to bottom."""
    problems = Problems(TEXT)
    assert len(problems) == 0
    for place, key in (("content.rules#2", "drop"), ("site", "title")):
        problems.blame(place, key, "is wrong")
    assert len(problems) == 2
    assert [line.split(":")[0] for line in problems.tell("")] == ["", ""]
    assert [line.split(":")[1] for line in problems.tell("")] == ["2", "9"]
