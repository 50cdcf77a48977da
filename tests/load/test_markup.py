"""HTML opened into blocks."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.load.blocks import TooLongError, join_blocks
from digest.load.markup import find_blocks, find_links, find_pictures, parse_html
from digest.load.sanitise import sanitise
from digest.load.words import words_of
from digest.model import Block, BlockKind

#: far more than it takes, and far less than it took
SECONDS = 5
TAGS = (
    "p",
    "div",
    "ul",
    "li",
    "ol",
    "table",
    "tr",
    "td",
    "blockquote",
    "b",
    "a",
    "pre",
)


def blocks_of(html: str) -> list[Block]:
    """The blocks of a piece of HTML."""
    return [found.block for found in find_blocks(parse_html(html))]


def told(html: str) -> list[tuple[str, str]]:
    """Kind and text of each block."""
    return [(block.kind.value, block.text) for block in blocks_of(html)]


@pytest.mark.parametrize(
    ("html", "kind", "text"),
    [
        ("<h2>A <em>b</em></h2>", "heading", "A b"),
        ("<p>a\n  b</p>", "paragraph", "a b"),
        ("<p>a<br>b</p>", "paragraph", "a\nb"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "quote", "a\nb"),
        ("<pre>x = 1\n  y</pre>", "code", "x = 1\n  y"),
        (
            "<table><tr><th>a<th>b<tr><td>1<td>2</table>",
            "table",
            "a | b\n1 | 2",
        ),
        ("<p><img src='a.png' alt='A crane'></p>", "image", "A crane"),
        (
            "<figure><img src='a.png'><figcaption>A crane</figcaption></figure>",
            "image",
            "A crane",
        ),
        ("<dl><dt>a<dd>b</dl>", "paragraph", "a\nb"),
        ("loose <b>words</b>", "paragraph", "loose words"),
    ],
)
def test_each_element_becomes_a_block_of_its_kind(
    html: str, kind: str, text: str
) -> None:
    """One block, its kind, and its text as people read it."""
    assert told(html) == [(kind, text)]


def test_containers_are_opened() -> None:
    """What stands in sections, links and layout tables is read one by one."""
    html = (
        "<div><section><p>a</p></section>b</div><a href='x'><h2>c</h2></a>"
        "<table><tr><td><p>d</p><p>e</p></td></tr></table>"
    )
    assert [text for _, text in told(html)] == ["a", "b", "c", "d", "e"]


def test_an_empty_line_parts_loose_text() -> None:
    """Two line breaks are what a paragraph was in old pages."""
    assert [text for _, text in told("a<br>b<br><br>c")] == ["a\nb", "c"]


def test_lists_are_told_item_by_item_with_their_depth() -> None:
    """A list in an item follows it; nothing of it is told twice."""
    html = "<ol start='3'><li>a<ul><li>b</li></ul></li><li>c</li></ol>"
    found = blocks_of(html)
    assert [(b.text, b.level, b.is_ordered) for b in found] == [
        ("a", 1, True),
        ("b", 2, False),
        ("c", 1, True),
    ]
    assert found[0].html == '<li value="3">a</li>'


def test_what_nobody_reads_is_no_block() -> None:
    """Scripts, styles and comments have no words, nor have empty elements."""
    html = "<script>a</script><!-- b --><p></p><style>c</style><p>d</p>"
    assert told(html) == [("paragraph", "d")]


def test_the_html_of_a_block_is_sanitised() -> None:
    """Whoever shows a block shows nothing that acts."""
    html = blocks_of("<p onclick='x' class='y'>a <a href='javascript:z'>b</a></p>")[0]
    assert html.html == '<p>a <a rel="noopener noreferrer">b</a></p>'


def test_the_arrow_of_a_footnote_is_no_word() -> None:
    """It leads back in the HTML, and the text is without it."""
    block = blocks_of("<p>Note. <a href='#fnref-1'>x</a></p>")[0]
    assert block.text == "Note."
    assert "#fnref-1" in block.html


def test_a_page_that_declares_its_encoding_is_read() -> None:
    """XHTML begins with a declaration that lxml refuses in a str."""
    page = "<?xml version='1.0' encoding='iso-8859-1'?><html><p>é</p></html>"
    assert told(page) == [("paragraph", "é")]


@pytest.mark.parametrize("html", ["", " ", "<", "<!-- a -->", "<div>" * 1900])
def test_html_without_text_has_no_words_lost(html: str) -> None:
    """The emptiest and the deepest of pages are read without an error."""
    assert [text for _, text in told(html)] in ([], ["<"])


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul"])
def test_html_that_is_too_deep_for_the_parser_is_refused(tag: str) -> None:
    """It stops in the depth, and what stands there and behind would be lost."""
    deep = f"<p>a</p>{f'<{tag}>' * 6000}<p>b</p>{f'</{tag}>' * 6000}<p>c</p>"
    with pytest.raises(TooLongError, match="nested more than 2000 deep"):
        parse_html(deep)


def test_links_are_told_in_their_order() -> None:
    """Links and pictures with their URLs as they are meant."""
    html = sanitise(
        "<a title='<a href=x>' href='b?c&d'>x</a><img alt='>\"' src='a.png'><a>y</a>"
        "<abbr>z</abbr><p>&lt;a href=\"n\"><img></p><a href=''>y</a>"
    )
    assert list(find_links(html)) == ["b?c&d", "a.png"]
    assert list(find_pictures(html)) == ["a.png"]


@given(st.text(alphabet="<>a img=\"'/hrefsc&;title\n", max_size=60))
def test_links_are_those_of_the_parsed_page(text: str) -> None:
    """Whatever stands in an attribute."""
    html = sanitise(f"<a title='{text}' href='b'>{text}</a><img src='{text}'>{text}")
    parsed = (
        element.get("href") or element.get("src") or ""
        for element in parse_html(html).iter("a", "img")
    )
    assert list(find_links(html)) == [str(url) for url in parsed if url]


def test_words_of_skip_what_is_not_read() -> None:
    """A script in a paragraph is none of its words."""
    assert words_of(parse_html("<p>a<script>b</script> c</p>")) == "a c"


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS])
        | st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
        max_size=20,
    )
)
def test_any_html_becomes_blocks_that_sanitise_leaves_alone(pieces: list[str]) -> None:
    """No nesting breaks the walk, and the joined blocks are clean already."""
    blocks = blocks_of("".join(pieces))
    assert all(block.text or block.kind is BlockKind.IMAGE for block in blocks)
    for block in blocks:
        assert sanitise(block.html) == block.html
    assert isinstance(join_blocks(blocks), str)


@pytest.mark.parametrize("piece", ["word<br>", "<b>word</b> ", "<img src=x> "])
def test_a_long_paragraph_costs_no_more_than_its_length(piece: str) -> None:
    """Forty thousand pieces took the square of that."""
    start = process_time()
    assert len(blocks_of(f"<body>{piece * 40_000}</body>")) == 1
    assert process_time() - start < SECONDS


def test_blanks_around_loose_text_are_none_of_it() -> None:
    """Line breaks neither; those inside stay."""
    (block,) = blocks_of("<body> <br> one <b>two</b> <br> three <br> \n <br></body>")
    assert block.html == "<p>one <b>two</b> <br> three</p>"


def test_what_libxml2_leaves_in_the_head_is_read() -> None:
    """It knows no <nav>, and takes it for a part of the head."""
    root = parse_html("<title>T</title><meta name=a><nav>One</nav>two<p>Three")
    texts = [found.block.text for found in find_blocks(root.find("body"))]
    assert texts == ["One", "two", "Three"]
    assert root.find("head/title") is not None


def test_loose_words_of_lists_and_tables_are_read() -> None:
    """No browser hides them either."""
    html = "<ul>one<li>two</li>three</ul><table>four<tr>five<td>six</td>seven</table>"
    texts = [found.block.text for found in find_blocks(parse_html(html))]
    assert texts == ["one", "two", "three", "four", "five", "six", "seven"]


def test_the_caption_of_a_table_without_data_is_read() -> None:
    """Beside what its cells hold."""
    html = "<table><caption>One</caption><tr><td><p>Two</p>three</td></tr></table>"
    texts = [found.block.text for found in find_blocks(parse_html(html))]
    assert texts == ["One", "Two", "three"]
