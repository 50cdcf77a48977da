"""Fits the weights of a line's signs to articles of which each line is known.

    python benchmarks/fit_lines.py CASES...            prints the weights
    python benchmarks/fit_lines.py CASES... --write    and puts them into weights.py

CASES are files of JSON lines, plain or packed (.gz, .xz). Of each object are read:

    input    the raw text; or `html`, of which each block becomes a line
    gold     the lines of the article, as objects with `t`, or as one text
    with, without    instead of gold: phrases inside of the article and outside
    title    the forms of the title, which counts neither way

Then look at the weights before you commit them: each must make sense to a reader, and
must gain on articles of other sites than those that it was fitted to. The fit is a
logistic regression with a small ridge, by Newton's steps, in plain Python.
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import html

from digest.load.cruft import weights
from digest.load.cruft.lines import Lines
from digest.load.cruft.weights import WEIGHTS
from digest.load.sights import WORD
from digest.load.text.pieces import split_pieces
from digest.model import Block, BlockKind

#: what is added for any line: a line that is lost is worse than one too many
LEAN = 0.6
RIDGE = 1.0
STEPS = 25
#: a long line is gold if this part of its runs of four words stands in the gold
LONG, RUN, SAME = 8, 4, 0.8
#: lines that gold may stand apart from the paragraphs of the article
STRAY = 3
INLINE_TAGS = """
    a abbr b bdi cite code del em font i img input ins kbd label mark q s small span
    strike strong sub sup time tt u var wbr
"""
INLINE = frozenset(INLINE_TAGS.split())
UNSEEN_TAGS = """
    script style noscript template head svg iframe object select audio video
"""
UNSEEN = frozenset(UNSEEN_TAGS.split())

Case = Mapping[str, Any]  # JSON as the file has it
Label = int | None
#: signs, whether the line is the article, and how much that counts
Row = tuple[Mapping[str, float], int, float]


def main() -> None:
    """Fit, print the table, and write it if asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    rows = [row for path in chosen.cases for case in _read(path) for row in _rows(case)]
    names = sorted({name for signs, _, _ in rows for name in signs})
    fitted = dict(zip(names, _fit(rows, names), strict=True))
    fitted["any line"] += LEAN
    for name in [*WEIGHTS, *(fitted.keys() - WEIGHTS.keys())]:
        print(f"{name:32}{fitted.get(name, 0.0):+.2f}")
    if chosen.write:
        _write(fitted)


def _read(path: Path) -> Iterator[Case]:
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    elif path.suffix == ".xz":
        data = lzma.decompress(data)
    yield from (json.loads(line) for line in data.splitlines() if line.strip())


def _rows(case: Case) -> Iterator[Row]:
    """The lines that are known; those of one article count together as one article."""
    text = case.get("input") or _dumped(case["html"])
    pieces = split_pieces(text)
    lines = Lines([_block(piece.text) for piece in pieces])
    labels = _labels(case, [piece.text for piece in pieces])
    gold, cruft = labels.count(1), labels.count(0)
    for signs, label in zip(lines.signs, labels, strict=True):
        if label is not None:
            yield signs, label, (gold if label else cruft) ** -0.5


def _block(text: str) -> Block:
    return Block(kind=BlockKind.PARAGRAPH, text=text, html="")


def _dumped(page: str) -> str:
    """What a page shows, each block a line, below what its title says."""
    tree = html.document_fromstring(page.encode(), html.HTMLParser(encoding="utf-8"))
    parts: list[str] = [tree.findtext(".//title") or "", "\n"]
    _dump(tree, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _dump(element: Any, parts: list[str]) -> None:  # lxml has no types
    hidden = "display:none" in element.get("style", "").replace(" ", "")
    if element.tag in UNSEEN or hidden:
        return
    edge = "" if element.tag in INLINE else "\n"
    parts += [edge, " ".join((element.text or "").split("\n"))]
    for child in element:
        if isinstance(child.tag, str):
            _dump(child, parts)
        parts.append(" ".join((child.tail or "").split("\n")))
    parts.append(edge)


def _labels(case: Case, lines: Sequence[str]) -> list[Label]:
    """Of each line 1 for the article, 0 for the page around it, None for unknown."""
    if "with" in case:
        return _labels_of_phrases(case["with"], case["without"], lines)
    gold = case["gold"]
    known = [gold] if isinstance(gold, str) else [line["t"] for line in gold]
    neutral = {_key(title) for title in case["title"]}
    found = _found([row for part in known for row in part.split("\n")], lines)
    paragraphs = [p for p in found if len(_key(lines[p])) >= LONG] or found
    if not paragraphs:
        return [None] * len(lines)
    low, high = paragraphs[0] - STRAY, paragraphs[-1] + STRAY
    inside = {place for place in found if low <= place <= high}
    first, last = min(inside), max(inside)
    return [
        1 if p in inside else None if first < p < last or _key(line) in neutral else 0
        for p, line in enumerate(lines)
    ]


def _found(gold: Iterable[str], lines: Sequence[str]) -> list[int]:
    """The places of the lines that are gold, or nearly."""
    keys = [_key(line) for line in gold]
    runs = {run for key in keys for run in _runs(key)}
    whole = {*keys, ()} - {()}
    return [
        place
        for place, key in enumerate(map(_key, lines))
        if key in whole
        or (len(key) >= LONG and sum(r in runs for r in _runs(key)) >= SAME * len(key))
    ]


def _labels_of_phrases(
    inside: Sequence[str], outside: Sequence[str], lines: Sequence[str]
) -> list[Label]:
    """All lines from the first known one to the last are the article."""
    within = [place for phrase in inside for place in _paragraph_with(phrase, lines)]
    if not within:
        return [None] * len(lines)
    first, last = min(within), max(within)
    labels: list[Label] = []
    for place, line in enumerate(lines):
        is_out = _has(line, outside)
        is_between = first <= place <= last
        labels.append(None if is_out == is_between else int(is_between))
    return labels


def _paragraph_with(phrase: str, lines: Sequence[str]) -> list[int]:
    """The place of the longest line with the phrase: a teaser may have it, too."""
    places = [place for place, line in enumerate(lines) if _has(line, [phrase])]
    return sorted(places, key=lambda place: len(lines[place]))[-1:]


def _has(line: str, phrases: Iterable[str]) -> bool:
    folded = " ".join(line.split())
    return any(" ".join(phrase.split()) in folded for phrase in phrases)


def _key(line: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in WORD.findall(line))


def _runs(key: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [key[place : place + RUN] for place in range(len(key) - RUN + 1)]


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


def _write(fitted: Mapping[str, float]) -> None:
    """Put the numbers into the table, and leave its comments as they are."""
    path = Path(weights.__file__)
    text = path.read_text("utf-8")
    for name, value in fitted.items():
        text = re.sub(rf'("{re.escape(name)}": )[-+\d.]+', rf"\g<1>{value:+.2f}", text)
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
