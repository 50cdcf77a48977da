"""The letters of issues, read by recipes in any process."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from digest.errors import StoreError
from digest.store.databases.sqlite import open_memory, open_sqlite
from digest.store.protocols import LetterReader, Store
from digest.workers import map_in_processes
from store_steps import publish


@dataclass(frozen=True)
class OpenReading:
    """Opens work that reads letters; it is pickled into each process."""

    reader: LetterReader

    def __call__(self) -> Callable[[int], tuple[str, int]]:
        """The work, in the process that asks for it."""
        return self.read

    def read(self, number: int) -> tuple[str, int]:
        """The subject of a letter, and by whom it was read."""
        return self.reader("weekly", number).subject, os.getpid()


def test_a_reader_reads_the_frozen_letters(store: Store) -> None:
    """The same as the store itself."""
    publish(store, 1)
    assert store.letter_reader()("weekly", 1) == store.letter("weekly", 1)


def test_a_letter_that_is_not_there_is_told(store: Store) -> None:
    """As the store tells it."""
    with pytest.raises(StoreError, match="issue 7 of weekly: is not in the store"):
        store.letter_reader()("weekly", 7)


def test_recipes_read_letters_wherever_they_are_carried_out(store: Store) -> None:
    """In other processes; or in this one, where only this has the store."""
    for number in (1, 2, 3, 4):
        publish(store, number)
    work = OpenReading(store.letter_reader())
    read = list(map_in_processes(work, (1, 2, 3, 4), jobs=2))
    subjects = [store.letter("weekly", number).subject for number in (1, 2, 3, 4)]
    assert [subject for subject, _ in read] == subjects


def test_a_file_is_read_by_other_processes(tmp_path: Path) -> None:
    """While this one has it open, and with what it wrote last."""
    store = open_sqlite(tmp_path / "digest.sqlite")
    publish(store, 1)
    publish(store, 2)
    work = OpenReading(store.letter_reader())
    read = list(map_in_processes(work, (1, 2), jobs=2))
    store.close()
    assert os.getpid() not in {process for _, process in read}


def test_a_store_in_memory_goes_nowhere() -> None:
    """Who pickles its reader is told."""
    store = open_memory()
    with pytest.raises(pickle.PicklingError, match="one process only"):
        pickle.dumps(store.letter_reader())
    store.close()


def test_who_reads_no_letter_opens_no_store(tmp_path: Path) -> None:
    """A worker that makes other pages does not even load the database."""
    store = open_sqlite(tmp_path / "digest.sqlite")
    packed = pickle.dumps(store.letter_reader())
    store.close()
    program = (
        "import pickle, sys\n"
        f"reader = pickle.loads({packed!r})\n"
        "assert 'sqlalchemy' not in sys.modules, 'loaded too early'\n"
        "try:\n"
        "    reader('weekly', 1)\n"
        "except Exception as error:\n"
        "    print(error)\n"
    )
    ended = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert "issue 1 of weekly: is not in the store" in ended.stdout
