"""What Prometheus is told: collected as it asks, and kept for a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from threading import Lock
from time import monotonic

from digest import __version__
from digest.metrics import Family, Sample, Traffic, counter, exposition, gauge
from digest.schedule.health.clock_guard import ClockGuard
from digest.schedule.health.disk import free_space
from digest.schedule.health.progress import Progress
from digest.store.protocols.vitals import StoreVitals
from digest.wiring import Press

#: seconds for which the store is not asked again: a million letters take a while
LASTING = 15.0


class Vitals:
    """The daemon, its store and its site in numbers; any thread may ask."""

    def __init__(
        self,
        press: Press,
        *,
        progress: Progress,
        guard: ClockGuard,
        traffic: Traffic,
        answers: Callable[[], Mapping[str, int]],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._press = press
        self._progress = progress
        self._guard = guard
        self._traffic = traffic
        self._answers = answers
        self._clock = clock
        self._lock = Lock()
        self._known: StoreVitals | None = None
        self._until = 0.0

    def exposition(self) -> bytes:
        """All of it, as Prometheus reads it; raises StoreError."""
        return exposition(self.families())

    def families(self) -> tuple[Family, ...]:
        """All figures; raises StoreError."""
        now = self._press.clock()
        return (
            *store_families(self._store_vitals(now), now),
            *self._own_families(),
            *self._traffic.families(),
        )

    def _store_vitals(self, now: datetime) -> StoreVitals:
        # one look at a time: who comes meanwhile has the same
        with self._lock:
            if self._known is None or self._clock() >= self._until:
                self._known = self._press.store.vitals(now=now)
                self._until = self._clock() + LASTING
            return self._known

    def _own_families(self) -> Iterator[Family]:
        yield gauge("digest_info", "What runs.", [_sample(1, version=__version__)])
        told = "How often the clock was put forward or back."
        yield counter("digest_clock_steps", told, [_sample(self._guard.steps)])
        told = "Whether letters are held, as the clock cannot be believed."
        yield gauge("digest_clock_held", told, [_sample(self._guard.holds())])
        told = "Seconds since one looked for slots that are due."
        yield gauge(
            "digest_tick_age_seconds", told, [_sample(self._progress.tick_age())]
        )
        told = "Bytes that are free on the fuller of the disks that digest writes to."
        yield gauge(
            "digest_disk_free_bytes", told, [_sample(free_space(self._press.config))]
        )
        lanes = self._progress.lanes()
        told = "Times that a lane did its work: publish, deliver, and the others."
        runs = [_sample(lane.runs, lane=lane.name) for lane in lanes]
        yield counter("digest_lane_runs", told, runs)
        told = "Seconds that the work of a lane took, all times together."
        worked = [_sample(lane.worked, lane=lane.name) for lane in lanes]
        yield counter("digest_lane_seconds", told, worked)
        told = "Answers of relays to letters that this process sent, by class of code."
        classes = sorted(self._answers().items())
        answers = [_sample(count, code=code) for code, count in classes]
        yield counter("digest_relay_answers", told, answers)


def store_families(vitals: StoreVitals, now: datetime) -> Iterator[Family]:
    """What the store knows, which is the same on every machine."""
    told = "Slots by what became of them."
    yield gauge(
        "digest_slots",
        told,
        [
            _sample(count, newsletter=name, state=str(state))
            for (name, state), count in vitals.slots.items()
        ],
    )
    told = "Seconds since the oldest slot came due that has no issue yet."
    yield gauge("digest_slot_lag_seconds", told, [_age(vitals.oldest_slot, now)])
    told = "Letters that wait or are on their way, by state."
    waiting = [_sample(n, state=str(s)) for s, n in vitals.deliveries.items()]
    yield gauge("digest_deliveries_open", told, waiting)
    told = "Letters of which nobody knows whether the relay took them."
    yield gauge("digest_deliveries_in_doubt", told, [_sample(vitals.in_doubt)])
    told = "Seconds since the oldest letter was planned that still waits."
    yield gauge("digest_queue_age_seconds", told, [_age(vitals.oldest_delivery, now)])
    told = "Answers of a relay in the last whole minute, to all processes together."
    rates = [_sample(count, relay=relay) for relay, count in vitals.answers.items()]
    yield gauge("digest_relay_answers_per_minute", told, rates)
    told = "Subscriptions by state."
    yield gauge(
        "digest_subscribers",
        told,
        [
            _sample(count, newsletter=name, state=str(state))
            for (name, state), count in vitals.subscribers.items()
        ],
    )
    told = "Addresses that get no mail any more."
    yield gauge("digest_suppressed", told, [_sample(vitals.suppressed)])


def _sample(value: float, **labels: str) -> Sample:
    return Sample(value=value, labels=labels)


def _age(moment: datetime | None, now: datetime) -> Sample:
    """Seconds since the moment; 0 where there is none, or a clock was wrong."""
    if moment is None:
        return _sample(0.0)
    return _sample(max(0.0, (now - moment).total_seconds()))
