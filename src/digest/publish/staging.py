"""The staging: files that are made and not public yet, in a hidden folder of the tree.

Nothing takes its place before all is there. Then a journal says what goes where, and
from then on the publish is decided: whoever finds a journal brings it to its end.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from digest.paths import folders_of
from digest.publish.names import is_within
from digest.replacing import DRAFT, replace_file

#: in the published tree, so that a file takes its place in one step
FOLDER = ".digest-staging"
JOURNAL = "journal"
#: whether the system can tell what the user may whom the process acts for
HAS_EFFECTIVE_USER = os.access in os.supports_effective_ids
#: what the system says of a path where no file of ours can stand
NOT_THERE = frozenset(
    {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.ELOOP}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a publish does to the tree, in this order."""

    #: paths of old files that are in the way of new ones
    in_the_way: tuple[str, ...] = ()
    #: number of the staged file, and the path that it takes
    moves: tuple[tuple[int, str], ...] = ()
    #: paths of other old files
    gone: tuple[str, ...] = ()

    @property
    def is_any(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.in_the_way or self.moves or self.gone)


class Staging:
    """The staging of one tree."""

    def __init__(self, folder: Path) -> None:
        self._tree = folder
        self._folder = folder / FOLDER

    def place(self, number: int) -> Path:
        """Where the file of this number waits."""
        return self._folder / str(number)

    def open(self) -> None:
        """Make room for files."""
        self._folder.mkdir(parents=True, exist_ok=True)

    def close(self) -> None:
        """Throw away what waits, unless it is decided that it takes its place."""
        if not (self._folder / JOURNAL).exists():
            shutil.rmtree(self._folder, ignore_errors=True)

    def recover(self) -> None:
        """Bring to its end what a dead process had decided; drop what it had not."""
        self._drop_drafts()
        if not self._folder.is_dir():
            return
        changes = _read_journal(self._folder / JOURNAL)
        if changes is not None:
            self._carry_out(changes)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _drop_drafts(self) -> None:
        """Remove lists of names that were being written when their process died."""
        with suppress(OSError):
            for place in self._tree.iterdir():
                if DRAFT.fullmatch(place.name):
                    place.unlink(missing_ok=True)

    def commit(self, changes: Changes) -> tuple[str, ...]:
        """Carry the changes out; the paths that were removed.

        Raises OSError; before the journal is written nothing has changed then, and
        after it the next publish goes on.
        """
        _make_room(self._tree, changes)
        self.open()
        text = json.dumps(asdict(changes))
        replace_file(self._folder / JOURNAL, text.encode(), is_durable=False)
        removed = self._carry_out(changes)
        shutil.rmtree(self._folder, ignore_errors=True)
        return removed

    def _carry_out(self, changes: Changes) -> tuple[str, ...]:
        removed = [path for path in changes.in_the_way if remove(self._tree, path)]
        for number, path in changes.moves:
            if is_within(self._tree, path):
                _move(self.place(number), self._tree / path)
        removed += [path for path in changes.gone if remove(self._tree, path)]
        return tuple(sorted(removed))


def _make_room(tree: Path, changes: Changes) -> None:
    """Make the folders for new files; raises OSError where a file cannot stand.

    What comes to stand where an old file has to go first is left for later.
    """
    old = frozenset(changes.in_the_way)
    paths = [path for _, path in changes.moves]
    for folder in dict.fromkeys(path.rpartition("/")[0] for path in paths):
        if old.isdisjoint((folder, *folders_of(folder))):
            _open_folder(tree / folder)
    for path in paths:
        if old.isdisjoint(folders_of(path)):
            _check_place(tree, path, old)


def _open_folder(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    is_ours = os.access(folder, os.W_OK | os.X_OK, effective_ids=HAS_EFFECTIVE_USER)
    if not is_ours:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def _check_place(tree: Path, path: str, old: AbstractSet[str]) -> None:
    """Raises OSError where no file can have this name, or a folder of others has it."""
    place = tree / path
    try:
        if not stat.S_ISDIR(place.lstat().st_mode):
            return
    except FileNotFoundError:
        return
    for folder, _, names in os.walk(place):
        if any(
            (Path(folder) / name).relative_to(tree).as_posix() not in old
            for name in names
        ):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(place))


def _move(staged: Path, place: Path) -> None:
    """Let the staged file take its place, unless it has done so before."""
    try:
        os.replace(staged, place)  # noqa: PTH105  the system call is the point here
    except FileNotFoundError:
        if staged.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            staged.replace(place)


def _read_journal(path: Path) -> Changes | None:
    """What was decided; None where nothing was."""
    try:
        told = json.loads(path.read_bytes())
        return Changes(
            in_the_way=tuple(map(str, told["in_the_way"])),
            moves=tuple((int(number), str(name)) for number, name in told["moves"]),
            gone=tuple(map(str, told["gone"])),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def remove(folder: Path, path: str) -> bool:
    """Take the file away, and the folders that it leaves empty; False if not ours."""
    if not is_within(folder, path):
        return False
    try:
        (folder / path).unlink(missing_ok=True)
    except OSError as error:
        if error.errno not in NOT_THERE:
            raise
        return False
    except ValueError:
        # no name that the system takes
        return False
    for parent in (folder / path).parents:
        if parent == folder or parent.is_symlink() or not parent.is_dir():
            break
        if any(parent.iterdir()):
            break
        parent.rmdir()
    return True
