"""`digest status`: what comes next, what came last, what waits."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from builders import NOW, a_letter, a_newsletter, an_issue
from digest.cli import root as digest
from digest.cli.records import open_records
from digest.cli.status import status_lines, status_of
from digest.cli.upcoming import next_slots
from digest.cli.words import count_words, distance_words, local_words, state_words
from digest.issues import Slot, SlotState
from digest.schedule.lock import hold_lock
from digest.store.protocols import NewSubscriber
from digest.wiring import Press
from publications import Clock, a_press, write_publication


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A publication with a weekly newsletter, on Mondays at seven."""
    return write_publication(tmp_path, schedule="0 7 * * MON")


def publish_one(press: Press) -> None:
    """One reader, and the first issue on its way to them."""
    store = press.store
    row = NewSubscriber(address="ann@example.net")
    store.import_subscribers([row], ["weekly"], consent="owner", now=NOW)
    slot = Slot(newsletter="weekly", name="2026-11-16T07:00", due_at=NOW)
    store.watermark("weekly", "0 7 * * MON UTC", start=NOW, latest=NOW)
    store.record_slots("weekly", [slot], watermark=NOW)
    lease = NOW + timedelta(minutes=5)
    fence = store.claim_slot("weekly", slot.name, now=NOW, lease_until=lease)
    assert fence is not None
    assert store.publish_issue(an_issue(), a_letter(), fence=fence, now=NOW) == 1


def told(site: Path) -> tuple[dict[str, Any], str]:
    """The status at the tests' time, as data and in words."""
    with open_records(site) as records:
        status = status_of(records, now=NOW)
    return status, "\n".join(status_lines(status))


def test_a_new_site_says_what_to_do(site: Path) -> None:
    """No daemon, no readers, no letters: and when the first issue comes."""
    status, words = told(site)
    assert "Nothing was published here yet; start with `digest run`." in words
    assert "Monday 23 November 2026, 07:00 UTC (in 6 days)" in words
    assert "readers      none yet" in words
    assert "No letter waits." in words
    assert status["daemon"] == {"process": None, "said": None}
    (weekly,) = status["newsletters"]
    assert [slot["slot"] for slot in weekly["next"]] == [
        "2026-11-23T07:00",
        "2026-11-30T07:00",
        "2026-12-07T07:00",
    ]
    assert weekly["next"][0]["due_at"] == "2026-11-23T07:00:00+00:00"


def test_looking_makes_nothing(site: Path) -> None:
    """Neither a database nor a key; and it does not need them."""
    before = sorted(site.rglob("*"))
    assert CliRunner().invoke(digest, ["--site", str(site), "status"]).exit_code == 0
    assert sorted(site.rglob("*")) == before


def test_a_site_that_rests_says_how_to_go_on(site: Path) -> None:
    """Once it was at work, what is missing is the daemon."""
    with a_press(site, Clock(NOW)):
        pass
    assert "The daemon does not run; start it with `digest run`." in told(site)[1]


def test_a_site_without_a_newsletter_says_so(site: Path) -> None:
    """Feeds alone are fine, too."""
    text = (site / "digest.toml").read_text()
    start, end = text.index("[newsletters"), text.index("[mail]")
    (site / "digest.toml").write_text(text[:start] + text[end:])
    assert "There is no newsletter: add [newsletters.NAME]" in told(site)[1]


def test_an_issue_is_told_with_its_deliveries(site: Path) -> None:
    """How many are in which state, and how many wait in all."""
    with a_press(site, Clock(NOW)) as press:
        publish_one(press)
        press.store.request_subscription(
            "bob@example.net", "", ["weekly"], confirm_after=NOW, now=NOW
        )
    status, words = told(site)
    assert "issue 1      “Harbour opens”: 1 pending" in words
    assert "readers      1 confirmed, 1 unconfirmed" in words
    assert "2 letters wait, the next is due now; confirmations among them: 1." in words
    (issue,) = status["newsletters"][0]["last_issues"]
    assert issue["deliveries"] == {"pending": 1}
    assert issue["entries"] == 1
    assert "done" not in words
    assert status["deliveries"]["open"] == 2


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (SlotState.EMPTY, "empty, no new entries"),
        (SlotState.DUE, "its issue goes out once this is mended: no new entries"),
    ],
)
def test_a_slot_that_brought_no_issue_says_why(
    site: Path, state: SlotState, said: str
) -> None:
    """The reason is what the owner looks for, and what comes of it."""
    with a_press(site, Clock(NOW)) as press:
        store = press.store
        slot = Slot(newsletter="weekly", name="2026-11-16T07:00", due_at=NOW)
        store.watermark("weekly", "0 7 * * MON UTC", start=NOW, latest=NOW)
        store.record_slots("weekly", [slot], watermark=NOW)
        fence = store.claim_slot(
            "weekly", slot.name, now=NOW, lease_until=NOW + timedelta(minutes=5)
        )
        assert fence is not None
        store.settle_slot(
            "weekly",
            slot.name,
            fence=fence,
            state=state,
            note="no new entries",
        )
    _, words = told(site)
    assert f"slot         2026-11-16T07:00: {said}" in words


def test_a_running_daemon_is_named(site: Path) -> None:
    """By the process that holds the lock."""
    with a_press(site, Clock(NOW)):
        pass
    with hold_lock(site / ".digest"):
        _, words = told(site)
    assert f"The daemon runs as process {os.getpid()}." in words


def test_the_command_tells_it_either_way(site: Path) -> None:
    """Words for people, one JSON object for programs."""
    runner = CliRunner()
    words = runner.invoke(digest, ["--site", str(site), "status"])
    assert words.exit_code == 0
    assert words.output.startswith("North Shore Notes, https://notes.example.org\n")
    data = runner.invoke(digest, ["--site", str(site), "status", "--json"])
    assert data.exit_code == 0
    assert json.loads(data.output)["site"]["title"] == "North Shore Notes"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "now"),
        (59, "now"),
        (60, "in 1 minute"),
        (3599, "in 59 minutes"),
        (3600, "in 1 hour"),
        (2 * 86_400 - 1, "in 1 day"),
        (14 * 86_400, "in 14 days"),
    ],
)
def test_a_distance_has_one_unit(seconds: int, words: str) -> None:
    """Rounded down: nobody comes too late."""
    assert distance_words(timedelta(seconds=seconds)) == words


def test_a_slot_is_told_by_the_clock_of_its_zone() -> None:
    """Also where that clock is put back between now and then."""
    before = datetime(2026, 10, 24, 12, tzinfo=UTC)
    (slot,) = next_slots(a_newsletter(), before, 1)
    assert slot.local == "Monday 26 October 2026, 07:00 Europe/Berlin"
    assert slot.due_at == datetime(2026, 10, 26, 6, tzinfo=UTC)
    assert local_words(NOW, "Asia/Tokyo") == "Monday 16 November 2026, 18:00 Asia/Tokyo"


def test_counts_read_well() -> None:
    """One is no plural, and what is not there is not told."""
    assert count_words(1, "letter") == "1 letter"
    assert count_words(0, "entry", "entries") == "0 entries"
    assert state_words({"accepted": 3, "failed": 0, "pending": 1}) == (
        "3 accepted, 1 pending"
    )
