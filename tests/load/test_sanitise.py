"""HTML that readers see."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.load.sanitise import printable, sanitise

#: pieces that attacks are made of, to be put together in any order
FRAGMENTS = (
    *("<script>", "</script>", "<img src=x onerror=alert(1)>", "<svg><style>", "<p>"),
    *("<a href='javascript:alert(1)'>", '<a href="java\tscript:x">', "</a>", "<!--"),
    *("<math><mi>", "<iframe src=//e.example.org>", "<pre>\n\n", "<form action=x>"),
    *(
        "<noscript>",
        "<template>",
        "<table><td>",
        "<plaintext>",
        "<title>",
        "-->",
        "&#1;",
    ),
    *("<style>p{}</style>", "<b style='x' class=y>", "]]>", "<textarea>", "\x00", "é"),
)
EXECUTABLE = re.compile(
    r"<(?:script|style|iframe|form|svg|object|embed|meta|link|base)\b"
    r"|<[^>]*\son\w+="
    r"|<[^>]*\s(?:href|src|cite)=[\"']?\s*(?:java|vb)?script:",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    ("given_html", "expected"),
    [
        ("<p style='x' class='y' onclick='z'>a</p>", "<p>a</p>"),
        ("<script>x</script><p>a</p>", "<p>a</p>"),
        ("<iframe src='x'>in</iframe>a", "a"),
        ("<form><input name=x>a</form>", "a"),
        ("<img src='data:image/png;base64,x' alt='b'>", '<img alt="b">'),
        ("<h2 id='part'>a</h2>", '<h2 id="part">a</h2>'),
        ("<td>a", "a"),
        ("<custom>a</custom>", "a"),
    ],
)
def test_only_what_is_listed_gets_through(given_html: str, expected: str) -> None:
    """Elements, attributes and schemes beyond the lists vanish; the text stays."""
    assert sanitise(given_html) == expected


@pytest.mark.parametrize(
    "html",
    [
        '<figure><img src="a.png" alt="A"><figcaption>b</figcaption></figure>',
        '<img src="a.png" alt="A" width="3" height="4">',
        '<table><thead><tr><th align="center">a</th></tr></thead></table>',
        "<pre><code>x = 1\n</code></pre>",
        '<ol start="3"><li>a<ul><li>b</li></ul></li></ol>',
        "<blockquote><p>a <em>b</em> <strong>c</strong></p></blockquote>",
    ],
)
def test_what_articles_are_made_of_stays(html: str) -> None:
    """Figures, tables, code, lists and quotes come out as they went in."""
    assert sanitise(html) == html


@pytest.mark.parametrize("scheme", ["http:", "https:", "mailto:", "tel:", "", "../"])
def test_links_of_good_schemes_and_relative_ones_stay(scheme: str) -> None:
    """A link keeps its URL, and tells nothing to the page that it leads to."""
    found = sanitise(f'<a href="{scheme}x">a</a>')
    assert found == f'<a href="{scheme}x" rel="noopener noreferrer">a</a>'


@pytest.mark.parametrize("scheme", ["javascript:", "data:", "vbscript:", "file:"])
def test_links_of_other_schemes_lose_their_url(scheme: str) -> None:
    """What could act is no link any more."""
    assert "href" not in sanitise(f'<a href="{scheme}x">a</a>')


def test_an_empty_first_line_of_code_stays() -> None:
    """A browser drops the first line end in <pre>, so a second one has to be there."""
    assert sanitise("<pre>\n\nx</pre>") == "<pre>\n\nx</pre>"


def test_characters_that_xml_forbids_become_spaces() -> None:
    """They would make a whole feed unreadable, and an entity hides them."""
    assert sanitise("<p>a&#1;b</p>") == "<p>a b</p>"
    assert printable("a\x00b\ufffec\td") == "a b c\td"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=9), max_size=9))
def test_nothing_executable_ever_gets_through(pieces: list[str]) -> None:
    """Whatever is put in, nothing in the answer can act."""
    html = "".join(pieces).encode("utf-8", "ignore").decode()
    assert not EXECUTABLE.search(sanitise(html))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=9), max_size=9))
def test_sanitising_twice_changes_nothing(pieces: list[str]) -> None:
    """The answer is its own answer."""
    once = sanitise("".join(pieces).encode("utf-8", "ignore").decode())
    assert sanitise(once) == once


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        (
            '<code class="language-c++ x">a</code>',
            '<code class="language-c++">a</code>',
        ),
        ('<pre class="lang-py">a</pre>', '<pre class="language-py">a</pre>'),
        ('<code class="hidden">a</code>', "<code>a</code>"),
        ('<p class="language-x">a</p>', "<p>a</p>"),
    ],
)
def test_of_classes_only_the_language_of_a_code_gets_through(
    html: str, clean: str
) -> None:
    """Any other one could restyle."""
    assert sanitise(html) == clean
    assert sanitise(clean) == clean


def test_a_quote_keeps_the_address_of_its_source() -> None:
    """If it is one of the web."""
    html = '<blockquote cite="https://example.org/a">a</blockquote>'
    assert sanitise(html) == html
    assert "cite" not in sanitise("<q cite='javascript:x'>a</q>")


@pytest.mark.parametrize("sign", ["\x01", "\ufffe", "\ud800", "\x1f"])
def test_what_xml_forbids_is_a_blank_in_a_long_text_as_well(sign: str) -> None:
    """A long text is looked at as a whole, and is none the worse for it."""
    text = "ships " * 1000
    assert printable(f"{text}{sign}") == f"{text} "
    assert printable(f"{text}\ud7a3é\n") == f"{text}\ud7a3é\n"
