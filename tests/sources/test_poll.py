"""Whole polls: a real site on the loopback, a real store, real files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from builders import NOW
from digest.config import Share, Source
from digest.errors import ImportingError, StoreError
from digest.fetch.fetcher import Fetcher
from digest.fetch.robots import Robots
from digest.imports.feed.foreign import FeedItem
from digest.imports.item_sheet import item_text
from digest.imports.shelf import put_article
from digest.records.sources import SourceRecord, TakenItem
from digest.sources import asking, filing
from digest.sources.asking import Web
from digest.sources.choice import MOST_AT_ONCE
from digest.sources.poll import Desk, poll_source
from digest.sources.polled import Polled
from digest.store.databases.sqlite import open_memory
from websites import (
    Newsdesk,
    Website,
    atom_feed,
    atom_item,
    is_loopback,
    reply,
    website,
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FOLDER = "sources/ferries"
FIRST = f"{FOLDER}/2026-11-01-late.md"


class StoppedError(Exception):
    """The poll was given up."""


class Scene:
    """A site, and a publication that polls it whenever a test says so."""

    def __init__(self, site: Website, desk: Newsdesk, content: Path) -> None:
        self.site = site
        self.pages = desk.pages
        self.headers = desk.headers
        self.content = content
        self.store = open_memory()
        self.fetcher = Fetcher(may_connect=is_loopback)
        self.now: datetime = NOW
        self.is_stopping = False
        self.source = Source(name="ferries", url=f"{site.url}/feed")

    def poll(self, **changes: Any) -> Polled:
        """One poll, an hour after the one before."""
        self.source = replace(self.source, **changes)
        self.now += HOUR
        web = Web(fetcher=self.fetcher, robots=Robots())
        desk = Desk(
            store=self.store,
            web=web,
            content=self.content,
            is_stopping=lambda: self.is_stopping,
        )
        polled = poll_source(self.source, desk, now=self.now)
        if polled is None:
            raise StoppedError
        return polled

    @property
    def record(self) -> SourceRecord:
        """What is remembered of the source."""
        (record,) = self.store.source_records()
        return record

    @property
    def files(self) -> list[str]:
        """Every file in the content folder."""
        paths = (path for path in self.content.rglob("*") if path.is_file())
        return sorted(path.relative_to(self.content).as_posix() for path in paths)

    def read(self, path: str = FIRST) -> str:
        """The text of a file."""
        return (self.content / path).read_text()

    @property
    def asked(self) -> list[str]:
        """What the site was asked for, but for its rules."""
        return [path for path in self.site.paths if path != "/robots.txt"]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """A site with one article in its feed."""
    desk = Newsdesk({"/feed": atom_feed(atom_item("late"))})
    with website(desk) as site:
        scene = Scene(site, desk, tmp_path)
        yield scene
        scene.fetcher.__exit__(None, None, None)
        scene.store.close()


# --- what is new --------------------------------------------------------------------


def test_an_article_becomes_a_file_that_names_its_origin(scene: Scene) -> None:
    """With its date, its own address, and the tags of the source."""
    polled = scene.poll(tags=("harbour",))
    assert polled == Polled(
        source="ferries", taken=(FIRST,), next_poll=scene.now + HOUR
    )
    text = scene.read()
    assert "title: Late\n" in text
    assert "2026-11-01" in text
    assert "https://ferries.example.org/late" in text
    assert "Ferry Office" in text
    assert "harbour" in text


def test_the_owner_names_a_source_and_says_how_much_is_shown(scene: Scene) -> None:
    """A title of digest.toml goes before the feed's."""
    long = "The ferry is late. " * 60
    scene.pages["/feed"] = atom_feed(atom_item("late", text=long))
    scene.poll(title="The Ferries", show=Share.FULL)
    assert "name: The Ferries" in scene.read()
    assert scene.read().count("The ferry is late.") > 55


def test_a_feed_without_a_name_is_named_by_its_host(scene: Scene) -> None:
    """There is always somebody to name."""
    scene.pages["/feed"] = atom_feed(atom_item("late"), title="")
    scene.poll()
    assert "name: 127.0.0.1" in scene.read()


def test_at_first_only_the_newest_come_and_later_all_that_is_new(scene: Scene) -> None:
    """Those that were passed over never come."""
    old = [atom_item(f"old-{day}", day=day) for day in range(1, 6)]
    scene.pages["/feed"] = atom_feed(*old)
    assert len(scene.poll(newest=2).taken) == 2
    scene.pages["/feed"] = atom_feed(*old, atom_item("new", day=9))
    assert scene.poll().taken == (f"{FOLDER}/2026-11-09-new.md",)
    assert [name[-8:] for name in scene.files] == ["old-4.md", "old-5.md", "9-new.md"]


def test_nothing_changes_where_nothing_changed(scene: Scene) -> None:
    """The site says so in a few bytes, and files keep their times."""
    scene.poll()
    before = (scene.content / FIRST).stat().st_mtime_ns
    polled = scene.poll()
    assert polled == Polled(source="ferries", next_poll=scene.now + HOUR)
    assert scene.site.asked[-1].headers["if-none-match"] == scene.record.etag
    assert (scene.content / FIRST).stat().st_mtime_ns == before


def test_an_article_that_was_deleted_never_comes_back(scene: Scene) -> None:
    """The owner did not want it, even where the site changes it."""
    scene.poll()
    (scene.content / FIRST).unlink()
    scene.pages["/feed"] = atom_feed(
        atom_item("late", text="It is here."), atom_item("new", day=9)
    )
    assert scene.poll().taken == (f"{FOLDER}/2026-11-09-new.md",)
    assert len(scene.files) == 1


def test_an_article_that_its_site_changed_is_written_anew(scene: Scene) -> None:
    """As long as it is what we wrote; and again after that."""
    scene.poll()
    for words in ("It is here.", "It is gone again."):
        scene.pages["/feed"] = atom_feed(atom_item("late", text=words))
        polled = scene.poll()
        assert (polled.taken, polled.renewed) == ((), (FIRST,))
        assert words in scene.read()
    assert scene.files == [FIRST]


def test_a_file_that_a_person_edited_is_theirs(scene: Scene) -> None:
    """Whatever its site does."""
    scene.poll()
    (scene.content / FIRST).write_text("My own words.\n")
    scene.pages["/feed"] = atom_feed(atom_item("late", text="It is here."))
    assert scene.poll().renewed == ()
    assert scene.read() == "My own words.\n"


def test_a_file_of_the_same_name_is_left_alone(scene: Scene) -> None:
    """Another name is taken."""
    (scene.content / FOLDER).mkdir(parents=True)
    (scene.content / FIRST).write_text("My own words.\n")
    assert scene.poll().taken == (f"{FOLDER}/2026-11-01-late-2.md",)
    assert scene.read() == "My own words.\n"


class Dying:
    """A store that records so many times, and then the process is gone."""

    def __init__(self, scene: Scene, patch: pytest.MonkeyPatch, *, after: int) -> None:
        self._left = after
        self._record = scene.store.record_poll
        patch.setattr(scene.store, "record_poll", self.record)

    def record(self, record: SourceRecord, items: Iterable[TakenItem]) -> None:
        """Remember it, while there is life."""
        if not self._left:
            raise StoreError("digest.sqlite: the disk is full; make room")
        self._left -= 1
        self._record(record, items)


def die(scene: Scene, *, after: int) -> None:
    """A poll that ends in the middle."""
    with pytest.MonkeyPatch.context() as patch:
        Dying(scene, patch, after=after)
        with pytest.raises(StoreError):
            scene.poll()


def test_a_poll_that_died_before_it_announced_its_files_wrote_none(
    scene: Scene,
) -> None:
    """The next one takes them."""
    die(scene, after=0)
    assert scene.files == []
    assert scene.poll().taken == (FIRST,)


@pytest.mark.parametrize("later", [HOUR, DAY])
@pytest.mark.parametrize("title", ["Ferry Office", "Ferries of the Bay"])
def test_a_poll_that_died_before_it_was_recorded_doubles_nothing(
    scene: Scene, title: str, later: timedelta
) -> None:
    """Not two of one name, nor without a date, nor where the feed has another name."""
    same = atom_item("late").replace("urn:late", "urn:again").replace("is late", "sank")
    dateless = re.sub("<(published|updated)>.*?</.*?>", "", atom_item("undated"))
    items = (atom_item("late"), same, dateless)
    scene.pages["/feed"] = atom_feed(*items)
    die(scene, after=1)
    files = scene.files
    assert len(files) == 3
    assert scene.store.count_taken() == {}
    scene.now += later
    scene.pages["/feed"] = atom_feed(*items, title=title)
    assert sorted(scene.poll().taken) == files
    assert scene.files == files
    assert scene.store.count_taken() == {"ferries": 3}
    assert scene.poll().taken == ()


def test_a_poll_that_died_before_it_wrote_a_file_is_made_up_for(scene: Scene) -> None:
    """What was only announced is still to come."""
    die(scene, after=1)
    (scene.content / FIRST).unlink()
    assert scene.poll().taken == (FIRST,)
    assert scene.files == [FIRST]


def test_a_file_of_a_poll_that_died_is_its_owners_once_edited(scene: Scene) -> None:
    """Nothing is written over, now or later."""
    die(scene, after=1)
    (scene.content / FIRST).write_text("My own words.\n")
    assert scene.poll().taken == (FIRST,)
    scene.pages["/feed"] = atom_feed(atom_item("late", text="It is here."))
    assert scene.poll().renewed == ()
    assert scene.read() == "My own words.\n"


def test_a_poll_that_died_after_it_renewed_a_file_loses_no_later_news(
    scene: Scene,
) -> None:
    """The file is still ours, though the record of it is an old one."""
    scene.poll()
    scene.pages["/feed"] = atom_feed(atom_item("late", text="It is here."))
    die(scene, after=0)
    assert "It is here." in scene.read()
    assert scene.poll().renewed == ()
    scene.pages["/feed"] = atom_feed(atom_item("late", text="It is gone again."))
    assert scene.poll().renewed == (FIRST,)
    assert "It is gone again." in scene.read()


def test_what_is_told_the_same_is_not_made_again(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long feed with one new article costs no more than that one."""
    made: list[str] = []

    def count(item: FeedItem, **words: Any) -> str:
        made.append(item.title)
        return item_text(item, **words)

    scene.poll()
    monkeypatch.setattr(filing, "item_text", count)
    scene.pages["/feed"] = atom_feed(atom_item("late"), atom_item("new", day=9))
    scene.poll()
    assert made == ["New"]
    # also where the file is not ours any more
    (scene.content / FIRST).write_text("My own words.\n")
    items = (atom_item("late", text="It is here."), atom_item("new", day=9))
    for title in ("", " "):
        scene.pages["/feed"] = atom_feed(*items) + title
        scene.poll()
    assert made == ["New", "Late"]


def test_another_share_makes_the_files_anew(scene: Scene) -> None:
    """As the owner asks for it."""
    scene.pages["/feed"] = atom_feed(atom_item("late", text="It is late. " * 90))
    scene.poll()
    scene.pages["/feed"] = atom_feed(atom_item("late", text="It is late. " * 90)) + " "
    assert scene.poll(show=Share.FULL).renewed == (FIRST,)


def test_two_runs_at_one_moment_make_one_file(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as the daemon, and a poll by hand."""

    def put_after_another(content: Path, wanted: str, text: str) -> str:
        put_article(content, wanted, text)
        return put_article(content, wanted, text)

    monkeypatch.setattr(filing, "put_article", put_after_another)
    assert scene.poll().taken == (FIRST,)
    assert scene.files == [FIRST]


def test_a_flood_comes_in_parts_and_to_its_end(scene: Scene) -> None:
    """The validators are not kept until all is there."""
    scene.poll()
    many = [atom_item(f"n{number:03}") for number in range(MOST_AT_ONCE + 5)]
    scene.pages["/feed"] = atom_feed(*many)
    assert len(scene.poll().taken) == MOST_AT_ONCE
    assert len(scene.poll().taken) == 5
    assert scene.poll().taken == ()
    assert scene.site.asked[-1].headers["if-none-match"]


# --- single items -------------------------------------------------------------------


def test_one_bad_item_stops_no_other_and_is_told_once(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it cannot be read, or finds a fault of ours."""

    def fail_for_some(item: FeedItem, **words: Any) -> str:
        if item.title == "Bad":
            raise ImportingError("https://ferries.example.org/bad: has no words")
        if item.title == "Worse":
            raise RecursionError
        return "\ud800" if item.title == "Broken" else item_text(item, **words)

    monkeypatch.setattr(filing, "item_text", fail_for_some)
    names = ("bad", "worse", "broken", "late")
    scene.pages["/feed"] = atom_feed(*map(atom_item, names))
    polled = scene.poll()
    assert polled.taken == (FIRST,)
    fact, left_out = "cannot be made an article", "it is left out"
    assert sorted(polled.problems) == [
        "https://ferries.example.org/bad: has no words",
        f"https://ferries.example.org/broken: {fact} (UnicodeEncodeError); {left_out}",
        f"https://ferries.example.org/worse: {fact} (RecursionError); {left_out}",
    ]
    scene.pages["/feed"] = atom_feed(*map(atom_item, names), title="Other")
    assert scene.poll().problems == ()


def test_a_disk_that_takes_nothing_is_told_and_tried_again(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No article is lost by it, though the feed is the same by then."""

    def full(*_: object) -> str:
        raise ImportingError(f"{FIRST}: cannot be written (disk full)")

    with monkeypatch.context() as patch:
        patch.setattr(filing, "put_article", full)
        polled = scene.poll()
    assert polled.problems == (f"{FIRST}: cannot be written (disk full)",)
    assert scene.poll().taken == (FIRST,)
    scene.pages["/feed"] = atom_feed(atom_item("late", text="It is here."))
    with monkeypatch.context() as patch:
        patch.setattr(filing, "renew_article", full)
        assert scene.poll().problems
    assert scene.poll().renewed == (FIRST,)


# --- where the feed stands ----------------------------------------------------------


def test_a_page_that_names_its_feed_will_do(scene: Scene) -> None:
    """From then on the feed itself is asked."""
    link = '<link rel="alternate" type="application/atom+xml" href="/feed">'
    scene.pages["/"] = f"<html><head>{link}</head><body>Ferries</body></html>"
    assert scene.poll(url=f"{scene.site.url}/").taken == (FIRST,)
    scene.poll()
    assert scene.asked == ["/", "/feed", "/feed"]
    assert scene.site.asked[-1].headers["if-none-match"]


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>No feed here.</body></html>",
        '<link rel="alternate" type="application/atom+xml" href="/page">',
        "",
        "\x00\x01\x02",
    ],
)
def test_a_page_that_names_none_is_a_fault(scene: Scene, page: str) -> None:
    """Told in one line; nor may it name itself."""
    scene.headers["content_type"] = "text/html; charset=nonsense"
    scene.pages["/page"] = page
    fault = scene.poll(url=f"{scene.site.url}/page").fault
    assert fault.startswith(f"{scene.site.url}/page: ")
    assert scene.record.failures == 1


def test_a_feed_that_moved_for_good_is_asked_at_its_new_place(scene: Scene) -> None:
    """301; one that moved for now (302) is not."""
    scene.pages["/old"] = reply(302, location="/older")
    scene.pages["/older"] = reply(301, location="/feed")
    scene.poll(url=f"{scene.site.url}/old")
    assert scene.record.feed_url == f"{scene.site.url}/old"
    scene.pages["/old"] = reply(301, location="/feed")
    scene.poll()
    scene.poll()
    assert scene.asked[-3:] == ["/old", "/feed", "/feed"]


@pytest.mark.parametrize("answer", [reply(404), reply(410), "no feed any more"])
def test_a_new_place_that_is_lost_leads_back_to_the_old(
    scene: Scene, answer: bytes | str
) -> None:
    """A move that was a mistake is mended by itself."""
    scene.pages["/old"] = reply(301, location="/new")
    scene.pages["/new"] = scene.pages["/feed"]
    scene.poll(url=f"{scene.site.url}/old")
    scene.pages["/new"] = answer
    polled = scene.poll()
    assert polled.fault
    assert not polled.is_gone
    scene.pages["/old"] = scene.pages["/feed"]
    assert not scene.poll().fault
    assert scene.record.feed_url == f"{scene.site.url}/old"


def test_a_new_url_in_digest_toml_begins_anew(scene: Scene) -> None:
    """With its newest articles, but none that was taken before."""
    scene.poll()
    items = [atom_item("late"), *[atom_item(f"n{d}", day=d) for d in range(2, 9)]]
    scene.pages["/new"] = atom_feed(*items)
    polled = scene.poll(url=f"{scene.site.url}/new", newest=2)
    assert len(polled.taken) == 2
    assert "if-none-match" not in scene.site.asked[-1].headers


# --- faults and manners -------------------------------------------------------------


def test_a_fault_is_told_and_remembered_until_it_is_over(scene: Scene) -> None:
    """And the source is left alone for longer each time."""
    feed, scene.pages["/feed"] = scene.pages["/feed"], reply(500)
    waits = []
    for count in (1, 2, 3):
        polled = scene.poll()
        assert "answers 500; try again later" in polled.fault
        assert scene.record.failures == count
        waits.append(polled.next_poll - scene.now)
    assert HOUR <= waits[0] < 2 * HOUR <= waits[1] < 4 * HOUR <= waits[2] < 6 * HOUR
    scene.pages["/feed"] = feed
    assert scene.poll().taken == (FIRST,)
    assert (scene.record.failures, scene.record.fault) == (0, "")


def test_a_site_that_is_away_for_a_while_keeps_its_validators(scene: Scene) -> None:
    """What was read is still what was read."""
    scene.poll()
    feed, scene.pages["/feed"] = scene.pages["/feed"], reply(503)
    scene.poll()
    scene.pages["/feed"] = feed
    assert scene.poll().taken == ()
    assert scene.site.asked[-1].headers["if-none-match"]


@pytest.mark.parametrize("status", [429, 503])
def test_a_site_that_asks_for_patience_gets_it(scene: Scene, status: int) -> None:
    """Retry-After is the floor of the next poll."""
    scene.pages["/feed"] = reply(status, retry_after="20000")
    assert scene.poll().next_poll == scene.now + timedelta(seconds=20000)


@pytest.mark.parametrize(
    ("control", "wait"),
    [("max-age=60", HOUR), ("max-age=7200", 2 * HOUR), ("max-age=9999999", DAY)],
)
def test_an_answer_that_is_fresh_is_not_asked_again(
    scene: Scene, control: str, wait: timedelta
) -> None:
    """Cache-Control is a floor as well, also of a 304."""
    scene.headers["cache_control"] = control
    assert scene.poll().next_poll == scene.now + wait
    assert scene.poll().next_poll == scene.now + wait


def test_a_feed_that_is_gone_stops_and_says_so(scene: Scene) -> None:
    """410; its articles stay, and a word of the owner's tries again."""
    scene.poll()
    feed, scene.pages["/feed"] = scene.pages["/feed"], reply(410)
    polled = scene.poll()
    assert polled.is_gone
    assert "answers 410; it is gone for good; take the address out" in polled.fault
    assert scene.record.is_gone
    assert scene.files == [FIRST]
    scene.pages["/feed"] = feed
    assert not scene.poll().fault
    assert not scene.record.is_gone


def test_who_forbids_it_is_not_asked(scene: Scene) -> None:
    """robots.txt is read first."""
    scene.pages["/robots.txt"] = "user-agent: *\ndisallow: /feed\n"
    assert "does not let digest read /feed" in scene.poll().fault
    assert scene.asked == []
    scene.pages["/robots.txt"] = "user-agent: *\ncrawl-delay: 14400\n"
    assert scene.poll().next_poll == scene.now + 4 * HOUR


def test_the_feed_that_a_page_names_may_be_forbidden(scene: Scene) -> None:
    """Each address is asked for its rules."""
    link = '<link rel="alternate" type="application/atom+xml" href="/feed">'
    scene.pages["/"] = f"<html><head>{link}</head></html>"
    scene.pages["/robots.txt"] = "user-agent: digest\ndisallow: /feed\n"
    assert "does not let digest" in scene.poll(url=f"{scene.site.url}/").fault
    assert scene.asked == ["/"]


def test_whoever_sends_us_on_does_not_speak_for_others(scene: Scene) -> None:
    """The rules of the place where we arrive count, too."""
    scene.pages["/old"] = reply(302, location="/feed")
    scene.pages["/robots.txt"] = "user-agent: *\ndisallow: /feed\n"
    fault = scene.poll(url=f"{scene.site.url}/old").fault
    assert "does not let digest read /feed" in fault
    assert scene.files == []


def test_a_fault_of_ours_ends_one_poll_only(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told as one, and tried again as rarely as any other."""

    def fail(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(asking, "read_feed", fail)
    fault = scene.poll().fault
    assert fault == (
        f"{scene.site.url}/feed: set off a fault of digest (MemoryError); "
        "please report it"
    )
    assert scene.record.failures == 1


@pytest.mark.parametrize(
    "feed",
    [
        "<feed",
        "\ufeff",
        "[" * 100_000,
        "<a>" * 100_000,
        '{"version": "https://jsonfeed.org/version/1.1", "items": 7}',
        '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]><feed>&d;</feed>',
        reply(body=bytes(range(256)) * 40),
    ],
)
def test_a_hostile_feed_is_one_fault_or_none(scene: Scene, feed: str | bytes) -> None:
    """It writes nothing, and is asked again another day."""
    scene.pages["/feed"] = feed
    polled = scene.poll()
    assert polled.taken == ()
    assert polled.fault.isprintable()
    assert scene.files == []


@pytest.mark.parametrize("answer", [atom_feed(atom_item("late")), reply(500)])
def test_a_poll_that_is_given_up_leaves_nothing(
    scene: Scene, answer: bytes | str
) -> None:
    """Neither a file nor a failure: the next start asks again."""
    scene.pages["/feed"] = answer
    scene.is_stopping = True
    with pytest.raises(StoppedError):
        scene.poll()
    assert scene.files == []
    assert scene.store.source_records() == ()
