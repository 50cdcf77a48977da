"""What is remembered of other sites' feeds, so that nothing is asked or taken twice.

A *source* is another site whose feed is polled; an *item* is one article as its feed
tells it. The rules are those of `model.py`: frozen values.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """How the polls of one source went, and when the next one is due."""

    name: str
    #: as digest.toml named it at the last poll
    url: str
    #: where its feed stands: another one where the site moved or a page names its feed
    feed_url: str
    #: validators of what was read last; "" where there are none
    etag: str = ""
    last_modified: str = ""
    last_poll: datetime
    next_poll: datetime
    #: when the feed was last read to its end; None: never yet
    last_read: datetime | None = None
    #: polls since then that failed
    failures: int = 0
    #: why the last poll failed; "" where it did not
    fault: str = ""
    #: the site said that its feed is gone for good: it is not asked any more
    is_gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenItem:
    """An item that was dealt with once, and so never comes back."""

    id: str
    #: of the file made from it, in the content folder; "" where none was made
    path: str = ""
    #: SHA-256 of that file as it was written, hexadecimal
    fingerprint: str = ""
    #: SHA-256 of all that the file is made of; what is told the same is made the same
    told: str = ""
    #: False while the file is about to be written: a run may have died over it
    is_filed: bool = True
