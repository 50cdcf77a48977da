"""The stretch of lines that is worth most: where in a page the article stands."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from digest.load.cruft.signs import Signs
from digest.load.cruft.weights import WEIGHTS

#: the part of the best run's worth from which one above it is as good
AS_GOOD = 0.7


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


def first_span(
    scores: Sequence[float], *, after: int, prose: Collection[int]
) -> tuple[int, int]:
    """The best run, or a run with a paragraph above it that is about as good.

    Comments can be longer than what they are on; above `after` stands no article.
    """
    start, end = best_span(scores)
    first, last = best_span(scores[after:start])
    above = range(after + first, after + last)
    worth = sum(scores[place] for place in above)
    is_as_good = worth > 0 and worth >= AS_GOOD * sum(scores[start:end])
    if is_as_good and any(place in prose for place in above):
        return above.start, above.stop
    return start, end
