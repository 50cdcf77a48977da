from __future__ import annotations

import json
import os
import posixpath
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree
from lxml import html as lxml_html

from builders import NOW, a_feed, a_newsletter, a_site, an_entry, an_issue, made_pages
from digest import paths
from digest.config.sections import FeedsSection
from digest.feeds import Feed, FeedKind
from digest.images import Image
from digest.model import Citation, Enclosure, Entry, Episode
from digest.render.pages.front import FRONT_ENTRIES
from digest.render.theme import Theme, packaged_templates

BASE = "https://notes.example.org/"
NASTY = "<script>alert(1)</script>\"' & more"


def a_tag_feed(tag: str) -> Feed:
    """The feed of one tag."""
    path = paths.tag_path(tag)
    home = BASE + path
    return a_feed(
        title=f"North Shore Notes: {tag}",
        home_url=home,
        atom_url=f"{home}atom.xml",
        rss_url=f"{home}rss.xml",
        json_url=f"{home}feed.json",
        path=path,
        kind=FeedKind.TAG,
        name=tag,
    )


def render(**changes: Any) -> dict[str, bytes]:
    """The tree of one entry and one issue, by path, with what a test is about."""
    values: dict[str, Any] = {
        "entries": (an_entry(),),
        "issues": (an_issue(),),
        "newsletters": (a_newsletter(),),
        "feeds": (a_feed(), a_tag_feed("harbour")),
        **changes,
    }
    site = values.pop("site", a_site())
    documents = made_pages(Theme((packaged_templates(),)), site, **values)
    assert len({document.path for document in documents}) == len(documents)
    return {document.path: document.data for document in documents}


def page(tree: dict[str, bytes], path: str) -> Any:
    """The page as a tree of elements."""
    return lxml_html.document_fromstring(tree[path].decode())


def entry_page(**changes: Any) -> Any:
    """The page of an entry with these values."""
    entry = an_entry(**changes)
    return page(render(entries=(entry,)), f"articles/{entry.slug}/index.html")


def texts(root: Any, query: str) -> list[str]:
    """The words of every element found, white space folded."""
    return [" ".join(found.text_content().split()) for found in root.xpath(query)]


def many_entries(count: int) -> tuple[Entry, ...]:
    """So many entries, newest first, a day between two."""
    return tuple(
        an_entry(title=f"Day {n}", published=NOW - timedelta(days=n))
        for n in range(count)
    )


def test_every_noun_has_its_page() -> None:
    """Entries, tags, newsletters and issues stand where `paths` says."""
    assert set(render()) == {
        *("index.html", "articles/index.html", "articles/harbour-opens/index.html"),
        *("tags/index.html", "tags/harbour/index.html"),
        *("authors/index.html", "authors/ada-quay/index.html"),
        *("years/index.html", "years/2026/index.html"),
        *("search/index.html", "search/index.json", "search/2026.json", "search.js"),
        *("issues/index.html", "issues/weekly/index.html"),
        *("issues/weekly/1/index.html", "404.html"),
        *("sitemap.xml", "opml.xml", "robots.txt", "style.css", "feed.css"),
        *("favicon.svg", "favicon.ico", "icon.png"),
    }


def test_every_relative_link_leads_to_a_file_of_the_tree() -> None:
    """So a path before the tree, as of a preview, changes nothing."""
    entries = tuple(
        replace(entry, tags=("harbour", "Über uns", "ميناء"))
        for entry in many_entries(30)
    )
    tree = render(entries=entries, issues=(an_issue(entries=entries[:3]),))
    served_elsewhere = {"atom.xml", "rss.xml", "feed.json", "subscribe"}
    for path in tree:
        if not path.endswith(".html") or path == "404.html":
            continue
        for url in page(tree, path).xpath("//@href | //@src | //form/@action"):
            if urlsplit(url).scheme or url.startswith("#"):
                continue
            assert not url.startswith("/")
            way = posixpath.join(
                posixpath.dirname(path), unquote(url.partition("#")[0])
            )
            page_of_folder = "index.html" if way.endswith("/") else ""
            target = posixpath.normpath(way + page_of_folder)
            assert target in tree or posixpath.basename(target) in served_elsewhere


def test_the_missing_page_links_from_the_top() -> None:
    """It is shown for addresses of any depth; a site below a path keeps the path."""
    home = "https://example.org/notes/"
    tree = render(
        site=a_site(url=home.rstrip("/")), feeds=(a_feed(home_url=home),), issues=()
    )
    links = page(tree, "404.html").xpath("//header//@href")
    assert links
    assert all(link.startswith("/notes/") for link in links)
    assert b"Disallow: /notes/leave" in tree["robots.txt"]


def test_every_page_offers_the_three_feeds() -> None:
    """Autodiscovery by absolute URLs (R28); on a tag's page the tag's come first."""
    tree = render()
    query = "//link[@rel='alternate']/@href"
    for path in tree:
        if path.endswith(".html"):
            found = page(tree, path).xpath(query)
            assert found[-3:] == [
                BASE + n for n in ("atom.xml", "rss.xml", "feed.json")
            ]
    tag = page(tree, "tags/harbour/index.html").xpath(query)
    assert tag[:3] == [
        f"{BASE}tags/harbour/{n}" for n in ("atom.xml", "rss.xml", "feed.json")
    ]


def test_an_entry_says_who_when_and_how_long() -> None:
    """Byline, date and reading time."""
    root = entry_page(authors=("Ada Quay", "Ben Pier"), reading_minutes=7)
    facts = texts(root, "//main//header/p")[0]
    assert facts == "10 November 2026 Ada Quay Ben Pier 7 min read"
    assert root.xpath("//header//time/@datetime") == ["2026-11-10T08:00:00Z"]


def test_a_first_sight_is_not_shown_as_a_date() -> None:
    """Neither people nor machines are told a date that nobody knows."""
    entry = an_entry(is_dated=False)
    tree = render(entries=(entry,), issues=())
    for path in (
        "index.html",
        "articles/index.html",
        "articles/harbour-opens/index.html",
    ):
        assert not page(tree, path).xpath("//main//time")
    shown = tree["articles/harbour-opens/index.html"]
    assert b"datePublished" not in shown
    assert b"published_time" not in shown
    assert texts(page(tree, "articles/index.html"), "//section/h2")[0] == "Undated"


def test_the_site_itself_is_no_byline() -> None:
    """Where nobody is named, nobody is shown."""
    root = entry_page(authors=("North Shore Notes",))
    assert "North Shore Notes" not in texts(root, "//main//header/p")[0]
    assert not root.xpath("//meta[@name='author']")


def test_the_body_stands_as_it_is() -> None:
    """It was sanitised when it was loaded; here nothing is lost or escaped."""
    root = entry_page(html="<p>Ships &amp; <em>boats</em></p>")
    assert len(root.xpath("//div[contains(@class, 'prose')]/p/em")) == 1


def test_whatever_an_author_writes_is_only_text() -> None:
    """Titles, names, tags, summaries and credits are escaped everywhere."""
    entry = an_entry(
        title=NASTY,
        slug="nasty",
        summary=NASTY,
        authors=(NASTY,),
        tags=(NASTY,),
        credit=NASTY,
        citations=(Citation(name=NASTY, outlet=NASTY),),
        image=Image(url=f"{BASE}media/a.png", alt=NASTY, credit=NASTY),
        enclosures=(Enclosure(url=f"{BASE}a.mp3", media_type=NASTY, length=1),),
    )
    tree = render(
        site=a_site(title=NASTY, description=NASTY),
        entries=(entry,),
        issues=(an_issue(subject=NASTY, preheader=NASTY, entries=(entry,)),),
        newsletters=(a_newsletter(title=NASTY, description=NASTY),),
        feeds=(a_feed(title=NASTY), replace(a_tag_feed(NASTY), title=NASTY)),
    )
    for path, data in tree.items():
        if path.endswith((".html", ".xml")):
            assert b"<script>" not in data
    for path in tree:
        if path.endswith(".html"):
            kinds = page(tree, path).xpath("//script/@type")
            assert set(kinds) <= {"application/ld+json"}
    assert texts(page(tree, "articles/nasty/index.html"), "//h1") == [NASTY]


def test_no_page_holds_script_or_style_of_its_own() -> None:
    """The strictest Content-Security-Policy shows the pages whole; only search runs.

    An issue is the very letter, with the styles that mail programs need in it.
    """
    for path, data in render().items():
        if path.endswith(".html"):
            root: Any = lxml_html.document_fromstring(data.decode())
            is_issue = path == "issues/weekly/1/index.html"
            assert not root.xpath("//iframe")
            assert bool(root.xpath("//style | //*[@style]")) == is_issue
            assert not root.xpath("//@*[starts-with(name(), 'on')]")
            scripts = root.xpath("//script[not(@type='application/ld+json')]")
            runs = [(script.get("src"), script.text) for script in scripts]
            is_search = path == "search/index.html"
            assert runs == ([("../search.js", None)] if is_search else [])


def test_the_lead_picture_has_alt_and_credit() -> None:
    """It comes before the text, from the tree itself."""
    image = Image(
        url=f"{BASE}media/pier.jpg", alt="The pier", credit="Ben", width=8, height=4
    )
    root = entry_page(image=image, credit="somebody else")
    (shown,) = root.xpath("//figure[@class='lead']/img")
    assert dict(shown.attrib) == {
        "src": "../../media/pier.jpg",
        "alt": "The pier",
        "width": "8",
        "height": "4",
    }
    assert texts(root, "//figcaption") == ["Ben"]


def test_a_picture_is_shown_once() -> None:
    """One that the body shows is not put before it again; its credit is kept."""
    image = Image(url=f"{BASE}media/a.png?b=1&c=2", alt="")
    root = entry_page(
        image=image,
        credit="Ben Pier",
        html=f'<p><img src="{BASE}media/a.png?b=1&amp;c=2" alt=""></p>',
    )
    assert len(root.xpath("//main//img")) == 1
    assert "Picture: Ben Pier" in texts(root, "//p")


def test_sources_name_people_and_outlets() -> None:
    """A person for an outlet, one alone, an outlet alone."""
    citations = (
        Citation(name="Ole Pier", outlet="Harbour Gazette"),
        Citation(outlet="Tide Office"),
        Citation(name="Ann"),
    )
    root = entry_page(citations=citations)
    assert texts(root, "//section[@aria-labelledby='sources']//li") == [
        "Ole Pier, Harbour Gazette",
        "Tide Office",
        "Ann",
    ]


def test_files_are_offered_and_sound_can_be_heard() -> None:
    """An enclosure has its name, type and size; audio plays in the page."""
    root = entry_page(
        enclosures=(
            Enclosure(
                url=f"{BASE}media/n%20t.mp3", media_type="audio/mpeg", length=2_000_000
            ),
            Enclosure(
                url="https://example.com/a.pdf", media_type="application/pdf", length=9
            ),
        )
    )
    files = texts(root, "//section[@aria-labelledby='files']//li")
    assert files == ["n t.mp3, 2.0 MB", "a.pdf, 9 Bytes"]
    assert root.xpath("//audio/@src") == ["../../media/n%20t.mp3"]


def test_an_episode_is_heard_before_it_is_read() -> None:
    """A player above the text, with its place in the podcast and how long it takes."""
    root = entry_page(
        enclosures=(
            Enclosure(url=f"{BASE}media/a.mp3", media_type="audio/mpeg", length=9),
            Enclosure(url=f"{BASE}media/a.mp4", media_type="video/mp4", length=9),
        ),
        episode=Episode(duration=3 * 3600 + 90, season=2, number=5, kind="bonus"),
    )
    players = "//div[contains(@class, 'prose')]/figure[@class='player']"
    assert root.xpath(f"{players}/*/@src") == [
        "../../media/a.mp3",
        "../../media/a.mp4",
    ]
    assert (
        texts(root, f"{players}/figcaption")
        == ["Season 2, Episode 5, Bonus · 3 h 2 min"] * 2
    )
    (data,) = root.xpath("//script/text()")
    (sound,) = json.loads(data)["@graph"][0]["audio"]
    assert (sound["contentUrl"], sound["duration"]) == (
        f"{BASE}media/a.mp3",
        "PT10890S",
    )


def test_a_recording_of_which_nothing_is_said_has_no_caption() -> None:
    """An empty line would look as if something were lost."""
    sound = Enclosure(url=f"{BASE}a.mp3", media_type="audio/mpeg", length=9)
    for episode in (None, Episode()):
        root = entry_page(enclosures=(sound,), episode=episode)
        assert root.xpath("//figure[@class='player']/audio")
        assert not root.xpath("//figcaption")


@pytest.mark.parametrize(
    ("url", "words", "href"),
    [
        (f"{BASE}articles/b/", "In reply to Tides", "../../articles/b/"),
        (
            "https://www.example.com/x",
            "In reply to www.example.com",
            "https://www.example.com/x",
        ),
    ],
)
def test_an_answer_names_what_it_answers(url: str, words: str, href: str) -> None:
    """By its title where it is ours, else by its site."""
    answer = an_entry(title="A", in_reply_to=url)
    tree = render(entries=(answer, an_entry(title="Tides", slug="b")), issues=())
    root = page(tree, "articles/a/index.html")
    assert words in texts(root, "//p")
    assert root.xpath("//p[starts-with(., 'In reply')]/a/@href") == [href]


def test_the_canonical_page_is_where_it_appeared_first() -> None:
    """Ours is canonical, unless the author names another."""
    query = "//link[@rel='canonical']/@href"
    assert entry_page().xpath(query) == [f"{BASE}articles/harbour-opens/"]
    elsewhere = entry_page(canonical_url="https://example.com/first/")
    assert elsewhere.xpath(query) == ["https://example.com/first/"]
    assert "First published at example.com." in texts(elsewhere, "//p")


def test_machines_read_the_entry_as_an_article() -> None:
    """schema.org and Open Graph, with public URLs."""
    root = entry_page(
        image=Image(url=f"{BASE}media/a.png", alt="A"), title="1 </script> 2"
    )
    (text,) = root.xpath("//script/text()")
    data, trail = json.loads(text)["@graph"]
    assert data["@type"] == "BlogPosting"
    assert data["headline"] == "1 </script> 2"
    assert data["datePublished"] == "2026-11-10T08:00:00+00:00"
    assert data["author"] == [
        {"@type": "Person", "name": "Ada Quay", "url": f"{BASE}authors/ada-quay/"}
    ]
    assert data["image"] == f"{BASE}media/a.png"
    assert [(step["position"], step["item"]) for step in trail["itemListElement"]] == [
        (1, BASE),
        (2, f"{BASE}articles/"),
        (3, f"{BASE}articles/1-</script>-2/"),
    ]
    graph = {
        m.get("property"): m.get("content") for m in root.xpath("//meta[@property]")
    }
    assert graph["og:type"] == "article"
    assert graph["og:url"].startswith(BASE)
    assert graph["og:image"] == f"{BASE}media/a.png"


def test_neighbours_in_time_are_linked() -> None:
    """Earlier and later, and nothing beyond the ends."""
    tree = render(entries=many_entries(3), issues=())

    def beside(number: int) -> list[str]:
        root = page(tree, f"articles/day-{number}/index.html")
        return texts(root, "//nav[@aria-label='Other articles']//a")

    assert beside(0) == ["Earlier Day 1"]
    assert beside(1) == ["Earlier Day 2", "Later Day 0"]
    assert beside(2) == ["Later Day 1"]


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", "rtl"), ("he-IL", "rtl"), ("fa", "rtl"), ("ur", "rtl"), ("ja", "ltr")],
)
def test_an_entry_runs_as_its_language_does(language: str, direction: str) -> None:
    """Language and direction stand at the entry, wherever it is shown."""
    tree = render(entries=(an_entry(language=language),), issues=())
    for path in ("index.html", "articles/harbour-opens/index.html"):
        marked = page(tree, path).xpath("//main//*[@dir][1]")[0]
        assert (marked.get("lang"), marked.get("dir")) == (language, direction)


def test_a_site_runs_as_its_language_does() -> None:
    """The root element says so."""
    root = page(render(site=a_site(language="ar")), "index.html")
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")


def test_the_front_page_shows_the_newest_only() -> None:
    """A large archive has its own list, by year."""
    tree = render(entries=many_entries(FRONT_ENTRIES + 400), issues=())
    front = page(tree, "index.html")
    assert len(front.xpath("//article")) == FRONT_ENTRIES
    assert f"All {FRONT_ENTRIES + 400} articles" in texts(front, "//main//a")


def listed(tree: dict[str, bytes], path: str) -> list[str]:
    """The titles that a page of a list has."""
    query = "//ol[@class='lines text']//a | //article//h2"
    return texts(page(tree, path), query)


def test_a_page_of_the_archive_stays_when_something_new_comes() -> None:
    """Pages are numbered from the oldest: a full one is never written again (R1)."""
    settings = FeedsSection(page_entries=3)
    entries = many_entries(8)
    tree = render(entries=entries, issues=(), settings=settings)
    assert listed(tree, "articles/index.html") == ["Day 0", "Day 1"]
    assert listed(tree, "articles/page/2/index.html") == ["Day 2", "Day 3", "Day 4"]
    assert listed(tree, "articles/page/1/index.html") == ["Day 5", "Day 6", "Day 7"]
    for folder in ("tags/harbour", "authors/ada-quay"):
        assert listed(tree, f"{folder}/page/1/index.html")[0] == "Day 5"
    newest = an_entry(title="Today", published=NOW + timedelta(days=1))
    later = render(entries=(newest, *entries), issues=(), settings=settings)
    assert listed(later, "articles/index.html") == ["Today", "Day 0", "Day 1"]
    kept = [path for path in tree if "/page/" in path]
    assert [path for path in kept if later[path] != tree[path]] == []


def test_the_pages_of_a_list_are_linked() -> None:
    """From the newest to the oldest and back, and each page knows its way home."""
    tree = render(
        entries=many_entries(8), issues=(), settings=FeedsSection(page_entries=3)
    )

    def ways(path: str) -> dict[str, str]:
        links = page(tree, path).xpath("//nav[@aria-label='Pages']//a")
        return {link.text_content().strip(): link.get("href") for link in links}

    assert ways("articles/index.html") == {"Older Page 2": "../articles/page/2/"}
    assert ways("articles/page/2/index.html") == {
        "Older Page 1": "../../../articles/page/1/",
        "Newer Articles": "../../../articles/",
    }
    assert ways("articles/page/1/index.html") == {
        "Newer Page 2": "../../../articles/page/2/"
    }
    root = page(tree, "articles/page/1/index.html")
    assert texts(root, "//h1") == ["Articles, page 1"]
    assert root.xpath("//p[@class='kicker']/a/@href") == ["../../../articles/"]


def test_a_year_is_told_by_its_months() -> None:
    """Newest first; entries without a date are in no year."""
    undated = an_entry(title="Some day", is_dated=False)
    tree = render(entries=(*many_entries(40), undated), issues=())
    assert texts(page(tree, "years/2026/index.html"), "//section/h2")[:2] == [
        "November",
        "October",
    ]
    assert "Some day" not in listed(tree, "years/2026/index.html")
    years = page(tree, "years/index.html")
    assert texts(years, "//main//li") == ["2026 40 articles"]


def test_what_has_no_date_stands_last() -> None:
    """On the page that it comes to by when it was first seen."""
    seen = NOW - timedelta(days=1)
    undated = an_entry(title="Some day", is_dated=False, published=seen)
    first, *others = many_entries(3)
    tree = render(entries=(first, undated, *others), issues=())
    root = page(tree, "articles/index.html")
    assert texts(root, "//section/h2")[:2] == ["2026", "Undated"]
    assert listed(tree, "articles/index.html")[-1] == "Some day"


def test_an_author_has_a_page_with_what_they_wrote() -> None:
    """Named on entries and lists by a link; the site itself is no author."""
    entries = (
        an_entry(title="A", authors=("Ada Quay", "Ben Pier")),
        an_entry(title="B", authors=("ADA QUAY",)),
        an_entry(title="C", authors=("North Shore Notes",)),
    )
    tree = render(entries=entries, issues=())
    assert listed(tree, "authors/ada-quay/index.html") == ["A", "B"]
    assert "authors/north-shore-notes/index.html" not in tree
    byline = page(tree, "articles/b/index.html").xpath("//header//a[@rel='author']")
    assert [(link.text, link.get("href")) for link in byline] == [
        ("Ada Quay", "../../authors/ada-quay/")
    ]
    assert texts(page(tree, "authors/index.html"), "//main//li") == [
        "Ada Quay 2 articles",
        "Ben Pier 1 article",
    ]


def test_a_page_with_feeds_of_its_own_offers_them_first() -> None:
    """Of an author, of a newsletter: wherever there is a feed of the same folder."""
    feeds = [a_feed()]
    for folder in ("authors/ada-quay/", "issues/weekly/"):
        home = BASE + folder
        feeds.append(
            a_feed(path=folder, atom_url=f"{home}atom.xml", rss_url=f"{home}rss.xml")
        )
    tree = render(feeds=tuple(feeds))
    for feed in feeds[1:]:
        found = page(tree, f"{feed.path}index.html").xpath("//link[@rel='alternate']")
        assert found[0].get("href") == feed.atom_url
        assert len(found) == 6


def test_an_empty_site_says_so_kindly() -> None:
    """Before the first article there is a page, and a way to follow."""
    tree = render(entries=(), issues=(), feeds=(a_feed(entries=()),))
    front = page(tree, "index.html")
    assert any(
        "Nothing is published here yet" in words for words in texts(front, "//p")
    )
    assert front.xpath("//form")
    assert "The first issue is still to come." in texts(
        page(tree, "issues/weekly/index.html"), "//p"
    )


def test_the_form_posts_an_address_for_the_newsletters() -> None:
    """Fields as the web reads them; what fills in the hidden one is a machine."""
    (form,) = page(render(), "articles/harbour-opens/index.html").xpath("//form")
    assert (form.get("method"), form.get("action")) == ("post", "../../subscribe")
    fields = {field.get("name"): field for field in form.xpath(".//input")}
    assert set(fields) == {"newsletter", "address", "lang", "website"}
    assert fields["newsletter"].get("value") == "weekly"
    assert fields["website"].get("tabindex") == "-1"


def test_several_newsletters_are_chosen_from() -> None:
    """Each has a box to tick."""
    newsletters = (a_newsletter(), a_newsletter(name="monthly", title="The Long Read"))
    root = page(render(newsletters=newsletters), "index.html")
    boxes = root.xpath("//form//input[@type='checkbox']/@value")
    assert boxes == ["weekly", "monthly"]


def test_without_a_newsletter_nothing_asks_for_an_address() -> None:
    """No form, and no link to issues."""
    root = page(render(newsletters=(), issues=()), "index.html")
    assert not root.xpath("//form")
    assert "Issues" not in texts(root, "//nav//a")


def test_an_entry_that_was_taken_back_has_no_text_in_the_archive() -> None:
    """What is no longer public stands in no public document (R30)."""
    gone = an_entry(id="tag:2", html="<p>secret words</p>", text="secret words")
    tree = render(entries=(), issues=(an_issue(entries=(gone,)),))
    assert not any(b"secret words" in data for data in tree.values())


def test_issues_of_a_given_up_newsletter_stay() -> None:
    """The configuration forgets a newsletter, the archive does not."""
    tree = render(newsletters=(), issues=(an_issue(newsletter="old"),))
    assert "issues/old/1/index.html" in tree
    assert texts(page(tree, "issues/old/index.html"), "//h1") == ["old"]


def test_tags_with_one_slug_share_a_page() -> None:
    """The spelling of the newest entry names it, and an entry is listed once."""
    newest = an_entry(title="New", tags=("Open Source", "open source"))
    older = an_entry(title="Old", tags=("open-source",))
    tree = render(entries=(newest, older), issues=())
    root = page(tree, "tags/open-source/index.html")
    assert texts(root, "//h1") == ["Open Source"]
    assert texts(root, "//article//h2") == ["New", "Old"]


def test_the_site_map_lists_every_page_with_its_last_change() -> None:
    """Absolute, well-formed, with the dates of the entries."""
    changed = datetime(2026, 11, 12, 9, 30, tzinfo=UTC)
    tree = render(entries=(an_entry(updated=changed),))
    root = etree.fromstring(tree["sitemap.xml"])
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = {
        url.findtext("s:loc", namespaces=spaces): url.findtext(
            "s:lastmod", namespaces=spaces
        )
        for url in root
    }
    assert found[f"{BASE}articles/harbour-opens/"] == "2026-11-12T09:30:00Z"
    assert set(found) == {
        BASE,
        f"{BASE}articles/harbour-opens/",
        f"{BASE}tags/harbour/",
        f"{BASE}authors/ada-quay/",
        f"{BASE}years/2026/",
        f"{BASE}issues/weekly/",
        f"{BASE}issues/weekly/1/",
    }


def test_opml_names_every_feed() -> None:
    """OPML 2.0: one outline a feed, with text, xmlUrl and htmlUrl."""
    root = etree.fromstring(render()["opml.xml"])
    assert root.get("version") == "2.0"
    outlines = [dict(outline.attrib) for outline in root.iter("outline")]
    assert [outline["xmlUrl"] for outline in outlines] == [
        f"{BASE}atom.xml",
        f"{BASE}tags/harbour/atom.xml",
    ]
    assert all(outline["type"] == "rss" for outline in outlines)


def test_what_looks_like_markup_is_escaped_in_the_list_of_feeds() -> None:
    """OPML 2.0: a text may hold HTML, so plain text is told as such."""
    title = "Use <b> & AT&T"
    outlines = etree.fromstring(
        render(feeds=(a_feed(title=title), a_feed(title="AT&T")), issues=())["opml.xml"]
    ).iter("outline")
    assert [outline.get("text") for outline in outlines] == [
        "Use &lt;b&gt; &amp; AT&amp;T",
        "AT&T",
    ]


def test_characters_that_no_document_may_hold_are_left_out() -> None:
    """Control characters and lone surrogates break neither HTML nor XML."""
    title = "Har\x00bour\x07 \ud800opens\uffff"
    tree = render(
        entries=(an_entry(title=title, slug="harbour"),),
        feeds=(a_feed(title=title),),
        issues=(),
    )
    assert texts(page(tree, "articles/harbour/index.html"), "//h1") == ["Harbour opens"]
    etree.fromstring(tree["opml.xml"])


def test_ids_of_a_page_are_its_own() -> None:
    """No id stands twice, and each label, heading and skip link finds its goal."""
    for path, data in render(
        newsletters=(a_newsletter(), a_newsletter(name="b"))
    ).items():
        if path.endswith(".html"):
            root: Any = lxml_html.document_fromstring(data.decode())
            ids = root.xpath("//@id")
            assert len(ids) == len(set(ids))
            goals = root.xpath("//@for | //@aria-labelledby")
            goals += [url[1:] for url in root.xpath("//a/@href[starts-with(., '#')]")]
            assert set(goals) <= set(ids)
            assert len(root.xpath("//main")) == len(root.xpath("//h1")) == 1


def test_a_style_sheet_asks_nothing_of_the_network() -> None:
    """System fonts only, no import, no picture."""
    tree = render()
    for path in ("style.css", "feed.css"):
        assert not re.search(rb"url\(|@import|@font-face|https?:", tree[path])


DIGEST_OF_THE_TREE = """
import hashlib, sys
sys.path[:0] = sys.argv[1:]
from test_pages import many_entries, render
tags = ("b", "a", "c")
from dataclasses import replace
tree = render(entries=tuple(replace(e, tags=tags) for e in many_entries(5)))
print(hashlib.sha256(repr(sorted(tree.items())).encode()).hexdigest())
"""


def test_the_same_values_make_the_same_bytes() -> None:
    """Whatever the hash seed and the time zone (R1)."""
    here = os.path.dirname(__file__)  # noqa: PTH120  a plain argument for a subprocess
    folders = [here, os.path.dirname(here), *filter(None, sys.path)]  # noqa: PTH120
    answers = {
        subprocess.run(  # noqa: S603  our own interpreter on our own words
            [sys.executable, "-c", DIGEST_OF_THE_TREE, *folders],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(answers) == 1
