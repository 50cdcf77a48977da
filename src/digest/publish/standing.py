"""The published tree as it stands at one moment, for whoever copies it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from digest.errors import PublishError
from digest.lines import escape_invisible
from digest.publish import Tree
from digest.publish.dues import digest_of, look_at
from digest.publish.ledger import Ledger, read_ledger
from digest.publish.lock import hold_lock
from digest.publish.manifest import read_manifest
from digest.publish.names import is_within
from digest.publish.staging import Staging


@contextmanager
def hold_still(tree: Tree) -> Iterator[dict[str, bytes]]:
    """The SHA-256 of each published file, by its path; nothing is published meanwhile.

    What a dead publish had decided is carried out first. Raises PublishError.
    """
    with hold_lock(tree.lock):
        yield _read(tree)


def _read(tree: Tree) -> dict[str, bytes]:
    try:
        Staging(tree.folder).recover()
        names = read_manifest(tree.folder, former=tree.former_manifest)
        return dict(_digests(tree.folder, sorted(names), read_ledger(tree.ledger)))
    except OSError as error:
        place = escape_invisible(str(error.filename or tree.folder))
        message = f"{place}: cannot be read ({error.strerror}); mend the folder"
        raise PublishError(message) from error


def _digests(
    folder: Path, names: list[str], ledger: Ledger
) -> Iterator[tuple[str, bytes]]:
    """By the ledger where the file looks as digest left it, else by its bytes."""
    for name in names:
        line, look = ledger.lines.get(name), look_at(f"{folder}/{name}")
        if line is not None and look == line.look:
            yield name, line.digest
        elif look is not None and _is_ours(folder, name):
            # a name in the list may be of a file that never came
            with suppress(FileNotFoundError, NotADirectoryError):
                yield name, digest_of(f"{folder}/{name}")


def _is_ours(folder: Path, name: str) -> bool:
    """Whether it is a file in the tree, and not a way to somewhere else."""
    place = folder / name
    return is_within(folder, name) and place.is_file() and not place.is_symlink()
