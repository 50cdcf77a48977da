"""What is counted for programs that watch over digest: the only prometheus_client.

No label names a reader. Names and units are by the conventions of Prometheus.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prometheus_client.core import Metric

#: what an answer with metrics is declared as
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Kind(StrEnum):
    """How a figure may change."""

    #: up and down
    GAUGE = "gauge"
    #: up only, from the start of the process
    COUNTER = "counter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One figure, with what tells it from the others of its family."""

    value: float
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Figures of one name."""

    #: a counter's without `_total`, which is added
    name: str
    kind: Kind
    #: what it counts, for who meets the name only
    told: str
    samples: tuple[Sample, ...]


class Traffic:
    """What the site's server answered, counted by its one thread."""

    def __init__(self) -> None:
        self._requests: dict[int, int] = {}
        self._feed_octets = 0
        self._feeds: dict[int, int] = {}

    def answered(self, status: int) -> None:
        """Count one answer that was no feed's."""
        self._requests[status] = self._requests.get(status, 0) + 1

    def answered_feed(self, status: int, octets: int) -> None:
        """Count the answer to one that asked for a feed, with what its body had."""
        self._feeds[status] = self._feeds.get(status, 0) + 1
        self._feed_octets += octets

    def families(self) -> tuple[Family, ...]:
        """What was counted, for one look."""
        feeds = dict(self._feeds)
        requests = dict(self._requests)
        unchanged = feeds.get(HTTPStatus.NOT_MODIFIED, 0)
        return (
            counter(
                "digest_http_requests",
                "Answers of the site's server, by their status.",
                _by_status(requests, feeds),
            ),
            counter(
                "digest_feed_requests",
                "Answers to who asked for a feed.",
                [Sample(value=sum(feeds.values()))],
            ),
            counter(
                "digest_feed_unchanged",
                "Of these, those that only said that nothing changed (304).",
                [Sample(value=unchanged)],
            ),
            counter(
                "digest_feed_bytes",
                "Bytes of the bodies of feeds that went out.",
                [Sample(value=self._feed_octets)],
            ),
        )


def gauge(name: str, told: str, samples: Iterable[Sample]) -> Family:
    """Figures that go up and down."""
    return Family(name=name, kind=Kind.GAUGE, told=told, samples=tuple(samples))


def counter(name: str, told: str, samples: Iterable[Sample]) -> Family:
    """Figures that only go up."""
    return Family(name=name, kind=Kind.COUNTER, told=told, samples=tuple(samples))


def exposition(families: Iterable[Family]) -> bytes:
    """The families in the text that Prometheus reads."""
    # late: it takes longer to load than a small site to start, and few ask for it
    from prometheus_client import CollectorRegistry, generate_latest  # noqa: PLC0415

    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Told(tuple(families)))
    return generate_latest(registry)


class _Told:
    """Figures that are known already, as the library asks for them."""

    def __init__(self, families: tuple[Family, ...]) -> None:
        self._families = families

    def describe(self) -> tuple[Metric, ...]:
        """Nothing, so that the library does not ask twice."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """Each family in the library's form."""
        # late: see exposition
        from prometheus_client.core import Metric  # noqa: PLC0415

        for family in self._families:
            metric = Metric(family.name, family.told, family.kind)
            suffix = "_total" if family.kind is Kind.COUNTER else ""
            for sample in family.samples:
                labels = dict(sample.labels)
                metric.add_sample(f"{family.name}{suffix}", labels, sample.value)
            yield metric


def _by_status(*counts: Mapping[int, int]) -> Iterator[Sample]:
    for status in sorted({status for one in counts for status in one}):
        total = sum(one.get(status, 0) for one in counts)
        yield Sample(value=total, labels={"status": str(status)})
