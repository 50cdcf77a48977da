from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html as lxml_html

from digest.images import Image, Rendition
from digest.render import local
from digest.render.local import Place

BASE = "https://notes.example.org/"
PLACE = Place(base=BASE, root="../../", address=f"{BASE}articles/harbour/")


@pytest.mark.parametrize(
    ("url", "local"),
    [
        (f"{BASE}media/pier.jpg", "../../media/pier.jpg"),
        (f"{BASE}articles/tides/", "../../articles/tides/"),
        (f"{BASE}articles/tides/?a=1#fn1", "../../articles/tides/?a=1#fn1"),
        (f"{BASE}articles/harbour/#fn1", "#fn1"),
        (BASE, "../../"),
        ("https://example.com/", "https://example.com/"),
        (f"{BASE[:-1]}.example.com/", f"{BASE[:-1]}.example.com/"),
        ("mailto:ann@example.org", "mailto:ann@example.org"),
    ],
)
def test_only_what_is_in_the_tree_becomes_relative(url: str, local: str) -> None:
    """A URL of ours leads to a file of the tree; all others stay as they are."""
    assert PLACE.url(url) == local


def test_links_and_pictures_of_a_body_become_relative() -> None:
    """So a preview shows pictures that are not public yet."""
    html = (
        f'<p><a href="{BASE}articles/tides/">t</a><img src="{BASE}media/a.png" alt="">'
    )
    shown = PLACE.html(html)
    assert 'href="../../articles/tides/"' in shown
    assert 'src="../../media/a.png"' in shown


def test_text_that_looks_like_a_link_stays() -> None:
    """Code that shows our own address is not changed."""
    html = f'<code>&lt;a href="{BASE}x/"&gt;</code>'
    assert PLACE.html(html) == html


def test_what_is_wide_scrolls_and_can_be_focused() -> None:
    """A keyboard reaches the end of wide tables and of long lines of code."""
    root = lxml_html.fragment_fromstring(
        PLACE.html("<table><tr><td>1</td></tr></table><pre><code>x</code></pre>"),
        create_parent="div",
    )
    assert root.xpath("//div[@class='scroll' and @tabindex='0']/table")
    assert root.xpath("//pre[@tabindex='0']/code")


def test_a_tag_within_an_attribute_is_no_tag() -> None:
    """What stands in quotes cannot break out of them."""
    html = '<p title="a <table> of <pre> things">x</p>'
    assert PLACE.html(html) == html


PIER = Image(
    url=f"{BASE}media/pier-800.jpg?a=1&b=2",
    alt="The pier",
    width=800,
    height=400,
    renditions=(
        Rendition(url=f"{BASE}media/pier-800.jpg?a=1&b=2", width=800, height=400),
        Rendition(url=f"{BASE}media/pier.jpg", width=1600, height=800),
    ),
)
SHOWN = f'<img src="{BASE}media/pier-800.jpg?a=1&amp;b=2" alt="" width="800">'


def test_pictures_of_a_body_load_when_they_come_into_view() -> None:
    """But for the lead picture, which is in view from the start."""
    assert PLACE.html('<img src="a" alt="">') == (
        '<img loading="lazy" decoding="async" src="a" alt="">'
    )
    assert PLACE.html('<img alt="">').startswith('<img loading="lazy"')
    assert "loading" not in PLACE.html(SHOWN, lead=PIER.url)
    assert "loading" in PLACE.html(SHOWN, lead=f"{BASE}media/other.jpg")


def test_a_picture_of_ours_is_offered_in_all_its_widths() -> None:
    """A phone takes the narrow one, by URLs within the tree."""
    shown = PLACE.html(SHOWN, [PIER])
    assert (
        'srcset="../../media/pier-800.jpg?a=1&amp;b=2 800w, ../../media/pier.jpg 1600w"'
    ) in shown
    assert 'sizes="(min-width: 46rem) 660px, 90vw"' in shown


def test_a_width_that_the_author_chose_needs_no_more() -> None:
    """A portrait of a hundred pixels is no reason to load a thousand."""
    shown = PLACE.html(SHOWN.replace('"800"', '"100"'), [PIER])
    assert 'sizes="(min-width: 46rem) 100px, min(100px, 90vw)"' in shown
    bare = PLACE.html(SHOWN.replace(' width="800"', ""), [PIER])
    assert 'sizes="(min-width: 46rem) 660px, 90vw"' in bare


def test_a_picture_of_one_width_leaves_no_choice() -> None:
    """Nor has one of another site."""
    single = replace(PIER, renditions=PIER.renditions[:1])
    for pictures in ([single], [], [replace(PIER, url=f"{BASE}media/other.jpg")]):
        assert "srcset" not in PLACE.html(SHOWN, pictures)


def test_a_lead_picture_is_offered_as_well() -> None:
    """With its size, and 0 where nobody knows it."""
    offer = PLACE.offer(PIER)
    assert (offer.url, offer.alt) == ("../../media/pier-800.jpg?a=1&b=2", "The pier")
    assert (offer.width, offer.height) == (800, 400)
    assert offer.srcset.endswith(", ../../media/pier.jpg 1600w")
    assert offer.sizes
    unknown = PLACE.offer(Image(url="https://example.com/x.png"))
    assert (unknown.url, unknown.width) == ("https://example.com/x.png", 0)
    assert unknown.srcset == unknown.sizes == ""


@pytest.mark.parametrize(
    "html",
    [
        f'<p><a href="{BASE}x/">a</a> <em>b</em></p><table><tr><td>1</td></tr></table>',
        '<pre class="language-sh"><code>&lt;table&gt;</code></pre><pre>x</pre>',
        f'<blockquote cite="{BASE}q/"><p>q <q cite="{BASE}q/">r</q></p></blockquote>',
        SHOWN,
        "<abbr title='x'>a</abbr><ins>b</ins><article>c</article><q>d</q>",
    ],
)
def test_a_plain_body_comes_to_the_same_by_the_short_way(
    html: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what can change is looked at, unless a quoted sign could mislead."""
    short = PLACE.html(html, (PIER,))
    monkeypatch.setattr(local, "CHANGING", local.TAG)
    assert short == PLACE.html(html, (PIER,))
