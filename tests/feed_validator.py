"""The feed validator of the W3C, kept running: it knows Atom, RSS and OPML."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: a line of JSON in, a line of JSON out
ANSWER = """
import io, json, sys, feedvalidator
from feedvalidator.logging import Error, Warning
for line in sys.stdin:
    told = json.loads(line)
    data = io.BytesIO(told["data"].encode("utf-8"))
    found = feedvalidator.validateStream(
        data, contentType=told["type"], base=told["url"])["loggedEvents"]
    print(json.dumps([
        type(event).__name__ + " " + repr(event.params)
        for event in found if isinstance(event, (Error, Warning))
    ]), flush=True)
"""
#: namespaces that it does not know, and that we mean: all that may be found
UNKNOWN = ("purl.org/atompub/tombstones/1.0", "source.scripting.com")


class FeedValidator:
    """Says what is wrong with a document."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def faults(self, data: bytes, *, media_type: str, url: str) -> list[str]:
        """Every error and warning, but for the namespaces that we mean."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        told = {"data": data.decode(), "type": media_type, "url": url}
        self._process.stdin.write(f"{json.dumps(told)}\n")
        self._process.stdin.flush()
        found: list[str] = json.loads(self._process.stdout.readline())
        return [
            fault for fault in found if not any(known in fault for known in UNKNOWN)
        ]


@contextmanager
def open_validator() -> Iterator[FeedValidator]:
    """FEEDVALIDATOR_DIR is a checkout of w3c/feedvalidator; it needs html5lib."""
    sources = Path(os.environ["FEEDVALIDATOR_DIR"]) / "src"
    before = os.environ.get("PYTHONPATH", "")
    environment = {"PYTHONPATH": os.pathsep.join((str(sources), before))}
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-W", "ignore", "-c", ANSWER],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield FeedValidator(process)
