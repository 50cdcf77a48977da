"""Articles of which each line is known: read from a folder, parted by their sites.

A folder holds files of JSON lines, plain or packed (.gz, .xz), at any depth. Of each
object are read:

    input    the raw text; or `html`, of which each block becomes a line
    gold     the lines of the article, as objects with `t`, or as one text
    with, without    instead of gold: phrases inside of the article and outside
    title    the forms of the title, which counts neither way
    url, id  where it is from: all articles of one site are in the same half
"""

from __future__ import annotations

import gzip
import json
import lzma
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import md5
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import html

from digest.load.cruft.lines import Lines
from digest.load.sights import WORD
from digest.load.text.pieces import split_pieces
from digest.model import Block, BlockKind

#: a long line is gold if this part of its runs of four words stands in the gold
LONG, RUN, SAME = 8, 4, 0.8
#: lines that gold may stand apart from the paragraphs of the article
STRAY = 3
#: what stands before the country in an address of two parts: example.co.uk
SECOND_LEVELS = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})
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


def read_cases(folder: Path) -> Iterator[Case]:
    """The cases of all files in the folder; texts first, and none from a page twice."""
    seen: set[str] = set()
    for path in sorted(folder.rglob("*.jsonl*"), reverse=True):
        for line in _unpacked(path).splitlines():
            case = json.loads(line)
            is_phrased = "with" in case
            address = case.get("url") or case["id"]
            if is_phrased and address in seen:
                continue
            if is_phrased:
                seen.add(address)
            yield case


def half(case: Case) -> str:
    """A or B, by the site: what is fitted to A is proved on B."""
    site = _site(case.get("url") or case["id"])
    return "AB"[md5(f"s{site}".encode(), usedforsecurity=False).digest()[0] % 2]


def lines_of(case: Case) -> Lines:
    """The text of the case as the cleaner takes it."""
    text = case.get("input") or _dumped(case["html"])
    blocks = [
        Block(kind=BlockKind.PARAGRAPH, text=piece.text, html="")
        for piece in split_pieces(text)
    ]
    return Lines(blocks)


def labels_of(case: Case, lines: Lines) -> list[Label]:
    """Of each line 1 for the article, 0 for the page around it, None for unknown."""
    texts = [sight.text for sight in lines.sights]
    if "with" in case:
        return _labels_of_phrases(case["with"], case["without"], texts)
    return _labels_of_gold(case, texts)


def has_phrase(line: str, phrase: str) -> bool:
    """Whether the phrase stands in the line, however either is spaced."""
    return " ".join(phrase.split()) in " ".join(line.split())


def _unpacked(path: Path) -> bytes:
    data = path.read_bytes()
    if path.suffix == ".gz":
        return gzip.decompress(data)
    return lzma.decompress(data) if path.suffix == ".xz" else data


def _site(address: str) -> str:
    """The part of the host's name that its owner has bought."""
    parts = (urlsplit(address).hostname or address).split(".")
    is_long = len(parts) > 2 and parts[-2] in SECOND_LEVELS and len(parts[-1]) == 2
    return ".".join(parts[-3 if is_long else -2 :])


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


def _labels_of_gold(case: Case, lines: Sequence[str]) -> list[Label]:
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
        is_out = any(has_phrase(line, phrase) for phrase in outside)
        is_between = first <= place <= last
        labels.append(None if is_out == is_between else int(is_between))
    return labels


def _paragraph_with(phrase: str, lines: Sequence[str]) -> list[int]:
    """The place of the longest line with the phrase: a teaser may have it, too."""
    places = [p for p, line in enumerate(lines) if has_phrase(line, phrase)]
    return sorted(places, key=lambda place: len(lines[place]))[-1:]


def _key(line: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in WORD.findall(line))


def _runs(key: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [key[place : place + RUN] for place in range(len(key) - RUN + 1)]
