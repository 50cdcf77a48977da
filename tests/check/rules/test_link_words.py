"""What links say to those who hear nothing but them."""

from __future__ import annotations

import pytest

from checking import SOUND, faults_of
from digest.check.rules.link_words import (
    find_bare_url,
    find_empty_link,
    find_vague_link,
)


@pytest.mark.parametrize(
    "words",
    ["here", "Click here!", "*hier*", "Cliquez ici", "aquí", "اضغط هنا", "こちら"],
)
def test_a_link_says_where_it_leads(words: str) -> None:
    """In six languages, with any signs."""
    text = f"# Open\n\n{SOUND}\nSee\n[{words}](https://example.org/).\n"
    fact = f"the link “{words.strip('*')}” does not say where it leads"
    assert faults_of(find_vague_link, text) == [(5 + 1, fact)]


def test_words_that_name_something_are_no_fault() -> None:
    """Nor is a picture that says nothing: that is another rule's."""
    text = "# Open\n\nSee [the quay here](https://example.org/) ![here](q.jpg).\n"
    assert faults_of(find_vague_link, text) == []


@pytest.mark.parametrize(
    ("link", "facts"),
    [
        ("[words]()", ["the link “words” has no address"]),
        ("[](https://example.org/)", ["the link to https://example.org/ has no words"]),
        (
            "[![](q.jpg)](https://a.example)",
            ["the link to https://a.example has no words"],
        ),
        ("[![a quay](q.jpg)](https://a.example)", []),
        ('<a href="t.md" aria-label="The tide"></a>', []),
        ("[words](https://example.org/)", []),
    ],
)
def test_a_link_has_an_address_and_words(link: str, facts: list[str]) -> None:
    """Words may be those of a picture, or a label."""
    found = faults_of(find_empty_link, f"# Open\n\n{SOUND}\nAlso {link}\n")
    assert [fact for _, fact in found] == facts


@pytest.mark.parametrize(
    ("link", "count"),
    [
        ("https://example.org/a/b", 1),
        ("<https://example.org/a/b>", 1),
        ("[www.example.org/a](https://www.example.org/a)", 1),
        ("[example.org](https://example.org/)", 0),
        ("[the site https://example.org](https://example.org/)", 0),
        ("`https://example.org/a/b`", 0),
        ("ada@example.org", 0),
    ],
)
def test_an_address_is_no_text_of_a_link(link: str, count: int) -> None:
    """A host alone can be a name."""
    found = faults_of(find_bare_url, f"# Open\n\n{SOUND}\nAlso {link} there.\n")
    assert len(found) == count
    assert all(line == 5 for line, _ in found)
