"""A page as a browser would settle it."""

from __future__ import annotations

from time import process_time

import pytest
from lxml.html import tostring

from digest.load.markup import parse_html
from digest.load.webpage.settled import settle

#: far more than it takes, and far less than it took
SECONDS = 5
SITE = "https://notes.example.org"
URL = "https://notes.example.org/a/ships"
TEXT = "<p>The ships are back, and everybody came to the quay.</p>"


def settled(html: str, url: str = URL) -> tuple[str, tuple[str, ...]]:
    """The HTML of the settled page, and what it hid."""
    root = parse_html(f"<body>{TEXT}{html}</body>")
    hidden = settle(root, url)
    return str(tostring(root, encoding="unicode")), hidden


def test_what_is_not_read_goes() -> None:
    """With the text of scripts and styles, and not with the text behind them."""
    html, _ = settled("<script>x()</script>a<style>b</style>c<noscript>d</noscript>e")
    assert html.endswith("</p>ace</body></html>")


@pytest.mark.parametrize(
    "element",
    [
        "<div hidden>Ad</div>",
        "<p style='color:red; DISPLAY : none'>Ad</p>",
        "<p style='visibility:hidden'>Ad</p>",
        "<dialog>Ad</dialog>",
        "<div hidden><p hidden>Ad</p></div>",
    ],
)
def test_what_is_hidden_is_told_once_and_taken_out(element: str) -> None:
    """No reader of the page sees it."""
    html, hidden = settled(f"{element}tail")
    assert hidden == ("Ad",)
    assert "Ad" not in html
    assert "tail" in html


def test_what_is_hidden_is_told_in_its_order() -> None:
    """Each outermost element by itself, whatever hides it."""
    elements = "<p hidden>a <b hidden>b</b></p><i style=display:none>c</i><dialog>d"
    assert settled(elements)[1] == ("a b", "c", "d")


@pytest.mark.parametrize(
    ("picture", "url"),
    [
        ("<img src=x.png data-src=/late.png>", "x.png"),
        ("<img src='data:image/gif,x' data-src=/late.png>", f"{SITE}/late.png"),
        ("<noscript><img src=/plain.png></noscript>", f"{SITE}/plain.png"),
        ("<picture><source srcset='/w.png 800w'><img src=s.png>", f"{SITE}/w.png"),
    ],
)
def test_a_picture_has_the_address_that_a_browser_shows(picture: str, url: str) -> None:
    """With the site before it, where it is the site's."""
    html, _ = settled(picture)
    assert f'src="{url}"' in html
    assert "<source" not in html


@pytest.mark.parametrize(
    "picture", ["<img>", "<img src=p.gif width=1>", "<img src=''>"]
)
def test_a_picture_that_nobody_sees_goes(picture: str) -> None:
    """Counters of readers have one pixel."""
    assert "<img" not in settled(picture)[0]


def test_a_film_becomes_a_link_to_it() -> None:
    """Mail and feeds run no frames; one of advertising leaves nothing."""
    film = "<iframe src=https://www.youtube.com/embed/abcdefghijk></iframe>"
    ad = "<iframe src=https://ads.example.net/x></iframe>"
    html, _ = settled(film + ad)
    assert 'href="https://www.youtube.com/watch?v=abcdefghijk"' in html
    assert "ads.example.net" not in html
    assert "<iframe" not in html


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("https://mirror.example.org/b/", "https://mirror.example.org/b/sea"),
        ("http://[", "sea"),
    ],
)
def test_the_base_of_a_page_completes_its_urls(base: str, url: str) -> None:
    """A broken one completes nothing."""
    assert f'href="{url}"' in settled(f"<base href='{base}'><a href=sea>x</a>")[0]


@pytest.mark.parametrize(
    "element",
    [
        "<p hidden=until-found>Note</p>",
        "<p style='display:block'>Note</p>",
        "<dialog open>Note</dialog>",
        f"<div style='display:none'>{TEXT * 3} Note</div>",
    ],
)
def test_what_a_reader_can_see_stays(element: str) -> None:
    """Most of a page is hidden only until a script shows it."""
    html, hidden = settled(element)
    assert hidden == ()
    assert "Note" in html


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ("<a href=/sea>x</a>", "https://notes.example.org/sea"),
        ("<a href='/sea?a=1&b=2'>x</a>", "https://notes.example.org/sea?a=1&amp;b=2"),
        ("<a href=/b/../sea>x</a>", "https://notes.example.org/sea"),
        ("<img src=//cdn.example.net/a.png>", "https://cdn.example.net/a.png"),
        ("<a href=sea>x</a>", "sea"),
        ("<a href=#n>x</a>", "#n"),
        ("<base href=/b/><a href=sea>x</a>", "https://notes.example.org/b/sea"),
    ],
)
def test_urls_of_the_site_are_completed(html: str, url: str) -> None:
    """Relative ones may mean a file beside the page, and stay."""
    assert f'"{url}"' in settled(html)[0]


def test_without_an_address_of_its_own_nothing_is_completed() -> None:
    """Nobody knows where the page stood."""
    assert 'href="/sea"' in settled("<a href=/sea>x</a>", "")[0]


@pytest.mark.parametrize(
    "code",
    [
        "<pre class='brush: python'>x</pre>",
        "<div class='highlight highlight-source-python'><pre>x</pre></div>",
        "<pre><code class=lang-python>x</code></pre>",
        "<pre data-lang=python>x</pre>",
    ],
)
def test_the_language_of_a_code_is_named_in_one_way(code: str) -> None:
    """Highlighters mark it each in their own."""
    assert 'class="language-python"' in settled(code)[0]


@pytest.mark.parametrize(
    "piece",
    [
        "<div hidden>a" * 1900 + "</div>" * 1900,
        "<picture>" * 1900 + "</picture>" * 1900,
        "<p hidden>a</p>" * 2000,
        "<a href=/x>a</a> " * 2000,
    ],
)
def test_many_of_them_cost_no_more_than_their_number(piece: str) -> None:
    """Nested or in a row."""
    start = process_time()
    settled(piece * 10)
    assert process_time() - start < SECONDS
