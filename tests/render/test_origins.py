"""An entry of another site is named as such, and linked, wherever readers meet it."""

from __future__ import annotations

import json
from html import escape
from typing import Any

import feedparser
import pytest
from lxml import etree
from lxml import html as lxml_html

from builders import a_feed, a_newsletter, a_site, an_entry, an_issue, made_pages
from digest.config import MailSection
from digest.deliveries import Letter, Placeholder
from digest.model import Entry, Origin
from digest.render.feeds import render_atom, render_rss
from digest.render.jsonfeed import render_json
from digest.render.letters import render_issue
from digest.render.letters.teasers import make_teaser
from digest.render.origins import onward_url, own_authors, provenance
from digest.render.theme import Theme, packaged_templates
from digest.words import LANGUAGES, words_for

ORIGIN = Origin(
    name="Harbour Post",
    url="https://post.example.com/",
    feed_url="https://post.example.com/feed.xml",
)
ORIGINAL = "https://post.example.com/2026/dredger"
ATOM = "{http://www.w3.org/2005/Atom}"


def an_opening(**changes: Any) -> Entry:
    """The summary of another site's article, as a poll of its feed brings it."""
    values = {
        "title": "A dredger for the bay",
        "slug": "dredger",
        "authors": ("Harbour Post",),
        "origin": ORIGIN,
        "canonical_url": ORIGINAL,
        "is_opening": True,
        **changes,
    }
    return an_entry(**values)


def a_whole_article(**changes: Any) -> Entry:
    """Another site's article in full, with its author."""
    given = {"authors": ("Lina Reef",), "reading_minutes": 4, "is_opening": False}
    return an_opening(**{**given, **changes})


def pages_of(*entries: Entry, language: str = "en") -> dict[str, Any]:
    """The tree of these entries, and an issue of them, as trees of elements."""
    documents = made_pages(
        Theme((packaged_templates(),)),
        a_site(language=language),
        entries=entries,
        issues=(an_issue(entries=entries),),
        newsletters=(a_newsletter(),),
        feeds=(a_feed(),),
    )
    return {
        document.path: lxml_html.document_fromstring(document.data.decode())
        for document in documents
        if document.path.endswith(".html")
    }


def links(root: Any, url: str) -> list[str]:
    """The words of each link to the URL."""
    return [
        " ".join(link.text_content().split())
        for link in root.iter("a")
        if link.get("href") == url
    ]


def items_of(*entries: Entry) -> list[dict[str, Any]]:
    """The entries as JSON Feed has them."""
    items: list[dict[str, Any]]
    items = json.loads(render_json(a_feed(entries=entries)).data)["items"]
    return items


def a_letter_of(*entries: Entry) -> Letter:
    """The letter of an issue of these entries."""
    return render_issue(
        Theme((packaged_templates(),)),
        a_site(),
        a_newsletter(),
        an_issue(entries=entries),
        MailSection(postal_address="1 Quay Street"),
    )


def test_an_article_of_our_own_has_no_origin() -> None:
    """Nothing is said of it, not even where it appeared elsewhere before."""
    entry = an_entry(canonical_url=ORIGINAL)
    assert provenance(entry, words_for("en")) is None
    assert onward_url(entry) == ""
    assert own_authors(entry) == ("Ada Quay",)


def test_an_opening_leads_on_to_its_original() -> None:
    """Its file says that it is one; who read it all needs no link to read on."""
    assert onward_url(an_opening()) == ORIGINAL
    assert onward_url(a_whole_article()) == ""
    assert onward_url(an_opening(canonical_url="")) == ""
    assert onward_url(an_opening(origin=None)) == ""


def test_the_origin_is_not_named_as_an_author_beside_itself() -> None:
    """It stands in where nobody is named, and is named anyway."""
    assert own_authors(an_opening()) == ()
    assert own_authors(an_opening(authors=("Lina Reef",))) == ("Lina Reef",)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_names_the_origin(language: str) -> None:
    """The words are of the site's language, and say so."""
    told = provenance(an_opening(), words_for(language))
    assert told is not None
    assert "Harbour Post" in told.label
    assert "Harbour Post" in told.invitation
    assert told.language == language
    assert told.direction == ("rtl" if language == "ar" else "ltr")


@pytest.mark.parametrize(
    "path",
    ["index.html", "articles/dredger/index.html", "tags/harbour/index.html"],
)
def test_every_page_names_and_links_the_origin(path: str) -> None:
    """A card and an entry's own page say the same."""
    root = pages_of(an_opening())[path]
    assert "From Harbour Post" in links(root, ORIGIN.url)
    assert "Read on at Harbour Post" in links(root, ORIGINAL)
    assert "min read" not in root.find(".//main").text_content()


def test_the_title_of_an_opening_leads_on_to_the_original() -> None:
    """On its own page, where a link to the page itself would be of no use."""
    root = pages_of(an_opening())["articles/dredger/index.html"]
    assert links(root.find(".//h1"), ORIGINAL) == ["A dredger for the bay"]
    assert "First published" not in root.text_content()


def test_a_feed_links_to_the_original_once() -> None:
    """Few readers show an entry's source, so an opening says where it goes on."""
    url = f"{ORIGINAL}?a=1&b=2"
    (item,) = items_of(an_opening(html="<p>Night work.</p>", canonical_url=url))
    onward = f'<p><a href="{escape(url)}">Read on at Harbour Post</a></p>'
    assert item["content_html"] == f"<p>Night work.</p>\n{onward}"


def test_a_feed_says_it_in_the_words_of_the_entry() -> None:
    """The link is read by those who read the text above it."""
    (item,) = items_of(an_opening(language="de"))
    assert "Weiterlesen bei Harbour Post" in item["content_html"]


def test_a_whole_article_ends_as_its_author_ended_it() -> None:
    """Also in feeds."""
    (item,) = items_of(a_whole_article(html="<p>Night work.</p>"))
    assert item["content_html"] == "<p>Night work.</p>"


def test_a_whole_article_tells_where_it_was_first() -> None:
    """Author, origin and original are all named; the title is no link."""
    root = pages_of(a_whole_article())["articles/dredger/index.html"]
    facts = " ".join(root.find_class("side")[0].text_content().split())
    assert facts == "10 November 2026 Lina Reef From Harbour Post 4 min read"
    assert links(root.find(".//h1"), ORIGINAL) == []
    assert links(root, ORIGINAL) == ["post.example.com"]


def test_the_canonical_page_stays_the_original() -> None:
    """Search machines give the credit to whom it is due."""
    root = pages_of(an_opening())["articles/dredger/index.html"]
    assert root.xpath("//link[@rel='canonical']/@href") == [ORIGINAL]
    (text,) = root.xpath("//script[@type='application/ld+json']/text()")
    data = json.loads(text)["@graph"][0]
    origin = {"@type": "Organization", "name": "Harbour Post", "url": ORIGIN.url}
    assert data["author"] == [origin]
    assert data["sourceOrganization"] == origin
    assert data["publisher"]["name"] == "North Shore Notes"


def test_words_stand_in_the_sites_language() -> None:
    """With the mark of their language, as the page has English words besides."""
    root = pages_of(an_opening(), language="de")["articles/dredger/index.html"]
    assert links(root, ORIGINAL)[-1] == "Weiterlesen bei Harbour Post"
    assert root.find_class("onward")[0].get("lang") == "de"


def test_a_name_is_only_text() -> None:
    """Another site's name is the last thing to trust."""
    origin = Origin(name='<script>"&', url="https://post.example.com/")
    root = pages_of(an_opening(origin=origin))["index.html"]
    assert 'From <script>"&' in links(root, origin.url)


def test_a_letter_names_the_origin_and_leads_to_the_original() -> None:
    """Headline and button: who reads on is there with one click."""
    letter = a_letter_of(an_opening(), an_entry())
    root: Any = lxml_html.document_fromstring(letter.html)
    assert links(root, ORIGIN.url) == ["Harbour Post"]
    assert links(root, ORIGINAL) == ["A dredger for the bay", "Read on at Harbour Post"]
    byline = " ".join(root.find_class("byline")[0].text_content().split())
    assert byline == "Harbour Post · 10 November 2026"


def test_the_text_part_names_the_origin_too() -> None:
    """With the address below, and that of the original once."""
    text = a_letter_of(an_opening()).text
    line = "Harbour Post · 10 November 2026"
    assert f"\n{line}\n{ORIGIN.url}\n" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert f"Read on at Harbour Post:\n{ORIGINAL}\n" in text
    assert text.count(ORIGINAL) == 1


def test_a_letter_leads_to_our_page_of_a_whole_article() -> None:
    """All of it stands there."""
    teaser = make_teaser(
        a_whole_article(), a_site(), words_for("en"), longest=200, column=520
    )
    assert teaser.url == "https://notes.example.org/articles/dredger/"
    assert teaser.read_on == ""
    assert teaser.byline.startswith("Lina Reef · 10")
    assert teaser.byline.replace("\N{NO-BREAK SPACE}", " ").endswith("4 min read")


def test_an_origin_without_more_ends_in_no_dot() -> None:
    """Nothing may be known but the name."""
    letter = a_letter_of(an_opening(is_dated=False))
    root: Any = lxml_html.document_fromstring(letter.html)
    assert root.find_class("byline")[0].text_content() == "Harbour Post"


def test_a_link_of_another_site_is_no_readers_own() -> None:
    """Addressing fills placeholders, and a stranger's feed may hold one."""
    trap = f"{Placeholder.UNSUBSCRIBE_URL}"
    origin = Origin(name="Harbour Post", url=trap)
    entry = an_opening(origin=origin, canonical_url=trap)
    teaser = make_teaser(entry, a_site(), words_for("en"), longest=200, column=520)
    assert teaser.url == entry.url
    assert teaser.origin_url == ""
    assert a_letter_of(entry).html.count(trap) == 1


def test_atom_names_the_feed_that_an_entry_came_by() -> None:
    """As RFC 4287 4.2.11 has it, beside the link to the original."""
    root = etree.fromstring(render_atom(a_feed(entries=(an_opening(),))).data)
    source = root.find(f"{ATOM}entry/{ATOM}source")
    assert source is not None
    assert source.findtext(f"{ATOM}id") == ORIGIN.feed_url
    assert source.findtext(f"{ATOM}title") == "Harbour Post"
    assert source.findtext(f"{ATOM}updated") == "2026-11-10T08:00:00Z"
    told = {link.get("rel"): link.get("href") for link in source.iter(f"{ATOM}link")}
    assert told == {"alternate": ORIGIN.url, "self": ORIGIN.feed_url}
    entry = feedparser.parse(render_atom(a_feed(entries=(an_opening(),))).data)
    (one,) = entry.entries
    assert one.link == "https://notes.example.org/articles/dredger/"
    assert [link.href for link in one.links if link.rel == "via"] == [ORIGINAL]
    assert one.author_detail == {"name": "Harbour Post", "href": ORIGIN.url}


def test_rss_names_the_feed_where_it_is_known() -> None:
    """The element demands the address of a feed, and a front page is none."""
    root = etree.fromstring(render_rss(a_feed(entries=(an_opening(),))).data)
    source = root.find("channel/item/source")
    assert source is not None
    assert (source.text, source.get("url")) == ("Harbour Post", ORIGIN.feed_url)
    creator = "channel/item/{http://purl.org/dc/elements/1.1/}creator"
    assert root.findtext(creator) == "Harbour Post"
    without = an_opening(origin=Origin(name="Harbour Post", url=ORIGIN.url))
    root = etree.fromstring(render_rss(a_feed(entries=(without,))).data)
    assert root.find("channel/item/source") is None
    assert root.findtext(creator) == "Harbour Post"


def test_atom_without_a_feed_names_the_front_page() -> None:
    """An id has to be there, and no link claims to be the feed."""
    entry = an_opening(origin=Origin(name="Harbour Post", url=ORIGIN.url))
    root = etree.fromstring(render_atom(a_feed(entries=(entry,))).data)
    source = root.find(f"{ATOM}entry/{ATOM}source")
    assert source is not None
    assert source.findtext(f"{ATOM}id") == ORIGIN.url
    assert len(source.findall(f"{ATOM}link")) == 1


def test_json_feed_has_the_original_as_external_url() -> None:
    """And an author with a place of its own."""
    (item,) = json.loads(render_json(a_feed(entries=(an_opening(),))).data)["items"]
    assert item["external_url"] == ORIGINAL
    assert item["url"] == "https://notes.example.org/articles/dredger/"
    assert item["authors"] == [{"name": "Harbour Post", "url": ORIGIN.url}]


def test_no_feed_claims_anothers_article_as_ours() -> None:
    """Where nobody is named, the feed's own author would be taken for it."""
    entry = an_opening(authors=("\x01",), origin=Origin(name="\x01", url=ORIGIN.url))
    (item,) = json.loads(render_json(a_feed(entries=(entry,))).data)["items"]
    assert item["authors"] == [{"name": ORIGIN.url, "url": ORIGIN.url}]
    root = etree.fromstring(render_atom(a_feed(entries=(entry,))).data)
    assert root.findtext(f"{ATOM}entry/{ATOM}author/{ATOM}name") == ORIGIN.url


def test_an_entry_of_our_own_has_no_source() -> None:
    """Neither format says anything of one."""
    for render in (render_atom, render_rss):
        assert b"<source" not in render(a_feed()).data
