"""Clicks are counted by link, and by nothing else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from builders import NOW, a_letter, an_issue
from digest.store.databases.sqlite import open_sqlite
from digest.store.protocols import LinkClicks, Store
from store_steps import a_slot, hold_slot

LINKS = ("https://a.example/", "https://b.example/?q=ä")


def publish_linked(store: Store) -> None:
    """An issue whose letter has two counted links."""
    issue = an_issue(slot=a_slot().name, entries=())
    letter = a_letter(links=LINKS)
    store.publish_issue(issue, letter, fence=hold_slot(store), now=NOW)


def test_a_followed_link_is_counted(store: Store) -> None:
    """Unless it is only looked at."""
    publish_linked(store)
    for counts in (True, True, False):
        assert store.follow_link("weekly", 1, 2, counts=counts) == LINKS[1]
    assert store.link_clicks("weekly", 1) == (
        LinkClicks(number=1, url=LINKS[0], clicks=0),
        LinkClicks(number=2, url=LINKS[1], clicks=2),
    )


def test_a_store_that_cannot_count_leads_on_all_the_same(
    tmp_path: Path,
) -> None:
    """While somebody else writes for long."""
    path = tmp_path / "digest.sqlite"
    with (
        closing(open_sqlite(path, patience=0.1)) as store,
        closing(sqlite3.connect(path, isolation_level=None)) as blocker,
    ):
        publish_linked(store)
        blocker.execute("BEGIN IMMEDIATE")
        assert store.follow_link("weekly", 1, 1, counts=True) == LINKS[0]


def test_no_other_number_leads_anywhere(store: Store) -> None:
    """Nor does that of another issue or newsletter."""
    publish_linked(store)
    for place in (("weekly", 1, 3), ("weekly", 2, 1), ("daily", 1, 1), ("", 0, 0)):
        assert store.follow_link(*place, counts=True) is None
    assert store.link_clicks("weekly", 2) == ()
