"""HTML is taken apart as browsers do it, and what it is cannot hurt."""

from __future__ import annotations

import pytest

from digest.check.tags import Kind, read_tokens


def told(html: str) -> list[tuple[str, str]]:
    """Kind and text of each token."""
    return [(token.kind.value, token.text) for token in read_tokens(html)]


@pytest.mark.parametrize(
    ("html", "tokens"),
    [
        ("", []),
        ("a &lt; b", [("text", "a < b")]),
        ("a < b", [("text", "a < b")]),
        ("<P>a</p >", [("opens", "p"), ("text", "a"), ("closes", "p")]),
        ("<br/>", [("opens", "br")]),
        ("<!-- <b> -->", [("comment", " <b> ")]),
        ("<!--[if mso]><b><![endif]-->", [("comment", "[if mso]><b><![endif]")]),
        ("<!--><b>", [("comment", ""), ("opens", "b")]),
        ("<!-- a", [("broken", "<!-- a")]),
        ("<!doctype html>", [("doctype", "<!doctype html>")]),
        ("<![endif]-->", [("doctype", "<![endif]-->")]),
        ("<!x", [("doctype", "<!x")]),
        (
            "<style>a<b>c</style>",
            [("opens", "style"), ("text", "a<b>c"), ("closes", "style")],
        ),
        (
            "<title>a &amp; <b></title>",
            [("opens", "title"), ("text", "a & <b>"), ("closes", "title")],
        ),
        ("<style>a", [("opens", "style"), ("text", "a")]),
        ('<a href="x', [("broken", '<a href="x')]),
        ("<a href", [("broken", "<a href")]),
        ("</ a>", [("text", "</ a>")]),
    ],
)
def test_tokens_are_those_of_a_browser(
    html: str, tokens: list[tuple[str, str]]
) -> None:
    """Tags, texts, comments, and what does not end."""
    assert told(html) == tokens


@pytest.mark.parametrize(
    ("tag", "attributes"),
    [
        ("<a href=x>", {"href": "x"}),
        ("<a HREF='x y'>", {"href": "x y"}),
        ('<a href="a&amp;b" hidden>', {"href": "a&b", "hidden": ""}),
        ("<a\nhref = x\n>", {"href": "x"}),
        ("<a href=>", {"href": ""}),
        ("<a b=c/d e>", {"b": "c/d", "e": ""}),
        ('<a b="c"d="e">', {"b": "c", "d": "e"}),
        ("<a =b>", {"=b": ""}),
        ('<a 3D"b">', {'3d"b"': ""}),
    ],
)
def test_attributes_have_their_values(tag: str, attributes: dict[str, str]) -> None:
    """In quotes of both kinds, and without."""
    (token,) = read_tokens(tag)
    assert token.attributes == attributes


def test_an_attribute_that_stands_twice_keeps_its_first_value() -> None:
    """As in a browser; and it is remembered."""
    (token,) = read_tokens("<a id=a id=b>")
    assert (token.attributes, token.doubled) == ({"id": "a"}, ("id",))


def test_lines_are_counted() -> None:
    """From 1, also behind comments and style sheets."""
    html = "<!--\n\n--><style>\n</style>\n<b\nc=d>\n<i>"
    opened = [token for token in read_tokens(html) if token.kind is Kind.OPENS]
    assert [token.line for token in opened] == [3, 5, 7]
