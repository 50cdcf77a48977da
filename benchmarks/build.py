"""How long a build takes, beside Hugo and Eleventy, in one run.

    python benchmarks/build.py --peers PEERS --make-corpus SCRIPT
    python benchmarks/build.py ... --hugo hugo --eleventy node_modules --counts 1000

PEERS holds the set-ups of the others and `prepare.py`, which lays them out; SCRIPT
makes a corpus: `SCRIPT --count N --out FOLDER`. The generators take turns, so whatever
else the machine does slows all of them; of the rounds the median counts. A generator
that is not installed is named and left out.

Four builds are measured: `cold`, into an empty folder without a cache; `same`, nothing
changed; `edit`, a line more in the newest article; `new`, an article more. After each
`edit` and `new` digest's tree is read: page, index, tags, feeds, search and site map
have to be right, and at the end equal to those of a build without a cache.

Aims at 10,000 articles, of the wall time of the first Hugo: same 0.03, edit 0.06, cold
1.0; cold 0.4 of Eleventy; 250 MB. Beyond one of them the exit code is 1.
"""

from __future__ import annotations

import argparse
import filecmp
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from generators import (
    Cost,
    Generator,
    adopt_orphans,
    build_without_cache,
    digest,
    eleventy,
    hugo,
)

#: the most of another's wall time, by the build and by the first word of its name
AIMS = {
    ("cold", "Hugo"): 1.0,
    ("cold", "Eleventy"): 0.4,
    ("same", "Hugo"): 0.03,
    ("edit", "Hugo"): 0.06,
}
MOST_MEGABYTES = 250
#: the aims are meant for this many articles
AIMED_COUNT = 10_000
BUILDS = ("cold", "same", "edit", "new")
#: what is told of an entry only; the issue asks for these by name
FEEDS = ("atom.xml", "rss.xml", "feed.json")

Costs = Mapping[tuple[str, str], Cost]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What was done to the articles, and where it has to show."""

    slug: str
    #: a word that stands nowhere else
    mark: str
    tags: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the tables, and say by the exit code whether the aims are met."""
    chosen = _parser().parse_args(arguments)
    adopt_orphans()
    is_met = True
    for count in chosen.counts:
        with tempfile.TemporaryDirectory(prefix="build-", dir=chosen.folder) as name:
            generators = tuple(_generators(Path(name), count, chosen))
            costs, faults = _measure(generators, chosen.rounds)
        print(f"\n{count:,} articles, medians of {chosen.rounds}")
        is_fast = _report(costs, generators)
        is_met &= not faults and (is_fast or count != AIMED_COUNT)
        for fault in faults:
            print(f"wrong: {fault}")
    return int(not is_met)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--peers", type=Path, required=True)
    parser.add_argument("--make-corpus", type=Path, required=True)
    parser.add_argument("--counts", type=int, nargs="+", default=[1000, AIMED_COUNT])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where to build; default: TMPDIR")
    ours = Path(sys.executable).with_name("digest")
    parser.add_argument("--digest", default=str(ours), help="default: of this Python")
    parser.add_argument("--hugo", nargs="*", default=["hugo"], help="programs")
    parser.add_argument("--eleventy", type=Path, help="a node_modules with it")
    return parser


def _generators(
    folder: Path, count: int, chosen: argparse.Namespace
) -> Iterator[Generator]:
    """Those that are installed, each with its own corpus."""
    corpus = folder / "corpus"
    script = [sys.executable, str(chosen.make_corpus)]
    subprocess.run([*script, "--count", str(count), "--out", str(corpus)], check=True)
    yield digest(chosen.digest, folder / "digest", corpus)
    for number, binary in enumerate(chosen.hugo):
        if shutil.which(binary):
            yield hugo(binary, folder / f"hugo-{number}", corpus, chosen.peers)
        else:
            print(f"{binary}: not installed, and left out")
    if chosen.eleventy and (chosen.eleventy / "@11ty/eleventy").is_dir():
        yield eleventy(chosen.eleventy, folder / "eleventy", corpus, chosen.peers)
    else:
        print("Eleventy: not installed, and left out")


def _measure(
    generators: Sequence[Generator], rounds: int
) -> tuple[Costs, Sequence[str]]:
    """The median of each build, and what digest's tree did not show."""
    costs: dict[tuple[str, str], list[Cost]] = {}
    faults: list[str] = []
    last = f"out-{rounds}"
    for build in BUILDS:
        for number in range(1, rounds + 1):
            # no folder is deleted meanwhile: that slows file systems for minutes
            out = f"out-{number}" if build == "cold" else last
            for generator in generators:
                change = _change(generator, build, number)
                if build == "cold":
                    generator.aim(out)
                cost = generator.build(out)
                costs.setdefault((generator.name, build), []).append(cost)
                if generator.name == "digest" and change:
                    faults += _unseen(generator.folder / out, change)
    trees = build_without_cache(generators[0], last)
    faults += (f"{path}: differs without cache" for path in _differences(*trees))
    return {key: _median(told) for key, told in costs.items()}, faults


def _change(generator: Generator, build: str, number: int) -> Change | None:
    """Edit the newest article, or add a newer one."""
    newest = generator.newest
    mark = f"{build}mark{number}"
    if build == "edit":
        with newest.open("a", encoding="utf-8") as file:
            file.write(f"\nOne line more, with the word {mark}.\n")
    elif build == "new":
        text = newest.read_text("utf-8").partition("\n---\n")[0]
        text += f"\n---\n\nA whole new article, with the word {mark}.\n"
        newest = newest.with_name(f"{newest.stem}-{number}.md")
        newest.write_text(text, encoding="utf-8")
    else:
        return None
    tags = newest.read_text("utf-8").partition("\ntags: [")[2].partition("]")[0]
    slug = newest.stem[len("2017-01-01-") :]
    return Change(slug=slug, mark=mark, tags=tuple(tags.split(", ")))


def _unseen(tree: Path, change: Change) -> Iterator[str]:
    """Where the change does not show."""
    address = f"articles/{change.slug}/"
    marked = [f"{address}index.html", *FEEDS]
    named = [
        "index.html",
        "sitemap.xml",
        *(f"tags/{tag}/index.html" for tag in change.tags),
    ]
    marked += [f"tags/{tag}/{feed}" for tag in change.tags for feed in FEEDS]
    for paths, words in ((marked, change.mark), (named, address)):
        for path in paths:
            if words not in (tree / path).read_text("utf-8"):
                yield f"{path}: does not say {words}"
    found = [
        path
        for path in sorted((tree / "search").rglob("*"))
        if path.is_file() and change.mark in path.read_text("utf-8")
    ]
    if not found:
        yield f"search: does not know {change.mark}"


def _differences(tree: Path, other: Path) -> Iterator[str]:
    """The paths at which two trees differ."""
    paths = {
        path.relative_to(top)
        for top in (tree, other)
        for path in top.rglob("*")
        if path.is_file()
    }
    for path in sorted(paths):
        both = (tree / path, other / path)
        if not all(each.is_file() for each in both) or not filecmp.cmp(
            *both, shallow=False
        ):
            yield str(path)


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(
        wall=median(cost.wall for cost in costs),
        processor=median(cost.processor for cost in costs),
        memory=median(cost.memory for cost in costs),
    )


def _report(costs: Costs, generators: Sequence[Generator]) -> bool:
    """Print a line for each build; true where digest keeps within every aim."""
    ours, *others = (generator.name for generator in generators)
    print(f"{'':14}{'wall s':>18}{'processor s':>13}{'MB':>8}{'digest / it':>13}  aim")
    is_met = True
    aimed = set()
    for build in BUILDS:
        own = costs[ours, build]
        is_small = own.memory <= MOST_MEGABYTES
        _print_row(build, ours, own, f"{'':13}  {MOST_MEGABYTES} MB{_said(is_small)}")
        is_met &= is_small
        for name in others:
            ratio = own.wall / costs[name, build].wall
            key = build, name.partition(" ")[0]
            aim = "" if key in aimed else AIMS.get(key, "")
            aimed.add(key)
            is_near = not aim or ratio <= aim
            is_met &= is_near
            told = f"{ratio:13.3f}  {aim}{_said(is_near) if aim else ''}"
            _print_row(build, name, costs[name, build], told)
    return is_met


def _print_row(build: str, name: str, cost: Cost, told: str) -> None:
    print(
        f"{build:6}{name:14}{cost.wall:12.3f}{cost.processor:13.2f}"
        f"{cost.memory:8.0f}{told}"
    )


def _said(is_met: bool) -> str:  # noqa: FBT001  a claim, no mode
    return ": met" if is_met else ": missed"


if __name__ == "__main__":
    raise SystemExit(main())
