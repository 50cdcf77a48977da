"""The stretch of lines that is worth most: where in a page the article stands."""

from __future__ import annotations

from collections.abc import Sequence

from digest.load.cruft.signs import Signs
from digest.load.cruft.weights import WEIGHTS


def score(signs: Signs) -> float:
    """What a line with these signs is worth."""
    return sum(WEIGHTS[sign] * strength for sign, strength in signs.items())


def best_span(scores: Sequence[float]) -> tuple[int, int]:
    """The run with the greatest sum (Kadane's algorithm)."""
    best, best_sum = (0, len(scores)), 0.0
    start, total = 0, 0.0
    for place, worth in enumerate(scores):
        if total <= 0:
            start, total = place, 0.0
        total += worth
        if total > best_sum:
            best, best_sum = (start, place + 1), total
    return best
