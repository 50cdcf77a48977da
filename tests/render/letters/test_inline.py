from __future__ import annotations

import socket
from pathlib import Path
from typing import NoReturn

import pytest

from digest.errors import ThemeError
from digest.readers import Placeholder
from digest.render.letters.inline import inline_css


def a_page(css: str = "", body: str = '<p class="x">Quay</p>', late: str = "") -> str:
    """A page with a theme's two style sheets."""
    return (
        f"<!DOCTYPE html>\n<html><head><style>{css}</style>"
        f'<style data-premailer="ignore">{late}</style></head>'
        f"<body>{body}</body></html>"
    )


def test_a_rule_becomes_a_style_attribute() -> None:
    """The element keeps its look without the style sheet."""
    html = inline_css(a_page(".x { color: #0d5c63; margin: 0 0 8px }"))
    assert '<p class="x" style="color:#0d5c63; margin:0 0 8px">Quay</p>' in html
    assert ".x {" not in html


def test_the_late_sheet_stays_byte_for_byte() -> None:
    """Dark and mobile rules need !important and at-rules, which inlining would drop."""
    late = "@media (x:y) { .x { color: red !important; } }\n[data-ogsc] .x { a: b; }"
    assert f"<style>{late}</style>" in inline_css(a_page(".x{color:red}", late=late))


def test_attributes_are_those_of_the_template() -> None:
    """Premailer would write width, height, bgcolor and align from the CSS over them."""
    body = '<img class="x" src="https://example.org/q.png" width="520" alt="">'
    html = inline_css(a_page(".x{width:100%;height:auto;float:left}", body))
    assert 'width="520"' in html
    assert "height=" not in html
    assert "align=" not in html


def test_links_stay_as_they_are() -> None:
    """Neither a placeholder nor a query nor a fragment is rewritten."""
    links = [
        *Placeholder,
        "#top",
        "mailto:a@example.org",
        "https://e.example/?a=1&b=%2F",
    ]
    body = "".join(f'<a class="x" href="{link}">{link}</a>' for link in links)
    html = inline_css(a_page(".x{color:red}", body)).replace("&amp;", "&")
    for link in links:
        assert html.count(f'href="{link}"') == 1


def test_conditional_comments_and_doctype_stay() -> None:
    """The Word engine reads what stands in a comment."""
    comment = "<!--[if mso]><table width='600'><tr><td><![endif]-->"
    html = inline_css(a_page(body=comment))
    assert html.startswith("<!DOCTYPE html>\n<html>")
    assert comment in html


@pytest.mark.parametrize(
    "css",
    [
        "@import url(http://192.0.2.1/a.css);",
        "@import 'https://notes.example.org/a.css';",
        ".x{background-image:url(http://192.0.2.1/a.png)}",
        "@font-face{font-family:x;src:url(http://192.0.2.1/a.woff)}",
    ],
)
def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch, css: str) -> None:
    """A theme cannot make this machine ask another one (newsletter.md)."""

    def refuse(*args: object) -> NoReturn:
        raise AssertionError(f"connected to {args}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = a_page(f"{css} .x{{color:red}}").replace(
        "<head>", '<head><link rel="stylesheet" href="http://192.0.2.1/b.css">'
    )
    assert "color:red" in inline_css(page)


def test_no_file_is_read(tmp_path: Path) -> None:
    """An @import of a file would show what stands in it."""
    secret = tmp_path / "secret.css"
    secret.write_text(".x { color: purple }")
    html = inline_css(a_page(f"@import url({secret.as_uri()}); .x {{ margin: 0 }}"))
    assert "purple" not in html
    assert "margin:0" in html


@pytest.mark.parametrize(
    "css",
    [
        ".1a{color:red} .x>{a:b} ..y{c:d}",
        "@media a{@media b{.x{color:red}}}",
        "a::b:c(d){e:f} p:not(, .x{color:red}",
        ".x{color:red} }}}{{{",
        "",
    ],
)
def test_bad_css_is_inlined_as_well_as_it_goes(css: str) -> None:
    """A browser would skip it as well."""
    assert "Quay" in inline_css(a_page(css))


def test_whatever_the_libraries_raise_names_the_theme() -> None:
    """The owner learns which theme to mend; here 3,000 values break the parser."""
    css = f".x{{a:{'b ' * 3000}}}"
    with pytest.raises(ThemeError, match=r"^templates/mine: the CSS cannot be inlined"):
        inline_css(a_page(css), place="templates/mine")


@pytest.mark.parametrize(
    "page",
    [
        a_page("/*" + "*" * 60),
        a_page(".x{color:red} /* a */ /*"),
        a_page(body=f'<p style="color:red;/*{"*" * 60}">Quay</p>'),
    ],
)
def test_an_open_comment_is_refused_at_once(page: str) -> None:
    """The CSS parser would take longer than anybody waits."""
    with pytest.raises(ThemeError, match="comment"):
        inline_css(page)


def test_closed_comments_are_welcome() -> None:
    """However many asterisks they have."""
    css = f"/*{'*' * 60}*/ .x{{color:red}} /* more */"
    assert "color:red" in inline_css(a_page(css))


@pytest.mark.parametrize("page", ["", "Quay", "<!doctype html><p>x</p>", "\ufeff"])
def test_a_page_without_the_doctype_is_refused(page: str) -> None:
    """Premailer loses another one, and mail programs fall into quirks."""
    with pytest.raises(ThemeError, match="<!DOCTYPE html>"):
        inline_css(page)


def test_the_same_page_gives_the_same_bytes() -> None:
    """No order depends on chance."""
    page = a_page(".x{color:red;margin:0} p{padding:1px} .y{color:blue}")
    assert inline_css(page) == inline_css(page)
