"""Fits the weights of a line's signs to articles of which each line is known.

    python benchmarks/fit_lines.py --data FOLDER            fits, prints, proves
    python benchmarks/fit_lines.py --data FOLDER --write    and fills weights.py

FOLDER holds the articles as known_lines.py tells: a few hundred, raw texts and web
pages. Half of the sites, A, are fitted; the others, B, only prove what that is worth,
and nobody reads them. For both the last lines print what the whole cleaner makes of
their texts: the share of the article's lines that it keeps and of the other lines that
it cuts (the mean of the articles), and the F1 of the phrases that must stay or go.

The numbers in weights.py are of November 2026, of 396 articles of 294 sites in
a dozen languages, with LEAN and RIDGE as they stand here: A chose among a few of each.

Then look at the weights before you commit them: each must make sense to a reader. The
fit is a logistic regression with a small ridge, by Newton's steps, in plain Python.
"""

from __future__ import annotations

import argparse
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from known_lines import Case, half, has_phrase, labels_of, lines_of, read_cases

from digest.load.cruft import weights
from digest.load.cruft.lines import Lines
from digest.load.cruft.verdicts import judge
from digest.load.cruft.weights import WEIGHTS

#: what is added for any line: a line that is lost is worse than one too many
LEAN = 0.4
RIDGE = 10.0
STEPS = 25
HALVES = ("A", "B")

#: signs, whether the line is the article, and how much that counts
Row = tuple[Mapping[str, float], int, float]


def main() -> None:
    """Fit, print the table, write it if asked, and tell what it is worth."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    cases = list(read_cases(chosen.data))
    fitted = _fitted([case for case in cases if half(case) == HALVES[0]])
    for name in [*WEIGHTS, *(fitted.keys() - WEIGHTS.keys())]:
        print(f"{name:32}{fitted.get(name, 0.0):+.2f}")
    WEIGHTS.update(fitted)
    for letter in HALVES:
        _report(letter, [case for case in cases if half(case) == letter])
    if chosen.write:
        _write(fitted)


def _fitted(cases: Iterable[Case]) -> dict[str, float]:
    """The weights, as exact as the table has them."""
    rows = [row for case in cases for row in _rows(case)]
    names = sorted({name for signs, _, _ in rows for name in signs})
    found = dict(zip(names, _fit(rows, names), strict=True))
    found["any line"] += LEAN
    return {name: round(value, 2) for name, value in found.items()}


def _rows(case: Case) -> Iterator[Row]:
    """The lines that are known; those of one article count together as one article."""
    lines = lines_of(case)
    labels = labels_of(case, lines)
    gold, cruft = labels.count(1), labels.count(0)
    for signs, label in zip(lines.signs, labels, strict=True):
        if label is not None:
            yield signs, label, (gold if label else cruft) ** -0.5


def _fit(rows: Sequence[Row], names: Sequence[str]) -> list[float]:
    """The weights under which the labels are likeliest."""
    place = {name: number for number, name in enumerate(names)}
    weight = sum(row[2] for row in rows) / len(rows)
    sparse = [
        ([(place[name], value) for name, value in signs.items()], label, part / weight)
        for signs, label, part in rows
    ]
    found = [0.0] * len(names)
    for _ in range(STEPS):
        slope = [-RIDGE * value for value in found]
        bend = [[RIDGE * (a == b) for b in place.values()] for a in place.values()]
        for signs, label, part in sparse:
            worth = sum(found[at] * value for at, value in signs)
            chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, worth))))
            for at, value in signs:
                slope[at] += part * (label - chance) * value
                pull = part * chance * (1 - chance) * value
                for other, strength in signs:
                    bend[at][other] += pull * strength
        step = _solved(bend, slope)
        found = [value + move for value, move in zip(found, step, strict=True)]
        if max(map(abs, step)) < 1e-6:
            break
    return found


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a system of equations (Gauss, without pivots: it is definite)."""
    size = len(right)
    rows = [[*matrix[at], right[at]] for at in range(size)]
    for at in range(size):
        for below in range(at + 1, size):
            part = rows[below][at] / rows[at][at]
            for column in range(at, size + 1):
                rows[below][column] -= part * rows[at][column]
    found = [0.0] * size
    for at in reversed(range(size)):
        rest = sum(rows[at][column] * found[column] for column in range(at + 1, size))
        found[at] = (rows[at][size] - rest) / rows[at][at]
    return found


@dataclass(frozen=True, slots=True)
class _Proof:
    """What became of the lines of one case, and of its phrases if it has some."""

    #: the shares of the article's lines kept and of the others cut
    kept: tuple[float, ...]
    cut: tuple[float, ...]
    #: phrases kept rightly, kept wrongly, lost
    right: int = 0
    wrong: int = 0
    lost: int = 0


def _report(letter: str, cases: Sequence[Case]) -> None:
    proofs = [_proof(case) for case in cases]
    kept = mean(share for proof in proofs for share in proof.kept)
    cut = mean(share for proof in proofs for share in proof.cut)
    right, wrong, lost = (
        sum(getattr(proof, name) for proof in proofs)
        for name in ("right", "wrong", "lost")
    )
    print(
        f"{letter}: {len(cases)} articles, lines kept {kept:.4f}, cut {cut:.4f};"
        f" phrases F1 {2 * right / (2 * right + wrong + lost):.4f}"
        f" ({right} right, {wrong} left over, {lost} lost)"
    )


def _proof(case: Case) -> _Proof:
    lines = lines_of(case)
    verdicts = judge(lines).verdicts
    if "with" in case:
        return _proof_of_phrases(case, lines, verdicts)
    labels = labels_of(case, lines)
    gold = [place not in verdicts for place, label in enumerate(labels) if label == 1]
    cruft = [place in verdicts for place, label in enumerate(labels) if label == 0]
    return _Proof(*((mean(found),) if found else () for found in (gold, cruft)))


def _proof_of_phrases(case: Case, lines: Lines, verdicts: Mapping[int, str]) -> _Proof:
    body = " ".join(s.text for p, s in enumerate(lines.sights) if p not in verdicts)
    right = sum(has_phrase(body, phrase) for phrase in case["with"])
    wrong = sum(has_phrase(body, phrase) for phrase in case["without"])
    lost = len(case["with"]) - right
    return _Proof((), (), right, wrong, lost)


def _write(fitted: Mapping[str, float]) -> None:
    """Put the numbers into the table, and leave its comments as they are."""
    path = Path(weights.__file__)
    text = path.read_text("utf-8")
    for name, value in fitted.items():
        text = re.sub(rf'("{re.escape(name)}": )[-+\d.]+', rf"\g<1>{value:+.2f}", text)
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
