from __future__ import annotations

from typing import Any

from lxml import html as lxml_html

from builders import a_feed, a_newsletter, a_site, an_entry, made_pages
from digest.render.theme import Theme, packaged_templates

HOME = "https://notes.example.org/"


def tree_of(moves: dict[str, str], home: str = HOME) -> dict[str, bytes]:
    """The tree of one entry, `tag:1`, with these former addresses."""
    entry = an_entry(id="tag:1", url=f"{home}articles/harbour-opens/")
    documents = made_pages(
        Theme((packaged_templates(),)),
        a_site(url=home[:-1]),
        entries=(entry,),
        issues=(),
        newsletters=(a_newsletter(),),
        feeds=(a_feed(home_url=home),),
        moves=moves,
    )
    return {document.path: document.data for document in documents}


def page(tree: dict[str, bytes], path: str) -> Any:
    """The page as a tree of elements."""
    return lxml_html.document_fromstring(tree[path].decode())


def test_a_former_address_leads_to_the_entry() -> None:
    """At once, without script, for people by a link, for machines by the canonical."""
    root = page(tree_of({"2019/05/old/": "tag:1"}), "2019/05/old/index.html")
    way = "../../../articles/harbour-opens/"
    assert root.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={way}"]
    assert root.xpath("//h1/a/@href") == [way]
    assert root.xpath("//link[@rel='canonical']/@href") == [
        f"{HOME}articles/harbour-opens/"
    ]
    assert root.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert root.xpath("//link[@rel='stylesheet']/@href") == ["../../../style.css"]


def test_a_former_page_is_a_file() -> None:
    """Its links count from the folder that it is in."""
    root = page(tree_of({"2019/old.html": "tag:1"}), "2019/old.html")
    assert root.xpath("//h1/a/@href") == ["../articles/harbour-opens/"]


def test_servers_are_told_where_to_send_people() -> None:
    """One line each, from the root of the host, percent-encoded."""
    home = "https://example.org/notes/"
    tree = tree_of({"alt/über uns/": "tag:1", "old.html": "tag:1"}, home)
    assert tree["_redirects"].decode().splitlines() == [
        "/notes/alt/%C3%BCber%20uns/ /notes/articles/harbour-opens/ 301",
        "/notes/old.html /notes/articles/harbour-opens/ 301",
    ]


def test_without_former_addresses_there_is_no_list() -> None:
    """An empty file would say nothing."""
    assert "_redirects" not in tree_of({})


def test_a_former_address_is_in_no_list() -> None:
    """Neither in the site map nor in the search."""
    tree = tree_of({"old/": "tag:1"})
    assert b"/old/" not in tree["sitemap.xml"]
    assert b"old/" not in tree["search/2026.json"]
