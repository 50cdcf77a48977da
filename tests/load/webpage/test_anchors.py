"""Footnotes keep their marks and their notes."""

from __future__ import annotations

import pytest

from digest.load.markup import find_blocks, parse_html
from digest.load.webpage.anchors import mend_anchors

URL = "https://notes.example.org/ships"


def written(html: str) -> str:
    """The HTML of the blocks of a page, once its anchors are mended."""
    root = parse_html(html)
    mend_anchors(root, URL)
    body = root.find("body")
    assert body is not None
    return "\n".join(found.block.html for found in find_blocks(body))


@pytest.mark.parametrize(
    "note",
    [
        "<p id=n1>Note.</p>",
        "<div id=n1><p>Note.</p></div>",
        "<section id=n1><div><p>Note.</p></div></section>",
    ],
)
def test_the_place_of_a_note_outlives_its_container(note: str) -> None:
    """Containers are opened, and the first block takes their place."""
    html = written(f"<p>Text <a href=#n1>1</a></p>{note}")
    assert 'href="#n1"' in html
    assert '<p id="n1">Note.</p>' in html


@pytest.mark.parametrize(
    "note", ["<div id=n1>Note.</div>", "<div id=n1><p id=x>Note.</p></div>"]
)
def test_loose_text_and_a_block_with_a_place_of_its_own_get_a_mark(note: str) -> None:
    """An empty element can be led to as well."""
    html = written(f"<p>Text <a href=#n1>1</a></p>{note}")
    assert html.count('id="n1"') == 1 or 'id="x"' in html


def test_an_old_anchor_with_a_name_gets_an_id() -> None:
    """HTML 4 wrote places so, and no sanitised name is left."""
    html = written("<p><a href=#n1>1</a></p><p><a name=n1></a>Note.</p>")
    assert 'id="n1"' in html


def test_a_link_to_the_page_itself_is_local() -> None:
    """Else it would lead out of the digest; one to another page stays."""
    html = written(
        f"<p><a href={URL}#n1>1</a> <a href=https://example.net/#n1>2</a></p><p id=n1>a"
    )
    assert 'href="#n1"' in html
    assert 'href="https://example.net/#n1"' in html


def test_each_id_stands_once() -> None:
    """Pages repeat them, and a link can mean but one."""
    html = written("<p id=a>one</p><p id=a>two</p><p id=b>three</p>")
    assert html.count('id="a"') == 1
    assert html.count('id="b"') == 1
