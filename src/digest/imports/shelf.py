"""New files in the content folder: whole or not at all, and never over another one."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import get_ident

from digest.errors import ImportingError
from digest.lines import escape_invisible

#: names that are tried before the folder is taken to be at fault
MOST_NAMES = 10_000


def put_article(content: Path, wanted: str, text: str) -> str:
    """Write the article to the wanted path of the content folder, or beside it.

    Where a file of this name stands already, `name-2.md` is taken, and so on. Returns
    the path in the content folder; raises ImportingError where nothing can be written.
    """
    return put_file(content, wanted, text.encode())


def put_file(content: Path, wanted: str, data: bytes) -> str:
    """The same for bytes, such as a picture."""
    folder = content / posixpath.dirname(wanted)
    draft = folder / f".{os.getpid()}-{get_ident()}.draft"
    try:
        _check_inside(content, folder, wanted)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            _write(draft, data)
            name = _named(draft, folder, posixpath.basename(wanted))
        finally:
            draft.unlink(missing_ok=True)
        _sync(folder)
    except OSError as error:
        fact = f"cannot be written ({error.strerror}); mend the folder"
        raise ImportingError(f"{escape_invisible(wanted)}: {fact}") from error
    return posixpath.join(posixpath.dirname(wanted), name)


def renew_article(content: Path, path: str, text: str) -> None:
    """Put the text in the place of the article's, whole or not at all."""
    target = content / path
    draft = target.with_name(f".{os.getpid()}-{get_ident()}.draft")
    try:
        _check_inside(content, target.parent, path)
        _write(draft, text.encode())
        draft.replace(target)
        _sync(target.parent)
    except OSError as error:
        draft.unlink(missing_ok=True)
        fact = f"cannot be written ({error.strerror}); mend the folder"
        raise ImportingError(f"{escape_invisible(path)}: {fact}") from error


def is_free(content: Path, wanted: str) -> bool:
    """Whether nothing stands at this path of the content folder."""
    return not os.path.lexists(content / wanted)


def free_names(name: str) -> Iterator[str]:
    """The name, and then `name-2`, `name-3` before the same ending."""
    stem, ending = posixpath.splitext(name)
    yield name
    for number in count(2):
        yield f"{stem}-{number}{ending}"


def _check_inside(content: Path, folder: Path, wanted: str) -> None:
    if not folder.resolve().is_relative_to(content.resolve()):
        fact = "leads out of the content folder; name a folder in it"
        raise ImportingError(f"{escape_invisible(wanted)}: {fact}")


def _write(path: Path, data: bytes) -> None:
    """The bytes in a hidden file, which nobody takes for an article."""
    # made without tempfile, which would keep it from all readers but the owner
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _named(draft: Path, folder: Path, wanted: str) -> str:
    """The first free of its names, by now the file's."""
    for name, _ in zip(free_names(wanted), range(MOST_NAMES), strict=False):
        with suppress(FileExistsError):
            _name(draft, folder / name)
            return name
    fact = f"{MOST_NAMES} files have this name already; use another folder"
    raise ImportingError(f"{escape_invisible(wanted)}: {fact}")


def _name(draft: Path, path: Path) -> None:
    """Give the draft its name; raises FileExistsError where another file has it."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        # some file systems have no second names: then the name is taken first
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        draft.replace(path)


def _sync(folder: Path) -> None:
    """The name is on disk, too, when this returns."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
