"""One file, one article."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from html import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import a_site
from digest.config import PathRule
from digest.errors import ContentError
from digest.images import Image
from digest.load.article import load_article
from digest.load.filename import SUFFIXES, WEBPAGE_SUFFIXES, WRAPPED_SUFFIXES
from digest.load.overrides import DROP_RULE
from digest.model import Article, DateOrigin, Enclosure

#: of files that a hand writes, with front matter
WRITTEN_SUFFIXES = tuple(each for each in SUFFIXES if each not in WRAPPED_SUFFIXES)
TEXT = "The harbour is open again after the storm, and the ships are back at last."


def load(path: str, text: str) -> Article:
    """The article of a file with this text."""
    return load_article(path, text.encode(), a_site())


def fault(path: str, data: bytes) -> str:
    """What is said of a file that is no article."""
    with pytest.raises(ContentError) as caught:
        load_article(path, data, a_site())
    return str(caught.value)


@pytest.mark.parametrize("ending", WRITTEN_SUFFIXES)
def test_front_matter_goes_before_what_is_read(ending: str) -> None:
    """In files of every kind, what the author declares is what counts."""
    article = load(
        f"harbour{ending}",
        "---\ntitle: Harbour: open\ndate: 2026-11-16\nauthor: Ada Quay\nlanguage: de\n"
        "summary: Short.\ntags: [harbour]\nid: tag:x\nslug: Open Again\n---\n\n"
        f"{TEXT}\n",
    )
    assert article.title == "Harbour: open"
    assert article.date == datetime(2026, 11, 16, tzinfo=UTC)
    assert article.date_origin is DateOrigin.DECLARED
    assert article.authors == ("Ada Quay",)
    assert (article.language, article.summary) == ("de", "Short.")
    assert (article.tags, article.declared_id) == (("harbour",), "tag:x")
    assert article.slug == "open-again"
    assert article.html == f"<p>{TEXT}</p>"


@pytest.mark.parametrize("ending", WRITTEN_SUFFIXES)
def test_places_of_blocks_count_in_the_whole_file(ending: str) -> None:
    """Front matter above the text moves them."""
    text = f"---\ntitle: Harbour\n---\n\n{TEXT}\n"
    (block,) = load(f"a{ending}", text).blocks
    assert text[block.start : block.end].rstrip(".") == TEXT.rstrip(".")


def test_the_size_of_a_body_is_that_which_feeds_carry() -> None:
    """Each bracket and ampersand of its HTML takes several octets there."""
    article = load("a.md", "# Title\n\nFish & *chips* < 5 €, ü.\n")
    assert article.body_size == len(escape(article.html, quote=False).encode())
    assert article.body_size > len(article.html.encode())


def test_the_fingerprint_is_that_of_the_bytes() -> None:
    """It tells whether a file has to be read again."""
    data = f"# Harbour\n\n{TEXT}\n".encode()
    article = load_article("a.md", data, a_site())
    assert article.fingerprint == sha256(data).hexdigest()


def test_the_name_of_the_file_makes_title_and_slug_where_nothing_else_does() -> None:
    """Hyphens are spaces, and a date in front is none of its words."""
    article = load("news/2026-11-16-harbour-opens.md", TEXT)
    assert (article.title, article.slug) == ("Harbour opens", "harbour-opens")
    assert article.date == datetime(2026, 11, 16, tzinfo=UTC)
    assert article.date_origin is DateOrigin.DECLARED


def test_an_index_is_named_by_its_folder() -> None:
    """An article may have a folder for its pictures."""
    assert load("harbour-opens/index.md", TEXT).slug == "harbour-opens"


def test_a_declared_date_goes_before_that_of_the_name() -> None:
    """The author's own words are the surest."""
    article = load("2026-11-16-a.md", f"---\ndate: 2026-11-17\n---\n{TEXT}")
    assert article.date == datetime(2026, 11, 17, tzinfo=UTC)


def test_a_day_that_is_none_is_a_part_of_the_name() -> None:
    """Nobody meant the thirteenth month."""
    article = load("2026-13-01-a.md", TEXT)
    assert (article.date, article.slug) == (None, "2026-13-01-a")


def test_a_name_without_latin_letters_has_a_slug_that_never_changes() -> None:
    """The slug is part of a URL, and is never empty."""
    first, again = (load("港.md", text) for text in (TEXT, f"{TEXT} More."))
    assert first.slug
    assert first.slug == again.slug


def test_a_sentence_that_is_the_whole_text_is_no_title() -> None:
    """The name of the file is the title, and the sentence is the body."""
    article = load("harbour.txt", TEXT)
    assert (article.title, article.html) == ("Harbour", f"<p>{TEXT}</p>")


def test_a_declared_title_leaves_the_first_line_in_the_text() -> None:
    """Only a line that says the same is cut."""
    body = f"Ships & letters\n\n{TEXT}\n"
    other = load("a.txt", f"---\ntitle: Harbour\n---\n{body}")
    assert other.html == (
        f'<h2 id="ships-letters">Ships &amp; letters</h2>\n<p>{TEXT}</p>'
    )
    same = load("a.txt", f"---\ntitle: Ships & Letters\n---\n{body}")
    assert same.html == f"<p>{TEXT}</p>"


def test_the_html_is_sanitised_whoever_read_it() -> None:
    """Nothing that acts reaches an article."""
    for ending in WRITTEN_SUFFIXES:
        html = load(f"a{ending}", f"{TEXT}\n\n<p onclick='x'>{TEXT}</p>").html
        assert "<p onclick" not in html


def test_lists_of_plain_text_stand_in_lists() -> None:
    """The items of a raw text are wrapped as HTML asks."""
    text = f"Harbour\n\n{TEXT}\n\n- one crane\n- two cranes\n\n{TEXT} Again.\n"
    assert (
        "<ul>\n<li>one crane</li>\n<li>two cranes</li>\n</ul>"
        in load("a.txt", text).html
    )


def test_a_credit_belongs_to_the_picture_too() -> None:
    """A picture without one of its own bears that of the article."""
    article = load("a.md", f"---\ncredit: Bo\n---\n![A crane](c.jpg)\n\n{TEXT}")
    assert article.image == Image(url="c.jpg", alt="A crane", credit="Bo")


def test_an_enclosure_without_a_type_has_that_of_its_name() -> None:
    """Feeds demand one; how long it is, only the folder knows."""
    article = load("a.md", f"---\nenclosures: [a.mp3]\n---\n{TEXT}")
    expected = Enclosure(url="a.mp3", media_type="audio/mpeg", length=0)
    assert article.enclosures == (expected,)


@pytest.mark.parametrize(
    ("path", "data", "fact"),
    [
        ("a.md", b"", "it has no text; write some"),
        ("a.md", b"# Harbour\n", "it has no text; write some"),
        ("a.md", b"---\ntitle: A\n---\n", "it has no text; write some"),
        ("a.html", b"<h1>A</h1>", "it has no text; write some"),
        ("2026-11-16.md", b"Text.", "it has no title; write"),
        ("a.md", b"\x89PNG\r\n\x1a\n\x00\x00", "looks like a binary file; save"),
        ("a.txt", b"\x01\x02\x03\x04 some", "looks like a binary file; save"),
        ("a.txt", b"Caf\x81 is no word", "is neither UTF-8 nor"),
        ("a.md", b"---\ndate: soon\n---\nText.", "is no date; write"),
    ],
)
def test_what_is_no_article_is_told_with_a_remedy(
    path: str, data: bytes, fact: str
) -> None:
    """Place, fact, remedy."""
    message = fault(path, data)
    assert message.startswith(path)
    assert fact in message


BROKEN = "https://["
CANONICAL = "<link rel=canonical href=https://example.org/a>"


@pytest.mark.parametrize(
    "html",
    [
        f"{CANONICAL}<base href={BROKEN}><a href=/x>a</a>",
        f"{CANONICAL}<meta property=og:image content={BROKEN}>",
        f"<link rel=canonical href={BROKEN}><title>A - b</title>",
        "<img data-src='a&#1;.png'>",
        "<ol start='3&#1;'><li>a</ol>",
    ],
)
def test_a_page_with_broken_addresses_is_read(html: str) -> None:
    """What cannot be an address is let be, and the article stays."""
    assert TEXT in load("a.html", f"{html}<p>{TEXT}</p>").html


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(SUFFIXES),
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "ignore")),
)
@example(".html", b"<nav>a</nav><\x1f")
@example(".html", b"<form><frameset>")
@example(".md", b"---\n0: a\n---\nb")
def test_any_bytes_are_an_article_or_a_content_error(ending: str, data: bytes) -> None:
    """One bad file never stops the others."""
    try:
        article = load_article(f"some-name{ending}", data, a_site())
    except ContentError as error:
        article = None
        told = str(error)
    if article is None:
        assert told.startswith(f"some-name{ending}:")
    else:
        assert article.title
        assert article.blocks
        assert article.slug


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.txt", "a\n" * 50_001),
        ("a.md", "a\n\n" * 50_001),
        ("a.md", "<p>a" * 150_001),
        ("a.html", "<nav>x</nav>" + "word<br><br>" * 50_001),
        ("a.html", "<nav>x</nav>" + "<" * 150_001),
    ],
)
def test_what_is_longer_than_any_article_is_told(path: str, text: str) -> None:
    """It would take the memory of the machine."""
    with pytest.raises(ContentError, match=r"has more than .*; split it into"):
        load(path, text)


def test_the_longest_article_is_read() -> None:
    """So many lines are no article either, but somebody may have them."""
    assert len(load("a.txt", "a\n" * 50_000).blocks) == 50_000


BOATS = "Boats were the first that came along the quay in the morning."


@pytest.mark.parametrize("ending", WRITTEN_SUFFIXES)
def test_a_drop_rule_holds_in_every_kind_of_file(ending: str) -> None:
    """What it names is told with its reason, and is in no output."""
    front = "---\ntitle: A\ndrop: ['boats were *']\n---\n"
    is_page = ending in WEBPAGE_SUFFIXES
    body = f"<p>{TEXT}<p>{BOATS}" if is_page else f"{TEXT}\n\n{BOATS}\n"
    article = load(f"a{ending}", front + body)
    assert [block.text for block in article.blocks] == [TEXT]
    assert [cut.reason for cut in article.cuts] == [DROP_RULE]
    assert article.html == f"<p>{TEXT}</p>"
    assert "Boats" not in article.summary


def test_what_is_kept_by_name_is_what_it_would_be() -> None:
    """A heading that looks like a menu is a heading again, and a credit is text."""
    text = f"Harbour\n\nAdvertisement\n\n{TEXT}\n\nPhoto: Ada Quay\n\n{TEXT} So.\n"
    without = load("a.txt", text)
    assert (len(without.blocks), without.credit) == (2, "Photo: Ada Quay")
    rule = PathRule(path="*", keep=("advertisement", "photo: *"))
    kept = load_article("a.txt", text.encode(), a_site(), (rule,))
    assert ">Advertisement</h2>" in kept.html
    assert kept.credit == ""
    assert [cut.reason for cut in kept.cuts] == ["title"]


def test_what_the_extractors_left_out_can_be_put_back() -> None:
    """In its place of the page."""
    page = (
        "<title>Harbour</title><nav><p>Tides today: high at noon.</p><p>Home</p></nav>"
        f"<article><h1>Harbour</h1><p>{TEXT}</p><p>{TEXT} So.</p></article>"
    )
    rule = PathRule(path="*", keep=("tides today*",))
    article = load_article("a.html", page.encode(), a_site(), (rule,))
    assert article.html.startswith("<p>Tides today: high at noon.</p>\n<p>The harbour")
    assert "Home" in [cut.text for cut in article.cuts]


def test_a_file_of_which_rules_leave_nothing_is_told() -> None:
    """The remedy is another."""
    data = f"---\ntitle: A\ndrop: ['{TEXT[:12]}*']\n---\n{TEXT}\n".encode()
    assert "its drop rules leave no text; let them name less" in fault("a.txt", data)
