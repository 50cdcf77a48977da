"""The page of an issue is the very letter, for everybody."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from builders import (
    a_feed,
    a_letter,
    a_newsletter,
    a_site,
    an_entry,
    an_issue,
    facts_of,
    made_pages,
)
from digest.config import MailSection
from digest.deliveries import Letter, Placeholder
from digest.issues import Issue
from digest.model import Entry, Origin
from digest.render.letters import render_issue
from digest.render.local import Place
from digest.render.pages.archived import ArchivedLetter, archive_letter
from digest.render.theme import Theme, packaged_templates
from digest.words import LANGUAGES, words_for

THEME = Theme((packaged_templates(),))
#: many times as many letters with this, for a night
LONG = bool(os.environ.get("DIGEST_TEST_LONG"))
THEMES = ("digest", "essay", "plain")
BASE = "https://notes.example.org/"
ADDRESS = f"{BASE}issues/weekly/1/"
PLACE = Place(base=BASE, root="../../../", address=ADDRESS)
LEAVE = f'<a href="{Placeholder.UNSUBSCRIBE_URL}">Unsubscribe</a>'
CHANGE = f'<a href="{Placeholder.PREFERENCES_URL}">Change</a>'
ARCHIVE = '<a href="https://example.com/all">All</a>'
ENTRY = f'<a href="{an_entry().url}">Harbour opens</a>'


def archived(body: str, issue: Issue | None = None) -> ArchivedLetter:
    """The parts of a letter with this body, which leads to the issue's entry."""
    letter = f"<!DOCTYPE html><html><body>{ENTRY}{body}</body></html>"
    return archive_letter(letter, issue or an_issue(), PLACE)


def body_of_page(body: str) -> str:
    """What is shown of this body, after the link to the entry."""
    return archived(body).body.partition("</a>")[2]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        (f"<p>{LEAVE} · {CHANGE} · {ARCHIVE}</p>", "<p>{}</p>"),
        (f"<p>{ARCHIVE} · {LEAVE} · {CHANGE}</p>", "<p>{}</p>"),
        (f"<p>{LEAVE} · {ARCHIVE} | {CHANGE}</p>", "<p>{}</p>"),
        (f"<p>See {ARCHIVE} – {LEAVE}</p>", "<p>See {}</p>"),
        (f"<p>All: {LEAVE} or {ARCHIVE}</p>", "<p>All:  or {}</p>"),
        (f"<p data-personal>You get this.</p><p>{ARCHIVE}</p>", "<p>{}</p>"),
        (f"<p><span data-personal>{LEAVE} · </span>{ARCHIVE}</p>", "<p>{}</p>"),
    ],
)
def test_what_is_personal_goes_with_the_sign_beside_it(line: str, left: str) -> None:
    """No dot stands alone where a link was."""
    shown = ARCHIVE
    assert body_of_page(line) == left.format(shown)


@pytest.mark.parametrize(
    "block",
    [
        f"<p>{LEAVE}</p>",
        f"<p> · {LEAVE} · {CHANGE}\n</p>",
        f"<div><p>{LEAVE}</p>\n<p>{CHANGE}</p></div>",
        f"<table><tr><td>{LEAVE}</td></tr></table>",
        f"<table><tr><td><!--[if mso]>x<![endif]-->{LEAVE}</td></tr></table>",
        f"<ul><li>{LEAVE}</li></ul>",
        "<p data-personal>You get this.</p>",
    ],
)
def test_what_would_be_left_empty_goes_too(block: str) -> None:
    """Up to what shows something else."""
    assert body_of_page(block) == ""


@pytest.mark.parametrize(
    "kept",
    ['<img src="https://example.com/a.png" alt="">', "<hr>", "Leave."],
)
def test_what_shows_something_stays(kept: str) -> None:
    """A picture is something, even without words."""
    assert body_of_page(f"<div>{LEAVE}{kept}</div>") == f"<div>{kept}</div>"


def test_a_cell_beside_others_holds_its_place() -> None:
    """Else the others would move."""
    row = f"<table><tr><td>{LEAVE}</td><td>{ARCHIVE}</td></tr></table>"
    assert body_of_page(row).count("<td>") == 2


def test_no_readers_link_is_left_anywhere() -> None:
    """Not in an attribute, a comment or a text."""
    url = Placeholder.UNSUBSCRIBE_URL
    shown = archived(
        f'<img src="{url}" alt=""><p title="{url}">A</p><!-- {url} -->'
        f"<p>Go to {url}</p>"
    )
    assert "placeholder.invalid" not in shown.body
    assert "<p>Go to …</p>" in shown.body


PIECES = st.recursive(
    st.sampled_from([LEAVE, CHANGE, ARCHIVE, " · ", "Word", "<hr>", "<!-- x -->"]),
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format,
        st.sampled_from(["div", "span", "div data-personal"]),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=30,
).map(lambda html: html.replace("</div data-personal>", "</div>"))


@settings(max_examples=1000 if LONG else 60, deadline=None)
@given(pieces=st.lists(PIECES, max_size=6))
def test_only_what_is_personal_goes(pieces: list[str]) -> None:
    """However it is nested: every other word and link is still there."""
    html = "".join(pieces)
    shown: Any = lxml_html.fragment_fromstring(body_of_page(html), create_parent="main")
    expected: Any = lxml_html.fragment_fromstring(html, create_parent="main")
    for own in expected.xpath(".//*[@data-personal]"):
        own.drop_tree()
    assert "placeholder.invalid" not in lxml_html.tostring(shown, encoding="unicode")
    for kept in ("Word", "All"):
        said = expected.text_content().count(kept)
        assert shown.text_content().count(kept) == said


def test_comments_for_outlook_are_gone() -> None:
    """What they hide from it stays."""
    body = "<!--[if mso]><table><![endif]--><!--[if !mso]><!--><p>A</p><!--<![endif]-->"
    assert body_of_page(body) == "<p>A</p>"


def test_styles_stay_as_they_were_sent() -> None:
    """Also those by night, and the colours of the body itself."""
    letter = (
        '<html><head><meta charset="utf-8"><title>x</title>'
        '<meta name="color-scheme" content="light dark">'
        "<style>a > b{color:red}</style></head>"
        '<body class="body" bgcolor="#fff" onload="x()"><p style="margin:0">A</p>'
        "</body></html>"
    )
    shown = archive_letter(letter, an_issue(entries=()), PLACE)
    assert shown.head == (
        '<meta name="color-scheme" content="light dark"><style>a > b{color:red}</style>'
    )
    assert shown.attributes == {"class": "body", "bgcolor": "#fff"}
    assert shown.body == '<p style="margin:0">A</p>'


def test_links_within_the_tree_are_relative() -> None:
    """So that a preview and a copy elsewhere lead to their own pages and pictures."""
    body = (
        f'<a href="{BASE}articles/tides/">Tides</a><img src="{BASE}media/a.png" alt="">'
        '<a href="https://example.com/">Away</a><a href="">Nothing</a>'
    )
    assert body_of_page(body) == (
        '<a href="../../../articles/tides/">Tides</a>'
        '<img src="../../../media/a.png" alt="">'
        '<a href="https://example.com/">Away</a><a href="">Nothing</a>'
    )


def test_a_link_to_the_page_itself_goes() -> None:
    """It is there already."""
    body = f'<p>Issue 1 · <a href="{ADDRESS}">Read this on the web</a></p>'
    assert body_of_page(body) == "<p>Issue 1</p>"


def test_it_leads_to_what_the_letter_had_no_room_for() -> None:
    """An entry that it names by no link is listed below."""
    other = an_entry(title="Tides", id="tag:2")
    issue = an_issue(entries=(facts_of(an_entry()), facts_of(other)))
    link = f'<p><a href="{ADDRESS}">{{}}</a></p>'
    shown = archived(link.format("On the web") + link.format("and 1 more"), issue)
    assert shown.left_out == {"tag:2"}
    assert shown.body.endswith('</a><p><a href="#rest">and 1 more</a></p>')


def test_a_mention_is_no_telling() -> None:
    """The note may lead to an entry that the letter itself had no room for."""
    entry = replace(facts_of(an_entry(id="tag:2")), url=f"{BASE}articles/tides/")
    issue = an_issue(entries=(entry,))
    link = f'<p class="b-p"><a class="b-link" href="{entry.url}">the long read</a></p>'
    assert archived(link, issue).left_out == {"tag:2"}
    assert not archived(link.replace("b-link", "headline"), issue).left_out


def test_an_opening_is_told_by_the_link_to_its_original() -> None:
    """The letter leads there and not to its page."""
    opening = facts_of(
        an_entry(
            origin=Origin(name="Post", url="https://post.example.com/"),
            canonical_url="https://post.example.com/a",
            is_opening=True,
        )
    )
    body = '<a href="https://post.example.com/a">Read on</a>'
    issue = an_issue(entries=(replace(opening, url=f"{BASE}articles/other/"),))
    assert not archived(body, issue).left_out
    assert archived("", issue).left_out == {opening.id}


def test_a_letter_from_before_a_move_keeps_its_links() -> None:
    """The page under the new address is not the one that it led to."""
    issue = an_issue(url="https://old.example.org/issues/weekly/1/")
    assert body_of_page(f'<a href="{ADDRESS}">Web</a>') == ""
    body = '<a href="https://old.example.org/issues/weekly/1/">Web</a>'
    assert archived(body, issue).body == ENTRY.replace(BASE, "../../../")


@pytest.mark.parametrize("letter", ["x", "<p>x", "<h1>x</h1>", "<html><p>x</p>"])
def test_a_scrap_of_html_is_a_letter_too(letter: str) -> None:
    """A store may hold what another program wrote."""
    shown = archive_letter(letter, an_issue(entries=()), PLACE)
    assert "x" in shown.body
    assert shown.has_heading == ("h1" in letter)


def tree_of(
    *issues: Issue, letter: Letter, language: str = "", **changes: Any
) -> dict[str, Any]:
    """The pages of these issues, which all have the same letter."""
    site = changes.pop("site", a_site())
    documents = made_pages(
        THEME,
        site,
        entries=changes.pop("entries", (an_entry(),)),
        letter=letter,
        issues=issues,
        newsletters=changes.pop("newsletters", (a_newsletter(language=language),)),
        feeds=(a_feed(), a_feed(path="issues/weekly/", title="Weekly")),
    )
    return {
        each.path: lxml_html.document_fromstring(each.data.decode())
        for each in documents
        if each.path.startswith("issues/")
    }


def a_sent_letter(
    issue: Issue, theme: str = "digest", language: str = "", *entries: Entry
) -> Letter:
    """The letter of the issue as the theme makes it."""
    known = {entry.id: entry for entry in entries or (an_entry(),)}
    return render_issue(
        THEME,
        a_site(),
        a_newsletter(theme=theme, language=language),
        issue,
        MailSection(postal_address="1 Quay Street"),
        fill=lambda facts: known[facts.id],
    )


def page_of(
    theme: str = "digest", language: str = "", number: int = 2, **changes: Any
) -> Any:
    """The page of the second of three issues."""
    issues = [an_issue(number=n, subject=f"Number {n}") for n in (3, 2, 1)]
    letter = a_sent_letter(issues[1], theme, language)
    tree = tree_of(*issues, letter=letter, language=language, **changes)
    return tree[f"issues/weekly/{number}/index.html"]


@pytest.mark.parametrize("theme", THEMES)
def test_the_page_is_the_letter_without_personal_links(theme: str) -> None:
    """It says what the letter said, and is nobody's own."""
    page = page_of(theme)
    text = page.find(".//main").text_content()
    assert "Harbour opens" in text
    assert "1 Quay Street" in text
    assert "Unsubscribe" not in text
    assert "You get this letter" not in text
    assert "placeholder.invalid" not in lxml_html.tostring(page, encoding="unicode")
    assert page.xpath("//main//*[@style]")
    assert len(page.xpath("//h1")) == 1


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_bar_speaks_the_language_of_the_letter(language: str) -> None:
    """And says so to a screen reader."""
    page = page_of(language=language)
    (bar,) = page.xpath("//body/header")
    words = words_for(language)
    assert (bar.get("lang"), bar.get("dir")) == (language, words.direction)
    assert words.gettext("Previous issue") in bar.text_content()
    assert words.gettext("Subscribe") in bar.text_content()


def test_the_page_leads_to_the_issues_beside_it() -> None:
    """Above the letter and below it, and for machines."""
    page = page_of()
    before, after = "../../../issues/weekly/1/", "../../../issues/weekly/3/"
    for rel, url in (("prev", before), ("next", after)):
        assert page.xpath(f"//head/link[@rel='{rel}']/@href") == [url]
        assert page.xpath(f"//header//a[@rel='{rel}']/@href") == [url]
        assert page.xpath(f"//footer//a[@rel='{rel}']/@href") == [url]
    told = page.find(".//footer").text_content()
    assert "Previous issue: Number 1" in told
    assert "Next issue: Number 3" in told
    ways = page.xpath("//header//a/@href")
    assert "../../../issues/weekly/" in ways
    assert "../../../issues/weekly/#subscribe" in ways


@pytest.mark.parametrize(("number", "missing"), [(1, "prev"), (3, "next")])
def test_the_first_and_the_last_issue_have_one_neighbour(
    number: int, missing: str
) -> None:
    """Nothing leads to nothing."""
    page = page_of(number=number)
    assert not page.xpath(f"//*[@rel='{missing}']")


def test_the_only_issue_has_no_foot() -> None:
    """An empty landmark would be one too many."""
    tree = tree_of(an_issue(), letter=a_letter())
    assert not tree["issues/weekly/1/index.html"].xpath("//footer")


def test_the_head_names_page_and_feeds() -> None:
    """Canonical address, description, the newsletter's feed before the site's."""
    page = page_of()
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{BASE}issues/weekly/2/"]
    assert page.findtext(".//title") == "Number 2 – North Shore Weekly"
    description = page.xpath("//meta[@name='description']/@content")
    assert description == [an_issue().preheader]
    feeds = page.xpath("//link[@type='application/atom+xml']/@title")
    assert feeds == ["Weekly (Atom)", "North Shore Notes (Atom)"]


def test_everything_stands_in_a_landmark() -> None:
    """Each of them is there once or has a name of its own."""
    page = page_of()
    assert [e.tag for e in page.find("body")] == ["header", "main", "footer"]
    names = page.xpath("//nav/@aria-label")
    assert len(set(names)) == len(names) == 2
    assert page.xpath("//header//a[1]/@href")[0] == "#letter"


def test_a_letter_without_a_heading_gets_its_subject() -> None:
    """A page has one first heading."""
    letter = a_letter(html="<html><body><p>Dear Ada</p></body></html>")
    page = tree_of(an_issue(), letter=letter)["issues/weekly/1/index.html"]
    assert [h.text_content() for h in page.xpath("//h1")] == ["Harbour opens"]


def test_what_a_letter_had_no_room_for_is_listed_below() -> None:
    """With the title of that day; it leads to where the entry is now, if it is."""
    then = an_entry(title="Harbour may open", id="tag:1")
    live = an_entry(title="Harbour opens at last", id="tag:1")
    gone = an_entry(title="Taken back", id="tag:2")
    issue = an_issue(entries=(facts_of(then), facts_of(gone)))
    page = tree_of(issue, letter=a_letter(), entries=(live,))[
        "issues/weekly/1/index.html"
    ]
    (rest,) = page.xpath("//section[@id='rest']")
    assert [each.text_content() for each in rest.xpath(".//li")] == [
        "Harbour may open",
        "Taken back",
    ]
    assert rest.xpath(".//a/@href") == ["../../../articles/harbour-opens-at-last/"]


def test_an_issue_of_a_given_up_newsletter_offers_no_subscription() -> None:
    """Nobody would ever get another."""
    issue = an_issue(newsletter="old")
    page = tree_of(issue, letter=a_letter(), newsletters=())["issues/old/1/index.html"]
    assert "Subscribe" not in page.find(".//header").text_content()
    assert "All issues of old" in page.find(".//header").text_content()
