"""Two versions of a feed in each format, for tests of what differs between them."""

from __future__ import annotations

import json
from collections.abc import Mapping

ATOM = """<?xml version='1.0' encoding='UTF-8'?>
<?xml-stylesheet type="text/css" href="/feed.css"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>tag:notes.example.org,2026:feed</id>
  <title>Notes</title>
  <link href="https://notes.example.org/atom.xml" rel="self"/>
{entries}</feed>
"""
ATOM_ENTRY = """  <entry>
    <id>tag:notes.example.org,2026:{id}</id>
    <title>{id}</title>
    <content type="html">{text}</content>
  </entry>
"""
RSS = """<?xml version='1.0' encoding='UTF-8'?>
<rss version="2.0"><channel>
  <title>Notes</title>
{entries}</channel></rss>
"""
RSS_ENTRY = """  <item>
    <guid isPermaLink="false">tag:notes.example.org,2026:{id}</guid>
    <description>{text}</description>
  </item>
"""

#: texts of entries by id, newest first
Texts = Mapping[str, str]

OLD: Texts = {"two": "Second. " * 40, "one": "First. " * 40}
#: one is new, one has changed, one is as it was
NEW: Texts = {"three": "Third. " * 40, "two": "Second. " * 40, "one": "Mended. " * 40}


def feed_bytes(name: str, texts: Texts) -> bytes:
    """The feed of this file name with entries of these texts."""
    if name.endswith(".json"):
        items = [{"id": key, "content_html": text} for key, text in texts.items()]
        document = {"version": "https://jsonfeed.org/version/1.1", "items": items}
        return json.dumps(document, indent=1).encode()
    whole, one = (ATOM, ATOM_ENTRY) if "atom" in name else (RSS, RSS_ENTRY)
    entries = "".join(one.format(id=key, text=text) for key, text in texts.items())
    return whole.format(entries=entries).encode()
