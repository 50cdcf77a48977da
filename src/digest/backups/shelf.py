"""The folder of backups: how they are named, and which of them had their time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from digest.backups.archive import peek
from digest.errors import BackupError

#: in the state folder: where backups go that are told no other place
FOLDER = "backups"
STAMP = "%Y%m%dT%H%M%SZ"
ENDING = ".tar.gz"


def name_backup(site: str, made: datetime) -> str:
    """`digest-notes.example.org-20261123T070000Z.tar.gz`: by name they are in order."""
    return f"digest-{_host(site)}-{made:{STAMP}}{ENDING}"


def find_backups(folder: Path, site: str) -> tuple[Path, ...]:
    """The backups of this site in the folder, oldest first; raises OSError.

    What only bears such a name is none of them.
    """
    return tuple(path for path in _named(folder, site) if _is_of(path, site))


def prune(folder: Path, site: str, *, keep: int) -> tuple[Path, ...]:
    """Delete all but the newest `keep` backups of the site; those that are gone.

    Drafts of backups that were never ready go, too, once a newer backup stands there.
    Raises OSError.
    """
    backups = find_backups(folder, site)
    past = backups[: len(backups) - keep]
    for path in past:
        path.unlink(missing_ok=True)
    if backups:
        newest = backups[-1].name
        for draft in _drafts(folder, site):
            if draft.name.removeprefix(".") < newest:
                draft.unlink(missing_ok=True)
    return past


def _named(folder: Path, site: str) -> Iterator[Path]:
    form = re.compile(_form(site))
    return iter(sorted(path for path in folder.iterdir() if form.fullmatch(path.name)))


def _drafts(folder: Path, site: str) -> Iterator[Path]:
    form = re.compile(rf"\.{_form(site)}\.new")
    return (path for path in folder.iterdir() if form.fullmatch(path.name))


def _form(site: str) -> str:
    return rf"digest-{re.escape(_host(site))}-[0-9]{{8}}T[0-9]{{6}}Z{re.escape(ENDING)}"


def _host(site: str) -> str:
    return re.sub(r"[^a-z0-9.-]+", "-", (urlsplit(site).hostname or "site").lower())


def _is_of(path: Path, site: str) -> bool:
    """Whether the file is a backup of the site, and not of one that has its host."""
    try:
        return peek(path).site == site
    except BackupError:
        return False
