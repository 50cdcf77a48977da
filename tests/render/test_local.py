from __future__ import annotations

import pytest
from lxml import html as lxml_html

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


def test_pictures_of_a_body_load_when_they_come_into_view() -> None:
    """Unless the author says otherwise."""
    assert PLACE.html('<img src="a" alt="">') == '<img loading="lazy" src="a" alt="">'
    eager = '<img src="a" alt="" loading="eager">'
    assert PLACE.html(eager) == eager
