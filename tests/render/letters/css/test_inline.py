from __future__ import annotations

import re
import socket
from typing import NoReturn

import pytest

from digest.deliveries import Placeholder
from digest.errors import ThemeError
from digest.render.letters.css import inline
from digest.render.letters.css.inline import inline_css


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


PLACE = "templates/newsletter/mine/letter.html"


def fault_of(page: str) -> str:
    """Why the page is refused."""
    with pytest.raises(ThemeError) as caught:
        inline_css(page, place=PLACE)
    return str(caught.value)


@pytest.mark.parametrize(
    "css",
    [
        ".x{background-image:url(http://192.0.2.1/a.png)}",
        ".x{background-image:url(file:///etc/passwd)}",
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


@pytest.mark.parametrize(
    "css",
    [
        "@import url(http://192.0.2.1/a.css);",
        "@import 'file:///etc/passwd';",
        "@font-face{font-family:x;src:url(http://192.0.2.1/a.woff)}",
        ".1a{color:red}",
        ".x > .y{color:red}",
        "@media a{@media b{.x{color:red}}}",
        "a::b:c(d){e:f}",
        "p:not(, .x{color:red}",
        ".x{color:red} }}}{{{",
        f".x{{a:{'b ' * 3000}}}",
        ".x{color:red}" * 4000,
        ".x{color:\x01}",
    ],
)
def test_what_cannot_be_inlined_is_refused_with_its_line(css: str) -> None:
    """Of the sheet as it was filled, which has a line for each rule of the file."""
    told = fault_of(a_page(f"\n.y{{color:red}}\n{css}"))
    assert re.match(r"templates/newsletter/mine/style\.css:\d+: .+; .+", told)


def test_the_line_is_that_of_the_sheet() -> None:
    """The line break behind the tag, which the frame has, is no line of it."""
    told = fault_of(a_page("\n.y{color:red}\n.x:hover{color:red}"))
    assert told.startswith("templates/newsletter/mine/style.css:2: ")


def test_the_sheet_may_stand_elsewhere() -> None:
    """The confirmation has the look of a theme in another folder."""
    page = a_page(".x:hover{color:red}")
    with pytest.raises(ThemeError, match=r"^templates/a/b\.css:1: "):
        inline_css(page, place="templates/mail/c.html", sheet="templates/a/b.css")


@pytest.mark.parametrize("style", ["p", "head", "color:red;/*" + "*" * 60, "}{"])
def test_a_style_attribute_that_breaks_the_inliner_is_refused(style: str) -> None:
    """At its element, of which the template is known."""
    told = fault_of(a_page(".x{color:red}", f'<p class="x" style="{style}">Quay</p>'))
    assert told.startswith(f'{PLACE}: style="')


def test_words_of_an_article_about_css_are_no_css() -> None:
    """What an article says is text, whatever it looks like."""
    body = '<p class="x">style="/*" and &lt;style&gt;/* and {{ x }}</p>'
    assert "color:red" in inline_css(a_page(".x{color:red}", body))


def test_a_page_beyond_measure_is_refused() -> None:
    """Its letter would be cut by every mail program."""
    told = fault_of(a_page(body="<p>Quay</p>" * 100_000))
    assert "characters" in told


def test_whatever_the_libraries_raise_names_the_theme(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The owner learns which theme to mend, of what nobody foresaw too."""

    def broken(_html: str) -> NoReturn:
        raise AttributeError("x")

    monkeypatch.setattr(inline, "_inliner", lambda: broken)
    told = fault_of(a_page())
    assert told.startswith(f"{PLACE}: the CSS cannot be inlined (AttributeError: x)")


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


def test_a_sheet_is_read_once_for_all_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its rules are kept, and say the same of the next page."""
    page = a_page(".x { color: #123456; margin: 1px }")
    first = inline_css(page)

    def refuse(*_given: object, **_options: object) -> NoReturn:
        pytest.fail("the sheet was read again")

    monkeypatch.setattr(inline._inliner(), "_parse_css_string", refuse)
    assert inline_css(page) == first
    assert 'style="color:#123456; margin:1px">Ferry' in inline_css(
        page.replace("Quay", "Ferry")
    )
