"""What Prometheus is told of the daemon and its store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from builders import NOW
from digest.deliveries import DeliveryState, Outcome, OutcomeKind
from digest.metrics import Traffic
from digest.schedule.health.clock_guard import ClockGuard
from digest.schedule.health.progress import Progress
from digest.schedule.health.vitals import Vitals
from digest.store.protocols import Answer
from digest.wiring import Press
from publications import Clock, a_press, write_publication
from store_steps import add_readers, publish


class Watched:
    """A press whose figures a test asks for, at the seconds that it sets."""

    def __init__(self, press: Press) -> None:
        self.seconds = 0.0
        self.answers = {"2xx": 7, "5xx": 1}
        self.vitals = Vitals(
            press,
            progress=Progress(),
            guard=ClockGuard(press.clock),
            traffic=Traffic(),
            answers=lambda: self.answers,
            clock=lambda: self.seconds,
        )

    def text(self) -> str:
        """What Prometheus reads."""
        return self.vitals.exposition().decode()

    def figure(self, name: str, **labels: str) -> float:
        """The one figure of this name and these labels."""
        (found,) = (
            sample.value
            for family in text_string_to_metric_families(self.text())
            for sample in family.samples
            if sample.name == name and sample.labels == labels
        )
        return found


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    """A publication with two readers and an issue."""
    with a_press(write_publication(tmp_path), Clock(NOW)) as press:
        add_readers(press.store, "ann@example.net", "bob@example.net")
        publish(press.store)
        yield press


def test_what_waits_is_counted_by_state(press: Press) -> None:
    """With the age of the oldest letter, and what is in doubt."""
    watched = Watched(press)
    assert watched.figure("digest_deliveries_open", state="pending") == 2
    assert watched.figure("digest_deliveries_in_doubt") == 0
    assert watched.figure("digest_queue_age_seconds") == 0
    slots = watched.figure("digest_slots", newsletter="weekly", state="done")
    assert slots == 1
    assert watched.figure("digest_slot_lag_seconds") == 0
    readers = {"newsletter": "weekly", "state": "confirmed"}
    assert watched.figure("digest_subscribers", **readers) == 2


def test_a_letter_in_doubt_and_its_age_are_told(press: Press) -> None:
    """The intent is written, and the answer is not."""
    later = NOW + timedelta(minutes=5)
    (first, _) = press.store.claim_deliveries(9, now=NOW, lease_until=later)
    press.store.write([first.id], (), now=NOW)
    assert isinstance(press.clock, Clock)
    press.clock.now += timedelta(minutes=2)
    watched = Watched(press)
    assert watched.figure("digest_deliveries_in_doubt") == 1
    assert watched.figure("digest_queue_age_seconds") == 120


def test_no_reader_is_named(press: Press) -> None:
    """Whoever may read the figures may not read the list of readers."""
    text = Watched(press).text()
    assert "@" not in text
    assert "example.net" not in text


def test_the_store_is_asked_now_and_then(press: Press) -> None:
    """A million letters take a while to count; the rest is as it is now."""
    watched = Watched(press)
    assert watched.figure("digest_suppressed") == 0
    add_readers(press.store, "eve@example.net")
    readers = {"newsletter": "weekly", "state": "confirmed"}
    assert watched.figure("digest_subscribers", **readers) == 2
    watched.answers = {"2xx": 8}
    assert watched.figure("digest_relay_answers_total", code="2xx") == 8
    watched.seconds += 60
    assert watched.figure("digest_subscribers", **readers) == 3


def test_every_name_is_in_the_documentation(press: Press) -> None:
    """Who sets an alarm has to know what there is."""
    told = (Path(__file__).parents[3] / "docs" / "running.md").read_text()
    families = text_string_to_metric_families(Watched(press).text())
    names = {
        f"{family.name}_total" if family.type == "counter" else family.name
        for family in families
    }
    assert len(names) > 15
    assert {name for name in names if f"`{name}" not in told} == set()


def test_rates_are_of_the_last_whole_minute(press: Press) -> None:
    """By relay, whichever process sent."""
    later = NOW + timedelta(minutes=5)
    (first, _) = press.store.claim_deliveries(9, now=NOW, lease_until=later)
    press.store.write([first.id], (), now=NOW)
    answer = Answer(
        delivery=first.id,
        outcome=Outcome(kind=OutcomeKind.ACCEPTED, code=250),
        state=DeliveryState.ACCEPTED,
        due=NOW,
        relay="main",
    )
    press.store.write((), [answer], now=NOW)
    assert isinstance(press.clock, Clock)
    press.clock.now += timedelta(minutes=1)
    watched = Watched(press)
    assert watched.figure("digest_relay_answers_per_minute", relay="main") == 1
