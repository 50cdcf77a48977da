"""The stretch that is worth most is the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.load.cruft.signs import Text
from digest.load.cruft.span import best_span, first_span, score
from digest.load.cruft.weights import WEIGHTS
from digest.load.sights import look


@pytest.mark.parametrize(
    ("scores", "span"),
    [
        ([-1, 2, 3, -1, 4, -9], (1, 5)),
        ([-3, 2, -5, 4], (3, 4)),
        ([1, 1], (0, 2)),
        ([-1, -2], (0, 2)),
        ([], (0, 0)),
    ],
)
def test_the_run_with_the_greatest_sum_is_the_span(
    scores: list[float], span: tuple[int, int]
) -> None:
    """Where no line is worth anything, nothing is left out."""
    assert best_span(scores) == span


@given(st.lists(st.integers(-9, 9), max_size=12))
def test_no_other_run_is_worth_more(scores: list[int]) -> None:
    """The quick way finds what trying all runs finds."""
    start, end = best_span(scores)
    runs = [sum(scores[a:b]) for b in range(len(scores) + 1) for a in range(b)]
    if max(runs, default=0) > 0:
        assert sum(scores[start:end]) == max(runs)


@pytest.mark.parametrize(
    ("scores", "after", "prose", "span"),
    [
        # an article, a box below it, and a thread of comments
        ([5, 5, -20, 6, 6], 0, {0, 1, 3, 4}, (0, 2)),
        # far less than what stands below: a teaser
        ([3, -20, 6, 6], 0, {0, 2, 3}, (2, 4)),
        # no paragraph in it: a menu
        ([5, 5, -20, 6, 6], 0, {3, 4}, (3, 5)),
        # above the title
        ([5, 5, -20, 6, 6], 2, {0, 1, 3, 4}, (3, 5)),
        ([5, 5, -20, 6, 6], 5, {0, 1, 3, 4}, (3, 5)),
        ([-1, -2], 0, {0}, (0, 2)),
    ],
)
def test_of_two_runs_about_as_good_the_first_is_the_article(
    scores: list[float], after: int, prose: set[int], span: tuple[int, int]
) -> None:
    """What comes below an article is on it, and may be longer."""
    assert first_span(scores, after=after, prose=prose) == span


def test_every_sign_has_its_weight() -> None:
    """A sign without a weight would stop the cleaner, a weight without a sign lies."""
    lines = (
        "Harbour 12 opens (again): see 3 June 2026 |",
        *("why the harbour of Northhaven is “open” again after the storm of May.",) * 2,
        " ".join(["The master of the harbour let the fishing boats go first."] * 5),
        "Share this",
        "Read next",
        "3 Comments",
        "Is it?",
        "and so on…",
        "of the master and of the boats in the harbour",
    )
    text = Text(
        sights=[look(line) for line in lines],
        phrases={4: "share", 5: "related", 6: "comments"},
        prose=(1, 2, 3),
        title_place=0,
    )
    above = Text(
        sights=text.sights, phrases=text.phrases, prose=text.prose, title_place=1
    )
    found = {sign for each in (text, above) for s in each.line_signs() for sign in s}
    assert found == WEIGHTS.keys()


def test_a_line_is_worth_the_sum_of_its_signs() -> None:
    """A sign counts as much as it is strong."""
    expected = WEIGHTS["any line"] + WEIGHTS["capitals"] / 2
    assert score({"any line": 1.0, "capitals": 0.5}) == pytest.approx(expected)
