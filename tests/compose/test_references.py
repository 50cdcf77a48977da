"""References made absolute and safe for every reader."""

from __future__ import annotations

import pytest

from digest.compose import references
from digest.compose.references import Body, References
from digest.images import Image, Rendition

REFERENCES = References(site_url="https://notes.example.org", pages={})


@pytest.mark.parametrize("url", ["../../etc/passwd", "../x.png", "%2e%2e/x.png"])
def test_a_reference_out_of_the_content_stays_within_the_site(url: str) -> None:
    """Whatever an article names, the result is a URL of the site."""
    found = REFERENCES.resolve(url, path="a.md", page_url="https://x.example/")
    assert found.startswith("https://notes.example.org/media/")


@pytest.mark.parametrize("url", ["//[", "http://[/x", "a\nb", "  "])
def test_a_reference_that_leads_nowhere_breaks_nothing(url: str) -> None:
    """One broken link costs no build."""
    found = REFERENCES.resolve(url, path="a.md", page_url="https://x.example/")
    assert found.isascii()
    assert not set(found) & set(" \n")


PIER = Image(
    url="https://notes.example.org/media/pier-800.jpg",
    width=800,
    height=400,
    renditions=(
        Rendition(
            url="https://notes.example.org/media/pier-800.jpg", width=800, height=400
        ),
        Rendition(
            url="https://notes.example.org/media/pier.jpg", width=1600, height=800
        ),
    ),
)
WITH_PICTURES = References(
    site_url="https://notes.example.org",
    pages={},
    pictures={"news/pier.jpg": PIER},
    lost=frozenset({"news/broken.jpg"}),
)


def body_of(html: str) -> Body:
    """The body of an article in the folder news."""
    return WITH_PICTURES.resolve_html(html, path="news/a.md", page_url="")


@pytest.mark.parametrize("url", ["pier.jpg", "./pier.jpg?v=2", "../news/pier%2Ejpg"])
def test_a_picture_of_ours_has_its_size_and_the_width_for_all(url: str) -> None:
    """Whoever shows the body knows how much room to leave."""
    body = body_of(f'<p><img src="{url}" alt="Pier"></p>')
    assert body.html == (
        '<p><img src="https://notes.example.org/media/pier-800.jpg" alt="Pier" '
        'width="800" height="400"></p>'
    )
    assert body.pictures == (PIER,)


@pytest.mark.parametrize(
    ("chosen", "width", "height"),
    [
        ('width="300"', 300, 150),
        ('width="300" height="300"', 300, 150),
        ('width="1" height="9"', 1, 1),
        ('width="1500"', 1500, 750),
        ('width="1600"', 800, 400),
        ('width="99999"', 800, 400),
        ('width="50%"', 800, 400),
        ('width="0"', 800, 400),
        ('width="³"', 800, 400),
        ('height="300"', 800, 400),
    ],
)
def test_a_width_that_the_author_chose_stays(
    chosen: str, width: int, height: int
) -> None:
    """If the picture has it; its form is that of the file."""
    html = body_of(f'<img src="pier.jpg" alt="" {chosen}>').html
    assert f'width="{width}"' in html
    assert f'height="{height}"' in html


def test_a_link_to_a_picture_leads_to_the_largest() -> None:
    """Who follows it wants to see more."""
    body = body_of('<a href="pier.jpg"><img src="pier.jpg" alt=""></a>')
    assert 'href="https://notes.example.org/media/pier.jpg"' in body.html
    assert body.pictures == (PIER,)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p>a <img src="broken.jpg" alt="The pier"> b</p>', "<p>a The pier b</p>"),
        (
            '<p><img src="broken.jpg" alt="The pier"></p><p>b</p>',
            "<p>The pier</p><p>b</p>",
        ),
        ('<p>a</p><p><img src="broken.jpg" alt=""></p>c', "<p>a</p>c"),
        ('<figure><p><img src="broken.jpg"></p></figure>', ""),
        ('<div><img src="broken.jpg" alt=""></div>', "<div></div>"),
        (
            '<figure><img src="broken.jpg" alt=""><figcaption>b</figcaption></figure>',
            "<figure><figcaption>b</figcaption></figure>",
        ),
        (
            '<p><img src="broken.jpg" alt="&lt;b&gt;"><img src="broken.jpg" alt="c">',
            "<p>&lt;b&gt;c</p>",
        ),
    ],
)
def test_a_picture_that_is_lost_gives_way_to_its_words(
    html: str, expected: str
) -> None:
    """They are what its author wrote for those who do not see it."""
    assert body_of(html).html == expected


@pytest.mark.parametrize(
    "url",
    ["https://example.com/pier.jpg", "/pier.jpg", "//example.com/pier.jpg", "//[", ""],
)
def test_other_pictures_stay_as_they_are(url: str) -> None:
    """They are not ours, and nobody knows their size."""
    body = body_of(f'<img src="{url}" alt="" width="5">')
    assert "pier-800" not in body.html
    assert 'width="5"' in body.html
    assert body.pictures == ()


def test_html_without_references_is_left_as_it_is() -> None:
    """What needs no change keeps its bytes."""
    html = "<p>a &lt; b &amp; c<br>d</p>"
    assert REFERENCES.resolve_html(html, path="a.md", page_url="").html == html


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="tides.md#a&amp;b" title="x">t</a> &amp; href="no"</p>',
        '<blockquote cite="https://example.com/?a=1&amp;b=%20"><p>q</p></blockquote>',
        '<p><a href="/x y/" rel="a">a</a><a href="mailto:a@example.com">b</a></p>',
        '<p><a href="#fn1">1</a> <a href="../up.pdf">up</a> <a href="">none</a></p>',
        '<pre><code>&lt;a href="x"&gt;</code></pre><p><a href="x">x</a></p>',
        '<p title="a > b" lang="de"><a href="x">x</a></p>',
        '<p><a href="//host.example/ü">x</a> <a href="//[">y</a></p>',
    ],
)
def test_links_alone_are_resolved_as_in_a_tree(
    html: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The short way for most bodies comes to what parsing comes to."""
    known = References(site_url="https://notes.example.org", pages={"tides.md": "T"})
    page_url = "https://notes.example.org/articles/a/"
    short = known.resolve_html(html, path="a.md", page_url=page_url)
    monkeypatch.setattr(references, "_has_links_alone", lambda _: False)
    assert short == known.resolve_html(html, path="a.md", page_url=page_url)


def test_a_picture_of_the_site_is_found_in_its_widest_form() -> None:
    """One that is nowhere has no address, and none leads to a script."""
    known = References(
        site_url="https://notes.example.org", pages={}, pictures={"pier.jpg": PIER}
    )
    assert known.picture_url("pier.jpg") == "https://notes.example.org/media/pier.jpg"
    assert (
        known.picture_url("https://a.example/ü.png") == "https://a.example/%C3%BC.png"
    )
    assert known.picture_url("lost.jpg") == known.picture_url("javascript:x") == ""
