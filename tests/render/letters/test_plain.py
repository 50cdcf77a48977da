from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.render.columns import COLUMNS, display_width
from digest.render.letters.plain import plain_text

QUAY = "https://notes.example.org/quay/"


def test_headings_are_underlined_to_their_width() -> None:
    """A reader of plain text sees where a section begins, in any script."""
    text = plain_text("<h1>North Shore</h1><p>News.</p><h2>港が開く</h2><p>Ships.</p>")
    assert text == (
        "North Shore\n===========\n\nNews.\n\n\n港が開く\n--------\n\nShips.\n"
    )


def test_a_link_stands_on_a_line_of_its_own_below_its_words() -> None:
    """Mail programs make a link of a URL that stands alone."""
    assert plain_text(f'<p><a href="{QUAY}">Read “Quay”</a></p>') == (
        f"Read “Quay”:\n{QUAY}\n"
    )


def test_a_link_within_a_sentence_follows_the_paragraph() -> None:
    """The sentence stays readable."""
    assert plain_text(f'<p>See <a href="{QUAY}">the quay</a> now.</p>') == (
        f"See the quay now.\n{QUAY}\n"
    )


def test_several_links_of_a_paragraph_are_told_apart() -> None:
    """Each URL comes with its words."""
    html = (
        f'<p>From <a href="{QUAY}">here</a> to <a href="{QUAY}b">there</a> by sea.</p>'
    )
    assert plain_text(html) == (
        f"From here to there by sea.\nhere:\n{QUAY}\nthere:\n{QUAY}b\n"
    )


def test_a_line_of_links_becomes_one_link_after_the_other() -> None:
    """A footer's row of links with dots between is a list."""
    html = f'<p><a href="{QUAY}">Leave</a> · <a href="{QUAY}b">Change</a></p>'
    assert plain_text(html) == f"Leave:\n{QUAY}\nChange:\n{QUAY}b\n"


def test_the_link_of_a_heading_comes_once() -> None:
    """It stands at the end of the section, unless the section shows it anyway."""
    heading = f'<h2><a href="{QUAY}">Quay</a></h2><p>Open.</p>'
    alone = plain_text(heading)
    assert alone == f"Quay\n----\n\nOpen.\n\n{QUAY}\n"
    shown = plain_text(f'{heading}<p><a href="{QUAY}">Read it</a></p>')
    assert shown.count(QUAY) == 1
    assert shown.endswith(f"Read it:\n{QUAY}\n")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (f'<p><a href="{QUAY}">{QUAY}</a></p>', f"{QUAY}\n"),
        ('<p><a href="mailto:a@b.example">a@b.example</a></p>', "mailto:a@b.example\n"),
        ('<p><a href="#notes">Notes</a></p>', "Notes\n"),
        ('<p><a id="x">Notes</a></p>', "Notes\n"),
        (f'<p>Mail <a href="{QUAY}">{QUAY}</a>.</p>', f"Mail {QUAY}.\n"),
    ],
)
def test_a_url_is_not_said_twice(html: str, text: str) -> None:
    """Words that are the URL need no second one; a place in the page is no link."""
    assert plain_text(html) == text


def test_lists_have_markers_and_stand_close() -> None:
    """Numbers count, inner lists are indented, and long ones hang."""
    html = (
        "<p>Bring:</p><ol start='3'><li>rope</li><li>tar<ul><li>black</li></ul></li>"
        "</ol><p>Done.</p>"
    )
    assert plain_text(html) == ("Bring:\n\n3. rope\n4. tar\n   - black\n\nDone.\n")


def test_a_quotation_is_marked_at_each_line() -> None:
    """As mail does since RFC 3676."""
    text = plain_text(f"<blockquote><p>{'wind ' * 20}</p><p>sea</p></blockquote>")
    assert text.splitlines()[0].startswith("> wind wind")
    assert all(line.startswith(">") for line in text.splitlines())


def test_code_keeps_its_lines() -> None:
    """White space means something there."""
    assert plain_text("<p>Run</p><pre><code>a:\n  b\n</code></pre>") == (
        "Run\n\n    a:\n      b\n"
    )


def test_a_table_of_data_keeps_its_rows_and_one_for_layout_does_not_show() -> None:
    """A role of presentation says which is which."""
    rows = "<tr><th>Ship</th><th>Day</th></tr><tr><td>Ada</td><td>Mon</td></tr>"
    assert plain_text(f"<table>{rows}</table>") == "Ship | Day\nAda | Mon\n"
    loose = rows.replace("><", ">\n<")
    assert plain_text(f"<table>{loose}</table>") == "Ship | Day\nAda | Mon\n"
    assert plain_text(f'<table role="presentation">{rows}</table>') == (
        "Ship\n\nDay\n\nAda\n\nMon\n"
    )


@pytest.mark.parametrize(
    "hidden",
    [
        "<title>x</title>",
        "<style>p{color:red}</style>",
        '<div style="display: none">x<div>y</div>z</div>',
        "<p hidden>x</p>",
        "<!-- x -->",
        '<img src="x.png" alt="">',
    ],
)
def test_what_nobody_sees_is_left_out(hidden: str) -> None:
    """Neither head nor preheader nor style belongs to the text."""
    assert plain_text(f"{hidden}<p>Quay</p>") == "Quay\n"


def test_a_picture_leaves_its_description() -> None:
    """What a reader who sees no pictures gets."""
    assert plain_text('<p><img src="q.jpg" alt="Ships"></p>') == "[Ships]\n"


def test_lines_break_where_the_page_says() -> None:
    """An address keeps its lines, a rule its line."""
    assert plain_text("<p>1 Quay Street<br>Hamburg</p><hr>") == (
        "1 Quay Street\nHamburg\n\n* * *\n"
    )


@pytest.mark.parametrize("empty", ["", "  \n", "<p></p>", "<!-- -->", "<ul></ul>"])
def test_nothing_is_nothing(empty: str) -> None:
    """An empty page makes an empty text."""
    assert plain_text(empty) == ""


def test_a_link_around_blocks_is_kept_with_each() -> None:
    """HTML allows it, and no block may lose its URL."""
    html = f'<a href="{QUAY}"><div>Quay</div><div>Harbour</div></a>'
    assert plain_text(html) == f"Quay:\n{QUAY}\n\nHarbour:\n{QUAY}\n"


PIECES = (
    *("<p>", "</p>", "<li>", "</ul>", "<ul>", "<td>", "</a>", "<table>", "</h2>"),
    *("<h2>", '<a href="u">', "word", "港", "<pre>", "</blockquote>", "&lt;"),
    *("<br>", "</table>", "<tr>", "</div>", "<div hidden>", "<!--", "\x00"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=25))
@settings(max_examples=100, deadline=None)
def test_no_page_is_too_broken(pieces: list[str]) -> None:
    """Tags that do not match make a poorer text, never a fault."""
    text = plain_text("".join(pieces))
    assert text == "" or text.endswith("\n")


@given(st.lists(st.text(alphabet="abc港。", min_size=1, max_size=9), max_size=60))
@settings(max_examples=50, deadline=None)
def test_lines_keep_to_their_columns(words: list[str]) -> None:
    """72 columns, also where a character takes two."""
    lines = plain_text(f"<p>{' '.join(words)}</p>").splitlines()
    assert all(display_width(line) <= COLUMNS for line in lines)
