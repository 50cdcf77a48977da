"""What stands around an article is known by its tags and names."""

from __future__ import annotations

import pytest

from digest.load.markup import parse_html
from digest.load.webpage.frame import is_box, is_navigation, is_plain


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<h1>a</h1><p>b</p>", True),
        ("<p class=text>a</p>", True),
        ("<nav>a</nav><p>b</p>", False),
        ("<div id=sidebar>a</div><p>b</p>", False),
        ("<div class='site header'>a</div><p>b</p>", False),
        ("<p class=leader>a</p>", True),
    ],
)
def test_a_page_is_plain_where_nothing_stands_around_its_text(
    html: str, *, plain: bool
) -> None:
    """A part of another word is no sign."""
    assert is_plain(parse_html(html)) is plain


def test_navigation_reaches_down() -> None:
    """What stands in a menu is of the menu."""
    (inner, outer) = parse_html("<nav><p>a</p></nav><p>b</p>").iter("p")
    assert is_navigation(inner)
    assert not is_navigation(outer)


@pytest.mark.parametrize("sign", ["related", "post-tags", "ad", "read-more", "byline"])
def test_a_box_is_known_by_its_name(sign: str) -> None:
    """In a class or in an id."""
    one, other, third = parse_html(
        f"<p class='x {sign}'>a</p><p id={sign}>b</p><p class=harbour>c</p>"
    ).iter("p")
    assert is_box(one)
    assert is_box(other)
    assert not is_box(third)
