"""Fragments of HTML as Markdown that comes to the same when it is read."""

from __future__ import annotations

import re

import comrak
import pytest

from digest.commonmark.fragment import write_fragment


def folded(html: str) -> str:
    """The HTML without white space that nobody sees."""
    return re.sub(r"\s+", " ", re.sub(r">\s+<", "><", html)).strip()


@pytest.mark.parametrize(
    "html",
    [
        "<p>Words * with _ signs # of ` Markdown [1] &lt;b&gt; &amp;copy;</p>",
        "<p>1. no list</p><p># no heading</p><p>- nor this</p>",
        '<p>The <em>ferry</em> <strong>to</strong> <a href="https://a.example/b_c">Föhr</a></p>',
        "<h2>Times</h2><ul><li>seven</li><li>nine</li></ul><ol><li>one</li></ol>",
        "<blockquote><p>It is open.</p></blockquote>",
        '<p><img src="https://a.example/q.jpg" alt="The quay" /></p>',
        "<p>渡船 🚢 مرحبا</p>",
    ],
)
def test_what_is_written_is_read_as_the_same_html(html: str) -> None:
    """Readers show it in the place of the HTML."""
    assert folded(comrak.render_markdown(write_fragment(html))) == folded(html)


def test_code_stays_as_it_was_typed() -> None:
    """With its blank lines and signs."""
    assert write_fragment("<pre><code>a * b\n\n\n  c</code></pre>") == (
        "```\na * b\n\n\n  c\n```"
    )


def test_what_is_nested_too_deeply_stays_html() -> None:
    """Markdown may hold HTML."""
    html = f"{'<blockquote>' * 5000}x{'</blockquote>' * 5000}"
    assert write_fragment(html) == html


def test_nothing_is_nothing() -> None:
    """A body of white space has no Markdown."""
    assert write_fragment(" \n ") == ""
