"""Two extractors are asked what the article of a page is."""

from __future__ import annotations

import logging

import pytest
from lxml.html import HtmlElement, tostring

from digest.load.markup import parse_html
from digest.load.sights import squeezed
from digest.load.webpage import votes
from digest.load.webpage.extracted import Extracted
from digest.load.webpage.votes import ask_extractors

LONG = "After the storm the ships came back, one after the other, with the tide."
PAGE = f"<html><body><nav>Menu</nav><article>{f'<p>{LONG}</p>' * 9}</article></body>"


def has(one: Extracted, text: str) -> bool:
    """Whether it has this text."""
    return one.has_text(text, squeezed(text))


def test_both_have_the_long_paragraphs() -> None:
    """One tells pictures, the other does not."""
    first, second = ask_extractors(parse_html(PAGE))
    assert has(first, LONG)
    assert has(second, LONG)


def test_the_tree_stays_as_it_is() -> None:
    """Our blocks are made of it afterwards."""
    root = parse_html(PAGE)
    before = tostring(root)
    ask_extractors(root)
    assert tostring(root) == before


@pytest.mark.parametrize("name", ["_ask_trafilatura", "_ask_readability"])
def test_one_that_fails_has_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other one is still asked, and no exception of theirs gets out."""

    def fail(root: HtmlElement) -> Extracted:
        raise RuntimeError(str(root))

    monkeypatch.setattr(votes, name, fail)
    answers = ask_extractors(parse_html(PAGE))
    assert sorted(has(answer, LONG) for answer in answers) == [False, True]


@pytest.mark.parametrize("page", ["", "<frameset><frame src=a></frameset>", "\x01\x02"])
def test_a_page_without_text_is_nobodys_fault(
    page: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Both answer; what they grumble about it reaches no screen."""
    with caplog.at_level(logging.CRITICAL):
        answers = ask_extractors(parse_html(page))
    assert not any(has(answer, LONG) for answer in answers)


def test_a_list_of_links_is_left_out_and_one_of_words_is_not() -> None:
    """Menus are half of many pages, and cost as much."""
    links = "".join(f"<li><a href=/{n}>Headline {n}</a></li>" for n in range(6))
    words = "".join(f"<li>{LONG} {n}</li>" for n in range(6))
    page = PAGE.replace("</article>", f"<ul>{links}</ul><ul>{words}</ul></article>")
    first, _ = ask_extractors(parse_html(page))
    assert not has(first, "Headline 3")
    assert has(first, f"{LONG} 3")
