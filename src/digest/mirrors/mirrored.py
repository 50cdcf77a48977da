"""What a push did, and how a mirror stands: values for those who tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirrored:
    """What one push did to one mirror."""

    mirror: str
    #: paths, in the order in which they became public there
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    #: False where the push was told to stop before its end
    is_whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorRecord:
    """How one mirror stands, as this machine knows it."""

    name: str
    url: str
    #: files that stand there
    files: int
    #: when it was up to date last; None: never yet
    pushed: datetime | None
    #: why it is not; "" where the last push came to its end
    fault: str
    #: since when pushes fail; None where they do not
    failing: datetime | None
