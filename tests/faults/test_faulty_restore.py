"""A fault, or kill -9, at the n-th thing that a backup or a restore asks of the system.

The last backup stays whole, a store stands in its place at every moment, and the same
command does its work once the disk does.

Short by default: some calls fail, each in its turn, and the process dies at a few;
DIGEST_TEST_LONG=1 tries each of them.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest

from digest.backups.archive import unpack
from digest.config import Config, load_config
from digest.errors import DigestError
from digest.store.databases.opening import open_store
from digest.store.databases.sqlite import open_sqlite
from faulty_system import Blow, FaultySystem, faulty
from kept_sites import LATER, NO_SECRETS, a_kept_site, back_up, bring_back
from store_steps import add_readers

IS_LONG = bool(os.environ.get("DIGEST_TEST_LONG"))
BLOWS = (Blow.ONCE, Blow.LATE)
#: of so many calls one is tried
STEP, DEATH_STEP = (1, 1) if IS_LONG else (4, 12)
CHILD = """
import sys
from pathlib import Path
from faulty_system import Blow, FaultySystem, faulty
from kept_sites import bring_back
root, number = Path(sys.argv[1]), int(sys.argv[2])
with faulty(FaultySystem(root, at=number, blow=Blow.DEATH)):
    bring_back(root)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a backup of it, and a reader and another key since."""
    root = tmp_path_factory.mktemp("course") / "site"
    config = a_kept_site(root)
    back_up(config, root / "backup.tar.gz")
    (config.state_folder / "secret.key").write_text("k" * 64)
    with closing(open_store(config)) as store:
        add_readers(store, "late@example.net")
    return root


def is_old(config: Config) -> bool:
    """Whether the store in its place is the old one; there is one at any rate."""
    path = config.state_folder / "digest.sqlite"
    assert path.exists()
    with closing(open_sqlite(path)) as store:
        assert store.find_subscriber("ann@example.net") is not None
        return store.find_subscriber("late@example.net") is not None


def keeps_old(config: Config) -> bool:
    """Whether the old store is somewhere."""
    for path in config.state_folder.glob("replaced-*/digest.sqlite"):
        with closing(open_sqlite(path)) as store:
            if store.find_subscriber("late@example.net") is not None:
                return True
    return is_old(config)


def check_recovery(root: Path) -> None:
    """Nothing is lost, and another restore brings all back."""
    config = load_config(root, NO_SECRETS)
    assert keeps_old(config)
    bring_back(root, now=LATER)
    assert not is_old(config)
    assert keeps_old(config)
    key = config.state_folder / "secret.key"
    assert key.read_text() != "k" * 64
    assert not [*config.state_folder.glob("*.unfinished")]


def calls_of_a_restore(site: Path, folder: Path) -> int:
    """How often it asks the system for something."""
    root = folder / "well"
    copytree(site, root)
    with faulty(FaultySystem(root)) as system:
        bring_back(root)
    assert not is_old(load_config(root, NO_SECRETS))
    return len(system.calls)


@pytest.mark.parametrize("blow", BLOWS)
def test_a_restore_survives_a_fault_anywhere(
    blow: Blow, site: Path, tmp_path: Path
) -> None:
    """It is told, or does no harm; the next one does it all."""
    for number in range(1, calls_of_a_restore(site, tmp_path) + 1, STEP):
        root = tmp_path / str(number)
        copytree(site, root)
        with faulty(FaultySystem(root, at=number, blow=blow)):
            try:
                bring_back(root)
            except DigestError as error:
                assert "; " in str(error)  # noqa: PT017  or it went well
        check_recovery(root)


def test_a_restore_survives_its_death_anywhere(site: Path, tmp_path: Path) -> None:
    """With kill -9, where nothing can be put in order."""
    count = calls_of_a_restore(site, tmp_path)
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    for number in range(1, count + 1, DEATH_STEP):
        root = tmp_path / str(number)
        copytree(site, root)
        command = [sys.executable, "-c", CHILD, str(root), str(number)]
        done = subprocess.run(command, env=here, check=False, timeout=60)  # noqa: S603  our own words
        assert done.returncode == -signal.SIGKILL
        check_recovery(root)


@pytest.mark.parametrize("blow", BLOWS)
def test_a_backup_survives_a_fault_anywhere(
    blow: Blow, site: Path, tmp_path: Path
) -> None:
    """The one before it stays whole, or the new one is."""
    copytree(site, well := tmp_path / "well")
    with faulty(FaultySystem(well)) as system:
        back_up(load_config(well, NO_SECRETS), well / "backup.tar.gz")
    for number in range(1, len(system.calls) + 1):
        root = tmp_path / str(number)
        copytree(site, root)
        config = load_config(root, NO_SECRETS)
        path = root / "backup.tar.gz"
        with faulty(FaultySystem(root, at=number, blow=blow)):
            try:
                back_up(config, path)
            except DigestError as error:
                assert "; " in str(error)  # noqa: PT017  or it went well
        unpack(path, tmp_path)
        assert back_up(config, path).manifest.rows["subscriber"] == 5
        assert not [*root.glob(".*.new")]
        assert not [*config.state_folder.glob("*.unfinished")]
