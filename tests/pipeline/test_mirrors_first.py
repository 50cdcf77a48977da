"""Letters wait until their page stands on every mirror."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from digest.config import MirrorSection
from digest.mirrors.ledger import Copy, MirrorLedger, ledger_path, write_ledger
from digest.pipeline.mirrors_first import (
    REASON,
    first_to_mirrors,
    let_go,
    waiting_for_mirrors,
)
from digest.schedule import jobs
from digest.store.protocols import NewSubscriber
from digest.wiring import Press
from publications import HOUR, Clock, a_press

PAGE = "issues/weekly/1/index.html"
MIRRORS = (
    MirrorSection(name="storage", url="s3://bucket"),
    MirrorSection(name="web", url="rsync:host:/www"),
)


@pytest.fixture
def press(site: Path, clock: Clock) -> Iterator[Press]:
    """A press with two mirrors and one reader, whose first issue is public here."""
    with a_press(site, clock) as opened:
        press = replace(opened, config=replace(opened.config, mirrors=MIRRORS))
        rows = [NewSubscriber(address="ann@example.net")]
        press.store.import_subscribers(rows, ["weekly"], consent="owner", now=clock())
        jobs.publish(press)
        clock.now += HOUR
        jobs.publish(press)
        yield press


def stand(press: Press, name: str, *paths: str) -> None:
    """These files stand on the mirror of this name."""
    ledger = MirrorLedger(files=dict.fromkeys(paths, Copy(b"1", "tag")))
    write_ledger(ledger_path(press.config.state_folder, name), ledger)


def due(press: Press) -> int:
    """How many letters may go."""
    now = press.clock() + timedelta(seconds=1)
    return len(
        press.store.claim_deliveries(9, now=now, lease_until=now + timedelta(minutes=1))
    )


def test_letters_wait_from_the_very_planning(press: Press) -> None:
    """There is no moment at which a sender could take them."""
    (waiting,) = waiting_for_mirrors(press.store)
    assert (waiting.newsletter, waiting.number, waiting.reason) == ("weekly", 1, REASON)
    assert press.store.open_deliveries() == 1
    assert due(press) == 0


def test_letters_go_once_the_last_mirror_has_their_page(press: Press) -> None:
    """And not before."""
    stand(press, "storage", PAGE)
    stand(press, "web", "index.html")
    assert let_go(press.config, press.store, now=press.clock()) == ()
    assert due(press) == 0
    stand(press, "web", "index.html", PAGE)
    (free,) = let_go(press.config, press.store, now=press.clock())
    assert free.number == 1
    assert due(press) == 1
    assert let_go(press.config, press.store, now=press.clock()) == ()


def test_letters_go_where_there_is_no_mirror_any_more(press: Press) -> None:
    """Its section was taken out while it was away."""
    config = replace(press.config, mirrors=())
    assert len(let_go(config, press.store, now=press.clock())) == 1
    assert due(press) == 1
    assert first_to_mirrors(config) == ""


def test_what_the_owner_stopped_stays_stopped(press: Press) -> None:
    """A pause for another reason is not ours to end."""
    press.store.resume_issue("weekly", 1, now=press.clock())
    press.store.pause_issue("weekly", 1, "a wrong date", now=press.clock())
    stand(press, "storage", PAGE)
    stand(press, "web", PAGE)
    assert let_go(press.config, press.store, now=press.clock()) == ()
    assert due(press) == 0


def test_what_a_backup_brought_back_waits_for_the_owner(press: Press) -> None:
    """It may have gone out since, whatever it waited for when the backup was made."""
    press.store.hold_restored((), "from a backup", now=press.clock())
    (paused,) = press.store.paused_issues()
    assert paused.reason == f"from a backup; paused before: {REASON}"
    stand(press, "storage", PAGE)
    stand(press, "web", PAGE)
    assert let_go(press.config, press.store, now=press.clock()) == ()
    assert due(press) == 0


def test_the_owner_may_let_them_go_at_once(press: Press) -> None:
    """`digest issues resume`, as for every other pause."""
    press.store.resume_issue("weekly", 1, now=press.clock())
    assert waiting_for_mirrors(press.store) == ()
    assert due(press) == 1
