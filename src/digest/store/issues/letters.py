"""The letters of issues, for recipes that are carried out in several processes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from pickle import PicklingError
from typing import TYPE_CHECKING

from digest.deliveries import Letter
from digest.secret import Secret

if TYPE_CHECKING:
    from digest.store.databases.connection import Database

Read = Callable[[str, int], Letter]
#: of a store: its file, or its server's address; None where only this process has it
Place = Path | Secret | None


class FrozenLetters:
    """What protocols.LetterReader promises.

    In this process it reads by the open store. A pickled copy opens the store's file,
    or speaks with its server, at its first letter: who needs none pays for none.
    """

    def __init__(self, place: Place, read: Read | None = None) -> None:
        self._place = place
        self._read = read

    def __call__(self, newsletter: str, number: int) -> Letter:
        """See LetterReader."""
        if self._read is None:
            self._read = _open(self._place)
        return self._read(newsletter, number)

    def __reduce__(self) -> tuple[type[FrozenLetters], tuple[Place]]:
        if self._place is None:
            raise PicklingError("a store in memory is open in one process only")
        return FrozenLetters, (self._place,)


def _open(place: Place) -> Read:
    # late: SQLAlchemy takes longer to import than most pages take to make
    from digest.store.issues.frozen import read_letter  # noqa: PLC0415

    return partial(read_letter, _database(place))


def _database(place: Place) -> Database:
    # late: of what speaks with two databases one is needed
    if isinstance(place, Secret):
        from digest.store.databases.postgres_engine import server_database  # noqa: PLC0415

        return server_database(place.reveal(), Secret(""))
    from digest.store.databases.sqlite_engine import file_database  # noqa: PLC0415

    assert place is not None
    return file_database(place)
