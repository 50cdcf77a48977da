"""Good documents with one fault each: the rule that has to find it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from digest.check.feeds.rules import RULES
from digest.check.inspection import inspect_feeds
from feed_documents import SITE, a_tree, documents

ATOM, RSS, JSON = "atom.xml", "rss.xml", "feed.json"
OLD_ATOM, OLD_RSS, OLD_JSON = (f"archive/1/{name}" for name in (ATOM, RSS, JSON))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One document in which some bytes are others."""

    rule: str
    path: str
    old: str
    new: str

    def __str__(self) -> str:
        """As it is named in the list of tests."""
        return f"{self.rule} in {self.path}: {self.new[:40] or 'nothing'}"


def mutants(rule: str, *told: tuple[str, str, str]) -> Iterator[Mutant]:
    """Some mutants that one rule has to find: path, old, new."""
    for path, old, new in told:
        yield Mutant(rule=rule, path=path, old=old, new=new)


#: of two documents that do not fit together, these name either
OF_CHAINS = {"archive-whole", "archive-name"}
BODY = "&lt;p&gt;All of"
HTML = '"content_html": "<p>All of'
NAMED = "tag:notes.example.org,2026:"
ENTRY = "<id>tag:notes.example.org,2026:ferry</id>"
MUTANTS = (
    *mutants(
        "feed-unreadable",
        (ATOM, "</feed>", ""),
        (ATOM, "&amp;", "&"),
        (ATOM, "The quay", "The quay\x0b"),
        (ATOM, '<?xml version="1.0" encoding="UTF-8"?>\n', "<!DOCTYPE feed>\n"),
        (ATOM, "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"),
        (ATOM, "The quay", "&nbsp;"),
        (RSS, "channel>", "chanel>"),
        (JSON, '"items": [', '"items": [,'),
        (JSON, "The quay", "The \udcffquay"),
        (JSON, '{\n "version"', '[{\n "version"'),
    ),
    *mutants(
        "feed-form",
        (ATOM, ENTRY, ""),
        (ATOM, ENTRY, f"{ENTRY}{ENTRY}"),
        (ATOM, "<icon>", "<icon>https://notes.example.org/icon.png</icon><icon>"),
        (RSS, 'version="2.0"', 'version="0.91"'),
        (RSS, "<description>What happens along the coast.</description>\n", ""),
        (RSS, "<enclosure ", '<enclosure url="https://a.example/"/><enclosure '),
        (RSS, ' isPermaLink="false"', ""),
        (RSS, "<dc:creator>", "<author>ada@example.org</author><dc:creator>"),
        (JSON, "version/1.1", "version/1"),
        (JSON, '"title": "North', '"name": "North'),
        (JSON, f'"id": "{NAMED}ferry"', '"id": 7'),
        (JSON, '"tags": [', '"tags": "harbour", "_": ['),
        (JSON, '"content_html"', '"content"'),
        (
            JSON,
            '"language": "en",\n "items"',
            '"author": {}, "language": "en", "items"',
        ),
        (JSON, '"items": [', '"items": [7,'),
        ("opml.xml", 'version="2.0"', 'version="1.0"'),
    ),
    *mutants(
        "feed-self",
        (ATOM, '<link rel="self" href="https://notes.example.org/atom.xml"/>', ""),
        (ATOM, 'rel="self" href="https', 'rel="self" href="http'),
        (RSS, "org/rss.xml", "org/feed"),
        (RSS, 'rel="hub"', 'rel="self"'),
        (JSON, "org/feed.json", "org/atom.xml"),
        (OLD_ATOM, "archive/1/atom.xml", "atom.xml"),
    ),
    *mutants(
        "feed-home",
        (
            ATOM,
            ' type="text/html" href="https://notes.example.org/',
            ' href="https://x.org',
        ),
        (RSS, "<link>https://notes.example.org/</link>", "<link>https://a.org/</link>"),
        (JSON, '"home_page_url"', '"_home"'),
        (
            ATOM,
            'href="https://notes.example.org/rss.xml"',
            'href="https://a.org/rss.xml"',
        ),
        (RSS, "org/feed.json", "org/other.json"),
    ),
    *mutants(
        "feed-hub",
        (ATOM, "https://hub.example.com/", "https://hub.example.net/"),
        (RSS, '<atom:link rel="hub" href="https://hub.example.com/"/>', ""),
        (JSON, "WebSub", "rssCloud"),
    ),
    *mutants(
        "feed-file",
        (ATOM, "org/icon.png", "org/ikon.png"),
        (JSON, "org/icon.png", "org/ikon.png"),
        (RSS, 'href="/feed.css"', 'href="/food.css"'),
        (JSON, "articles/quay/", "articles/quai/"),
        (ATOM, 'type="text/css"', 'type="text/xsl"'),
    ),
    *mutants(
        "feed-id",
        (ATOM, f"{NAMED}quay", "The quay"),
        (RSS, f"{NAMED}quay", f"{NAMED}ferry"),
        (JSON, f"{NAMED}quay", ""),
        (ATOM, "<id>tag:notes.example.org,2026-11-10:feed", "<id>feed"),
    ),
    *mutants(
        "feed-agreement",
        (RSS, f"{NAMED}quay", f"{NAMED}quai"),
        (JSON, '"title": "The quay"', '"title": "A quay"'),
        (RSS, "articles/quay/", "articles/quai/"),
        (JSON, "The news of quay.", "News."),
        (RSS, "<dc:creator>Ada", "<dc:creator>Bo"),
        (JSON, "2026-11-11T08:00:00Z", "2026-11-11T08:00:01Z"),
        (RSS, "<category>harbour", "<category>Harbour"),
        (RSS, BODY, "&lt;p&gt;Some of"),
        (JSON, '"language": "en"\n  }', '"language": "de"\n  }'),
    ),
    *mutants(
        "feed-date",
        (ATOM, "<published>2026-11-11T08:00:00Z", "<published>2026-11-11"),
        (ATOM, "<updated>2026-11-11T08:00:00Z", "<updated>2026-11-11T08:00:00.5Z"),
        (ATOM, "<updated>2026-11-12T08:00:00Z", "<updated>2026-11-31T08:00:00Z"),
        (RSS, "Wed, 11 Nov 2026", "Mit, 11 Nov 2026"),
        (RSS, "Wed, 11 Nov 2026", "Thu, 11 Nov 2026"),
        (RSS, "Wed, 11 Nov 2026", "Wed, 11 Nov 26"),
        (RSS, "Wed, 11 Nov 2026", "Wed, 31 Nov 2026"),
        (RSS, "<atom:updated>2026-11-11T08:00:00Z", "<atom:updated>"),
        (JSON, '"date_published"', '"date"'),
    ),
    *mutants(
        "feed-impossible-date",
        (ATOM, "<updated>2026-11-11T08", "<updated>2026-11-10T08"),
        (JSON, '"date_modified": "2026-11-11', '"date_modified": "2026-11-17'),
    ),
    *mutants("feed-stale", (ATOM, "<updated>2026-11-12T08", "<updated>2026-11-11T08")),
    *mutants(
        "feed-order",
        (ATOM, "<published>2026-11-11", "<published>2026-11-13"),
        (RSS, "Wed, 11 Nov 2026", "Fri, 13 Nov 2026"),
    ),
    *mutants("feed-twin-update", (ATOM, "<updated>2026-11-11", "<updated>2026-11-12")),
    *mutants(
        "feed-title",
        (ATOM, "<title>The quay</title>", "<title/>"),
        (ATOM, "<title>The quay", '<title type="xhtml">The quay'),
        (ATOM, "The quay", "The &lt;b&gt;quay"),
        (RSS, "The quay", "The &lt;b&gt;quay"),
        (JSON, '"title": "The quay"', '"title": ""'),
        (ATOM, "<title>North Shore Notes", "<title>"),
    ),
    *mutants(
        "feed-summary",
        (ATOM, "<summary>The news of quay.</summary>", ""),
        (JSON, "The news of quay.", " "),
        (
            JSON,
            "The news of quay.",
            r"<p>All of <a href=\"https://example.com/\">quay</a>.</p>",
        ),
    ),
    *mutants("feed-body", (JSON, HTML, '"content_html": "", "_x": "')),
    *mutants(
        "feed-author",
        (ATOM, "<author><name>Ada Quay</name></author>", ""),
        (RSS, "<dc:creator>Ada Quay</dc:creator>", "<dc:creator/>"),
        (JSON, '"name": "Ada Quay"', '"url": "https://example.com/"'),
    ),
    *mutants(
        "feed-language",
        (ATOM, '<entry xml:lang="en">', "<entry>"),
        (ATOM, 'xml:lang="en"\n', ""),
        (RSS, "<dc:language>en", "<dc:language>English please"),
        (RSS, "<language>en</language>", ""),
        (JSON, '"language": "en",', ""),
    ),
    *mutants(
        "feed-address",
        (ATOM, 'href="https://example.com/"', 'href="/tide"'),
        (RSS, 'href="https://example.com/"', 'href="#tide"'),
        (JSON, HTML, r'"content_html": "<img srcset=\"b.png 1x, https://a/b 2x\">'),
        (ATOM, "articles/quay/", "articles/küai/"),
        (RSS, 'rel="hub" href="https://hub', 'rel="hub" href="//hub'),
        (
            RSS,
            "<link>https://notes.example.org/articles/quay/",
            "<link>/articles/quay/",
        ),
        (JSON, f'"{"image"}": "https://notes.example.org', '"image": "'),
    ),
    *mutants(
        "feed-markup",
        (ATOM, BODY, "&lt;p style='color:red'&gt;All of"),
        (ATOM, BODY, "&lt;script&gt;1&lt;/script&gt;&lt;p&gt;All of"),
        (RSS, BODY, "&lt;p onclick='x()'&gt;All of"),
        (RSS, BODY, "&lt;iframe src='https://a/'&gt;&lt;/iframe&gt;"),
        (JSON, HTML, r'"content_html": "<a href=\" JavaScript:x()\">x</a>'),
        (JSON, HTML, '"content_html": "<style>p{}</style>'),
    ),
    *mutants(
        "feed-enclosure",
        (ATOM, 'length="5"', 'length="6"'),
        (ATOM, 'length="5"', 'length="-5"'),
        (RSS, 'type="audio/mpeg"', 'type=""'),
        (JSON, "media/ferry.mp3", "media/lost.mp3"),
        (JSON, '"size_in_bytes": 5', '"size_in_bytes": "5 MB"'),
    ),
    *mutants(
        "feed-podcast",
        (RSS, '<itunes:category text="Arts"/>', ""),
        (RSS, "<itunes:explicit>false</itunes:explicit>", ""),
        (RSS, "itunes:image", "itunes:picture"),
    ),
    *mutants("feed-first-enclosure", (RSS, "<enclosure", "<enclosed")),
    *mutants(
        "archive-link",
        (ATOM, "archive/1/atom.xml", "archive/2/atom.xml"),
        (RSS, "archive/1/rss.xml", "archive/1/atom.xml"),
        (JSON, "archive/1/feed.json", "feed.json"),
    ),
    *mutants(
        "archive-whole",
        (OLD_RSS, f"{NAMED}mill", f"{NAMED}mile"),
        (JSON, '"next_url"', '"_next"'),
    ),
    *mutants(
        "archive-name",
        (ATOM, 'rel="prev-archive"', 'rel="related"'),
        (OLD_RSS, 'rel="current"', 'rel="via"'),
    ),
    *mutants(
        "archive-gone",
        (ATOM, f"{NAMED[:-1]}-11-01:gone", f"{NAMED}quay"),
        (ATOM, 'when="2026-11-09T08:00:00Z"', 'when="yesterday"'),
        (ATOM, f'ref="{NAMED[:-1]}-11-01:gone"', ""),
    ),
    *mutants(
        "feed-list",
        ("opml.xml", "org/atom.xml", "org/tags/atom.xml"),
        ("opml.xml", 'text="North Shore Notes"', 'text=""'),
    ),
)


def found(told: dict[str, bytes], **changes: Any) -> dict[str, set[str]]:
    """The paths of what is found in these documents, by the rule."""
    paths: dict[str, set[str]] = {}
    for finding in inspect_feeds(a_tree(told, **changes)):
        paths.setdefault(finding.rule, set()).add(finding.path)
    return paths


def test_good_documents_have_no_fault() -> None:
    """Or each mutant would prove nothing."""
    assert found(documents()) == {}


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_a_mutant_is_found(mutant: Mutant) -> None:
    """By its own rule, in its own document."""
    told = documents()
    good = told[mutant.path].decode()
    assert mutant.old in good
    bad = good.replace(mutant.old, mutant.new, 1)
    told[mutant.path] = bad.encode(errors="surrogateescape")
    places = found(told).get(mutant.rule, set())
    assert places
    assert mutant.path in places or mutant.rule in OF_CHAINS


def test_a_title_may_need_more_escapes_in_one_format() -> None:
    """R12: what looks like markup is escaped twice in RSS, and still the same title."""
    told = documents()
    for path, title in ((ATOM, 'type="html">&amp;lt;b'), (RSS, ">&amp;#x26;lt;b")):
        text = told[path].decode().replace("<title>The quay", f"<title {title}")
        told[path] = text.encode()
    told[RSS] = told[RSS].replace(b"<title >", b"<title>")
    told[JSON] = told[JSON].replace(b"The quay", b"<b")
    assert found(told) == {}


def test_every_rule_has_a_mutant() -> None:
    """But for those of whole trees, which are below."""
    of_trees = {"feed-size", "feed-private", "archive-once"}
    assert {rule.name for rule in RULES} - of_trees == {each.rule for each in MUTANTS}


def test_an_archive_may_hold_an_older_version() -> None:
    """R18: it stays as it was; who walks back meets the present version first."""
    told = documents()
    for path in (OLD_ATOM, OLD_RSS, OLD_JSON):
        told[path] = told[path].replace(b"2026:mill", b"2026:quay")
    assert found(told) == {}


def test_an_archive_holds_no_version_newer_than_the_feed() -> None:
    """R19: who walks back would take the old one for the present one."""
    told = documents()
    for path in (OLD_ATOM, OLD_JSON):
        same = told[path].replace(b"2026:mill", b"2026:quay")
        told[path] = same.replace(b"2026-11-10T08", b"2026-11-11T08")
    assert "archive-once" not in found(told)
    for path in (OLD_ATOM, OLD_JSON):
        told[path] = told[path].replace(b"2026-11-11T08", b"2026-11-11T09")
    assert found(told)["archive-once"] == {OLD_ATOM, OLD_JSON}


def test_two_archives_do_not_hold_the_same() -> None:
    """R19: beside the feed itself, each version stands in one place."""
    told = documents()
    text = told[OLD_ATOM].replace(b"archive/1/", b"archive/0/")
    told["archive/0/atom.xml"] = text
    link = b'<link rel="prev-archive" href="%s/archive/0/atom.xml"/>' % SITE.encode()
    told[OLD_ATOM] = told[OLD_ATOM].replace(b"<fh:archive/>", b"<fh:archive/>" + link)
    assert found(told)["archive-once"] == {"archive/0/atom.xml"}


def test_a_feed_without_recordings_is_no_podcast() -> None:
    """It has nothing to say to directories, whatever format is missing."""
    told = documents()
    told[RSS] = told[RSS].replace(b"<itunes:category", b"<itunes:kind")
    for path, data in told.items():
        told[path] = data.replace(b"audio/mpeg", b"text/plain")
    assert found(told) == {}
    assert "feed-podcast" not in found({ATOM: told[ATOM]})


def test_a_closed_archive_says_that_it_is_one() -> None:
    """RFC 5005 4: the newest does not, as things are still added to it."""
    told = documents()
    told[OLD_ATOM] = told[OLD_ATOM].replace(b"<fh:archive/>", b"")
    assert found(told) == {}
    link = b'<link rel="prev-archive" href="%s/archive/0/atom.xml"/>' % SITE.encode()
    text = told[OLD_ATOM].replace(b"archive/1/", b"archive/0/")
    told["archive/0/atom.xml"] = text
    told[OLD_ATOM] = told[OLD_ATOM].replace(b"<icon>", link + b"<icon>")
    assert found(told)["archive-name"] == {"archive/0/atom.xml"}


def test_files_of_an_older_version_may_be_gone() -> None:
    """R18: an archive still tells of them."""
    told = documents()
    file = b'<link rel="enclosure" href="https://notes.example.org/media/x.mp3"\n/>'
    text = told[OLD_ATOM].replace(b"<author>", file + b"<author>")
    told[OLD_ATOM] = text
    assert found(told)["feed-enclosure"] == {OLD_ATOM}
    for path in (OLD_ATOM, OLD_RSS, OLD_JSON):
        told[path] = told[path].replace(b"2026:mill", b"2026:quay")
    assert found(told) == {}


def test_a_large_document_is_told() -> None:
    """A lone entry may be as large as it is, until readers refuse it."""
    places = found(documents(), largest=1500)["feed-size"]
    assert ATOM in places
    assert OLD_JSON not in places
    told = documents()
    told[OLD_JSON] += b" " * 1_000_000
    assert found(told)["feed-size"] == {OLD_JSON}


def test_a_feed_of_one_reader_is_not_for_all() -> None:
    """R30: what stands in the tree is public."""
    told = documents()
    sizes = dict.fromkeys(("private/abc/atom.xml", "index.html", "feed.css"), 1)
    assert found(told, sizes=sizes)["feed-private"] == {"private/abc/atom.xml"}


def test_a_day_to_come_is_told_of_every_format() -> None:
    """Documents of a clock that went wrong."""
    early = datetime(2026, 11, 11, 12, tzinfo=UTC)
    assert found(documents(), now=early)["feed-impossible-date"] == {ATOM, RSS, JSON}


def test_a_feed_in_a_folder_has_to_be_listed() -> None:
    """Each folder once, whatever its formats."""
    told = documents()
    text = told[JSON].decode().replace("org/feed.json", "org/tags/sea/feed.json")
    told["tags/sea/feed.json"] = text.encode()
    assert found(told)["feed-list"] == {"opml.xml"}
