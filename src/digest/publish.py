"""Documents -> the published tree, so that no reader ever sees half a file.

Each file is replaced as a whole, feeds last: who polls finds a feed only after the
pages that it leads to. What has not changed is not touched, so its time and ETag stay.
Only files that digest wrote itself are ever removed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from digest import paths
from digest.errors import PublishError
from digest.model import Document

FEED_NAMES = frozenset({paths.ATOM, paths.RSS, paths.JSON})


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
    whole then, and the next publish goes on where this one stopped.
    """
    wanted = {document.path for document in documents}
    before = _read_manifest(manifest)
    try:
        # first what may come to stand there, so that a crash leaves no stray file
        _write_manifest(manifest, before | wanted)
        written = tuple(
            document.path
            for document in sorted(documents, key=_crash_order)
            if _replace(folder / document.path, document.data)
        )
        removed = tuple(sorted(before - wanted))
        for path in removed:
            _remove(folder, path)
        _write_manifest(manifest, wanted)
    except OSError as error:
        place = error.filename or folder
        message = f"{place}: cannot be written ({error.strerror}); mend the folder"
        raise PublishError(message) from error
    return Published(
        written=written, removed=removed, unchanged=len(documents) - len(written)
    )


def _crash_order(document: Document) -> tuple[bool, str]:
    """Pages first, feeds last."""
    return document.path.rpartition("/")[2] in FEED_NAMES, document.path


def _replace(path: Path, data: bytes) -> bool:
    """Put the bytes at the path in one step; False where they stand there already."""
    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(data)
        os.replace(new, path)  # noqa: PTH105  the system call is the point here
    except OSError:
        new.unlink(missing_ok=True)
        raise
    return True


def _remove(folder: Path, path: str) -> None:
    """Take the file away, and the folders that it leaves empty."""
    (folder / path).unlink(missing_ok=True)
    for parent in (folder / path).parents:
        if parent == folder or not parent.is_dir() or any(parent.iterdir()):
            return
        parent.rmdir()


def _read_manifest(manifest: Path) -> set[str]:
    try:
        return set(manifest.read_text(encoding="utf-8").splitlines())
    except FileNotFoundError:
        return set()


def _write_manifest(manifest: Path, names: Iterable[str]) -> None:
    manifest.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(f"{name}\n" for name in sorted(names))
    _replace(manifest, text.encode())
