from __future__ import annotations

from digest.render.letters.css.inline import inline_css
from digest.render.letters.css.weighing import Scales, weight

CSS = ".quay { color: #112233; margin: 0 0 4px; } p { padding: 0; }"
HEAD = f"<!DOCTYPE html><html><head><style>{CSS}</style></head>"


def a_page(paragraphs: int) -> str:
    """A page of so many paragraphs, each of which gets a style."""
    body = '<p class="quay">Ships</p><br>' * paragraphs
    return f"{HEAD}<body>{body}</body></html>"


def test_weight_is_what_travels() -> None:
    """A Japanese character is nine octets in quoted-printable."""
    assert weight("港") == 9


def test_a_page_is_weighed_as_if_its_css_were_inlined() -> None:
    """Within a hundredth, where a theme styles by class and by kind of element."""
    for count in (1, 50, 400):
        page = a_page(count)
        truth = weight(inline_css(page))
        assert abs(Scales(inline_css).weigh(page) - truth) < 80 + truth // 50


def test_styles_are_inlined_once_for_each_kind_of_element() -> None:
    """To inline takes long, so it is not done again for a page of the same kinds."""
    calls: list[str] = []

    def inline(html: str) -> str:
        calls.append(html)
        return inline_css(html)

    scales = Scales(inline)
    for count in (400, 200, 100):
        scales.weigh(a_page(count))
    assert len(calls) == 1
