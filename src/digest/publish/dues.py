"""Which documents are out of date, and why: decided before anything is made."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import Any

from digest.documents import Need, Target
from digest.edition import edition
from digest.publish import reasons
from digest.publish.ledger import Ledger, Line, Look

#: of the bytes of published files
HASH = "sha256"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A target that has to be made."""

    target: Target[Any]
    reasons: tuple[str, ...]
    #: what stands there, where that is known; else nothing
    standing: Line | None


@dataclass(slots=True, kw_only=True)
class Judgement:
    """Every target of a publish: up to date or due."""

    due: list[Due] = field(default_factory=list)
    #: by path, what is up to date: its digest and its look now
    files: dict[str, tuple[bytes, Look]] = field(default_factory=dict)
    #: whether a file is as it was but does not look so, as after a copy of the tree
    has_new_looks: bool = False


def judge(
    folder: Path,
    targets: Sequence[Target[Any]],
    ledger: Ledger,
    *,
    is_anew: bool,
) -> Judgement:
    """Which of the targets are due, in their order, by the ledger and by a look."""
    numbers = {need: number for number, need in enumerate(ledger.needs)}
    is_ours = ledger.edition == edition()
    judgement = Judgement()
    top = f"{folder}/"
    for target in targets:
        line = ledger.lines.get(target.path)
        look = look_at(top + target.path)
        standing = line if line and _stands(top, target.path, line, look) else None
        # what names no needs may depend on anything
        if standing and target.needs and is_ours and not is_anew:
            needs = tuple(map(numbers.get, target.needs))
            if needs == standing.needs and look:
                judgement.files[target.path] = standing.digest, look
                judgement.has_new_looks |= look != standing.look
                continue
        why = tuple(
            _why(target, line, look, standing, ledger, is_ours=is_ours, is_anew=is_anew)
        )
        due = Due(target=target, reasons=why, standing=standing)
        judgement.due.append(due)
    return judgement


def look_at(path: str) -> Look | None:
    """How the file looks; None where there is none that could be ours."""
    try:
        return Look.of(os.lstat(path))
    except (OSError, ValueError):
        return None


def digest_of(path: str) -> bytes:
    """The digest of the file's bytes; raises OSError."""
    with open(path, "rb") as file:  # noqa: PTH123  one of thousands
        return file_digest(file, HASH).digest()


def _stands(top: str, path: str, line: Line, look: Look | None) -> bool:
    """Whether the file is as digest wrote it; read only if it does not look so."""
    if look == line.look:
        return True
    if look is None or look.size != line.look.size:
        return False
    try:
        return digest_of(top + path) == line.digest
    except OSError:
        return False


def _why(
    target: Target[Any],
    line: Line | None,
    look: Look | None,
    standing: Line | None,
    ledger: Ledger,
    *,
    is_ours: bool,
    is_anew: bool,
) -> Iterator[str]:
    if line is None:
        yield reasons.NEW if look is None else reasons.UNKNOWN
        return
    if is_anew:
        yield reasons.ASKED
    if look is None:
        yield reasons.MISSING
    elif standing is None:
        yield reasons.TOUCHED
    if not is_ours:
        yield reasons.ANOTHER_EDITION
    before: tuple[Need, ...] = ledger.needs_of(line)
    if not target.needs:
        yield reasons.NO_NEEDS
    elif before != target.needs:
        yield from reasons.differences(before, target.needs)
