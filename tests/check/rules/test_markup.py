"""Markdown that is not closed, and tables without a head."""

from __future__ import annotations

import pytest

from checking import SOUND, a_collection, faults_of
from digest.check.rules.markup import (
    find_headless_table,
    find_unclosed_fence,
    find_unclosed_markup,
)


def text_with(words: str) -> str:
    """An article with these words on its fifth line."""
    return f"# Open\n\n{SOUND}\n{words}\n"


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("The **quay is open", "**"),
        ("The quay** is open", "**"),
        ("The ~~quay is open", "~~"),
        ("The [quay](tide mill.md) is open", "]("),
        ("The [quay][tide] is open", "]["),
        ("The quay is open[^1]", "[^1]"),
        ("The ```quay is open", "```"),
    ],
)
def test_a_sign_that_shows_as_text_is_told(words: str, sign: str) -> None:
    """On its line, with the words around it."""
    assert faults_of(find_unclosed_markup, text_with(words)) == [
        (5, f"{sign} shows in “{words}”")
    ]


def test_what_to_do_depends_on_the_sign() -> None:
    """Told once for each sign, on the line where the first of them stands."""
    text = text_with("The **quay\nis `**` open[^1]\nsays [Ada][a], **so it is")
    faults = list(find_unclosed_markup(a_collection({"a.md": text})))
    assert [(fault.line, fault.remedy.split(",")[0]) for fault in faults] == [
        (5, "close what it opens"),
        (6, "write the note"),
        (7, "write where the link leads"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "The **quay** is ~~shut~~ [open](tide.md)[^1].\n\n[^1]: Half.",
        r"The \*\*quay\*\* is open",
        "The `**quay` is open, says ``a ` ** b``",
        "    **quay is code",
        "Two * three ** four is sixteen",
        "Stars: * * *",
    ],
)
def test_signs_that_are_meant_are_no_fault(words: str) -> None:
    """Closed, escaped, in code, or among blanks."""
    assert faults_of(find_unclosed_markup, text_with(words)) == []


def test_only_markdown_has_its_signs() -> None:
    """In a text or on a page two stars are two stars."""
    text = (
        f"Open\n\n{SOUND}\nThe **quay is open again, and nobody knows for how long.\n"
    )
    assert faults_of(find_unclosed_markup, text, path="a.txt") == []


@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_code_without_an_end_is_an_error(fence: str) -> None:
    """All that follows is code, however long."""
    text = text_with(f"{fence}python\nprint(1)\n\nThe quay is open again.")
    assert faults_of(find_unclosed_fence, text) == [
        (5, f"the code that begins with {fence} has no end")
    ]
    assert faults_of(find_unclosed_fence, f"{text}{fence}\n") == []


def test_code_that_ends_or_is_indented_is_no_fault() -> None:
    """Nor is an article that ends in something else."""
    for words in ("    code", "```\ncode\n```\n\nMore.", "> ```\n> code\n> ```"):
        assert faults_of(find_unclosed_fence, text_with(words)) == []
    page = f"<title>Open</title><p>{SOUND}</p><pre>```</pre>"
    assert faults_of(find_unclosed_fence, page, path="a.html") == []


def test_a_table_has_header_cells() -> None:
    """Those of Markdown always do."""
    table = "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>"
    assert faults_of(find_headless_table, text_with(table)) == [
        (5, "a table has no header cells")
    ]
    headed = table.replace("<td>1</td>", "<th>1</th>")
    assert faults_of(find_headless_table, text_with(headed)) == []
    assert faults_of(find_headless_table, text_with("| a |\n|---|\n| b |")) == []
