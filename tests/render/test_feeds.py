"""Feed -> Atom and RSS."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from builders import a_feed, an_entry
from digest.documents import Document
from digest.feeds import FullFeed
from digest.images import Image
from digest.model import Enclosure
from digest.render.feeds import render_atom, render_rss
from digest.render.jsonfeed import render_json

Renderer = Callable[[FullFeed], Document]
BOTH = pytest.mark.parametrize("render", [render_atom, render_rss])
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=40)
NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/elements/1.1/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "media": "http://search.yahoo.com/mrss/",
}
PUBLISHED = datetime(2026, 11, 10, tzinfo=UTC)
EPISODE = Enclosure(
    url="https://notes.example.org/media/episode.mp3",
    media_type="audio/mpeg",
    length=5_000_000_000,
)
SHEET = Enclosure(
    url="https://notes.example.org/media/tide-table.pdf",
    media_type="application/pdf",
    length=0,
)


def a_rich_feed(**changes: Any) -> FullFeed:
    """A feed whose entries have all that an entry can have, and a tie of dates."""
    entries = (
        an_entry(
            title="AT&T: R&D, x < y",
            slug="research",
            summary="Less is < more & more.",
            authors=("Ada Quay", "Bo Pier"),
            published=PUBLISHED,
            updated=PUBLISHED + timedelta(days=2, microseconds=7),
            tags=("R&D", "Öl auf dem Wasser"),
            enclosures=(EPISODE, SHEET),
            image=Image(url="https://notes.example.org/media/q.jpg", width=1200),
            canonical_url="https://elsewhere.example.com/research?a=1&b=2",
        ),
        an_entry(title="Use <b>, &copy; and </p>", slug="tags", published=PUBLISHED),
        an_entry(
            title="Fähre 渡船 🚢",
            slug="ferry",
            html='<p lang="ja">渡船</p><pre><code>a]]&gt;b\n  c</code></pre>',
            language="de-CH",
            published=PUBLISHED,
        ),
    )
    updated = max(entry.updated for entry in entries)
    return replace(a_feed(entries=entries, updated=updated), **changes)


def found(document: Document, path: str) -> list[Any]:
    """What the XPath finds in the document."""
    result = etree.fromstring(document.data).xpath(path, namespaces=NAMESPACES)
    assert isinstance(result, list)
    return result


def readable(document: Document) -> Any:
    """The document as feedparser reads it, which must find nothing to mend."""
    parsed = feedparser.parse(document.data)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


# --- the three formats agree --------------------------------------------------------


@BOTH
def test_a_reader_finds_in_xml_what_json_says(render: Renderer) -> None:
    """R5, R8, R12: same entries, same order, same words and dates."""
    feed = a_rich_feed()
    items = json.loads(render_json(feed).data)["items"]
    entries = readable(render(feed)).entries
    assert len(entries) == len(items)
    for entry, item in zip(entries, items, strict=True):
        assert entry.id == item["id"]
        assert html.unescape(entry.title) == item["title"]
        assert html.unescape(entry.summary) == item["summary"]
        assert entry.content[0].value == item["content_html"]
        assert entry.link == item["url"]
        assert [tag.term for tag in entry.tags] == item["tags"]
        assert [author.name for author in entry.authors] == [
            author["name"] for author in item["authors"]
        ]
        published, modified = (
            time.strftime("%Y-%m-%dT%H:%M:%SZ", told)
            for told in (entry.published_parsed, entry.updated_parsed)
        )
        assert (published, modified) == (item["date_published"], item["date_modified"])


def test_atom_carries_every_enclosure_and_rss_the_first() -> None:
    """R15: one per item is what the RSS Board's profile calls reliable."""

    def told(document: Document) -> list[tuple[str, str, str]]:
        first = readable(document).entries[0]
        return [(e.href, e.type, e.length) for e in first.enclosures]

    episode = (EPISODE.url, "audio/mpeg", "5000000000")
    sheet = (SHEET.url, "application/pdf", "0")
    assert told(render_atom(a_rich_feed())) == [episode, sheet]
    assert told(render_rss(a_rich_feed())) == [episode]


def test_documents_have_their_place_and_type() -> None:
    """R27: a reader gets the specific media type."""
    atom, rss = (
        render(a_feed(path="tags/sea/")) for render in (render_atom, render_rss)
    )
    assert (atom.path, atom.media_type) == ("tags/sea/atom.xml", "application/atom+xml")
    assert (rss.path, rss.media_type) == ("tags/sea/rss.xml", "application/rss+xml")


# --- links and ids ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("render", "path", "self_url"),
    [
        (render_atom, "/atom:feed/atom:link", "https://notes.example.org/atom.xml"),
        (render_rss, "/rss/channel/atom:link", "https://notes.example.org/rss.xml"),
    ],
)
def test_a_feed_names_itself_once_and_its_siblings(
    render: Renderer, path: str, self_url: str
) -> None:
    """R6: rel=self is byte for byte the URL that serves it, and the only one."""
    links = found(render(a_feed()), path)
    assert [link.get("href") for link in links if link.get("rel") == "self"] == [
        self_url
    ]
    alternates = {
        link.get("type"): link.get("href")
        for link in links
        if link.get("rel") == "alternate"
    }
    assert alternates.pop("text/html", "") in {"", "https://notes.example.org/"}
    assert {*alternates.values(), self_url} == {
        "https://notes.example.org/atom.xml",
        "https://notes.example.org/rss.xml",
        "https://notes.example.org/feed.json",
    }


def test_the_link_of_an_rss_channel_is_the_sites_page() -> None:
    """R6: feedgen alone would write the last link of any kind."""
    assert found(render_rss(a_feed()), "/rss/channel/link/text()") == [
        "https://notes.example.org/"
    ]


def test_an_id_is_a_guid_and_no_link() -> None:
    """R5: isPermaLink="false", so that no reader opens a tag: URI."""
    guid = found(render_rss(a_feed()), "//item/guid")[0]
    entry_id = found(render_atom(a_feed()), "//atom:entry/atom:id/text()")[0]
    assert (guid.text, guid.get("isPermaLink")) == (entry_id, "false")


def test_links_of_an_atom_entry_keep_their_attributes() -> None:
    """Without them readers open the recording as the article (a bug of feedgen)."""
    links = found(render_atom(a_rich_feed()), "//atom:entry[1]/atom:link")
    assert [dict(link.attrib) for link in links] == [
        {
            "href": "https://notes.example.org/articles/research/",
            "rel": "alternate",
            "type": "text/html",
        },
        {"href": "https://elsewhere.example.com/research?a=1&b=2", "rel": "via"},
        {
            "href": EPISODE.url,
            "rel": "enclosure",
            "type": "audio/mpeg",
            "length": "5000000000",
        },
        {
            "href": SHEET.url,
            "rel": "enclosure",
            "type": "application/pdf",
            "length": "0",
        },
    ]


@pytest.mark.parametrize(
    ("site", "path", "href"),
    [
        ("https://notes.example.org/", "", "/feed.css"),
        ("https://notes.example.org/", "tags/sea/", "/feed.css"),
        ("https://example.org/a&amp;b/", "tags/sea/", "/a&amp;amp;b/feed.css"),
    ],
)
@BOTH
def test_browsers_are_told_a_style_sheet(
    render: Renderer, site: str, path: str, href: str
) -> None:
    """R27: CSS, for XSLT is on its way out of browsers; by a path from the host."""
    feed = a_feed(path=path, atom_url=f"{site}{path}atom.xml")
    lines = render(feed).data.decode().splitlines()
    assert lines[1] == f'<?xml-stylesheet type="text/css" href="{href}"?>'


# --- words --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "atom", "rss"),
    [
        (
            "AT&T: x < y",
            "<title>AT&amp;T: x &lt; y</title>",
            "<title>AT&amp;T: x &lt; y</title>",
        ),
        (
            "The <b> tag",
            '<title type="html">The &amp;lt;b&amp;gt; tag</title>',
            "<title>The &#x26;lt;b&#x26;gt; tag</title>",
        ),
        (
            "Why &copy;?",
            '<title type="html">Why &amp;amp;copy;?</title>',
            "<title>Why &#x26;amp;copy;?</title>",
        ),
    ],
)
def test_titles_are_escaped_once_unless_they_look_like_markup(
    title: str, atom: str, rss: str
) -> None:
    """R12: of the entry, of the feed, and of the feed's picture in RSS."""
    feed = a_feed(title=title, entries=(an_entry(title=title, slug="x"),))
    assert render_atom(feed).data.decode().count(atom) == 2
    assert render_rss(feed).data.decode().count(rss) == 3


def test_summary_and_body_stand_apart() -> None:
    """R14: the description is the summary, as HTML means it; the body is content."""
    item = found(render_rss(a_rich_feed()), "//item[1]")[0]
    assert item.findtext("description") == "Less is &lt; more &amp; more."
    assert item.findtext(f"{{{NAMESPACES['content']}}}encoded") == (
        "<p>The harbour is open again after the storm.</p>"
    )
    entry = found(render_atom(a_rich_feed()), "//atom:entry[1]")[0]
    summary, content = (entry.find(f"{{*}}{name}") for name in ("summary", "content"))
    assert (summary.get("type"), summary.text) == (None, "Less is < more & more.")
    assert content.get("type") == "html"


def test_rss_names_authors_in_dublin_core_alone() -> None:
    """R13: RSS's own author must be a mail address, and both together are a finding."""
    item = found(render_rss(a_rich_feed()), "//item[1]")[0]
    assert [c.text for c in item.findall("dc:creator", NAMESPACES)] == [
        "Ada Quay",
        "Bo Pier",
    ]
    assert item.find("author") is None


def test_feed_and_entries_say_their_language() -> None:
    """R16: xml:lang in Atom; language and dc:language in RSS."""
    atom, rss = render_atom(a_rich_feed()), render_rss(a_rich_feed())
    assert found(atom, "//@xml:lang") == ["en", "en", "en", "de-CH"]
    assert found(rss, "//language/text() | //dc:language/text()") == [
        "en",
        "en",
        "en",
        "de-CH",
    ]


@BOTH
def test_the_lead_picture_is_a_thumbnail(render: Renderer) -> None:
    """R17: with the sizes that are known."""
    thumbnails = found(render(a_rich_feed()), "//media:thumbnail")
    assert [dict(thumbnail.attrib) for thumbnail in thumbnails] == [
        {"url": "https://notes.example.org/media/q.jpg", "width": "1200"}
    ]


def test_a_feed_shows_the_sites_icon() -> None:
    """R17: the title and the link of RSS's image are the channel's."""
    feed = a_feed(title="The <b> tag")
    icon = "https://notes.example.org/icon.png"
    assert found(render_atom(feed), "/atom:feed/atom:icon/text()") == [icon]
    channel = found(render_rss(feed), "/rss/channel")[0]
    assert channel.findtext("image/url") == icon
    for name in ("title", "link"):
        told = [etree.tostring(e) for e in channel.iterfind(f".//{name}")][:2]
        assert told[0].split() == told[1].split()


@BOTH
@settings(max_examples=60, deadline=None)
@given(ANYTHING, ANYTHING, ANYTHING)
def test_any_text_makes_a_readable_feed(
    render: Renderer, title: str, words: str, name: str
) -> None:
    """R11: no article stops a build, and what comes out is well-formed."""
    entry = an_entry(
        title=title,
        slug="x",
        summary=words,
        html=words,
        authors=(name,),
        tags=(name, title),
    )
    feed = a_feed(title=name, description=words, author=name, entries=(entry,))
    assert len(found(render(feed), "//item | //atom:entry")) == 1


# --- dates --------------------------------------------------------------------------


def test_dates_have_one_form_each() -> None:
    """R7: no fraction, Z in Atom, four-digit years and GMT in RSS."""
    atom = render_atom(a_rich_feed()).data.decode()
    rss = render_rss(a_rich_feed()).data.decode()
    moments = re.findall(r"<(?:updated|published)>(.*?)<", atom)
    assert len(moments) == 1 + 2 * 3
    form = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
    assert all(re.fullmatch(form, moment) for moment in moments)
    assert rss.count("<pubDate>Tue, 10 Nov 2026 00:00:00 GMT</pubDate>") == 3
    assert "<lastBuildDate>Thu, 12 Nov 2026 00:00:00 GMT</lastBuildDate>" in rss
    assert "<atom:updated>2026-11-12T00:00:00Z</atom:updated>" in rss


def test_no_two_entries_of_a_feed_share_their_update() -> None:
    """R7: two of the three were updated at one moment."""
    moments = found(render_atom(a_rich_feed()), "//atom:entry/atom:updated/text()")
    assert len(set(moments)) == 3


@BOTH
def test_the_clock_shows_in_no_document(render: Renderer) -> None:
    """R2: not even in a feed without entries, whose date is a given one."""
    for feed in (a_rich_feed(), a_feed(entries=())):
        with time_machine.travel(datetime(2031, 5, 5, tzinfo=UTC), tick=False):
            later = render(feed)
        assert later == render(feed)
        assert b"2031" not in later.data


@BOTH
def test_the_locale_of_the_process_is_left_alone(
    render: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To write dates by changing it, as feedgen does, would disturb other threads."""

    def refuse(*_args: object) -> str:
        pytest.fail("the locale was touched")

    monkeypatch.setattr("locale.setlocale", refuse)
    render(a_rich_feed())


BUILD = """
import sys
sys.path[:0] = {path!r}
import importlib.util
spec = importlib.util.spec_from_file_location("again", {file!r})
again = importlib.util.module_from_spec(spec)
spec.loader.exec_module(again)
renderers = again.render_atom, again.render_rss, again.render_json
for render in renderers:
    sys.stdout.buffer.write(render(again.a_rich_feed()).data)
"""


@pytest.mark.parametrize(
    ("seed", "zone", "locale"),
    [("1", "Asia/Kathmandu", "C"), ("77", "America/St_Johns", "de_DE.UTF-8")],
)
def test_another_process_writes_the_same_bytes(
    seed: str, zone: str, locale: str
) -> None:
    """R1: whatever its hash seed, time zone and locale are."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", BUILD.format(path=sys.path, file=__file__)],
        env={"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale},
        capture_output=True,
        check=True,
    )
    renderers: tuple[Renderer, ...] = (render_atom, render_rss, render_json)
    ours = b"".join(render(a_rich_feed()).data for render in renderers)
    assert done.stdout == ours


# --- validity -----------------------------------------------------------------------


@BOTH
def test_a_feed_without_entries_is_a_feed(render: Renderer) -> None:
    """The first build of a new site has nothing to say yet."""
    parsed = readable(render(a_feed(entries=())))
    assert parsed.feed.title == "North Shore Notes"
    assert parsed.entries == []


VALIDATE = """
import sys, feedvalidator
from feedvalidator.logging import Error, Warning
data = sys.stdin.buffer
told = feedvalidator.validateStream(data, contentType=sys.argv[1], base=sys.argv[2])
for event in told["loggedEvents"]:
    if isinstance(event, (Error, Warning)):
        print(type(event).__name__, event.params)
"""


@pytest.mark.validator
@pytest.mark.parametrize("feed", [a_rich_feed(), a_feed(entries=())])
@BOTH
def test_the_feed_validator_finds_nothing(render: Renderer, feed: FullFeed) -> None:
    """FEEDVALIDATOR_DIR is a checkout of w3c/feedvalidator; it needs html5lib."""
    checkout = os.environ["FEEDVALIDATOR_DIR"]
    document = render(feed)
    sources = os.pathsep.join(
        (str(Path(checkout) / "src"), os.environ.get("PYTHONPATH", ""))
    )
    url = f"https://notes.example.org/{document.path}"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-W", "ignore", "-c", VALIDATE, document.media_type, url],
        env={"PYTHONPATH": sources},
        input=document.data,
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode() == ""
