"""Blocks are written as a person would, and read again as they were."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.imports.markdown.writer import write_markdown
from digest.load.blocks import number_items
from digest.load.frontmatter import split
from digest.load.frontmatter_writing import write
from digest.load.markdown import read_markdown
from digest.load.richtext import read_rich_text
from digest.model import Block, BlockKind


def blocks_in(html: str) -> tuple[Block, ...]:
    """The blocks of a piece of HTML."""
    return tuple(found.block for found in read_rich_text(html))


def written(html: str) -> str:
    """The HTML as Markdown, without the line end that every file has."""
    return write_markdown(blocks_in(html), title="A title").rstrip("\n")


def told(blocks: Sequence[Block]) -> list[object]:
    """What must not change on the way through a file.

    An item whose list has no item around it stands as far out as it can.
    """
    pieces: list[object] = []
    depth = 0
    for block, number in zip(blocks, number_items(blocks), strict=True):
        is_item = block.kind is BlockKind.LIST_ITEM
        depth = min(block.level or 1, depth + 1) if is_item else 0
        pieces.append((block.kind, depth or block.level, number, block.text.split()))
    return pieces


def read_again(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks after they were written to a file and loaded from it."""
    text = write({"title": "A title"}) + "\n" + write_markdown(blocks, title="A title")
    front, body, _ = split(text, "a.md")
    return read_markdown(body, declared_title=front.title).blocks


PLAIN = [
    ("<p>The harbour is open.</p>", "The harbour is open."),
    ("<h2>What is <em>next</em></h2>", "## What is *next*"),
    (
        "<p><b>Bold</b>, <i>slanted</i>, <del>gone</del></p>",
        "**Bold**, *slanted*, ~~gone~~",
    ),
    ("<p><code>a = `b`</code></p>", "`` a = `b` ``"),
    ("<p>H<sub>2</sub>O, <kbd>Ctrl</kbd></p>", "H<sub>2</sub>O, <kbd>Ctrl</kbd>"),
    ("<p>one<br>two<br></p>", "one\\\ntwo"),
    ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
    ("<ol start='3'><li>a</li><li>b</li></ol>", "3. a\n4. b"),
    ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
    ("<pre><code>x = 1\n\ny = 2\n</code></pre>", "```\nx = 1\n\ny = 2\n```"),
    ("<pre><code class='language-python'>x = 1</code></pre>", "```python\nx = 1\n```"),
    ("<pre>```\ncode\n```</pre>", "````\n```\ncode\n```\n````"),
    ("<p><img src='a.jpg' alt='Two boats'></p>", "![Two boats](a.jpg)"),
    ("<p><img src='a (1).jpg' alt=''></p>", "![](<a%20(1).jpg>)"),
    (
        "<p><a href='https://x.example/'>https://x.example/</a></p>",
        "<https://x.example/>",
    ),
    (
        "<p><a href='https://x.example/' title='A \"b\"'>Go</a> on</p>",
        '[Go](https://x.example/ "A \\"b\\"") on',
    ),
    ("<p><a href='#part'>Part</a></p>", "Part"),
    (
        "<table><tr><th>A<th align=right>B|C</tr><tr><td>1<td>2</tr></table>",
        "| A | B\\|C |\n| --- | ---: |\n| 1 | 2 |",
    ),
    ("<figure><img src='a.jpg' alt='Boats'></figure>", "![Boats](a.jpg)"),
]


@pytest.mark.parametrize(("html", "markdown"), PLAIN)
def test_a_piece_is_written_in_its_plainest_form(html: str, markdown: str) -> None:
    """What Markdown has signs for is written with them, and with no others."""
    assert written(html) == markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# one", "\\# one"),
        ("1. May", "1\\. May"),
        ("1986. A year", "1986\\. A year"),
        ("- no list", "\\- no list"),
        ("> no quote", "\\> no quote"),
        ("5 * 3 = 15", "5 * 3 = 15"),
        ("snake_case stays", "snake_case stays"),
        ("*no stress*", "\\*no stress\\*"),
        ("a tag: <b>", "a tag: \\<b>"),
        ("&amp; as text", "\\&amp; as text"),
        ("[sic] and [a](b)", "[sic] and \\[a](b)"),
        ("C:\\dir and 1 \\* 2", "C:\\dir and 1 \\\\\\* 2"),
        ("a `tick`", "a \\`tick\\`"),
    ],
)
def test_only_what_would_be_a_sign_is_escaped(text: str, markdown: str) -> None:
    """A text stays as readable as it was."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    assert written(f"<p>{escaped}</p>") == markdown


def test_a_table_that_gfm_cannot_hold_is_html_in_lines() -> None:
    """A caption, a wide cell or a missing head make a table HTML that one can read."""
    html = "<table><caption>Catch</caption><tr><td>a</td><td>b</td></tr></table>"
    assert written(html + "<p>y</p>").splitlines()[:3] == [
        "<table>",
        "<caption>Catch</caption>",
        "<tbody>",
    ]


def test_a_caption_stays_with_its_picture() -> None:
    """A figure with a caption is HTML, without what was for its old page."""
    html = (
        "<figure><div><a href='#'><img src='a.jpg' alt='Boats' id='i7'></a></div>"
        "<figcaption><span>Boats at the quay</span></figcaption></figure>"
    )
    assert written(html).splitlines() == [
        "<figure>",
        '<img alt="Boats" src="a.jpg"/>',
        "<figcaption>Boats at the quay</figcaption>",
        "</figure>",
    ]
    assert told(read_again(blocks_in(html))) == told(blocks_in(html))


NOTES = (
    "<p>Boats<sup><a href='#fn1' id='fnref1'>1</a></sup> and nets"
    "<sup><a href='#fn2'>2</a></sup>.</p>"
    "<ol><li id='fn1'><p>Seen. <a href='#fnref1'>↩</a></p></li>"
    "<li id='fn2'><p>Torn.</p><p>Mended.</p></li></ol>"
)


def test_footnotes_are_footnotes_again() -> None:
    """Marks and notes find each other, in the order of the marks."""
    assert written(NOTES) == (
        "Boats[^1] and nets[^2].\n\n[^1]: Seen.\n[^2]: Torn.\n\n    Mended."
    )
    assert told(read_again(blocks_in(NOTES))) == told(blocks_in(NOTES))


def test_notes_with_marks_of_other_words_are_a_list() -> None:
    """Where the marks are no numbers, they stay as they are."""
    html = NOTES.replace(">1</a>", ">a</a>")
    assert "[^" not in written(html)
    assert told(read_again(blocks_in(html))) == told(blocks_in(html))


CORPUS = [
    "".join(html for html, _ in PLAIN),
    NOTES,
    "<p>a</p><ol><li value=7>x</li><li value=9>y</li></ol>",
    "<p>a<em>“b”</em>c <b>x</b><b>y</b></p>",
    "<ul><li><pre>a\n\nb</pre></li><li><table><tr><th>A</th></tr></table></li></ul>",
    "<ul><li>x</li></ul><ol><li>y</li></ol><ul><li>z</li></ul>",
    "<ul><li>a<ol start=4><li>b</li></ol></li></ul>",
    "<dl><dt>Quay</dt><dd>Where boats lie</dd></dl>",
    "<blockquote><ul><li>a</li></ul><pre>b\n\nc</pre></blockquote>",
    "<h1>Another</h1><h3># x #</h3><h2><img src=a.png alt=b></h2>",
    "<p>https://x.example/_a_ www.x.example a@x.example</p>",
    "<p>a | b</p><p>--- | ---</p><p>===</p><p>***</p><p>_</p>",
    "<p>![a](b) wow!<a href=x>y</a> [^1] [ ] [x]</p><ul><li>[ ] x</li></ul>",
    "<table><tr><th>A</th><td>B</td></tr><tr><td><ul><li>x</li></ul></td></tr></table>",
    "<p>line one<br># line two<br>- three<br> <br>five</p>",
    "<p>שלום <bdo dir=rtl>abc</bdo> <ruby>漢<rt>kan</rt></ruby></p>",
    "<p>~a~ ~~b~~ <s>c</s></p><p>~~~</p><p>```</p>",
    "<blockquote><h2></h2>1.</blockquote>",
    "<p>\\</p><p>a\\<br>b</p><p>&#92;&#96;</p>",
]


@pytest.mark.parametrize("html", CORPUS)
def test_what_is_written_is_read_as_it_was(html: str) -> None:
    """Kinds, levels, numbers and words are the same on the other side."""
    blocks = blocks_in(html)
    assert told(read_again(blocks)) == told(blocks)


def test_the_words_of_what_is_nested_too_deeply_stay() -> None:
    """Nobody wrote it by hand, and nothing of it is lost."""
    depth = 400
    html = f"<p>{'<b><i>' * depth}deep{'</i></b>' * depth}</p>"
    assert "deep" in written(html)


SIGNS = st.text(alphabet="ab 1.-+*_#>`~[]()!<>&;:|\\\"'=^/@\n\u00a0é漢", max_size=24)
INLINE = st.builds(
    lambda tag, text: f"<{tag}>{text}</{tag}>",
    st.sampled_from(["b", "i", "code", "sup", "s", "span", "a", "q"]),
    SIGNS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")),
)
LINES = st.lists(
    st.one_of(
        SIGNS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")),
        INLINE,
        st.just("<br>"),
        st.just("<img src='p.png' alt='a [b] *c*'>"),
    ),
    max_size=4,
).map("".join)
BLOCKS = st.recursive(
    st.builds(
        lambda tag, line: f"<{tag}>{line}</{tag}>",
        st.sampled_from(["p", "h2", "h4", "pre", "div", "figure", "dl"]),
        LINES,
    ),
    lambda inner: st.builds(
        lambda tag, parts: (
            tag[0] + "".join(f"{tag[1]}{p}{tag[2]}" for p in parts) + tag[3]
        ),
        st.sampled_from(
            [
                ("<ul>", "<li>", "</li>", "</ul>"),
                ("<ol start=2>", "<li>", "</li>", "</ol>"),
                ("<blockquote>", "", "", "</blockquote>"),
                ("<table><tr><th>A</th></tr>", "<tr><td>", "</td></tr>", "</table>"),
            ]
        ),
        st.lists(st.one_of(LINES, inner), min_size=1, max_size=3),
    ),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(BLOCKS, max_size=4).map("".join))
def test_whatever_is_written_is_read_as_it_was(html: str) -> None:
    """The same for texts full of signs."""
    blocks = blocks_in(html)
    assert told(read_again(blocks)) == told(blocks)
