from __future__ import annotations

import pytest

from digest.load.markdown import read_markdown
from digest.render.letters.bodies import Surroundings, make_beginning
from digest.render.letters.plain import plain_text
from digest.words import words_for

PAGE = "https://notes.example.org/articles/quay/"
AROUND = Surroundings(
    url=PAGE, name="North Shore Notes", words=words_for("en"), column=520, level=2
)


def mailed(html: str) -> str:
    """The body as a letter has it."""
    return make_beginning(html, AROUND, largest=9_000).html


def test_the_footnotes_of_markdown_stay_without_ways_to_the_web() -> None:
    """Two marks of one note, and a note with a link that does lead somewhere."""
    body = "One[^a] and two[^a].\n\n[^a]: Of [tides](https://tides.example/).\n"
    html = mailed(read_markdown(body).html)
    assert html.count("<sup") == html.count("[1]</sup>") == 2
    assert "#" not in html
    assert "↩" not in html
    assert plain_text(html) == (
        "One[1] and two[1].\n\n1. Of tides.\n   https://tides.example/\n"
    )


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ('a<a href="#n"><sup>2</sup></a> b', 'a<sup style="line-height:0">[2]</sup> b'),
        ('a<sup><a href="#n">[2]</a></sup>', '0">[2]</sup>'),
        ('a<a href="#part">2</a>', "#part"),
        ('a <sup><a href="https://e.example/">2</a></sup>', 'href="https://e.example/'),
        ('a <a href="#r">^</a> b', '<p class="b-p">a  b</p>'),
        ('a <a href="#r">↩︎</a>', '<p class="b-p">a </p>'),
        ('a <a href="#r"> ↑ 2</a>', '<p class="b-p">a </p>'),
    ],
)
def test_only_what_belongs_to_a_footnote_changes(html: str, made: str) -> None:
    """Raised numbers and lonely arrows, whatever program made them."""
    assert made in mailed(f"<p>{html}</p>")
