"""Readers who ask without end while all is published anew every second.

No program: `serving.py` stands on it.
"""

from __future__ import annotations

import gzip
import os
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import count
from pathlib import Path

import brotli
from site_servers import Load, Readers, digest_server, fetch, request_text

from digest.documents import Target
from digest.publish import Effort, Tree, publish_targets

PAGES, RATE, SECONDS, CONNECTIONS = 5, 10_000, 20.0, 64
#: the share of the requests that are asked for that have to be answered
LEAST_SHARE = 0.98
MARK = re.compile(rb"version (\d+) ")
OPENED = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One of the answers that differ."""

    status: int
    #: of what was published; -1 for what is no whole version of anything
    version: int


def judge_publishing(folder: Path, feed: str) -> bool:
    """Publish and ask at once; tell what came of it, and whether all was whole."""
    site = folder / "site"
    names = ["atom.xml", *(f"articles/{n}/index.html" for n in range(PAGES))]
    publish(site, names, feed, 0)
    readers, stopping = Readers(folder), threading.Event()
    versions = count(1)

    def keep_publishing() -> None:
        while not stopping.wait(1.0):
            publish(site, names, feed, next(versions))

    with digest_server(site) as server:
        requests = requests_for(server.port, names)
        publisher = threading.Thread(target=keep_publishing)
        publisher.start()
        try:
            load = readers.ask(
                server.port,
                [text for _, text in requests],
                seconds=SECONDS,
                connections=CONNECTIONS,
                rate=RATE,
                notes=folder / "notes",
            )
        finally:
            stopping.set()
            publisher.join()
    return tell(load, next(versions), folder / "notes", [n for n, _ in requests], feed)


def publish(site: Path, names: Sequence[str], feed: str, version: int) -> None:
    """Publish all in this version, as a build does."""
    tree = Tree(
        folder=site / "feeds",
        lock=site / "lock",
        ledger=site / "ledger",
        former_manifest=site / "former",
    )
    targets: list[Target[None]] = [
        Target(
            path=name,
            media_type="text/html" if name.endswith("html") else "application/atom+xml",
            needs=(),
            recipe=partial(document, name, feed, version),
        )
        for name in names
    ]
    site.mkdir(exist_ok=True)
    publish_targets(tree, targets, lambda: None, Effort(jobs=1))


def document(name: str, feed: str, version: int, _: object = None) -> bytes:
    """The bytes of a file in this version: the mark at both of its ends."""
    mark = f"version {version:06} of {name}\n"
    text = feed if name == "atom.xml" else feed[:8_000]
    return f"{mark}{text}{mark}".encode()


def requests_for(port: int, names: Sequence[str]) -> list[tuple[str, bytes]]:
    """Name and text of each request: plain, packed, and with a version long gone."""
    found = []
    for name in names:
        path = "/" + name.removesuffix("index.html")
        _, told, _ = fetch(port, path)
        for fields in (
            {},
            {"Accept_Encoding": "gzip"},
            {"Accept_Encoding": "gzip, br"},
            {"If_None_Match": told["etag"]},
        ):
            # half of all ask for the feed
            times = PAGES if name == "atom.xml" else 1
            found += [(name, request_text(path, **fields))] * times
    return found[::2] + found[1::2]


def tell(
    load: Load, versions: int, notes: Path, names: Sequence[str], feed: str
) -> bool:
    """Print what the readers met with; whether nothing was torn, and enough came."""
    lines = [tuple(map(int, line.split())) for line in (notes / "answers").open()]
    used = {(names[request], number) for request, number, *_ in lines}
    answers = {key: read_answer(notes, *key, feed) for key in used}
    torn = sum(answers[names[r], n].version < 0 for r, n, *_ in lines)
    early = count_early(lines, names, answers)
    rate = load.requests / load.seconds
    print(
        f"{load.requests} answers, {rate:.0f} a second, while {versions} versions were "
        f"published: {len(used)} that differ, {load.failed} failed, {torn} torn, "
        f"{early} older than the feed that led there; half in {load.half:.1f} ms, "
        f"p99 {load.p99:.1f} ms, most {load.most:.1f} ms, load {os.getloadavg()[0]:.1f}"
    )
    return not (load.failed or torn or early) and rate >= LEAST_SHARE * RATE


def read_answer(notes: Path, name: str, number: int, feed: str) -> Answer:
    """What the answer was: a version of this file, byte for byte, under its own tag."""
    lines = (notes / f"{number}.head").read_bytes().decode().split("\r\n")
    status = int(lines[0].split()[1])
    told = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
    packed = (notes / f"{number}.body").read_bytes()
    tag = sha256(packed).hexdigest()[:32]
    # who has the version before the first publish keeps it until then
    if status == 304:
        return Answer(status=status, version=0)
    if told.get("etag", "").strip('"') != tag:
        return Answer(status=status, version=-1)
    data = OPENED[told.get("content-encoding", "")](packed)
    mark = MARK.match(data)
    version = int(mark[1]) if mark else -1
    is_whole = data == document(name, feed, version)
    return Answer(status=status, version=version if is_whole else -1)


def count_early(
    lines: Sequence[tuple[int, ...]],
    names: Sequence[str],
    answers: Mapping[tuple[str, int], Answer],
) -> int:
    """Answers with an older version than a feed had that was answered before."""
    feeds, rest = [], []
    for request, number, asked, answered in lines:
        name = names[request]
        version = answers[name, number].version
        rest.append((asked, version))
        if name == "atom.xml":
            feeds.append((answered, version))
    feeds.sort()
    newest, early, at = 0, 0, 0
    for asked, version in sorted(rest):
        while at < len(feeds) and feeds[at][0] < asked:
            newest = max(newest, feeds[at][1])
            at += 1
        early += version < newest
    return early
