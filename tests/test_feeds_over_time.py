"""The feeds of a publication that is written on: from end to end, in three formats."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree

from digest import paths
from digest.pipeline import Publication, build
from digest.wiring import Press
from publications import Clock, a_press, an_article_text, tree_of, write_publication

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
SITE = "https://notes.example.org/"
ATOM = "{http://www.w3.org/2005/Atom}"
COUNT = 40
FEEDS = """
[feeds]
entries = 5
largest = 20_000
"""


def article(number: int, title: str = "") -> str:
    """The text of the article of a day."""
    day = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number)
    return an_article_text(title or f"Entry {number}", day.date().isoformat())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A publication of forty articles, whose feeds hold few of them."""
    articles = {f"{number:02}.md": article(number) for number in range(COUNT)}
    write_publication(tmp_path, articles)
    with (tmp_path / "digest.toml").open("a") as file:
        file.write(FEEDS)
    return tmp_path


@pytest.fixture
def clock() -> Clock:
    """A clock that the test moves."""
    return Clock(NOW)


@pytest.fixture
def press(root: Path, clock: Clock) -> Iterator[Press]:
    """The publication, open."""
    with a_press(root, clock) as opened:
        yield opened


def publish(press: Press) -> Publication:
    """Build the tree as it stands in the content folder now."""
    return build(press.config, press.store, press.theme, now=press.clock())


def site_feeds(publication: Publication, name: str) -> list[str]:
    """Which documents of the site's feed in one format were written."""
    return [
        path
        for path in publication.published.written
        if path == name
        or (path.startswith(f"{paths.ARCHIVE}/") and path.endswith(f"/{name}"))
    ]


def walk_xml(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """Id and title of every entry from the feed back, as a reader meets them."""
    path = name
    while path:
        root = etree.parse(folder / path).getroot()
        for entry in (*root.iter(f"{ATOM}entry"), *root.iter("item")):
            found = entry.findtext(f"{ATOM}id") or entry.findtext("guid") or ""
            title = entry.findtext(f"{ATOM}title") or entry.findtext("title") or ""
            yield found, title
        links = {link.get("rel"): link.get("href") for link in root.iter(f"{ATOM}link")}
        path = (links.get("prev-archive") or "").removeprefix(SITE)


def walk_json(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """The same in JSON Feed."""
    path = name
    while path:
        told = json.loads((folder / path).read_bytes())
        for item in told["items"]:
            yield item["id"], item["title"]
        path = told.get("next_url", "").removeprefix(SITE)


WALKS = {
    paths.ATOM: walk_xml,
    paths.RSS: walk_xml,
    paths.JSON: walk_json,
}


def merged(folder: Path, name: str) -> dict[str, str]:
    """The title of each entry in the version that one meets first."""
    found: dict[str, str] = {}
    for entry_id, title in WALKS[name](folder, name):
        found.setdefault(entry_id, title)
    return found


def test_the_way_back_recovers_every_entry_in_each_format(press: Press) -> None:
    """R8, R19: forty of forty, each once, the newest first."""
    publish(press)
    folder = press.config.feeds_folder
    walks = {name: list(walk(folder, name)) for name, walk in WALKS.items()}
    assert walks[paths.ATOM] == walks[paths.RSS] == walks[paths.JSON]
    titles = [title for _, title in walks[paths.ATOM]]
    assert titles == [f"Entry {number}" for number in reversed(range(COUNT))]


@pytest.mark.parametrize("name", list(paths.FEEDS))
def test_a_publish_rewrites_two_documents_of_a_feed_at_the_most(
    press: Press, clock: Clock, root: Path, name: str
) -> None:
    """R18: whether something is new, changed, dated back or withdrawn.

    A full archive is closed, and one more begins beside it: that was not there before.
    """
    publish(press)
    folder = press.config.feeds_folder
    assert site_feeds(publish(press), name) == []
    content = press.config.content_folder
    changes = {
        "new.md": article(90, "New"),
        "02.md": article(2, "Changed"),
        "back.md": article(3, "Dated back"),
        "39.md": article(39, "Changed, too"),
    }
    for path, text in changes.items():
        clock.now += timedelta(hours=1)
        (content / path).write_text(text)
        before = tree_of(folder).keys()
        written = site_feeds(publish(press), name)
        assert name in written
        assert len(before & set(written)) <= 2
    (content / "01.md").unlink()
    written = site_feeds(publish(press), name)
    assert "archive/1/" + name in written
    found = merged(folder, name)
    assert len(found) == COUNT + 2 - 1
    assert {"New", "Changed", "Dated back", "Changed, too"} < set(found.values())
    assert not {"Entry 1", "Entry 2", "Entry 39"} & set(found.values())
    assert (root / "feeds" / "archive" / "1").is_dir()


def test_an_edited_entry_leaves_its_archive_as_it_was(
    press: Press, clock: Clock
) -> None:
    """R18: byte for byte; the feed tells the new version."""
    publish(press)
    archive = press.config.feeds_folder / "archive" / "1" / paths.ATOM
    before = archive.read_bytes()
    clock.now += timedelta(hours=1)
    (press.config.content_folder / "02.md").write_text(article(2, "Changed"))
    publish(press)
    assert archive.read_bytes() == before
    assert b"Changed" in (press.config.feeds_folder / paths.ATOM).read_bytes()


def test_without_its_cache_an_archive_is_still_what_it_was(
    press: Press, clock: Clock
) -> None:
    """R18: an old version in it is remembered nowhere else; a withdrawal counts."""
    publish(press)
    clock.now += timedelta(hours=1)
    (press.config.content_folder / "02.md").write_text(article(2, "Changed"))
    publish(press)
    before = tree_of(press.config.feeds_folder)
    shutil.rmtree(press.config.state_folder / "cache")
    publish(press)
    assert tree_of(press.config.feeds_folder) == before
    shutil.rmtree(press.config.state_folder / "cache")
    (press.config.content_folder / "02.md").unlink()
    publish(press)
    assert b"Entry 2<" not in b"".join(tree_of(press.config.feeds_folder).values())


def test_what_is_withdrawn_is_told_for_ninety_days(press: Press, clock: Clock) -> None:
    """R2: between the day it went and the day that is over, the clock shows nowhere."""
    publish(press)
    (press.config.content_folder / "01.md").unlink()
    publish(press)
    feed = press.config.feeds_folder / paths.ATOM
    told = feed.read_bytes()
    assert b'<at:deleted-entry ref="tag:notes.example.org,2026-01-02:01"' in told
    clock.now = NOW + timedelta(days=89)
    assert site_feeds(publish(press), paths.ATOM) == []
    clock.now = NOW + timedelta(days=90)
    publish(press)
    assert b"deleted-entry" not in feed.read_bytes()


def test_an_entry_that_comes_back_is_told_again(press: Press, clock: Clock) -> None:
    """R4: under the id that it had."""
    publish(press)
    path = press.config.content_folder / "01.md"
    text = path.read_text()
    path.unlink()
    publish(press)
    clock.now += timedelta(hours=1)
    path.write_text(text)
    publish(press)
    found = merged(press.config.feeds_folder, paths.ATOM)
    assert found["tag:notes.example.org,2026-01-02:01"] == "Entry 1"
    assert b"deleted-entry" not in (press.config.feeds_folder / paths.ATOM).read_bytes()


def test_private_entries_stand_in_the_private_tree_only(root: Path) -> None:
    """R30: in full there, and in no document that everybody can get."""
    with (root / "digest.toml").open("a") as file:
        file.write("private = true\n")
    secret = article(50, "For subscribers").replace("---\n\n", "private: true\n---\n\n")
    (root / "content" / "secret.md").write_text(secret)
    with a_press(root, Clock(NOW)) as press:
        publish(press)
    public = b"".join(tree_of(root / "feeds").values())
    assert b"For subscribers" not in public
    assert paths.TOKEN_PLACE.encode() not in public
    private = tree_of(root / ".digest" / paths.PRIVATE)
    for name in paths.FEEDS:
        assert b"For subscribers" in private[name]
        assert f"{SITE}private/{paths.TOKEN_PLACE}/{name}".encode() in private[name]


def test_a_private_feed_goes_when_it_is_switched_off(root: Path) -> None:
    """What was private does not stay on the disk for the next who asks."""
    config = root / "digest.toml"
    text = config.read_text()
    for each in (f"{text}private = true\n", text):
        config.write_text(each)
        with a_press(root, Clock(NOW)) as press:
            publish(press)
    assert not set(tree_of(root / ".digest" / paths.PRIVATE)) & set(paths.FEEDS)
