"""Other sides of mirrors on this machine: storage that speaks S3, a shell for rsync."""

from __future__ import annotations

import logging
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from obstore.store import S3Store

from digest.errors import MirrorError

RSYNC = shutil.which("rsync")
needs_rsync = pytest.mark.skipif(RSYNC is None, reason="rsync is not installed")

#: in the place of ssh: the host is this machine
SHELL = """\
import os, sys
os.execvp(sys.argv[2], sys.argv[2:])
"""


@dataclass(frozen=True)
class Bucket:
    """A bucket of its own for each test."""

    name: str
    endpoint: str

    def open(self, folder: str = "") -> Any:
        """What the bucket holds, as somebody else sees it."""
        return S3Store(
            self.name,
            prefix=folder or None,
            config={
                "endpoint": self.endpoint,
                "region": "us-east-1",
                "access_key_id": "key",
                "secret_access_key": "secret",
            },
            client_options={"allow_http": True},
        )

    def paths(self, folder: str = "") -> list[str]:
        """The objects under the folder, in order."""
        listed = self.open(folder).list()
        return sorted(each["path"] for chunk in listed for each in chunk)

    def read(self, path: str) -> bytes:
        """The bytes of one object."""
        return bytes(self.open().get(path).bytes())


@contextmanager
def storage() -> Iterator[Callable[[], Bucket]]:
    """Storage that runs to the end of the block; each call makes a bucket in it."""
    # late: it loads for seconds, and few tests need it
    from moto.server import ThreadedMotoServer  # noqa: PLC0415

    # it would log each request
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"

    def make() -> Bucket:
        name = f"notes-{uuid4().hex}"
        httpx.put(f"{endpoint}/{name}").raise_for_status()
        return Bucket(name=name, endpoint=endpoint)

    try:
        yield make
    finally:
        server.stop()


def a_shell(folder: Path) -> tuple[str, ...]:
    """A program in the place of ssh that stays on this machine."""
    path = folder / "shell.py"
    path.write_text(SHELL)
    return sys.executable, str(path)


@dataclass
class Memory:
    """The other side as a dictionary, which can be told to fail or to be slow."""

    files: dict[str, bytes] = field(default_factory=dict)
    #: what was done, in order
    deeds: list[str] = field(default_factory=list)
    #: fails before this path comes to stand
    fails_at: str = ""
    #: called before each file
    before_each: Callable[[], None] = lambda: None

    def tags(self) -> Mapping[str, str]:
        """See Destination."""
        self.deeds.append("tags")
        return {path: _tag(data) for path, data in self.files.items()}

    def put(
        self,
        folder: Path,
        paths: Sequence[str],
        *,
        done: Callable[[str, str], None],
        is_stopping: Callable[[], bool],
    ) -> None:
        """See Destination."""
        for path in paths:
            self.before_each()
            if is_stopping():
                return
            if path == self.fails_at:
                message = "mirror memory: is full; make room"
                raise MirrorError(message)
            self.files[path] = (folder / path).read_bytes()
            self.deeds.append(f"put {path}")
            done(path, _tag(self.files[path]))

    def remove(
        self,
        paths: Sequence[str],
        folders: Sequence[str],
        *,
        is_stopping: Callable[[], bool],
    ) -> None:
        """See Destination."""
        if is_stopping():
            return
        for path in paths:
            self.files.pop(path, None)
        self.deeds += [
            *(f"remove {path}" for path in paths),
            *map("rmdir {}".format, folders),
        ]


def _tag(data: bytes) -> str:
    return f"{len(data)} {data[:8]!r}"
