"""A year of one site, day by day, by a clock that the test moves.

A newsletter a day, one a week and one for a single morning; five hundred articles, with
edits, renames and a domain that moves; restarts, days off, and runs that fail midway.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from digest import paths
from digest.errors import DigestError
from digest.issues import SlotState
from digest.schedule import jobs
from digest.store.protocols import NewSubscriber
from faulty_system import FaultySystem, faulty
from feed_readers import FeedReader
from publications import Clock, a_press

#: a Monday, some hours before the issues of the day
BEGIN = datetime(2027, 1, 4, 3, tzinfo=UTC)
DAYS = 365
#: articles of a day, by its day of the week: enough for five hundred
ARRIVALS = (0, 5, 0, 0, 5, 0, 0)
ARTICLES = 500
#: days, counted from the first one
OFF = range(100, 103)
JOIN, MOVE, LEAVE = 60, 180, 200
#: every so many days
EDIT, RENAME, RESTART, FAULT = 10, 13, 31, 29
DAILY, WEEKLY, FAIR = "daily", "weekly", "fair"
SETTINGS = """\
[site]
title = "North Shore Notes"
url = "https://notes.example.org"

[feeds]
entries = 12
search = false

[newsletters.daily]
title = "North Shore Daily"
schedule = "0 7 * * *"
zone = "Europe/Berlin"
from = "North Shore Notes <notes@notes.example.org>"
catch_up = "all"
catch_up_within = 100

[newsletters.weekly]
title = "North Shore Weekly"
schedule = "0 7 * * MON"
zone = "America/New_York"
from = "North Shore Notes <notes@notes.example.org>"
max_entries = 60
pauses = ["2027-08-02/2027-08-15"]

[newsletters.fair]
title = "North Shore Fair"
once = "2027-06-01T09:00"
zone = "Europe/Berlin"
from = "North Shore Notes <notes@notes.example.org>"
tags = ["fair"]
max_entries = 60

[mail]
postal_address = "1 Quay Street, 20457 Hamburg"
"""
ARTICLE = """\
---
title: {title}
date: {date}
tags: [{tag}]
---

{title} tells what happened at the harbour.
"""
TITLE = re.compile(r"Article \d{3}")


class Year:
    """The site, what its owner does, and what its readers see."""

    def __init__(self, root: Path) -> None:
        self.content = root / "content"
        self.content.mkdir(parents=True)
        (root / "digest.toml").write_text(SETTINGS)
        self.root = root
        self.clock = Clock(BEGIN)
        self.feeds = [FeedReader(root / "feeds" / name) for name in paths.FEEDS]
        #: by newsletter, reader and title, how often it came by mail
        self.mailed: Counter[tuple[str, str, str]] = Counter()
        #: day on which each article came, by its title
        self.came: dict[str, int] = {}
        self._open = ExitStack()
        self.restart()

    def restart(self) -> None:
        """End the program and begin it anew."""
        self._open.close()
        self.press = self._open.enter_context(a_press(self.root, self.clock))

    def subscribe(self, address: str, *newsletters: str) -> None:
        """A reader whom the owner knows."""
        row = NewSubscriber(address=address)
        self.press.store.import_subscribers(
            [row], newsletters, consent="owner", now=self.clock.now
        )

    def write(self, day: int) -> None:
        """The articles of the day, while there are more to come."""
        date = (BEGIN + timedelta(days=day)).date()
        for _ in range(min(ARRIVALS[day % 7], ARTICLES - len(self.came))):
            number = len(self.came)
            title = f"Article {number:03}"
            tag = "harbour" if number % 10 else FAIR
            text = ARTICLE.format(title=title, date=date, tag=tag)
            (self.content / f"{number:03}.md").write_text(text)
            self.came[title] = day

    def files(self) -> list[Path]:
        """All articles, wherever they stand by now."""
        return sorted(self.content.rglob("*.md"))

    def mend(self, day: int) -> None:
        """Edit an article, or give another one a new name and folder."""
        files = self.files()
        if files and not day % EDIT:
            with files[day * 7 % len(files)].open("a") as file:
                file.write(f"\nCorrected on day {day}.\n")
        if files and not day % RENAME:
            old = files[day * 11 % len(files)]
            new = self.content / f"moved-{day % 3}" / f"{old.stem}-{day}.md"
            new.parent.mkdir(exist_ok=True)
            old.rename(new)

    def move(self) -> None:
        """The site takes another domain; its newsletters keep who they are from."""
        settings = self.root / "digest.toml"
        text = settings.read_text()
        settings.write_text(
            text.replace('url = "https://notes', 'url = "https://shore')
        )
        self.restart()

    def run_with_a_fault(self, day: int) -> None:
        """A run that the system refuses something, at a call that differs each time."""
        system = FaultySystem(self.root, at=7 + day % 60)
        with faulty(system), suppress(DigestError):
            jobs.publish(self.press)

    def run(self) -> None:
        """What the daemon does while anything is due; then the readers look."""
        while (done := jobs.publish(self.press)) and done.has_more:
            pass
        jobs.deliver(self.press, lambda: False)
        for letter in self.letters():
            self.mailed.update(letter)
        for feed in self.feeds:
            feed.look()

    def letters(self) -> Iterator[Iterator[tuple[str, str, str]]]:
        """Newsletter, reader and titles of each letter; they are read once."""
        for path in self.root.glob(".digest/outbox/new/*"):
            message = message_from_bytes(path.read_bytes(), policy=default)
            body = message.get_body(("plain",))
            assert body is not None
            name = str(message["List-Id"]).partition("<")[2].partition(".")[0]
            titles = set(TITLE.findall(body.get_content()))
            yield ((name, str(message["To"]), title) for title in sorted(titles))
            path.rename(path.parents[1] / "cur" / f"{path.name}:2,S")

    def live(self) -> None:
        """The whole of it, and one day more: the last Monday."""
        self.subscribe("ann@example.net", DAILY, WEEKLY, FAIR)
        self.subscribe("eve@example.net", DAILY)
        jobs.publish(self.press)
        for day in range(DAYS):
            self.clock.now = BEGIN + timedelta(days=day)
            self.live_through(day)
        self._open.close()

    def live_through(self, day: int) -> None:
        """One day, from three to noon."""
        self.write(day)
        self.mend(day)
        if day == JOIN:
            self.subscribe("dan@example.net", WEEKLY)
        if day == MOVE:
            self.move()
        if day == LEAVE:
            eve = self.press.store.find_subscriber("eve@example.net")
            assert eve is not None
            self.press.store.unsubscribe(eve.id, DAILY, now=self.clock.now)
        if day in OFF:
            return
        if not day % RESTART:
            self.restart()
        self.clock.now += timedelta(hours=9, minutes=5)
        if not day % FAULT:
            self.run_with_a_fault(day)
            self.clock.now += timedelta(minutes=6)
        self.run()


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """The year, when it is over."""
    lived = Year(tmp_path_factory.mktemp("year") / "site")
    lived.live()
    assert len(lived.came) == ARTICLES
    return lived


def titles(mailed: Mapping[tuple[str, str, str], int], *of: str) -> set[str]:
    """What this reader had of this newsletter, each of it once."""
    found = {key: count for key, count in mailed.items() if key[:2] == of}
    assert set(found.values()) <= {1}
    return {title for _, _, title in found}


def test_each_article_comes_to_each_reader_once(year: Year) -> None:
    """In each newsletter that they have, while they have it."""
    everything = set(year.came)
    for newsletter in (DAILY, WEEKLY):
        assert titles(year.mailed, newsletter, "ann@example.net") == everything
    late = {title for title, day in year.came.items() if day >= JOIN - JOIN % 7}
    assert titles(year.mailed, WEEKLY, "dan@example.net") == late
    early = {title for title, day in year.came.items() if day < LEAVE}
    assert titles(year.mailed, DAILY, "eve@example.net") == early


def test_a_feed_reader_sees_nothing_twice_and_misses_nothing(year: Year) -> None:
    """Whatever was edited, renamed or moved: ids are for ever, in all three formats."""
    for feed in year.feeds:
        assert feed.shown == Counter(dict.fromkeys(year.came, 1))


def test_a_newsletter_of_one_morning_came_once(year: Year) -> None:
    """With what there was of its subject by then."""
    opened = (date(2027, 6, 1) - BEGIN.date()).days
    of_it = {title for title, day in year.came.items() if day <= opened}
    fair = {title for title in of_it if title.endswith("0")}
    assert titles(year.mailed, FAIR, "ann@example.net") == fair


def test_slots_of_a_pause_are_not_made_up_for(year: Year) -> None:
    """Two Mondays without an issue; the third has the articles of three weeks."""
    with a_press(year.root, year.clock) as press:
        slots = press.store.recent_slots(WEEKLY, 100)
        skipped = sorted(s.name for s in slots if s.state is SlotState.SKIPPED)
        issues = {issue.slot: issue for issue in press.store.issues(WEEKLY)}
    assert skipped == ["2027-08-02T07:00", "2027-08-09T07:00"]
    assert not issues.keys() & set(skipped)
    assert len(issues["2027-08-16T07:00"].entries) == 3 * sum(ARRIVALS)


def test_days_off_are_caught_up_each_with_an_issue_of_its_own(year: Year) -> None:
    """The daily one says `all`: each has what came out up to its slot."""
    with a_press(year.root, year.clock) as press:
        issues = {issue.slot[:10]: issue for issue in press.store.issues(DAILY)}
    for day in (*OFF, OFF.stop):
        name = (BEGIN + timedelta(days=day)).date().isoformat()
        expected = {title for title, came in year.came.items() if came == day}
        entries = issues[name].entries if expected else ()
        assert {entry.title for entry in entries} == expected
