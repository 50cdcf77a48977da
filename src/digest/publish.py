"""Documents -> the published tree, so that no reader ever sees half a file.

Each file is replaced as a whole, feeds last: who polls finds a feed only after the
pages that it leads to. What has not changed is not touched, so its time and ETag stay.
Only files that digest wrote itself are ever removed, and none outside of the tree,
whatever the manifest says. One process publishes at a time.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from time import monotonic, sleep

from digest import paths
from digest.documents import Document
from digest.errors import PublishError
from digest.lines import escape_invisible
from digest.replacing import DRAFT, replace_file

FEED_NAMES = frozenset({paths.ATOM, paths.RSS, paths.JSON})
#: beside the manifest; held by the process that publishes
LOCK = "publish.lock"
#: seconds to wait for another process that publishes, and between two tries
PATIENCE, NAP = 60.0, 0.05
#: what the lock's file says until a publish came to its end
UNFINISHED = b"unfinished\n"
#: what the system says of a path where no file of ours can stand
NOT_THERE = frozenset(
    {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.ELOOP}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a publish did to the tree, as paths in it."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def publish_documents(
    folder: Path, documents: Sequence[Document], *, manifest: Path
) -> Published:
    """Make the tree hold these documents, and none that an earlier publish left.

    `manifest` lists what digest wrote. Raises PublishError; what stood there before is
    whole then, and the next publish goes on where this one stopped. Another process
    that publishes is waited for, a minute at the most.
    """
    try:
        with _locked(folder, manifest):
            return _publish(folder, documents, manifest)
    except OSError as error:
        place = escape_invisible(str(error.filename or folder))
        message = f"{place}: cannot be written ({error.strerror}); mend the folder"
        raise PublishError(message) from error


def _publish(folder: Path, documents: Sequence[Document], manifest: Path) -> Published:
    wanted = {document.path for document in documents}
    before = _read_manifest(manifest)
    # first what may come to stand there, so that a crash leaves no stray file
    _write_manifest(manifest, before | wanted)
    gone = before - wanted
    in_the_way = _in_the_way(gone, wanted)
    removed = [path for path in sorted(in_the_way) if _remove(folder, path)]
    written = tuple(
        document.path
        for document in sorted(documents, key=_crash_order)
        if _replace(
            folder / document.path,
            document.data,
            is_durable=document.path in FEED_NAMES,
        )
    )
    removed += [path for path in sorted(gone - in_the_way) if _remove(folder, path)]
    _write_manifest(manifest, wanted)
    return Published(
        written=written,
        removed=tuple(sorted(removed)),
        unchanged=len(documents) - len(written),
    )


@contextmanager
def _locked(folder: Path, manifest: Path) -> Iterator[None]:
    """No other process publishes now, and no draft of a dead one lies about."""
    path = manifest.with_name(LOCK)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _wait_for_lock(handle, path)
        if os.pread(handle, 1, 0):
            _sweep(folder, manifest)
        os.pwrite(handle, UNFINISHED, 0)
        yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _wait_for_lock(handle: int, path: Path) -> None:
    end = monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if monotonic() >= end:
                fact = f"another digest has published for over {PATIENCE:g} seconds"
                message = f"{path}: {fact}; end it or try again later"
                raise PublishError(message) from error
            sleep(NAP)
        else:
            return


def _sweep(folder: Path, manifest: Path) -> None:
    """Take away the drafts that a killed process left."""
    for place, pattern in ((folder, "**/.digest-*"), (manifest.parent, ".digest-*")):
        for path in place.glob(pattern):
            if DRAFT.fullmatch(path.name):
                path.unlink(missing_ok=True)


def _crash_order(document: Document) -> tuple[bool, str]:
    """Pages first, feeds last."""
    return document.path.rpartition("/")[2] in FEED_NAMES, document.path


def _replace(path: Path, data: bytes, *, is_durable: bool = False) -> bool:
    """Put the bytes at the path in one step; False where they stand there already.

    Only feeds and the manifest are durable: pages can be built again, and are too many
    to wait for each.
    """
    try:
        if path.read_bytes() == data:
            return False
    except (FileNotFoundError, NotADirectoryError):
        path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, data, is_durable=is_durable)
    return True


def _in_the_way(gone: AbstractSet[str], wanted: AbstractSet[str]) -> frozenset[str]:
    """Old files whose name is a folder's now, or that lie in what is a file now."""
    folders = {parent for path in wanted for parent in _folders(path)}
    return frozenset(
        path
        for path in gone
        if path in folders or not wanted.isdisjoint(_folders(path))
    )


def _folders(path: str) -> Iterator[str]:
    """The folders that the file lies in, as paths in the tree."""
    return (str(parent) for parent in PurePosixPath(path).parents)


def _remove(folder: Path, path: str) -> bool:
    """Take the file away, and the folders that it leaves empty; False if not ours."""
    if not _is_within(folder, path):
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


def _is_within(folder: Path, path: str) -> bool:
    """Whether the name can only mean a file in the tree, over no link that leads out.

    A manifest may be old, damaged, or written by somebody else.
    """
    name = PurePosixPath(path)
    if name.is_absolute() or not name.parts or ".." in name.parts:
        return False
    try:
        return (folder / path).parent.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        # links that lead in a circle, or no name that the system takes
        return False


def _read_manifest(manifest: Path) -> set[str]:
    """The names in it; none where it is no manifest of this form."""
    try:
        names = json.loads(manifest.read_bytes())
    except (FileNotFoundError, ValueError, RecursionError):
        return set()
    if not isinstance(names, list):
        return set()
    return {name for name in names if isinstance(name, str)}


def _write_manifest(manifest: Path, names: Iterable[str]) -> None:
    # as JSON: a file's name may hold a line end
    manifest.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(sorted(names), indent=0)
    _replace(manifest, text.encode(), is_durable=True)
