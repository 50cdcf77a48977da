from __future__ import annotations

from posixpath import basename

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import paths
from digest.hub.topics import feeds_among, media_type_of, path_of, topic_of

SITE = "https://notes.example.org/n"


@pytest.mark.parametrize(
    ("path", "topic"),
    [
        ("atom.xml", f"{SITE}/atom.xml"),
        ("tags/open-source/rss.xml", f"{SITE}/tags/open-source/rss.xml"),
        ("tags/übersee/feed.json", f"{SITE}/tags/%C3%BCbersee/feed.json"),
        ("tags/港/atom.xml", f"{SITE}/tags/%E6%B8%AF/atom.xml"),
    ],
)
def test_a_feed_and_its_topic_belong_together(path: str, topic: str) -> None:
    """In both directions."""
    assert topic_of(SITE, path) == topic
    assert path_of(SITE, topic) == path


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40), st.sampled_from(["", f"{SITE}/", f"{SITE}/tags/"]))
def test_no_text_leads_out_of_the_tree(text: str, start: str) -> None:
    """What is taken for a topic names a plain file, and is its very address."""
    for topic in (start + text, f"{start}{text}/atom.xml"):
        path = path_of(SITE, topic)
        if path:
            assert topic_of(SITE, path) == topic
            assert basename(path) in paths.FEEDS
            parts = path.split("/")
            assert all(part and not part.startswith(".") for part in parts)


def test_only_feeds_are_topics() -> None:
    """By their names; an archive is none, as it never changes (RFC 5005)."""
    written = ("index.html", "atom.xml", "tags/a/feed.json", "data.json", "xatom.xml")
    assert feeds_among((*written, "archive/1/atom.xml")) == written[1:3]
    assert path_of(SITE, f"{SITE}/archive/1/atom.xml") == ""


def test_a_feed_has_its_own_type() -> None:
    """With the charset that it is in."""
    assert media_type_of("a/rss.xml") == "application/rss+xml; charset=utf-8"
