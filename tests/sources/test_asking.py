"""What a source says when it is asked, by a real site on the loopback."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from builders import NOW
from digest.errors import FetchError, ImportingError
from digest.fetch.fetcher import Fetcher
from digest.fetch.robots import Robots
from digest.records.sources import SourceRecord
from digest.sources.asking import Answer, Web, ask
from websites import (
    Newsdesk,
    Website,
    atom_feed,
    atom_item,
    is_loopback,
    reply,
    website,
)


class Scene:
    """A site, and what is remembered of its feed."""

    def __init__(self, site: Website, desk: Newsdesk, fetcher: Fetcher) -> None:
        self.site = site
        self.pages = desk.pages
        self._web = Web(fetcher=fetcher, robots=Robots())

    def ask(self, path: str = "/feed", etag: str = "") -> Answer:
        """What stands there now."""
        url = f"{self.site.url}{path}"
        record = SourceRecord(
            name="ferries",
            url=url,
            feed_url=url,
            etag=etag,
            last_poll=NOW,
            next_poll=NOW,
        )
        return ask(record, self._web, now=NOW)


@pytest.fixture
def scene() -> Iterator[Scene]:
    """A site with one article in its feed."""
    desk = Newsdesk({"/feed": atom_feed(atom_item("late"))})
    with website(desk) as site, Fetcher(may_connect=is_loopback) as fetcher:
        yield Scene(site, desk, fetcher)


def test_a_feed_is_read(scene: Scene) -> None:
    """And is asked for at the same place from now on."""
    answer = scene.ask()
    assert answer.feed is not None
    assert [item.title for item in answer.feed.items] == ["Late"]
    assert answer.feed_url == f"{scene.site.url}/feed"
    assert answer.delay == timedelta()


def test_what_is_still_the_same_is_no_feed(scene: Scene) -> None:
    """The site says so by the validators."""
    again = scene.ask(etag=scene.ask().fetched.etag)
    assert again.feed is None
    assert again.fetched.status == 304


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "punycode", "no-such"])
def test_a_page_leads_to_the_feed_that_it_names(scene: Scene, charset: str) -> None:
    """In whatever encoding it says that it is: also in one that is none of text."""
    link = '<link rel="alternate" type="application/atom+xml" href="/feed">'
    scene.pages["/"] = reply(
        body=f"<title>Fähren</title>{link}", content_type=f"text/html;charset={charset}"
    )
    answer = scene.ask("/")
    assert answer.feed is not None
    assert answer.feed_url == f"{scene.site.url}/feed"


@pytest.mark.parametrize("href", ["", "/"])
def test_a_page_that_leads_nowhere_is_a_fault(scene: Scene, href: str) -> None:
    """Also one that names itself."""
    link = f'<link rel="alternate" type="application/rss+xml" href="{href}">'
    scene.pages["/"] = link if href else "<p>Ferries</p>"
    with pytest.raises(ImportingError):
        scene.ask("/")


def test_a_site_tells_how_long_to_wait_between_two_requests(scene: Scene) -> None:
    """In its robots.txt."""
    scene.pages["/robots.txt"] = "user-agent: *\ncrawl-delay: 90\n"
    assert scene.ask().delay == timedelta(seconds=90)


def test_what_a_site_forbids_is_not_asked_for(scene: Scene) -> None:
    """Neither the feed, nor the one that a page names."""
    scene.pages["/robots.txt"] = "user-agent: *\ndisallow: /feed\n"
    link = '<link rel="alternate" type="application/atom+xml" href="/feed">'
    scene.pages["/"] = link
    for path in ("/feed", "/"):
        with pytest.raises(FetchError, match="does not let digest read /feed"):
            scene.ask(path)
    assert "/feed" not in scene.site.paths


def test_a_place_that_a_feed_moved_to_for_good_is_its_own(scene: Scene) -> None:
    """One that it stands at for now is not."""
    scene.pages["/moved"] = reply(301, location="/feed")
    scene.pages["/away"] = reply(302, location="/feed")
    assert scene.ask("/moved").feed_url == f"{scene.site.url}/feed"
    assert scene.ask("/away").feed_url == f"{scene.site.url}/away"
