"""A run that is killed between any two of its steps is done again, to the same end.

The processes are real, and so is the signal.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from digest.issues import IssueState
from digest.schedule.jobs import approve, deliver, discard, publish, rebuild
from digest.store.protocols import NewSubscriber
from digest.wiring import Press
from publications import (
    HOUR,
    NINE,
    Clock,
    a_press,
    an_article_text,
    set_newsletter,
    write_note,
    write_publication,
)

#: longer than a claim of a dead process lasts
LEASE = timedelta(minutes=6)
PAGE = "feeds/issues/weekly/1/index.html"
READERS = ("ann@example.net", "bob@example.net")

#: runs a job, and dies before or after the named step of it: `MODULE:NAME moment`
CHILD = """
import os, signal, sys
from datetime import datetime
from importlib import import_module
from pathlib import Path
from digest.schedule import jobs
from digest.wiring import open_press

site, now, job, place = sys.argv[1:]
step, moment = place.split()
module, names = step.split(":")
owner = import_module(module)
*path, name = names.split(".")
for part in path:
    owner = getattr(owner, part)
real = getattr(owner, name)

def die(*given, **named):
    if moment == "after":
        real(*given, **named)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(owner, name, die)
with open_press(Path(site), clock=lambda: datetime.fromisoformat(now)) as press:
    run = getattr(jobs, job)
    run(press, "weekly", 1) if job in ("approve", "discard") else run(press)
"""
LONG = bool(os.environ.get("DIGEST_TEST_LONG"))
#: those after which most has changed come first; the others are for the long mode
PUBLISH = (
    "digest.pipeline.issues.due:publish_trees before",
    "digest.pipeline.issues.due:record_drafts before",
    "digest.store.sql:SqlStore.hold_issue after",
    "digest.pipeline.issues.due:record_slots before",
    "digest.pipeline.issues.due:claim_due before",
    "digest.pipeline.issues.due:read_content before",
    "digest.pipeline.issues.due:make_drafts before",
    "digest.pipeline.trees:plan_targets before",
    "digest.pipeline.trees:remember before",
    "digest.pipeline.trees:publish_targets before",
    "digest.store.sql:SqlStore.hold_issue before",
)[: None if LONG else 3]
APPROVE = (
    "digest.pipeline.issues.approving:publish_trees before",
    "digest.store.sql:SqlStore.approve_issue before",
    "digest.store.sql:SqlStore.approve_issue after",
    "digest.pipeline.issues.approving:find_waiting before",
    "digest.pipeline.issues.approving:read_content before",
    "digest.pipeline.trees:plan_targets before",
    "digest.pipeline.trees:remember before",
    "digest.pipeline.trees:publish_targets before",
)[: None if LONG else 3]
DISCARD = (
    "digest.store.sql:SqlStore.discard_issue before",
    "digest.store.sql:SqlStore.discard_issue after",
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A publication with an article and a note, each issue of which is approved."""
    root = write_publication(tmp_path / "site", {"harbour.md": an_article_text()})
    set_newsletter(root, approve=True)
    write_note(root, "Dear readers.")
    return root


def begin(press: Press) -> None:
    """Two readers, and a first look at the schedule."""
    rows = [NewSubscriber(address=address) for address in READERS]
    press.store.import_subscribers(rows, ["weekly"], consent="owner", now=NINE)
    publish(press)


def die_at(site: Path, clock: Clock, job: str, place: str) -> None:
    """Run the job in a process that is killed at this step."""
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    given = [str(site), clock.now.isoformat(), job, place]
    done = subprocess.run(  # noqa: S603  our own interpreter and text
        [sys.executable, "-c", CHILD, *given],
        env=here,
        check=False,
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


@pytest.mark.parametrize("place", PUBLISH)
def test_an_issue_waits_once_wherever_its_run_was_killed(
    site: Path, clock: Clock, place: str
) -> None:
    """Under number 1, with its entry and its note, and nobody has seen it."""
    with a_press(site, clock) as press:
        begin(press)
        clock.now += HOUR
        die_at(site, clock, "publish", place)
        clock.now += LEASE
        publish(press)
        (issue,) = press.store.issues("weekly", IssueState.WAITING)
        assert press.store.issues("weekly") == ()
        assert press.store.open_slots("weekly", now=clock.now) == ()
        assert press.store.open_deliveries() == 0
        assert (issue.number, len(issue.entries)) == (1, 1)
        assert issue.note is not None
        assert not (site / PAGE).exists()
        clock.now += HOUR
        later = publish(press)
    assert later is not None
    assert later.waiting == ()


@pytest.mark.parametrize("place", APPROVE)
def test_an_issue_goes_out_once_wherever_its_approval_was_killed(
    site: Path, clock: Clock, place: str
) -> None:
    """The page comes before the letters; whoever approves again ends it."""
    with a_press(site, clock) as press:
        begin(press)
        clock.now += HOUR
        publish(press)
        die_at(site, clock, "approve", place)
        is_planned = press.store.open_deliveries() > 0
        assert (site / PAGE).exists() or not is_planned
        assert len(press.store.issues("weekly")) == is_planned
        approve(press, "weekly", 1)
        assert deliver(press, lambda: False).accepted == len(READERS)
        approve(press, "weekly", 1)
        assert deliver(press, lambda: False).accepted == 0
        page = (site / PAGE).read_bytes()
        rebuild(press)
    assert (site / PAGE).read_bytes() == page
    assert len(list((site / ".digest/outbox/new").iterdir())) == len(READERS)


def test_after_a_killed_approval_the_issue_can_still_be_discarded(
    site: Path, clock: Clock
) -> None:
    """The next build takes the page that nobody was sent to."""
    with a_press(site, clock) as press:
        begin(press)
        clock.now += HOUR
        publish(press)
        die_at(site, clock, "approve", "digest.store.sql:SqlStore.approve_issue before")
        assert (site / PAGE).exists()
        discard(press, "weekly", 1)
        rebuild(press)
        assert not (site / PAGE).exists()
        clock.now += HOUR
        publication = publish(press)
    assert publication is not None
    assert [issue.number for issue in publication.waiting] == [2]


@pytest.mark.parametrize("place", DISCARD)
def test_a_killed_discard_is_done_or_not(site: Path, clock: Clock, place: str) -> None:
    """And can be done again."""
    with a_press(site, clock) as press:
        begin(press)
        clock.now += HOUR
        publish(press)
        die_at(site, clock, "discard", place)
        is_done = not press.store.issues("weekly", IssueState.WAITING)
        assert is_done == place.endswith("after")
        discard(press, "weekly", 1)
        assert press.store.issued_entries("weekly") == frozenset()
