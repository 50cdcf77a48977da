"""Publications whose issues are sent by workers, and the workers."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publications import write_publication
from waiting import PATIENCE

SETTINGS = """
[sending]
workers = true
connections = 4
pause_after = 0

[store]
url = "{url}"

[mail]
relay = "smtp+plain://127.0.0.1:{port}"
"""
OUTBOX = """
[sending]
workers = true

[store]
url = "{url}"
"""


def write_worker_site(root: Path, url: str, *, port: int = 0) -> Path:
    """A publication on this database; it sends by a relay here, or into its outbox."""
    toml = write_publication(root) / "digest.toml"
    settings = SETTINGS.format(url=url, port=port)
    if port:
        text = toml.read_text().replace("\n[mail]\n", settings, 1)
    else:
        text = toml.read_text() + OUTBOX.format(url=url)
    toml.write_text(text)
    return root


def start_worker(root: Path) -> subprocess.Popen[bytes]:
    """A worker of the publication, in a process of its own."""
    words = ("-m", "digest", "--site", str(root), "worker")
    with (root / "workers.log").open("ab") as log:
        return subprocess.Popen([sys.executable, *words], stderr=log)  # noqa: S603


@contextmanager
def at_work(root: Path, count: int = 1) -> Iterator[list[subprocess.Popen[bytes]]]:
    """So many workers; those that are left are ended at the end, in order."""
    workers = [start_worker(root) for _ in range(count)]
    try:
        yield workers
    finally:
        for worker in workers:
            worker.send_signal(signal.SIGTERM)
        for worker in workers:
            worker.wait(PATIENCE)
