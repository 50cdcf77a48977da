"""Room on the disk, and who may read and write what digest keeps."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable
from pathlib import Path

from digest.doctor.advice import Advice, Area, Subject

#: octets below which a write may fail soon, and below which one should look
LITTLE, SOME = 100_000_000, 1_000_000_000
_OTHERS = stat.S_IROTH | stat.S_IWOTH
_ENTERING = stat.S_IXOTH | _OTHERS
_MEGABYTE = 1_000_000


def advise_space(folder: Path, free: int) -> Advice:
    """Whether the disk of the folder has room for what comes."""
    subject = Subject(area=Area.MACHINE, name=f"disk of {folder}")
    told = f"{free // _MEGABYTE:,} MB are free"
    if free < LITTLE:
        return subject.fail(told, "make room: nothing is published on a full disk")
    if free < SOME:
        return subject.warn(told, "make room")
    return subject.fine(told)


def advise_key_file(path: Path, mode: int) -> Advice:
    """Whether others on this machine can sign links or messages in our name."""
    subject = Subject(area=Area.MACHINE, name=str(path))
    if mode & _OTHERS:
        return subject.fail(
            "everybody here can read the key", f"run `chmod 600 {path}`"
        )
    return subject.fine("nobody else can read it")


def advise_database(path: Path, mode: int) -> Advice:
    """Whether others on this machine can read the addresses of readers."""
    subject = Subject(area=Area.MACHINE, name=str(path))
    if mode & _OTHERS:
        fact = "everybody here can read the addresses of readers"
        return subject.warn(fact, f"run `chmod 700 {path.parent}`")
    return subject.fine("nobody else can read it")


def advise_writing(folder: Path, *, is_writable: bool) -> Advice:
    """Whether digest can write there, as whoever asks the doctor."""
    subject = Subject(area=Area.MACHINE, name=str(folder))
    if is_writable:
        return subject.fine("can be written")
    return subject.fail("cannot be written", "give the folder to who runs digest")


def advise_entering(folder: Path, mode: int) -> Advice:
    """Whether others on this machine can look at what is not public, or not yet."""
    subject = Subject(area=Area.MACHINE, name=f"rights of {folder}")
    if mode & _ENTERING:
        fact = "everybody here can look into it"
        return subject.warn(fact, f"run `chmod 700 {folder}`")
    return subject.fine("nobody else can look into it")


def look_at_machine(
    *, state: Path, feeds: Path, database: Path, keys: Iterable[Path]
) -> tuple[Advice, ...]:
    """Advice on both folders, and on each file there that is not for others."""
    folders = tuple(dict.fromkeys((state, feeds)))
    return (
        *(advise_writing(each, is_writable=_is_writable(each)) for each in folders),
        *(
            advise_entering(each, each.stat().st_mode)
            for each in (state,)
            if each.exists()
        ),
        *(advise_database(each, _mode(each)) for each in (database,) if each.exists()),
        *(advise_key_file(each, _mode(each)) for each in keys if each.exists()),
        *(advise_space(each, shutil.disk_usage(_there(each)).free) for each in folders),
    )


def _mode(path: Path) -> int:
    """Who may read the file: nobody, where others cannot enter its folder."""
    is_open = path.parent.stat().st_mode & stat.S_IXOTH
    return path.stat().st_mode if is_open else 0


def _is_writable(folder: Path) -> bool:
    return os.access(_there(folder), os.W_OK | os.X_OK)


def _there(folder: Path) -> Path:
    """The folder, or the first above it that there is: it is made when needed."""
    return next(
        path
        for path in (folder.absolute(), *folder.absolute().parents)
        if path.exists()
    )
