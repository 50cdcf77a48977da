"""A small published tree in three formats, written by hand: every rule is content.

One feed with two entries and one archive with a third, a list, and what they refer to.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from builders import NOW
from digest.check.feeds.gathering import read_document
from digest.check.feeds.markup import UnreadableError
from digest.check.feeds.opml import ToldList
from digest.check.feeds.told import ToldFeed
from digest.check.feeds.tree import Tree, Unread

SITE = "https://notes.example.org"
HUB = "https://hub.example.com/"

ATOM_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/css" href="/feed.css"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"
  xmlns:fh="http://purl.org/syndication/history/1.0"
  xmlns:at="http://purl.org/atompub/tombstones/1.0"
  xmlns:media="http://search.yahoo.com/mrss/">
<id>tag:notes.example.org,2026-11-10:feed</id>
<title>North Shore Notes</title>
<updated>{updated}</updated>
<link rel="self" href="https://notes.example.org/{path}"/>
<link rel="alternate" type="text/html" href="https://notes.example.org/"/>
<icon>https://notes.example.org/icon.png</icon>
"""
ATOM_LINKS = """\
<link rel="alternate" type="application/rss+xml"
  href="https://notes.example.org/rss.xml"/>
<link rel="alternate" type="application/feed+json"
  href="https://notes.example.org/feed.json"/>
<link rel="hub" href="https://hub.example.com/"/>
<link rel="prev-archive" href="https://notes.example.org/archive/1/atom.xml"/>
<at:deleted-entry ref="tag:notes.example.org,2026-11-01:gone"
  when="2026-11-09T08:00:00Z"/>
"""
ATOM_ENTRY = """\
<entry xml:lang="en">
<id>tag:notes.example.org,2026:{name}</id>
<title>{title}</title>
<link rel="alternate" href="https://notes.example.org/articles/{name}/"/>
{more}<author><name>Ada Quay</name></author>
<category term="harbour"/>
<published>{day}T08:00:00Z</published>
<updated>{day}T08:00:00Z</updated>
<summary>The news of {name}.</summary>
<content type="html">&lt;p&gt;All of &lt;a href="https://example.com/"&gt;{name}\
&lt;/a&gt;.&lt;/p&gt;</content>
</entry>
"""
ATOM_FILE = """\
<link rel="enclosure" href="https://notes.example.org/media/ferry.mp3"
  type="audio/mpeg" length="5"/>
<media:thumbnail url="https://notes.example.org/media/ferry.jpg"/>
"""
RSS_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/css" href="/feed.css"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:fh="http://purl.org/syndication/history/1.0"
  xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
  xmlns:media="http://search.yahoo.com/mrss/">
<channel>
<title>North Shore Notes</title>
<link>https://notes.example.org/</link>
<description>What happens along the coast.</description>
<language>en</language>
<lastBuildDate>{updated}</lastBuildDate>
<atom:link rel="self" href="https://notes.example.org/{path}"/>
"""
RSS_LINKS = """\
<itunes:category text="Arts"/>
<itunes:explicit>false</itunes:explicit>
<itunes:image href="https://notes.example.org/icon.png"/>
<itunes:owner><itunes:email>ada@notes.example.org</itunes:email></itunes:owner>
<atom:link rel="alternate" href="https://notes.example.org/atom.xml"/>
<atom:link rel="alternate" href="https://notes.example.org/feed.json"/>
<atom:link rel="hub" href="https://hub.example.com/"/>
<atom:link rel="prev-archive" href="https://notes.example.org/archive/1/rss.xml"/>
"""
RSS_ITEM = """\
<item>
<title>{title}</title>
<link>https://notes.example.org/articles/{name}/</link>
<description>The news of {name}.</description>
<content:encoded>&lt;p&gt;All of &lt;a href="https://example.com/"&gt;{name}\
&lt;/a&gt;.&lt;/p&gt;</content:encoded>
<dc:creator>Ada Quay</dc:creator>
<dc:language>en</dc:language>
<category>harbour</category>
{more}<guid isPermaLink="false">tag:notes.example.org,2026:{name}</guid>
<pubDate>{day}</pubDate>
<atom:updated>{updated}T08:00:00Z</atom:updated>
</item>
"""
RSS_FILE = """\
<enclosure url="https://notes.example.org/media/ferry.mp3" length="5"
  type="audio/mpeg"/>
<media:thumbnail url="https://notes.example.org/media/ferry.jpg"/>
"""
OPML = """\
<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>North Shore Notes</title></head><body>
<outline type="rss" text="North Shore Notes" xmlUrl="https://notes.example.org/atom.xml"
  htmlUrl="https://notes.example.org/"/>
</body></opml>
"""
#: name, title, day
FERRY = ("ferry", "The ferry &amp; the &lt; tide", "2026-11-12")
QUAY = ("quay", "The quay", "2026-11-11")
MILL = ("mill", "The mill", "2026-11-10")
RSS_DAYS = {
    "2026-11-12": "Thu, 12 Nov 2026 08:00:00 GMT",
    "2026-11-11": "Wed, 11 Nov 2026 08:00:00 GMT",
    "2026-11-10": "Tue, 10 Nov 2026 08:00:00 GMT",
}
#: what the feeds refer to
FILES = {
    "index.html": b"",
    "feed.css": b"",
    "icon.png": b"",
    "articles/ferry/index.html": b"",
    "articles/quay/index.html": b"",
    "articles/mill/index.html": b"",
    "media/ferry.mp3": b"audio",
    "media/ferry.jpg": b"",
}


def documents() -> dict[str, bytes]:
    """Every feed document of the tree, and none that a rule says anything of."""
    made = {
        "atom.xml": _atom("atom.xml", FERRY, QUAY, links=ATOM_LINKS),
        "rss.xml": _rss("rss.xml", FERRY, QUAY, links=RSS_LINKS),
        "feed.json": _json("feed.json", FERRY, QUAY, older="archive/1/feed.json"),
        "archive/1/atom.xml": _atom(
            "archive/1/atom.xml",
            MILL,
            links="<fh:archive/>"
            '<link rel="current" href="https://notes.example.org/atom.xml"/>\n',
        ),
        "archive/1/rss.xml": _rss(
            "archive/1/rss.xml",
            MILL,
            links="<fh:archive/>"
            '<atom:link rel="current" href="https://notes.example.org/rss.xml"/>\n',
        ),
        "archive/1/feed.json": _json("archive/1/feed.json", MILL),
        "opml.xml": OPML,
    }
    return {path: text.encode() for path, text in made.items()}


def a_tree(told: Mapping[str, bytes], **changes: Any) -> Tree:
    """The tree that holds these documents and what they refer to."""
    feeds: list[ToldFeed] = []
    lists: list[ToldList] = []
    unread: list[Unread] = []
    for path, data in told.items():
        try:
            read = read_document(path, data)
        except UnreadableError as error:
            unread.append(Unread(path=path, line=error.line, fact=error.fact))
        else:
            if isinstance(read, ToldFeed):
                feeds.append(read)
            else:
                lists.append(read)
    values: dict[str, Any] = {
        "site_url": SITE,
        "now": NOW,
        "sizes": {path: len(data) for path, data in {**FILES, **told}.items()},
        "feeds": tuple(feeds),
        "lists": tuple(lists),
        "unread": tuple(unread),
        "hubs": frozenset({HUB}),
    }
    return Tree(**(values | changes))


def _atom(path: str, *entries: tuple[str, str, str], links: str) -> str:
    head = ATOM_HEAD.format(path=path, updated=f"{entries[0][2]}T08:00:00Z")
    body = "".join(
        ATOM_ENTRY.format(
            name=name, title=title, day=day, more=ATOM_FILE if name == "ferry" else ""
        )
        for name, title, day in entries
    )
    return f"{head}{links}{body}</feed>\n"


def _rss(path: str, *entries: tuple[str, str, str], links: str) -> str:
    head = RSS_HEAD.format(path=path, updated=RSS_DAYS[entries[0][2]])
    body = "".join(
        RSS_ITEM.format(
            name=name,
            title=title,
            day=RSS_DAYS[day],
            updated=day,
            more=RSS_FILE if name == "ferry" else "",
        )
        for name, title, day in entries
    )
    return f"{head}{links}{body}</channel></rss>\n"


def _json(path: str, *entries: tuple[str, str, str], older: str = "") -> str:
    told: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "North Shore Notes",
        "home_page_url": f"{SITE}/",
        "feed_url": f"{SITE}/{path}",
    }
    if older:
        told["next_url"] = f"{SITE}/{older}"
        told["hubs"] = [{"type": "WebSub", "url": HUB}]
    told |= {
        "icon": f"{SITE}/icon.png",
        "language": "en",
        "items": [_item(*entry) for entry in entries],
    }
    return json.dumps(told, indent=1)


def _item(name: str, title: str, day: str) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": f"tag:notes.example.org,2026:{name}",
        "url": f"{SITE}/articles/{name}/",
        "title": title.replace("&amp;", "&").replace("&lt;", "<"),
        "summary": f"The news of {name}.",
        "content_html": f'<p>All of <a href="https://example.com/">{name}</a>.</p>',
        "date_published": f"{day}T08:00:00Z",
        "date_modified": f"{day}T08:00:00Z",
        "authors": [{"name": "Ada Quay"}],
        "tags": ["harbour"],
        "language": "en",
    }
    if name == "ferry":
        item["image"] = f"{SITE}/media/ferry.jpg"
        item["attachments"] = [
            {
                "url": f"{SITE}/media/ferry.mp3",
                "mime_type": "audio/mpeg",
                "size_in_bytes": 5,
            }
        ]
    return item
