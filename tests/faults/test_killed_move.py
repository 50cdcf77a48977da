"""kill -9 of `digest migrate-store` at the n-th statement.

The file stays in its place, the server has nothing or all; the next call ends it.

Short by default; DIGEST_TEST_LONG=1 dies at each statement.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from shutil import copytree

from builders import NOW
from digest.backups.moving import move_store
from digest.store.databases.opening import open_store
from digest.store.databases.postgres import open_postgres
from digest.store.databases.sqlite import open_sqlite
from kept_sites import a_kept_site, name_database
from postgres_servers import NO_PASSWORD, PostgresServer
from waiting import until

IS_LONG = bool(os.environ.get("DIGEST_TEST_LONG"))
#: tries in the short mode, and statements of a whole move at the most
TRIES, MOST = 4, 400
CHILD = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import Engine, event
from builders import NOW
from digest.backups.moving import move_store
from digest.config import load_config

count, last = 0, int(sys.argv[2])

@event.listens_for(Engine, "before_cursor_execute")
def die(*_):
    global count
    count += 1
    if count == last:
        os.kill(os.getpid(), signal.SIGKILL)

move_store(load_config(Path(sys.argv[1]), {}), now=NOW)
print(count)
"""


def move(root: Path, last: int) -> subprocess.CompletedProcess[str]:
    """Move the store in a process that dies before its last statement."""
    return subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-c", CHILD, str(root), str(last)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
    )


def test_a_move_survives_at_every_statement(
    tmp_path: Path, postgres_server: PostgresServer
) -> None:
    """Whatever it was at, nothing is lost and nothing is there twice."""
    a_kept_site(tmp_path / "site")
    count, number, step = MOST, 0, 0
    name = postgres_server.make_database()
    open_postgres(postgres_server.url(name), NO_PASSWORD).close()
    while number <= count:
        root = tmp_path / str(number)
        copytree(tmp_path / "site", root)
        config = name_database(root, postgres_server.url(name))
        done = move(root, number)
        if number:
            assert done.returncode == -signal.SIGKILL
            file = config.state_folder / "digest.sqlite"
            with closing(open_sqlite(file)) as old, closing(open_store(config)) as new:
                # the server sees a moment later that its client is gone
                until(lambda new=new: new.count_others() == 0)  # type: ignore[misc]
                assert new.is_untouched() or new.has_the_same(old)
            moved = move_store(config, now=NOW)
            assert moved.rows["subscriber"] == 4
        else:
            count = int(done.stdout)
            step = 1 if IS_LONG else count // TRIES
        number += step
        postgres_server.clear(name)
    postgres_server.drop_database(name)
