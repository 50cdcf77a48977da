"""Web pages as people save or write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.load.blocks import TooLongError
from digest.load.webpage.webpage import read_webpage
from digest.model import BlockKind, DateOrigin

BY_HAND = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>Der Hafen</title></head><body>
<h1>Der Hafen</h1>
<p>Kurz &amp; gut.</p>
<ul><li>eins<li>zwei</ul>
<table><tr><th>a<th>b<tr><td>1<td>2</table>
<pre>x = 1
y</pre>
<blockquote>Zitat</blockquote>
<p><img src="h.jpg" alt="Hafen"></p><p><a href="mehr.html">mehr</a></p>
</body></html>"""

PROSE = tuple(
    text.replace("\n", " ")
    for text in (
        """After the storm the ships came back, one after the other, and the first of
them brought letters for everybody on the shore, even for the keeper of the light.""",
        """The keeper was glad, put the kettle on, and asked the crews what they had
seen on their way; none of them could say, for the night had been black, and long.""",
        """In the morning, the harbour master counted the berths, found two of them
empty, and sent a boat along the coast, which met both ships at noon under sail.""",
    )
)
SAVED = f"""<!DOCTYPE html>
<html lang="en-GB"><head><title>Ships are back | North Shore Notes</title>
<link rel="canonical" href="https://notes.example.org/ships">
<meta property="og:site_name" content="North Shore Notes">
<meta property="og:image" content="/ships.jpg">
<meta property="og:image:alt" content="Ships at noon">
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle",
"headline": "Ships are back", "datePublished": "2026-11-10T08:00:00+01:00",
"dateModified": "2026-11-11", "author": [{{"@type": "Person", "name": "Ada Quay"}}]}}]}}
</script></head><body>
<nav class="menu"><a href="/">Front page</a> <a href="/sea">Sea</a></nav>
<div class="content"><h1>Ships are back</h1>
<p>{PROSE[0]}</p><h2>What they saw</h2><p>{PROSE[1]}</p>
<p>{PROSE[2]} <a href="/berths">All berths</a></p></div>
<aside class="related"><h3>Related</h3><p><a href="/x">The old crane is gone</a></p>
</aside><footer><p>Write to the harbour office.</p></footer></body></html>"""


def test_a_page_written_by_hand_comes_out_whole() -> None:
    """Nothing stands around its text, so nothing is cut but the title."""
    reading = read_webpage(BY_HAND)
    assert reading.title == "Der Hafen"
    assert reading.language == "de"
    assert [(block.kind.value, block.text) for block in reading.blocks] == [
        ("paragraph", "Kurz & gut."),
        ("list_item", "eins"),
        ("list_item", "zwei"),
        ("table", "a | b\n1 | 2"),
        ("code", "x = 1\ny"),
        ("quote", "Zitat"),
        ("image", "Hafen"),
        ("paragraph", "mehr"),
    ]
    assert [(cut.text, cut.reason) for cut in reading.cuts] == [("Der Hafen", "title")]


def test_the_article_is_found_among_what_stands_around_it() -> None:
    """Its headings and links stay; menu, related links and footer go."""
    reading = read_webpage(SAVED)
    assert [block.text for block in reading.blocks] == [
        PROSE[0],
        "What they saw",
        PROSE[1],
        f"{PROSE[2]} All berths",
    ]
    assert reading.blocks[1].kind is BlockKind.HEADING
    assert 'href="https://notes.example.org/berths"' in reading.html


def test_everything_that_is_left_out_is_told() -> None:
    """Each cut says why, and where it stood in the source."""
    cuts = {cut.text: cut for cut in read_webpage(SAVED).cuts}
    assert cuts["The old crane is gone"].reason == "navigation"
    assert cuts["Ships are back"].reason == "title"
    assert set(cuts) == {
        *("Front page Sea", "Ships are back", "Related", "The old crane is gone"),
        "Write to the harbour office.",
    }
    office = cuts["Write to the harbour office."]
    assert SAVED[office.start : office.end] == "Write to the harbour office"


def test_what_the_page_declares_is_read() -> None:
    """Title, author, dates, language, own address and picture."""
    reading = read_webpage(SAVED)
    assert reading.title == "Ships are back"
    assert reading.authors == ("Ada Quay",)
    assert reading.date == datetime(2026, 11, 10, 7, tzinfo=UTC)
    assert reading.date_origin is DateOrigin.DECLARED
    assert reading.updated == datetime(2026, 11, 11, tzinfo=UTC)
    assert reading.language == "en-GB"
    assert reading.canonical_url == "https://notes.example.org/ships"
    assert reading.image
    assert reading.image.url == "https://notes.example.org/ships.jpg"
    assert reading.image.alt == "Ships at noon"


def test_blocks_know_where_they_stand_in_the_source() -> None:
    """Tags and entities between the words are passed over."""
    block = read_webpage("<p>Ships &amp; <b>letters</b> are back</p>").blocks[0]
    source = "<p>Ships &amp; <b>letters</b> are back</p>"
    assert source[block.start : block.end] == "Ships &amp; <b>letters</b> are back"


@pytest.mark.parametrize("tag", ["article", "main"])
def test_an_article_that_the_page_marks_keeps_lists_code_and_tables(tag: str) -> None:
    """Extractors leave short things out; a clean mark is believed."""
    page = (
        f"<html><body><nav><a href='/'>Front</a></nav><{tag}><h1>Ships</h1>"
        f"<p>{PROSE[0]}</p><ul><li>A crane</li></ul><p>{PROSE[1]}</p>"
        "<pre>tide = 3</pre><table><tr><th>Ship</th><th>Load</th></tr>"
        f"<tr><td>Ann</td><td>Letters</td></tr></table></{tag}></body></html>"
    )
    texts = [block.text for block in read_webpage(page).blocks]
    assert texts == [
        *(PROSE[0], "A crane", PROSE[1], "tide = 3", "Ship | Load\nAnn | Letters"),
    ]


def test_an_article_too_short_for_extractors_is_what_navigation_leaves() -> None:
    """A page of two sentences is an article too."""
    page = "<nav><a href='/'>Front</a></nav><h1>Ships</h1><p>They are back at last.</p>"
    assert [b.text for b in read_webpage(page).blocks] == ["They are back at last."]


def test_a_picture_that_a_script_would_load_gets_its_url() -> None:
    """Mail programs run no scripts; a pixel that counts readers goes."""
    page = (
        "<p>Text.</p><p><img src='data:image/gif;base64,x' data-src='a.png'></p>"
        "<p><img src='https://example.net/t.gif' width='1' height='1'></p>"
    )
    assert read_webpage(page).html.count("<img") == 1
    assert 'src="a.png"' in read_webpage(page).html


def test_a_date_that_the_page_shows_is_visible_not_declared() -> None:
    """Readers saw it, and the author did not write it for machines."""
    page = "<h1>A</h1><p class=date>3 March 2024</p><p>Some text of the article.</p>"
    reading = read_webpage(page)
    assert reading.date == datetime(2024, 3, 3, tzinfo=UTC)
    assert reading.date_origin is DateOrigin.VISIBLE


def test_a_page_without_a_date_gets_none() -> None:
    """No date is guessed."""
    reading = read_webpage("<h1>A</h1><p>Some text of the article, 7 of 2024.</p>")
    assert (reading.date, reading.date_origin) == (None, DateOrigin.NONE)


def test_a_post_is_kept_as_it_is() -> None:
    """Its words are another's, whatever they look like."""
    post = "<blockquote class=twitter-tweet><p>Share this!</p>Ada</blockquote>"
    page = SAVED.replace("<h2>What", f"{post}<h2>What")
    texts = [block.text for block in read_webpage(page).blocks]
    assert "Share this!\nAda" in texts


def test_a_film_is_a_link_and_no_text() -> None:
    """It stands where its frame stood."""
    frame = "<iframe src='https://www.youtube.com/embed/abcdefghijk'></iframe>"
    reading = read_webpage(SAVED.replace("<h2>What", f"{frame}<h2>What"))
    block = next(b for b in reading.blocks if b.text == "youtube.com")
    assert block.kind is BlockKind.IMAGE
    assert 'href="https://www.youtube.com/watch?v=abcdefghijk"' in block.html


def test_what_the_page_hides_is_told_with_its_place() -> None:
    """Inside of a paragraph as well, which keeps its own place."""
    note = "<i hidden>Buy ropes</i>"
    page = SAVED.replace(PROSE[1], f"{PROSE[1][:40]}{note}{PROSE[1][40:]}")
    reading = read_webpage(page)
    assert PROSE[1] in [block.text for block in reading.blocks]
    cut = next(cut for cut in reading.cuts if cut.reason == "hidden")
    assert page[cut.start : cut.end] == "Buy ropes"
    block = next(block for block in reading.blocks if block.text == PROSE[1])
    assert page[block.start : block.end].startswith(PROSE[1][:40])


def test_footnotes_keep_their_way_there_and_back() -> None:
    """The notes are paragraphs of the article, in a container that is opened."""
    mark = "<sup><a id=r1 href=#n1>1</a></sup>"
    note = "<div id=n1><p>The log of the keeper. <a href=#r1>back</a></p></div>"
    html = read_webpage(f"<h1>Ships</h1><p>They are back.{mark}</p>{note}").html
    assert html.count('id="n1"') == 1
    assert html.count('id="r1"') == 1
    assert 'href="#n1"' in html


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html><html><frameset><frame src=a.html></frameset></html>",
        "<html><body></body></html>",
        "<script>" + "x();" * 100_000 + "</script>",
        "<plaintext>",
        "<nav></nav>",
    ],
)
def test_a_page_without_text_has_no_blocks(page: str) -> None:
    """Whoever loads it says so."""
    assert read_webpage(page).blocks == ()


def test_a_page_that_is_nested_too_deep_is_refused() -> None:
    """The parser would lose what stands inside without a word."""
    with pytest.raises(TooLongError, match="nested"):
        read_webpage("<div>" * 10_000 + "<p>Ships</p>")


def test_xhtml_may_give_its_names_a_prefix() -> None:
    """It is HTML all the same."""
    page = (
        "<?xml version='1.0' encoding='utf-16'?>"
        "<h:html xmlns:h='http://www.w3.org/1999/xhtml'><h:body><h:h1>Ships</h:h1>"
        "<h:p>They are <h:b>back</h:b>.</h:p></h:body></h:html>"
    )
    reading = read_webpage(page)
    assert reading.title == "Ships"
    assert reading.html == "<p>They are <b>back</b>.</p>"


def test_a_page_in_one_line_from_right_to_left_is_read() -> None:
    """Its direction stays."""
    page = "<h1>سفن</h1><p dir=rtl>عادت السفن إلى الميناء.</p>"
    assert 'dir="rtl"' in read_webpage(page).html


def test_the_words_of_a_picture_have_no_place() -> None:
    """They stand in a tag; to look for them would lead past all that lies between."""
    words = "The harbour master counts the berths again"
    page = (
        f"<nav>Menu</nav><p><img src=a.png alt='{words}'></p><p>{PROSE[0]}</p>"
        f"<p>{PROSE[1]}</p><p>{PROSE[2]}</p><p>{words}</p>"
    )
    reading = read_webpage(page)
    places = {block.text: block.start for block in reading.blocks}
    places |= {cut.text: cut.start for cut in reading.cuts}
    assert all(places[text] == page.index(text) for text in PROSE)
    assert places[words] in {-1, page.rindex(words)}
