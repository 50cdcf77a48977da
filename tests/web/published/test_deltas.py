"""A feed with only what is new in it (RFC 3229)."""

from __future__ import annotations

import json

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from digest.web.published.deltas import delta_of, marks_of
from feed_versions import ATOM, NEW, OLD, feed_bytes

NAMES = ["atom.xml", "rss.xml", "feed.json", "tags/harbour/atom.xml"]


def ids_in(name: str, data: bytes) -> list[str]:
    """The ids of the entries, as a reader finds them."""
    if name.endswith(".json"):
        return [item["id"] for item in json.loads(data)["items"]]
    found = feedparser.parse(data)
    assert not found.bozo
    return [entry.id.rpartition(":")[2] for entry in found.entries]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_new_or_changed_is_in_it_and_nothing_else(name: str) -> None:
    """In the order of the whole, in the same format."""
    known = marks_of(name, feed_bytes(name, OLD))
    delta = delta_of(name, feed_bytes(name, NEW), known)
    assert delta is not None
    assert ids_in(name, delta) == ["three", "one"]
    assert len(delta) < len(feed_bytes(name, NEW))


@pytest.mark.parametrize("name", NAMES)
def test_a_delta_has_an_entry_and_is_less_than_the_whole(name: str) -> None:
    """Nothing new, an entry less, or all new: there is nothing to be won."""
    old = marks_of(name, feed_bytes(name, OLD))
    less = feed_bytes(name, {"two": OLD["two"]})
    assert delta_of(name, feed_bytes(name, OLD), old) is None
    assert delta_of(name, less, old) is None
    assert delta_of(name, feed_bytes(name, {"ten": "Tenth."}), old) is None
    assert delta_of(name, feed_bytes(name, {}), old) is None
    assert delta_of(name, feed_bytes(name, NEW), ()) is None


def test_the_rest_of_the_document_stays() -> None:
    """What stands before the root, and all that is said of the whole feed."""
    known = marks_of("atom.xml", feed_bytes("atom.xml", OLD))
    delta = delta_of("atom.xml", feed_bytes("atom.xml", NEW), known)
    assert delta is not None
    assert b'<?xml-stylesheet type="text/css" href="/feed.css"?>' in delta
    root = etree.fromstring(delta)
    assert root.findtext("{*}title") == "Notes"
    assert root.find("{*}link") is not None


def test_a_namespace_that_another_entry_needs_changes_no_entry() -> None:
    """It is declared on the root, which is no part of what an entry says."""
    old = feed_bytes("atom.xml", OLD)
    wider = old.replace(b"<feed ", b'<feed xmlns:media="http://example.org/media" ')
    assert marks_of("atom.xml", old) == marks_of("atom.xml", wider)


def test_the_version_comes_first_in_json() -> None:
    """Some readers look no further."""
    known = marks_of("feed.json", feed_bytes("feed.json", OLD))
    delta = delta_of("feed.json", feed_bytes("feed.json", NEW), known)
    assert delta is not None
    assert list(json.loads(delta)) == ["version", "items"]


@pytest.mark.parametrize("name", ["atom.xml", "rss.xml", "feed.json"])
@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"\x00\xff", b"<feed", b"[]", b"null", b'{"items": 3}', b"{}"),
        *(b'{"items": {"a": 1}}', b"[" * 100_000, ATOM.encode()[:200]),
    ],
)
def test_what_is_no_feed_has_no_marks_and_no_delta(name: str, data: bytes) -> None:
    """Then everybody gets the whole, whatever it is."""
    assert marks_of(name, data) == ()
    assert delta_of(name, data, (b"x",)) is None


def test_no_file_is_opened_for_an_entity() -> None:
    """No feed of ours needs one, so such a document counts as none."""
    text = ATOM.format(entries="").replace(
        "<feed", '<!DOCTYPE feed [<!ENTITY e SYSTEM "file:///etc/hostname">]><feed', 1
    )
    entry = "<entry><id>a</id><title>&e;</title></entry>"
    assert (
        marks_of("atom.xml", text.replace("</feed>", f"{entry}</feed>").encode()) == ()
    )


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("xyz")),
    st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("xyz")),
    st.sampled_from(NAMES),
)
def test_old_entries_and_delta_are_the_new_entries(
    old: dict[str, str], new: dict[str, str], name: str
) -> None:
    """Whoever has the old version and gets the delta misses nothing."""
    known = marks_of(name, feed_bytes(name, old))
    delta = delta_of(name, feed_bytes(name, new), known)
    fresh = [key for key, text in new.items() if old.get(key) != text]
    if delta is None:
        assert not fresh or len(fresh) == len(new)
    else:
        assert ids_in(name, delta) == fresh
