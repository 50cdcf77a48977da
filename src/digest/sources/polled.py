"""What one poll of a source brought, as those are told who look on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """One poll of one source."""

    source: str
    #: files that came new, in the content folder, the oldest article first
    taken: tuple[str, ...] = ()
    #: files that were written anew, as their site changed the article
    renewed: tuple[str, ...] = ()
    #: what is wrong with single items; each is left out
    problems: tuple[str, ...] = ()
    #: why the poll failed as a whole; "" where it did not
    fault: str = ""
    #: the feed is gone for good, and is not asked any more
    is_gone: bool = False
    next_poll: datetime
