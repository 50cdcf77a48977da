"""Readers who ask without end while the site is published again and again."""

from __future__ import annotations

import gzip
import os
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic

import brotli
import pytest

from digest.replacing import replace_file
from digest.web.app import make_app
from digest.wiring import Press
from feed_versions import NEW, OLD, feed_bytes
from serving import Client, serving

#: seconds of hammering
LENGTH = 30.0 if os.environ.get("DIGEST_TEST_LONG") else 1.5
READERS = 8
OPENED = {"identity": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
FEEDS = ("atom.xml", "rss.xml", "feed.json")
PAGE = "index.html"
RECORDING = "media/tide.ogg"
#: two versions of each file, of different sizes
VERSIONS = {
    **{name: (feed_bytes(name, OLD), feed_bytes(name, NEW)) for name in FEEDS},
    PAGE: (b"<p>old</p>" * 3_000, b"<p>the newer</p>" * 5_000),
    RECORDING: (b"\x01" * 700_000, b"\x02" * 900_000),
}


@dataclass
class Watch:
    """What readers saw, and what of it is wrong."""

    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)


def publish_on(folder: Path, watch: Watch) -> None:
    """Replace every file with its other version, again and again."""
    number = 0
    while not watch.is_over.is_set():
        number += 1
        for name, versions in VERSIONS.items():
            replace_file(folder / name, versions[number % 2], is_durable=False)


def read_on(client: Client, watch: Watch, seed: int) -> None:
    """Ask for one file after the other, each time otherwise, on one connection."""
    names, codings = list(VERSIONS), list(OPENED)
    tags: dict[str, str] = {}
    with closing(HTTPConnection("127.0.0.1", client.port, timeout=30)) as connection:
        for number in range(seed, 10**9):
            if watch.is_over.is_set():
                return
            name = names[number % len(names)]
            coding = codings[number // len(names) % len(codings)]
            fields = {"Accept-Encoding": coding}
            if number % 3 == 0 and name in tags:
                fields["If-None-Match"] = tags[name]
                fields["A-IM"] = "feed"
            if number % 2 == 0 and name == RECORDING:
                fields["Range"] = "bytes=1000-600000"
            connection.request("GET", f"/{name}", headers=fields)
            answer = connection.getresponse()
            body = answer.read()
            headers = {key.lower(): value for key, value in answer.getheaders()}
            tags[name] = headers.get("etag", "")
            watch.statuses[answer.status] += 1
            if fault := fault_of(name, answer.status, headers, body):
                watch.faults.append(f"{name} {coding}: {fault}")


def fault_of(name: str, status: int, headers: dict[str, str], body: bytes) -> str:
    """What is wrong with the answer; "" where nothing is."""
    plain = OPENED[headers.get("content-encoding", "identity")](body)
    tag = headers.get("etag", "")
    is_right = {
        200: plain in VERSIONS[name] and tag == tag_of(body),
        206: (plain, tag) in {(v[1000:600_001], tag_of(v)) for v in VERSIONS[name]},
        226: is_delta(plain) and headers.get("delta-base") != tag,
        304: not body,
    }
    return "" if is_right.get(status) else f"status {status}, tag {tag}"


def is_delta(plain: bytes) -> bool:
    """Whether it is what differs, in the one direction or the other."""
    is_forth = b"Third." in plain and b"Mended." in plain and b"First." not in plain
    is_back = b"First." in plain and b"Mended." not in plain
    return (is_forth or is_back) and b"Second." not in plain


def tag_of(data: bytes) -> str:
    """The entity tag that belongs to the bytes."""
    return f'"{sha256(data).hexdigest()[:32]}"'


@pytest.fixture
def client(press: Press) -> Iterator[Client]:
    """A site that gives deltas, too."""
    feeds = replace(press.config.feeds, delta=True)
    press = replace(press, config=replace(press.config, feeds=feeds))
    for name, (first, _) in VERSIONS.items():
        path = press.config.feeds_folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(first)
    with serving(make_app(press)) as found:
        yield found


def test_no_reader_ever_sees_a_partial_or_mixed_document(
    press: Press, client: Client
) -> None:
    """Whole or part, in each encoding: it is one version, and its tag is of it."""
    watch = Watch()
    threads = [
        threading.Thread(target=publish_on, args=(press.config.feeds_folder, watch)),
        *(
            threading.Thread(target=read_on, args=(client, watch, seed * 7))
            for seed in range(READERS)
        ),
    ]
    end = monotonic() + LENGTH
    for thread in threads:
        thread.start()
    while monotonic() < end and not watch.faults:
        watch.is_over.wait(0.05)
    watch.is_over.set()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()
    assert watch.faults == []
    assert {200, 206} <= set(watch.statuses)
    assert set(watch.statuses) <= {200, 206, 226, 304}
