"""A site has the store that [store] names."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from digest.config import load_config
from digest.errors import StoreError
from digest.store.databases.opening import DATABASE, has_file, open_store
from kept_sites import a_kept_site, name_database
from postgres_servers import PostgresServer
from publications import write_publication
from store_steps import add_readers, number_of

#: what only several machines need
HEAVY = (
    "psycopg",
    "sqlalchemy.dialects.postgresql",
    "digest.store.databases.postgres_engine",
)
START = f"""
import sys
from pathlib import Path
from digest.config import load_config
from digest.store.databases.opening import open_store
open_store(load_config(Path(sys.argv[1]))).close()
print(*(name for name in {HEAVY} if name in sys.modules))
"""


def test_who_may_not_look_into_the_folder_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as another user of the machine, who asks for the status."""
    config = a_kept_site(tmp_path)
    assert has_file(config)

    def refuse(_path: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", refuse)
    told = (
        r"digest\.sqlite: cannot be read \(Permission denied\); call digest as the user"
    )
    with pytest.raises(StoreError, match=told):
        has_file(config)


def test_a_site_has_a_file_of_its_own(tmp_path: Path) -> None:
    """In its state folder, unless it names a server."""
    config = a_kept_site(tmp_path)
    open_store(config).close()
    assert (config.state_folder / DATABASE).is_file()


def test_a_site_may_name_a_server(tmp_path: Path, postgres_url: str) -> None:
    """Whoever opens its store finds the same readers; no file is made."""
    config = a_kept_site(tmp_path, postgres_url)
    with closing(open_store(config)) as first:
        add_readers(first, "ann@example.net")
    with closing(open_store(config)) as second:
        assert number_of(second, "ann@example.net")
    assert not (config.state_folder / DATABASE).exists()


def test_a_file_needs_nothing_of_a_server(tmp_path: Path) -> None:
    """Nor is anything of it loaded: a start would take longer."""
    a_kept_site(tmp_path)
    ended = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", START, str(tmp_path)],
        check=True,
        capture_output=True,
        text=True,
    )
    assert ended.stdout.strip() == ""


def test_a_missing_driver_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what to install."""
    write_publication(tmp_path)
    config = name_database(tmp_path, "postgresql://notes@db.example.org/notes")
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"install digest-publisher\[postgres\]"):
        open_store(config)


def test_a_password_goes_to_nobody_else(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    postgres_server: PostgresServer,
) -> None:
    """A fault names the database, and neither user nor password."""
    monkeypatch.setenv("DIGEST_STORE_PASSWORD", "h0rse")
    write_publication(tmp_path)
    name_database(tmp_path, postgres_server.url("nobody_made_it"))
    with pytest.raises(StoreError) as told:
        open_store(load_config(tmp_path))
    place = "postgresql://localhost/nobody_made_it: "
    assert str(told.value) == f"{place}does not exist; make it with createdb"
