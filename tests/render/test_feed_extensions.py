"""What feeds say beyond their formats: archives, hubs, threads, podcasts, Markdown."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
from lxml import etree

from builders import a_feed, a_site, an_entry
from digest.config import FeedsSection, PodcastSection
from digest.documents import Document
from digest.feeds import FullFeed, Withdrawal
from digest.images import Image
from digest.model import Enclosure, Episode, Origin
from digest.render.channel import Channel, make_channel
from digest.render.feeds import render_atom, render_rss
from digest.render.jsonfeed import render_json

SCHEMA = json.loads(
    Path(__file__).with_name("jsonfeed-1.1.schema.json").read_text(encoding="utf-8")
)
NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "fh": "http://purl.org/syndication/history/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "source": "https://source.scripting.com/",
    "thr": "http://purl.org/syndication/thread/1.0",
}
TOP = "https://notes.example.org/"
RECORDING = Enclosure(url=f"{TOP}media/e.mp3", media_type="audio/mpeg", length=5)


def found(document: Document, path: str) -> list[Any]:
    """What the XPath finds in the document."""
    result = etree.fromstring(document.data).xpath(path, namespaces=NAMES)
    assert isinstance(result, list)
    return result


def links(document: Document) -> dict[str, str]:
    """Where the document leads, by relation; hubs and alternates left out."""
    told = found(document, "/atom:feed/atom:link | /rss/channel/atom:link")
    return {
        link.get("rel"): link.get("href")
        for link in told
        if link.get("rel") not in {"alternate", "hub"}
    }


def an_archive(number: int = 2, **changes: Any) -> FullFeed:
    """An archive of the site's feed."""
    folder = f"{TOP}archive/{number}/"
    feed = a_feed(
        path=f"archive/{number}/",
        atom_url=f"{folder}atom.xml",
        rss_url=f"{folder}rss.xml",
        json_url=f"{folder}feed.json",
        archive=number,
        older=number - 1,
        newer=number + 1,
    )
    return replace(feed, **changes)


def a_channel(podcast: PodcastSection | None = None, **feeds: Any) -> Channel:
    """What all feeds of the site say."""
    section = FeedsSection(**feeds)
    return make_channel(
        a_site(),
        section,
        podcast or PodcastSection(),
        picture_url=lambda url: f"{TOP}media/{url}",
    )


def a_podcast() -> FullFeed:
    """A feed with two episodes, a text and a film that is no first enclosure."""
    paper = Enclosure(url=f"{TOP}media/a.pdf", media_type="application/pdf", length=7)
    return a_feed(
        entries=(
            an_entry(
                title="Two",
                enclosures=(RECORDING, paper),
                episode=Episode(
                    duration=3725, season=1, number=2, kind="full", is_explicit=True
                ),
                image=Image(url=f"{TOP}media/two.jpg", width=1400, height=1400),
            ),
            an_entry(title="Trailer", enclosures=(RECORDING,), episode=Episode()),
            an_entry(title="Bare", enclosures=(RECORDING,)),
            an_entry(title="A text", enclosures=(paper,), episode=Episode(duration=9)),
        )
    )


SHOW = PodcastSection(
    categories=("Society & Culture > Documentary", "Arts"),
    owner="Ada Quay <ada@notes.example.org>",
    image="cover.png",
    serial=True,
)


# --- archives (RFC 5005) ------------------------------------------------------------


@pytest.mark.parametrize(
    ("render", "name"), [(render_atom, "atom.xml"), (render_rss, "rss.xml")]
)
def test_an_archive_says_what_it_is_and_leads_on(
    render: Callable[[FullFeed], Document], name: str
) -> None:
    """R18, R19: fh:archive, the feed itself, and the archive before."""
    feed = render(a_feed(older=2))
    assert found(feed, "//fh:archive") == []
    assert links(feed) == {
        "self": f"{TOP}{name}",
        "prev-archive": f"{TOP}archive/2/{name}",
    }
    archive = render(an_archive())
    assert archive.path == f"archive/2/{name}"
    assert len(found(archive, "/*/fh:archive | /rss/channel/fh:archive")) == 1
    assert links(archive) == {
        "self": f"{TOP}archive/2/{name}",
        "current": f"{TOP}{name}",
        "prev-archive": f"{TOP}archive/1/{name}",
        "next-archive": f"{TOP}archive/3/{name}",
    }
    assert "prev-archive" not in links(render(an_archive(1)))


@pytest.mark.parametrize("render", [render_atom, render_rss])
def test_an_archive_that_is_still_filled_does_not_say_that_it_lasts(
    render: Callable[[FullFeed], Document],
) -> None:
    """R18: who keeps what lasts has to look at it again (RFC 5005 4)."""
    document = render(an_archive(newer=0))
    assert found(document, "//fh:archive") == []
    assert {"current", "prev-archive"} < links(document).keys()
    assert "next-archive" not in links(document)


def test_json_leads_from_page_to_page_and_ends() -> None:
    """R19: next_url never loops (JSON Feed 1.1)."""

    def next_url(feed: FullFeed) -> str | None:
        told = json.loads(render_json(feed).data)
        jsonschema.Draft202012Validator(SCHEMA).validate(told)
        url: str | None = told.get("next_url")
        return url

    assert next_url(a_feed(older=2)) == f"{TOP}archive/2/feed.json"
    assert next_url(an_archive(2)) == f"{TOP}archive/1/feed.json"
    assert next_url(an_archive(1)) is None
    assert next_url(a_feed()) is None


def test_an_archive_shows_the_sites_icon_and_style() -> None:
    """R17, R27: they stand at the top of the tree."""
    atom = render_atom(an_archive())
    assert found(atom, "/atom:feed/atom:icon/text()") == [f"{TOP}icon.png"]
    assert b'href="/feed.css"' in atom.data


# --- entries that are gone (RFC 6721) -----------------------------------------------


def test_atom_tells_readers_what_to_forget() -> None:
    """With the id that it had, and since when."""
    gone = Withdrawal(
        entry_id="tag:notes.example.org,2026:gone",
        when=datetime(2026, 11, 12, 7, 8, 9, tzinfo=UTC),
    )
    atom = render_atom(a_feed(withdrawals=(gone,)))
    assert [dict(each.attrib) for each in found(atom, "//at:deleted-entry")] == [
        {"ref": gone.entry_id, "when": "2026-11-12T07:08:09Z"}
    ]
    # the prefix is declared where it is needed only
    assert b"tombstones" not in render_atom(a_feed()).data


# --- hubs (WebSub, rssCloud) --------------------------------------------------------


def test_feeds_name_their_hubs_and_archives_do_not() -> None:
    """R26: in each format; what never changes is never announced."""
    channel = a_channel(hub="built-in https://hub.example.com/")
    hubs = [f"{TOP}hub", "https://hub.example.com/"]
    path = "//atom:link[@rel='hub']/@href"
    for render in (render_atom, render_rss):
        assert found(render(a_feed(), channel), path) == hubs
        assert found(render(an_archive(), channel), path) == []
    told = json.loads(render_json(a_feed(), channel).data)
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    assert told["hubs"] == [{"type": "WebSub", "url": url} for url in hubs]
    assert "hubs" not in json.loads(render_json(an_archive(), channel).data)


def test_rss_names_the_cloud() -> None:
    """R26: as rssCloud has it, with the port of the site."""
    channel = a_channel(hub="built-in")
    (cloud,) = found(render_rss(a_feed(), channel), "/rss/channel/cloud")
    assert dict(cloud.attrib) == {
        "domain": "notes.example.org",
        "port": "443",
        "path": "/rsscloud/pleaseNotify",
        "registerProcedure": "",
        "protocol": "http-post",
    }
    assert found(render_rss(an_archive(), channel), "//cloud") == []
    assert found(render_rss(a_feed()), "//cloud") == []


# --- entries ------------------------------------------------------------------------


def test_an_answer_names_what_it_answers() -> None:
    """RFC 4685: by its address, for other sites' ids are not known."""
    url = "https://elsewhere.example.com/question"
    atom = render_atom(a_feed(entries=(an_entry(in_reply_to=url),)))
    (answer,) = found(atom, "//atom:entry/thr:in-reply-to")
    assert dict(answer.attrib) == {"ref": url, "href": url}
    assert b"thread" not in render_atom(a_feed()).data


@pytest.mark.parametrize("render", [render_atom, render_rss])
def test_a_lead_picture_has_its_type(
    render: Callable[[FullFeed], Document],
) -> None:
    """R17: one whose name tells no type is a thumbnail only."""
    named = an_entry(title="A", image=Image(url=f"{TOP}media/a.webp", height=30))
    other = an_entry(title="B", image=Image(url=f"{TOP}picture?of=b"))
    document = render(a_feed(entries=(named, other)))
    assert [dict(each.attrib) for each in found(document, "//media:content")] == [
        {
            "url": f"{TOP}media/a.webp",
            "medium": "image",
            "type": "image/webp",
            "height": "30",
        }
    ]
    assert len(found(document, "//media:thumbnail")) == 2


def test_an_entry_brings_its_markdown_where_it_is_asked_for() -> None:
    """In RSS, under the address by which readers know the namespace."""
    html = '<p>The <em>ferry</em> at <a href="https://a.example/b_c">1 * 2</a></p>'
    feed = a_feed(entries=(an_entry(html=html),))
    rss = render_rss(feed, a_channel(markdown=True))
    assert found(rss, "//item/source:markdown/text()") == [
        r"The *ferry* at [1 \* 2](https://a.example/b_c)"
    ]
    assert b"source.scripting.com" not in render_rss(feed).data


def test_a_body_that_is_too_deep_for_markdown_stays_html() -> None:
    """Which Markdown may hold."""
    deep = f"{'<blockquote>' * 3000}<p>x</p>{'</blockquote>' * 3000}"
    rss = render_rss(a_feed(entries=(an_entry(html=deep),)), a_channel(markdown=True))
    (told,) = found(rss, "//item/source:markdown/text()")
    assert "x" in told


def test_the_first_alternate_of_a_feed_is_the_sites_page() -> None:
    """R6: some readers take the first for the site, whatever its type."""
    path = "/atom:feed/atom:link[@rel='alternate']/@href"
    assert found(render_atom(a_feed()), path)[0] == TOP


def test_an_entry_of_another_site_names_it() -> None:
    """RFC 4287 4.2.11: its feed, and its address beside its name."""
    origin = Origin(
        name="Tide & Times",
        url="https://tide.example.com/",
        feed_url="https://tide.example.com/feed",
    )
    entry = an_entry(origin=origin, authors=("Cy Reed", "Tide & Times"))
    atom = render_atom(a_feed(entries=(entry,)))
    source = "//atom:entry/atom:source"
    assert found(atom, f"{source}/atom:id/text()") == [origin.feed_url]
    assert found(atom, f"{source}/atom:link/@href") == [origin.url, origin.feed_url]
    assert found(atom, "//atom:entry/atom:author/atom:uri/text()") == [origin.url]
    (told,) = found(render_rss(a_feed(entries=(entry,))), "//item/source")
    assert (told.text, told.get("url")) == (origin.name, origin.feed_url)


def test_an_entry_that_appeared_elsewhere_first_says_where() -> None:
    """RFC 4287 4.2.7.2: the page is ours, and "via" the other."""
    url = "https://elsewhere.example.com/first"
    atom = render_atom(a_feed(entries=(an_entry(canonical_url=url),)))
    links = found(atom, "//atom:entry/atom:link")
    assert {link.get("rel"): link.get("href") for link in links} == {
        "alternate": "https://notes.example.org/articles/harbour-opens/",
        "via": url,
    }


# --- podcasts -----------------------------------------------------------------------


def test_a_feed_with_recordings_is_a_podcast() -> None:
    """R15: with all that directories ask of a channel."""
    rss = render_rss(a_podcast(), a_channel(SHOW))
    channel = "/rss/channel"
    assert found(rss, f"{channel}/itunes:author/text()") == ["North Shore Notes"]
    assert found(rss, f"{channel}/itunes:type/text()") == ["serial"]
    assert found(rss, f"{channel}/itunes:explicit/text()") == ["false"]
    assert found(rss, f"{channel}/itunes:image/@href") == [f"{TOP}media/cover.png"]
    assert found(rss, f"{channel}/itunes:owner/itunes:email/text()") == [
        "ada@notes.example.org"
    ]
    assert found(rss, f"{channel}/itunes:owner/itunes:name/text()") == ["Ada Quay"]
    assert found(rss, f"{channel}/itunes:category/@text") == [
        "Society & Culture",
        "Arts",
    ]
    assert found(rss, "//itunes:category/itunes:category/@text") == ["Documentary"]
    assert found(rss, f"{channel}/podcast:medium/text()") == ["podcast"]


def test_an_episode_says_its_place_and_length() -> None:
    """What is not known is not said; a text is no episode."""
    rss = render_rss(a_podcast(), a_channel(SHOW))

    def told(number: int) -> dict[str, str]:
        elements = found(rss, f"//item[{number}]/itunes:*")
        return {etree.QName(e).localname: e.text or e.get("href") for e in elements}

    assert told(1) == {
        "image": f"{TOP}media/two.jpg",
        "duration": "3725",
        "season": "1",
        "episode": "2",
        "episodeType": "full",
        "explicit": "true",
    }
    assert told(2) == {"episodeType": "full"}
    assert told(3) == told(4) == {}


def test_the_guid_of_a_podcast_follows_the_rule_and_outlives_a_move() -> None:
    """UUIDv5 of the address without its scheme, as podcast:guid has it."""
    path = "/rss/channel/podcast:guid/text()"
    moved = replace(a_podcast(), rss_url="http://elsewhere.example.com/rss.xml")
    (before,) = found(render_rss(a_podcast(), a_channel(SHOW)), path)
    (after,) = found(render_rss(moved, a_channel(SHOW)), path)
    # made with Python's uuid module by hand
    assert before == after == "138a894c-0af4-59c2-9ef8-77f8b52d91c5"


def test_a_feed_without_recordings_is_no_podcast() -> None:
    """Directories would take it for a show without episodes."""
    show = a_channel(SHOW)
    text = replace(a_podcast(), entries=a_podcast().entries[3:])
    for data in (
        render_rss(a_feed(), show).data,
        render_rss(text, show).data,
        render_rss(a_podcast()).data,
        render_atom(a_podcast(), show).data,
    ):
        assert b"itunes" not in data
        assert b"podcastindex" not in data


def test_a_recording_that_players_do_not_take_is_no_episode() -> None:
    """Directories would refuse the whole feed."""
    other = Enclosure(url=f"{TOP}media/e.opus", media_type="audio/ogg", length=5)
    entry = an_entry(enclosures=(other,), episode=Episode(duration=9))
    feed = replace(a_podcast(), entries=(*a_podcast().entries, entry))
    assert found(render_rss(feed, a_channel(SHOW)), "//item[5]/itunes:*") == []


def test_a_reader_finds_the_episode() -> None:
    """Feedparser knows Apple's elements."""
    parsed = feedparser.parse(render_rss(a_podcast(), a_channel(SHOW)).data)
    assert not parsed.bozo
    entry = parsed.entries[0]
    assert (entry.itunes_duration, entry.itunes_episode) == ("3725", "2")
    assert entry.enclosures[0].href == RECORDING.url


# --- validity -----------------------------------------------------------------------

VALIDATE = """
import sys, feedvalidator
from feedvalidator.logging import Error, Warning
data = sys.stdin.buffer
told = feedvalidator.validateStream(data, contentType=sys.argv[1], base=sys.argv[2])
for event in told["loggedEvents"]:
    if isinstance(event, (Error, Warning)):
        print(type(event).__name__, event.params)
"""
GONE = Withdrawal(entry_id="tag:x,2026:gone", when=datetime(2026, 11, 12, tzinfo=UTC))
REPLY = an_entry(in_reply_to="https://elsewhere.example.com/question")


@pytest.mark.validator
@pytest.mark.parametrize(
    ("feed", "channel", "allowed"),
    [
        (a_feed(older=2, entries=(REPLY,)), a_channel(hub="built-in"), ()),
        (an_archive(), a_channel(hub="built-in"), ()),
        (an_archive(1, entries=()), Channel(), ()),
        (an_archive(1, newer=0), Channel(), ()),
        (a_podcast(), Channel(), ()),
        (a_podcast(), a_channel(SHOW), ()),
        (a_feed(withdrawals=(GONE,)), Channel(), ("tombstones", "deleted-entry")),
        (a_feed(), a_channel(markdown=True), ("source.scripting.com", "source")),
    ],
)
@pytest.mark.parametrize("render", [render_atom, render_rss])
def test_the_feed_validator_finds_nothing_but_what_it_does_not_know(
    render: Callable[[FullFeed, Channel], Document],
    feed: FullFeed,
    channel: Channel,
    allowed: tuple[str, ...],
) -> None:
    """It knows no tombstones and no `source:`; everything else is in order."""
    checkout = Path(os.environ["FEEDVALIDATOR_DIR"]) / "src"
    document = render(feed, channel)
    sources = os.pathsep.join((str(checkout), os.environ.get("PYTHONPATH", "")))
    url = f"{TOP}{document.path}"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-W", "ignore", "-c", VALIDATE, document.media_type, url],
        env={"PYTHONPATH": sources},
        input=document.data,
        capture_output=True,
        check=True,
    )
    told = done.stdout.decode().splitlines()
    assert [each for each in told if not any(word in each for word in allowed)] == []
