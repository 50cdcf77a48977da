"""The names of the files that digest wrote: only those are ever removed.

The list lies in the tree itself, hidden, so that it is lost only with the files that it
names, and goes with them wherever they are copied.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from digest.replacing import replace_file

#: in the published tree
MANIFEST = ".digest-published"


def read_manifest(folder: Path, *, former: Path) -> frozenset[str]:
    """The names in the list of the tree, and in that of an earlier digest outside."""
    names = _names(folder / MANIFEST)
    return (_names(former) or frozenset()) if names is None else names


def write_manifest(folder: Path, names: Iterable[str]) -> None:
    """Keep the names; it is on the disk when this returns."""
    folder.mkdir(parents=True, exist_ok=True)
    # as JSON: a file's name may hold a line end
    text = json.dumps(sorted(names), indent=0)
    replace_file(folder / MANIFEST, text.encode(), is_durable=True)


def _names(path: Path) -> frozenset[str] | None:
    """The names in a list; None where there is none of this form."""
    try:
        names = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValueError, RecursionError):
        return None
    if not isinstance(names, list):
        return None
    return frozenset(name for name in names if isinstance(name, str))
