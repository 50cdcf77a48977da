"""What was fetched from the web, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What stood at a web address."""

    #: where it stood in the end, after every redirect; in ASCII
    url: str
    #: 200, or 304 where it is what the validators were of
    status: int
    #: in lower case and without parameters; "" where the answer names none
    media_type: str
    #: as the answer names it; "" where it does not
    charset: str
    data: bytes
    #: validators for the next request; "" where there is none
    etag: str
    last_modified: str
    #: how long the site asks to be left alone; None where it does not
    retry_after: timedelta | None
    #: how long the answer counts as fresh; None where it does not say
    max_age: timedelta | None
    #: every redirect on the way is for good (301, 308): ask `url` from now on
    is_permanently_moved: bool
