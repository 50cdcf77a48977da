"""Feeds are read as they are: all formats, and with all that is wrong in them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.errors import ImportingError
from digest.imports.feed import read_feed

URL = "https://bay.example.org/feeds/all.xml"

ATOM = b"""<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
<title>Bay News</title><link href="/"/><id>urn:bay</id>
<author><name>Ada Quay</name></author>
<entry><id>urn:1</id><title type="html">Nets &amp;amp; &lt;b&gt;boats&lt;/b&gt;</title>
<link href="../nets"/><published>2026-11-16T08:00:00+01:00</published>
<updated>2026-11-17T08:00:00Z</updated><category term="sea" label="The sea"/>
<summary>Short words.</summary>
<content type="html" xml:base="/nets/">&lt;p&gt;Long words,
&lt;a href="x"&gt;x&lt;/a&gt;
&lt;img src="y.png"&gt;&lt;img src="z.gif" width="1"&gt;&lt;/p&gt;</content></entry>
</feed>"""


def rss(items: str, channel: str = "<title>Bay</title><link>/home</link>") -> bytes:
    """An RSS feed of these items."""
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:media="http://search.yahoo.com/mrss/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    head = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" {spaces}>'
    return f"{head}<channel>{channel}{items}</channel></rss>".encode()


def test_an_atom_feed_is_read() -> None:
    """Titles are words, URLs are whole, and of two texts the longer is the article."""
    feed = read_feed(ATOM, url=URL)
    assert (feed.title, feed.home_url) == ("Bay News", "https://bay.example.org/")
    (item,) = feed.items
    assert item.id == "urn:1"
    assert item.title == "Nets & boats"
    assert item.url == "https://bay.example.org/nets"
    assert item.published == datetime(2026, 11, 16, 7, tzinfo=UTC)
    assert item.updated == datetime(2026, 11, 17, 8, tzinfo=UTC)
    assert item.authors == ("Ada Quay",)
    assert item.tags == ("The sea",)
    assert item.summary == "Short words."
    assert 'href="https://bay.example.org/nets/x"' in item.html
    assert 'src="https://bay.example.org/nets/y.png"' in item.html
    assert "z.gif" not in item.html


def test_an_rss_feed_is_read() -> None:
    """What RSS and its extensions say of an item is all there."""
    feed = read_feed(
        rss(
            "<item><title>AT&amp;amp;T</title><link>a?b=1&amp;c=2</link>"
            "<guid isPermaLink='false'>7</guid><description>Short</description>"
            "<content:encoded><![CDATA[<p>The whole of it</p>]]></content:encoded>"
            "<pubDate>Mon, 16 Nov 2026 08:00:00 +0100</pubDate>"
            "<author>ada@x.example (Ada Quay)</author><category>sea</category>"
            "<media:content url='p.jpg' medium='image'/>"
            "<enclosure url='p.mp3' length='12' type='audio/mpeg'/></item>"
        ),
        url=URL,
    )
    (item,) = feed.items
    assert item.id == "7"
    assert item.title == "AT&T"
    assert item.url == "https://bay.example.org/feeds/a?b=1&c=2"
    assert (item.html, item.summary) == ("<p>The whole of it</p>", "Short")
    assert item.authors == ("Ada Quay",)
    assert item.image
    assert item.image.url == "https://bay.example.org/feeds/p.jpg"
    (enclosure,) = item.enclosures
    assert (enclosure.media_type, enclosure.length) == ("audio/mpeg", 12)


def test_an_rdf_feed_is_read() -> None:
    """RSS 1.0 has its items beside the channel."""
    feed = read_feed(
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        b'xmlns="http://purl.org/rss/1.0/"><channel><title>Bay</title></channel>'
        b"<item><title>One</title><link>https://x.example/1</link></item></rdf:RDF>",
        url=URL,
    )
    assert [(item.title, item.url) for item in feed.items] == [
        ("One", "https://x.example/1")
    ]
    assert feed.home_url == URL


def test_an_item_without_an_id_gets_one_that_stays() -> None:
    """The URL names it, else its words do, and the same ones always."""
    data = rss("<item><link>/a</link></item><item><description>b</description></item>")
    first, second = read_feed(data, url=URL).items
    assert first.id == first.url == "https://bay.example.org/a"
    assert second.id.startswith("sha256:")
    assert read_feed(data, url=URL).items[1].id == second.id


def test_items_that_share_an_id_are_told_apart() -> None:
    """Copies count once; others get ids of their own."""
    item = "<item><guid>1</guid><link>/{}</link></item>"
    data = rss(item.format("a") + item.format("a") + item.format("b"))
    ids = [each.id for each in read_feed(data, url=URL).items]
    assert len(ids) == len(set(ids)) == 2


def test_an_address_is_nobody_s_name() -> None:
    """An author who is only an address is not named."""
    data = rss("<item><title>a</title><author>ada@x.example</author></item>")
    assert read_feed(data, url=URL).items[0].authors == ()


def test_a_date_in_words_is_read_and_nonsense_is_none() -> None:
    """What feeds call a date is taken where it is one."""
    data = rss(
        "<item><title>a</title><pubDate>16 November 2026</pubDate></item>"
        "<item><title>b</title><pubDate>soon</pubDate></item>"
    )
    first, second = read_feed(data, url=URL).items
    assert first.published == datetime(2026, 11, 16, tzinfo=UTC)
    assert (second.published, second.updated) == (None, None)


@pytest.mark.parametrize(
    "data",
    [
        ATOM[:-40],
        b"\xef\xbb\xbf \n" + ATOM,
        ATOM.replace(b"Short words", b"Short \xff & words"),
        ATOM.decode().encode("utf-16"),
        rss("<item><title>a</title>").replace(b"</channel></rss>", b""),
        rss("<item><title>a &nbsp; &bogus; b</title></item>"),
    ],
)
def test_a_broken_feed_is_read_as_far_as_it_goes(data: bytes) -> None:
    """Half a feed is better than none."""
    assert read_feed(data, url=URL).items


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><body>Hello</body></html>",
        b"plain words",
        b"\x89PNG\r\n\x1a\n",
        b"[]",
    ],
)
def test_what_is_no_feed_is_told(data: bytes) -> None:
    """The place is named, and what to do."""
    with pytest.raises(ImportingError, match=URL):
        read_feed(data, url=URL)


def test_entities_of_a_hostile_feed_do_not_grow() -> None:
    """Neither a thousand laughs nor a file of this machine gets into an item."""
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    head = f'<!DOCTYPE r [<!ENTITY l0 "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    data = rss("<item><title>&l9;</title><description>&f;</description></item>")
    told = data.replace(b"?>", f"?>{head}".encode(), 1)
    try:
        feed = read_feed(told, url=URL)
    except ImportingError:
        return
    assert all(len(item.title) + len(item.html) < 1000 for item in feed.items)
    assert "root:" not in repr(feed)


def test_bytes_are_never_a_name() -> None:
    """A feed that is the path of a file is no file."""
    with pytest.raises(ImportingError, match="no feed"):
        read_feed(__file__.encode(), url=URL)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, len(ATOM)))
def test_no_bytes_do_harm(noise: bytes, place: int) -> None:
    """Whatever stands in a feed, it is read or refused."""
    for data in (noise, ATOM[:place] + noise + ATOM[place:]):
        try:
            feed = read_feed(data, url=URL)
        except ImportingError:
            continue
        assert all(item.id for item in feed.items)
