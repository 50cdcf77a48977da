"""The letters of issues, for recipes that are carried out in several processes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from pickle import PicklingError

from digest.deliveries import Letter

Read = Callable[[str, int], Letter]


class FrozenLetters:
    """What protocols.LetterReader promises.

    In this process it reads by the open store. A pickled copy opens the store's file at
    its first letter, so that who needs none pays for none.
    """

    def __init__(self, path: Path | None, read: Read | None = None) -> None:
        #: None for a store that only this process has
        self._path = path
        self._read = read

    def __call__(self, newsletter: str, number: int) -> Letter:
        """See LetterReader."""
        if self._read is None:
            self._read = _open(self._path)
        return self._read(newsletter, number)

    def __reduce__(self) -> tuple[type[FrozenLetters], tuple[Path]]:
        if self._path is None:
            raise PicklingError("a store in memory is open in one process only")
        return FrozenLetters, (self._path,)


def _open(path: Path | None) -> Read:
    # late: SQLAlchemy takes longer to import than most pages take to make
    from digest.store.issues.frozen import read_letter  # noqa: PLC0415
    from digest.store.sqlite_engine import file_database  # noqa: PLC0415

    assert path is not None
    return partial(read_letter, file_database(path))
