"""What stands on a mirror, as far as this machine knows, and how pushing goes.

It lies in the state folder. Without it everything is pushed once more, and files that
went meanwhile stay there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from digest.errors import MirrorError
from digest.private_folder import make_private
from digest.replacing import replace_file

#: differs when the form of the file does
FORM = "mirror 1"
#: in the state folder
FOLDER = "mirrors"
ENDING = ".ledger"


class Copy(NamedTuple):
    """One file on a mirror."""

    #: SHA-256 of its bytes; b"" where a push may have come to its end, or not
    digest: bytes = b""
    #: what the mirror calls this version of it
    tag: str = ""


#: of what may stand there in any version
UNKNOWN = Copy()


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorLedger:
    """All files that digest put on one mirror."""

    form: str = FORM
    #: differs when the mirror is elsewhere, or its files are to be put otherwise
    place: str = ""
    #: when it was up to date last; None: never yet
    pushed: datetime | None = None
    #: when it was last compared with what the mirror itself says
    compared: datetime | None = None
    #: why the last push did not come to its end; "" where it did
    fault: str = ""
    #: since when pushes fail
    failing: datetime | None = None
    files: dict[str, Copy] = field(default_factory=dict)


def ledger_path(state_folder: Path, name: str) -> Path:
    """Where the ledger of the mirror of this name lies."""
    return state_folder / FOLDER / f"{name}{ENDING}"


def read_ledger(path: Path) -> MirrorLedger:
    """The ledger; an empty one where there is none that this program can read."""
    try:
        ledger = msgspec.msgpack.decode(path.read_bytes(), type=MirrorLedger)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return MirrorLedger()
    return ledger if ledger.form == FORM else MirrorLedger()


def write_ledger(path: Path, ledger: MirrorLedger) -> None:
    """Keep the ledger, on the disk when this returns; raises MirrorError."""
    try:
        make_private(path.parent)
        replace_file(path, msgspec.msgpack.encode(ledger), is_durable=True)
    except OSError as error:
        fact = f"cannot be written ({error.strerror})"
        raise MirrorError(f"{path}: {fact}; mend the folder") from error
