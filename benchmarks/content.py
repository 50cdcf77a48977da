"""How long digest takes for an article, text or web page, beside trafilatura.

    python benchmarks/content.py                  the articles of content/, as pages
    python benchmarks/content.py FOLDER           the .txt and .html files of a folder
    python benchmarks/content.py FOLDER --rounds 9

Each file is read by load_article() and then by trafilatura in its fast mode, one after
the other, so that whatever else the machine does slows both. Of the rounds the median
counts. A text goes to trafilatura as a page with each line in a paragraph.

Limits: 15 ms a text; 3 x trafilatura a page. Beyond one of them the exit code is 1.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from statistics import mean, median

import trafilatura

from digest.errors import ContentError
from digest.load.article import load_article
from digest.load.filename import MARKDOWN_SUFFIXES, WEBPAGE_SUFFIXES
from digest.model import Site

CONTENT = Path(__file__).parent.parent / "content"
SITE = Site(
    title="Benchmark",
    url="https://example.org",
    language="en",
    author="Benchmark",
    description="",
)
MOST_TEXT_MS = 15.0
MOST_PAGE_RATIO = 3.0
#: what news pages have around an article: links before and after it, and scripts
LINKS = 150
SCRIPT_BYTES = 80_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One file, and the same as trafilatura takes it."""

    path: str
    data: bytes
    html: str

    @property
    def is_page(self) -> bool:
        """Whether it came as a web page."""
        return self.path.endswith(tuple(WEBPAGE_SUFFIXES))


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What one sample took, in milliseconds."""

    path: str
    ours: float
    theirs: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and say by the exit code whether the limits hold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, help="default: content/")
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args(arguments)
    samples = tuple(_of_folder(chosen.folder) if chosen.folder else _of_content())
    if not samples:
        print(f"{chosen.folder}: no .txt and no .html in it; name another folder")
        return 2
    texts = _measure([each for each in samples if not each.is_page], chosen.rounds)
    pages = _measure([each for each in samples if each.is_page], chosen.rounds)
    return int(not _report(texts, pages))


def _of_folder(folder: Path) -> Iterator[Sample]:
    endings = {".txt", *WEBPAGE_SUFFIXES}
    for path in sorted(folder.iterdir()):
        if path.suffix in endings:
            yield _sample(path.name, path.read_bytes())


def _of_content() -> Iterator[Sample]:
    """Texts as they are, Markdown as raw text; a page in a frame like those of news."""
    for path in sorted(CONTENT.iterdir()):
        if path.suffix in WEBPAGE_SUFFIXES:
            yield _sample(path.name, _framed(path.read_text("utf-8")).encode())
        elif path.suffix == ".txt" or path.suffix in MARKDOWN_SUFFIXES:
            yield _sample(f"{path.stem}.txt", path.read_bytes())


def _framed(page: str) -> str:
    links = "".join(
        f'<li><a href="/{number}">Headline number {number} of the coast</a></li>'
        for number in range(LINKS)
    )
    script = f"<script>{'quay();' * (SCRIPT_BYTES // 7)}</script>"
    opened = page.replace("<body>", f"<body><nav><ul>{links}</ul></nav>{script}", 1)
    return opened.replace("</body>", f"<footer><ul>{links}</ul></footer></body>", 1)


def _sample(path: str, data: bytes) -> Sample:
    text = data.decode("utf-8", "replace")
    if not path.endswith(tuple(WEBPAGE_SUFFIXES)):
        lines = (f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
        text = f"<html><body><article>{''.join(lines)}</article></body></html>"
    return Sample(path=path, data=data, html=text)


def _measure(samples: Sequence[Sample], rounds: int) -> tuple[Timing, ...]:
    """The median of the rounds by sample; one more goes before, to warm up."""
    ours: dict[str, list[float]] = {sample.path: [] for sample in samples}
    theirs: dict[str, list[float]] = {sample.path: [] for sample in samples}
    for turn in range(rounds + 1):
        for sample in samples:
            own, other = _took(_ours, sample), _took(_theirs, sample)
            if turn:
                ours[sample.path].append(own)
                theirs[sample.path].append(other)
    return tuple(
        Timing(path=path, ours=median(ours[path]), theirs=median(theirs[path]))
        for path in ours
    )


def _took(read: Callable[[Sample], None], sample: Sample) -> float:
    start = time.perf_counter()
    read(sample)
    return 1000 * (time.perf_counter() - start)


def _ours(sample: Sample) -> None:
    try:
        load_article(sample.path, sample.data, SITE)
    except ContentError as error:
        print(error, file=sys.stderr)


def _theirs(sample: Sample) -> None:
    trafilatura.extract(sample.html, fast=True, include_comments=False)


def _report(texts: Sequence[Timing], pages: Sequence[Timing]) -> bool:
    """Print the table; true where both limits hold."""
    print(f"{'':8}{'n':>6}{'digest':>10}{'slowest':>10}{'trafilatura':>14}{'ratio':>8}")
    text_ms, _ = _row("text", texts)
    _, page_ratio = _row("page", pages)
    print(
        f"limits: text {MOST_TEXT_MS:.0f} ms, page {MOST_PAGE_RATIO:.0f} x; ms a file"
    )
    return text_ms <= MOST_TEXT_MS and page_ratio <= MOST_PAGE_RATIO


def _row(kind: str, timings: Sequence[Timing]) -> tuple[float, float]:
    """Print how long one kind takes; return its mean and its ratio."""
    if not timings:
        print(f"{kind:8}{0:6}")
        return 0.0, 0.0
    ours, theirs = mean(t.ours for t in timings), mean(t.theirs for t in timings)
    slowest = max(timing.ours for timing in timings)
    ratio = ours / theirs
    print(
        f"{kind:8}{len(timings):6}{ours:10.1f}{slowest:10.1f}{theirs:14.1f}{ratio:8.2f}"
    )
    return ours, ratio


if __name__ == "__main__":
    raise SystemExit(main())
