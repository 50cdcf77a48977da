"""What is counted, as Prometheus reads it."""

from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families

from digest.metrics import Sample, Traffic, counter, exposition, gauge


def test_figures_are_read_back_as_they_were_told() -> None:
    """A counter's name ends in _total, and labels may be any text."""
    families = (
        gauge("digest_slots", "Slots.", [Sample(value=3, labels={"a": 'x"\n\\'})]),
        counter("digest_runs", "Runs.", [Sample(value=7)]),
    )
    text = exposition(families).decode()
    found = {
        sample.name: (family.type, sample.labels, sample.value)
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert found == {
        "digest_slots": ("gauge", {"a": 'x"\n\\'}, 3.0),
        "digest_runs_total": ("counter", {}, 7.0),
    }


def test_the_share_of_unchanged_feeds_can_be_told() -> None:
    """By two counters, and the bytes that went out."""
    traffic = Traffic()
    for _ in range(3):
        traffic.answered_feed(304, 0)
    traffic.answered_feed(200, 60_000)
    traffic.answered(200)
    traffic.answered(404)
    values = {
        (family.name, *sample.labels.values()): sample.value
        for family in traffic.families()
        for sample in family.samples
    }
    assert values == {
        ("digest_http_requests", "200"): 2,
        ("digest_http_requests", "304"): 3,
        ("digest_http_requests", "404"): 1,
        ("digest_feed_requests",): 4,
        ("digest_feed_unchanged",): 3,
        ("digest_feed_bytes",): 60_000,
    }
