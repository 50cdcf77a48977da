"""How soon an edit is in the preview, with a thousand articles in the folder.

    python benchmarks/preview.py [ARTICLES] [EDITS]

The time counts from the write of an article to the moment at which its new words came
as the letter over a connection, as the page would fetch it: heard of by the event, and
then asked for. Beside it stands what a bare watch of the same folder takes to hear of
a write, which no preview can beat. The first edit is told apart: some texts are in a
language that only a model tells, which loads once.

Aim: 300 ms for the median and 400 ms for all but the slowest twentieth, at 1,000
articles; beyond them the exit code is 1.
"""

from __future__ import annotations

import asyncio
import resource
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from time import monotonic, sleep

from watchfiles import watch

from digest.cli.records import open_store
from digest.clock import read_clock
from digest.loop import new_loop
from digest.preview.server import open_door, show
from digest.preview.studio import Studio

ARTICLES, EDITS = 1_000, 30
#: seconds after which a file counts as one that was there
SETTLING = 5
#: milliseconds
MEDIAN_AIM, SLOW_AIM = 300, 400
SETTINGS = """\
[site]
title = "North Shore Notes"
url = "https://notes.example.org"

[newsletters.weekly]
title = "North Shore Weekly"
schedule = "0 7 * * MON"
zone = "Europe/Berlin"
from = "North Shore Notes <notes@notes.example.org>"

[mail]
postal_address = "1 Quay Street, 20457 Hamburg"
"""
ARTICLE = """\
---
title: {title}
date: 2026-{month:02}-{day:02}
tags: [harbour]
---

{words}
"""
WORDS = "The harbour is open again. Ships have been waiting outside since Tuesday.\n\n"


def write_site(root: Path, articles: int) -> Path:
    """So many articles; the newest of them, which will be edited."""
    (root / "content").mkdir()
    (root / "digest.toml").write_text(SETTINGS)
    for number in range(articles):
        text = ARTICLE.format(
            title=f"Harbour {number}",
            month=1 + number % 10,
            day=1 + number % 28,
            words=WORDS * 10,
        )
        (root / "content" / f"harbour-{number}.md").write_text(text)
    newest = root / "content" / "newest.md"
    edit(newest, "before the first edit")
    return newest


def edit(article: Path, title: str) -> float:
    """Give the article this title; when that was."""
    text = ARTICLE.format(title=title, month=11, day=1, words=WORDS)
    began = monotonic()
    article.write_text(text)
    return began


@contextmanager
def previewing(root: Path) -> Iterator[int]:
    """The port of a preview of the site."""
    studio = Studio(root, open_store, clock=read_clock)
    door, loop, stopping = open_door(0), new_loop(), asyncio.Event()

    def run() -> None:
        with door, closing(studio), closing(loop):
            loop.run_until_complete(show(studio, door, stopping))
            loop.run_until_complete(loop.shutdown_default_executor())

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield door.getsockname()[1]
    finally:
        loop.call_soon_threadsafe(stopping.set)
        thread.join()


def ask(port: int, path: str) -> HTTPResponse:
    """The answer of the preview, of which nothing is read yet."""
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    return connection.getresponse()


def wait_for(changes: HTTPResponse, port: int, title: str) -> None:
    """Return when the letter is served that has this title."""
    while title.encode() not in changes.readline():
        pass
    letter = ask(port, "/letters/weekly/desktop").read()
    if title.encode() not in letter:
        sys.exit("the letter is not the one that was told")


def processor_time() -> float:
    """Milliseconds of a processor that this process took so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return 1000 * (used.ru_utime + used.ru_stime)


def measure_preview(root: Path, article: Path, edits: int) -> tuple[list[float], float]:
    """Milliseconds from each edit to the letter with its words; and of work for one."""
    taken: list[float] = []
    with previewing(root) as port:
        changes = ask(port, "/changes")
        wait_for(changes, port, "before the first edit")
        before = processor_time()
        for number in range(edits):
            # as somebody who writes, and stops to look
            sleep(0.3)
            title = f"Edit number {number} of them"
            began = edit(article, title)
            wait_for(changes, port, title)
            taken.append(1000 * (monotonic() - began))
        used = processor_time() - before
    return taken, used / edits


def measure_watch(article: Path, edits: int) -> list[float]:
    """Milliseconds in which a bare watch of the folder hears of each edit."""
    heard = threading.Event()
    stopping = threading.Event()

    def listen() -> None:
        for _ in watch(article.parent, step=10, stop_event=stopping):
            heard.set()

    thread = threading.Thread(target=listen)
    thread.start()
    sleep(1)
    taken: list[float] = []
    for number in range(edits):
        heard.clear()
        began = edit(article, f"Watched edit {number}")
        heard.wait()
        taken.append(1000 * (monotonic() - began))
        sleep(0.3)
    stopping.set()
    thread.join()
    return taken


def slow(taken: list[float]) -> float:
    """What nineteen of twenty stay below."""
    return statistics.quantiles(taken, n=20)[-1]


def main(articles: int = ARTICLES, edits: int = EDITS) -> int:
    """Measure, print, and say by the exit code whether the aims are met."""
    with tempfile.TemporaryDirectory(prefix="preview-") as name:
        root = Path(name)
        article = write_site(root, articles)
        # a file that has just changed is read again, as it may change unseen
        sleep(SETTLING)
        bare = measure_watch(article, edits)
        edit(article, "before the first edit")
        (first, *taken), used = measure_preview(root, article, 1 + edits)
    middle, floor = statistics.median(taken), statistics.median(bare)
    print(f"{articles:,} articles, {edits} edits, in milliseconds")
    print(f"a bare watch: median {floor:.0f}, 19 of 20 within {slow(bare):.0f}")
    print(f"the preview: median {middle:.0f}, 19 of 20 within {slow(taken):.0f}")
    print(f"of which it works for {used:.0f}; the rest is waiting")
    print(f"the first edit of all: {first:.0f}")
    print(f"the preview takes {middle / floor:.1f} times as long as the bare watch")
    return int(middle > MEDIAN_AIM or slow(taken) > SLOW_AIM)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
