"""`digest sources`: what is polled, and a poll by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import NOW
from digest.cli import root as digest
from digest.cli import sources
from digest.errors import ConfigError
from digest.wiring import open_press
from publications import Clock, add_source, write_publication
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
    """A publication with a source, at the tests' time."""

    def __init__(self, root: Path, opened: ExitStack) -> None:
        self.root = write_publication(root)
        self.clock = Clock(NOW)
        self.desk = Newsdesk({"/a": atom_feed(atom_item("late"))})
        self.site: Website = opened.enter_context(website(self.desk))

    def add(self, name: str, path: str) -> None:
        """One more source of the site."""
        add_source(self.root, name, f"{self.site.url}{path}")

    def run(self, *words: str) -> Result:
        """What `digest WORDS` answers."""
        command = ["--site", str(self.root), *words]
        return CliRunner().invoke(digest, command, catch_exceptions=False)


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    """A source that was never polled."""
    with ExitStack() as opened:
        scene = Scene(tmp_path, opened)
        scene.add("ferries", "/a")
        opening = partial(open_press, clock=scene.clock, may_connect=is_loopback)
        monkeypatch.setattr(sources, "open_press", opening)
        monkeypatch.setattr(sources, "PAUSE", 0)
        yield scene


def test_a_poll_says_what_came(scene: Scene) -> None:
    """And then there is nothing due for an hour."""
    told = scene.run("sources", "poll")
    assert (
        told.output == "ferries: 1 new article\n  sources/ferries/2026-11-01-late.md\n"
    )
    assert told.exit_code == 0
    again = scene.run("sources", "poll")
    assert "no source is due; `digest sources poll NAME` polls one" in again.output
    scene.clock.now += timedelta(hours=1)
    assert scene.run("sources", "poll").output == "ferries: 0 new articles\n"


def test_a_named_source_is_polled_at_once(scene: Scene) -> None:
    """Others are not; and the site need not send what is the same."""
    scene.add("pier", "/b")
    scene.run("sources", "poll", "ferries")
    scene.run("sources", "poll", "ferries")
    assert [path for path in scene.site.paths if path != "/robots.txt"] == ["/a", "/a"]
    assert scene.site.asked[-1].headers["if-none-match"]


def test_an_article_that_its_site_changed_is_told(scene: Scene) -> None:
    """By its path."""
    scene.run("sources", "poll")
    scene.desk.pages["/a"] = atom_feed(atom_item("late", text="It is here."))
    told = scene.run("sources", "poll", "ferries").output
    path = "sources/ferries/2026-11-01-late.md"
    assert told == f"ferries: 0 new articles, 1 changed\n  {path}\n"


def test_all_sources_of_a_host_are_polled_one_after_the_other(scene: Scene) -> None:
    """Also where one of them fails; the exit code says so."""
    scene.add("pier", "/b")
    scene.add("quay", "/a")
    told = scene.run("sources", "poll")
    lines = told.output.splitlines()
    assert lines[0] == "ferries: 1 new article"
    assert lines[2].startswith("pier: http://127.0.0.1")
    assert lines[2].endswith("/b: answers 404; look at the address")
    assert lines[3] == "quay: 1 new article"
    assert told.exit_code == 1
    assert scene.site.paths.count("/robots.txt") == 1


def test_an_unknown_name_is_refused_before_anybody_is_asked(scene: Scene) -> None:
    """With those there are."""
    with pytest.raises(ConfigError, match="ferry: there is no such source; use one of"):
        scene.run("sources", "poll", "ferries", "ferry")
    assert scene.site.paths == []


def test_a_list_shows_each_source_with_its_times(scene: Scene) -> None:
    """In the order of digest.toml, polled or not."""
    scene.add("pier", "/b")
    scene.run("sources", "poll", "ferries")
    told = scene.run("sources").output.splitlines()
    assert told[1].split()[:6] == [
        *("ferries", "2026-11-16", "09:00", "2026-11-16", "10:00", "1"),
    ]
    assert told[2].split()[:6] == ["pier", "never", "yet", "at", "once", "0"]


def test_a_list_tells_the_last_fault(scene: Scene) -> None:
    """And of a feed that is gone that it is not asked again."""
    scene.desk.pages["/a"] = reply(410)
    gone = scene.run("sources", "poll").output
    assert "ferries: it is not asked any more" in gone
    told = scene.run("sources").output
    assert "never again" in told
    assert "answers 410; it is gone for good; take the address out" in told
    assert "no source is due" in scene.run("sources", "poll").output


def test_a_list_for_programs_has_all_of_it(scene: Scene) -> None:
    """One object a source."""
    (before,) = json.loads(scene.run("sources", "--json").output)
    url = f"{scene.site.url}/a"
    assert before == {
        "name": "ferries",
        "url": url,
        "feed_url": url,
        "last_poll": None,
        "next_poll": None,
        "articles": 0,
        "failures": 0,
        "fault": "",
        "is_gone": False,
    }
    scene.run("sources", "poll")
    (after,) = json.loads(scene.run("sources", "--json").output)
    assert after["last_poll"] == "2026-11-16T09:00:00+00:00"
    assert after["next_poll"] == "2026-11-16T10:00:00+00:00"
    assert after["articles"] == 1


@pytest.mark.parametrize("words", [["sources"], ["sources", "poll"]])
def test_without_sources_both_say_how_to_get_one(
    tmp_path: Path, words: list[str]
) -> None:
    """And nothing is an error."""
    site = write_publication(tmp_path)
    told = CliRunner().invoke(digest, ["--site", str(site), *words])
    assert "there is no source; add [[sources]] to digest.toml" in told.output
    assert told.exit_code == 0


def test_the_status_counts_them(scene: Scene) -> None:
    """In one line, with how many have a fault."""
    assert "1 source; all is well." in scene.run("status").output
    scene.desk.pages["/a"] = reply(500)
    scene.run("sources", "poll")
    told = scene.run("status").output
    assert "1 source; 1 of them has a fault: see `digest sources`." in told


def test_the_status_of_a_site_without_sources_does_not_speak_of_them(
    tmp_path: Path,
) -> None:
    """Most have none."""
    site = write_publication(tmp_path)
    told = CliRunner().invoke(digest, ["--site", str(site), "status"])
    assert "source" not in told.output
