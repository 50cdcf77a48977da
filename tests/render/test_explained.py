"""The page that explains an article."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement, document_fromstring

from builders import an_article
from digest.model import Article, BlockKind, Citation
from digest.render.explained import MARK, MOST_OPEN, MOST_PARTS, render_explained
from digest.render.passages import Fate, Passage
from digest.render.theme import Theme, packaged_templates

THEME = Theme((packaged_templates(),))


def a_passage(text: str = "The harbour is open again.", **changes: Any) -> Passage:
    """A kept passage."""
    values = {"fate": Fate.KEPT, "text": text, "number": "#1a2b3c4d"}
    return Passage(**(values | changes))


def cut(text: str, reason: str = "related") -> Passage:
    """One that was left out."""
    return a_passage(text, fate=Fate.CUT, reason=reason)


def source(*passages: Passage, article: Article | None = None) -> str:
    """The page of these passages."""
    return render_explained(
        THEME, article or an_article(), passages, name="harbour.txt"
    )


def page(*passages: Passage, article: Article | None = None) -> HtmlElement:
    """The tree of the page."""
    return document_fromstring(source(*passages, article=article).encode())


def words(element: HtmlElement) -> str:
    """The words of an element in one line."""
    return " ".join(element.text_content().split())


def test_the_page_needs_nothing_but_itself() -> None:
    """No script, no picture, no font: it can be kept and mailed."""
    tree = page(a_passage(), cut("Share"))
    assert not tree.findall(".//script")
    assert not tree.findall(".//img")
    links = [str(e.get("href") or e.get("src")) for e in tree.iter("link", "a")]
    assert all(link.startswith(("#", "data:")) for link in links)
    style = words(tree.find(".//style"))
    assert "url(" not in style
    assert "@import" not in style
    policy = tree.find(".//meta[@http-equiv='Content-Security-Policy']")
    assert "default-src 'none'" in policy.get("content")


def test_the_page_says_what_made_it() -> None:
    """So it may be written over by the same command."""
    assert MARK in source(a_passage())


def test_a_cut_stands_in_its_place_with_reason_and_number() -> None:
    """Struck, and said to those who hear the page."""
    tree = page(a_passage("One."), cut("Read more", "teaser"), a_passage("Two."))
    rows = tree.xpath("//*[@id='file']//*[contains(@class, 'passage')]")
    assert [words(row) for row in rows] == [
        "#1a2b3c4d One.",
        "#1a2b3c4d Cut: teaser Read more",
        "#1a2b3c4d Two.",
    ]
    assert words(rows[1].find(".//del")) == "Read more"


def test_a_doubt_is_said() -> None:
    """It is kept, and its author should look."""
    tree = page(a_passage("Call us.", fate=Fate.DOUBT, reason="advertisement"))
    (row,) = tree.xpath("//*[contains(@class, 'passage doubt')]")
    assert "Kept in doubt: advertisement Call us." in words(row)
    assert "1 kept in doubt" in words(tree)


def test_each_kind_of_block_looks_like_itself() -> None:
    """By its element; a picture by its words."""
    tree = page(
        a_passage("A", kind=BlockKind.HEADING, level=3),
        a_passage("B", kind=BlockKind.QUOTE),
        a_passage("C\n  D", kind=BlockKind.CODE),
        a_passage("• E", kind=BlockKind.LIST_ITEM),
        a_passage("", kind=BlockKind.IMAGE, number=""),
    )
    assert words(tree.find(".//h2[@class='words level-3']")) == "A"
    assert words(tree.find(".//blockquote")) == "B"
    assert tree.find(".//pre").text == "C\n  D"
    assert words(tree.find(".//p[@class='words item']")) == "• E"
    assert "Picture without alternative text" in words(tree)


def test_many_cuts_in_a_row_are_folded() -> None:
    """A menu would hide the article; its first words are shown."""
    menu = [cut(f"Entry {n}", "navigation") for n in range(MOST_OPEN)]
    tree = page(*menu, cut("By Ben", "byline"), a_passage())
    (details,) = tree.iter("details")
    summary = words(details.find("summary"))
    assert summary == "Cut: navigation, byline 7 passages cut Entry 0"
    assert len(details.findall(".//del")) == MOST_OPEN + 1
    assert not list(page(*menu, a_passage()).iter("details"))


def test_a_long_cut_is_folded() -> None:
    """By its letters; the same text stays open where it is kept."""
    assert len(list(page(cut("word " * 300)).iter("details"))) == 1
    assert not list(page(a_passage("word " * 300)).iter("details"))


def test_the_account_counts_and_leads_to_the_first_of_each_reason() -> None:
    """Letters tell how much is kept."""
    tree = page(
        cut("aaaa", "title"), a_passage("b" * 90), cut("c"), cut("ddddd", "title")
    )
    assert "90 % of the file is kept." in words(tree)
    assert "1 kept 3 cut" in words(tree)
    reasons = tree.xpath("//ul[@class='reasons']/li")
    assert [words(reason) for reason in reasons] == ["title 2", "related"]
    for reason, text in zip(reasons, ("aaaa", "c"), strict=True):
        target = reason.find("a").get("href").removeprefix("#")
        assert text in words(tree.get_element_by_id(target))


def test_the_strip_shows_the_file_at_a_glance() -> None:
    """One part for each run, as wide as it is long; none where nobody could see it."""
    tree = page(a_passage("aa"), a_passage("b"), cut("cc cc"))
    parts = tree.xpath("//*[@class='strip']/i")
    assert [(p.get("class"), p.get("style")) for p in parts] == [
        ("kept", "flex-grow:3"),
        ("cut", "flex-grow:4"),
    ]
    many = [a_passage("a"), cut("b")] * MOST_PARTS
    assert not page(*many).xpath("//*[@class='strip']")


def test_facts_stand_above_the_text() -> None:
    """All that digest found."""
    article = an_article(
        title="Quay <b>",
        credit="Bo / Shore",
        citations=(
            Citation(name="Ada Quay", outlet="The Courier"),
            Citation(outlet="Pilot"),
        ),
        tags=("harbour",),
        suggested_tags=("storm", "pilots"),
    )
    tree = page(a_passage(), article=article)
    assert words(tree.find(".//h1")) == "Quay <b>"
    facts = words(tree.find(".//dl"))
    for fact in (
        *("By Ada Quay", "Date 10 November 2026 declared", "Reading 1 minute"),
        *("Credit Bo / Shore", "Ada Quay, The Courier; Pilot", "Tags harbour"),
        "Suggested storm, pilots",
    ):
        assert fact in facts


def test_an_article_of_nothing_is_a_page() -> None:
    """All kept, nothing cut, nothing divided by."""
    assert "100 % of the file is kept." in words(page())


HOSTILE = (
    "</style></del><script>alert(1)</script>\"'<img src=x onerror=y>{{ 7*7 }}&amp;"
)


@pytest.mark.parametrize("fate", Fate)
def test_words_of_an_article_never_act(fate: Fate) -> None:
    """Each of them is shown as it stands."""
    article = an_article(
        title=HOSTILE, authors=(HOSTILE,), credit=HOSTILE, tags=(HOSTILE,)
    )
    tree = page(
        a_passage(HOSTILE, fate=fate, reason=HOSTILE, number=HOSTILE), article=article
    )
    assert not list(tree.iter("script", "img"))
    assert words(tree).count("{{ 7*7 }}&amp;") >= 4


@settings(max_examples=50, deadline=None)
@given(st.text(), st.sampled_from(Fate), st.sampled_from(BlockKind))
def test_every_word_is_on_the_page(text: str, fate: Fate, kind: BlockKind) -> None:
    """Whatever its passage is."""
    shown = source(a_passage(text, fate=fate, reason="related", kind=kind))
    tree: HtmlElement = document_fromstring(shown.encode(errors="ignore"))
    whole = tree.text_content()
    assert all(word in whole for word in re.findall(r"[a-z0-9]+", text))
