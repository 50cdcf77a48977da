"""What the headers of an answer say. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from email.utils import parsedate_to_datetime

#: longer ones are no validators but somebody's joke
LONGEST_VALIDATOR = 1000
#: nothing is put off for longer, whoever asks
LONGEST_WAIT = timedelta(days=365)


def media_type(headers: Mapping[str, str]) -> str:
    """The media type of the answer, in lower case."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def charset(headers: Mapping[str, str]) -> str:
    """The charset that the answer names for itself."""
    found = re.search(
        r";\s*charset\s*=\s*[\"']?([^\s;\"',]+)",
        headers.get("content-type", ""),
        re.IGNORECASE,
    )
    return found[1] if found else ""


def validator(headers: Mapping[str, str], name: str) -> str:
    """The value of this header as it can be sent back; "" where it cannot."""
    value = headers.get(name, "").strip()
    is_sound = value.isascii() and value.isprintable()
    return value if is_sound and len(value) <= LONGEST_VALIDATOR else ""


def retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """How long to leave the site alone (RFC 9110 10.2.3), by the site's own clock."""
    value = headers.get("retry-after", "").strip()
    if value.isdecimal():
        return _wait(value)
    try:
        then = parsedate_to_datetime(value)
        sent = parsedate_to_datetime(headers.get("date", ""))
        return max(timedelta(), min(then - sent, LONGEST_WAIT))
    except (ValueError, TypeError, OverflowError):
        # one of the two is no date, or has no zone
        return None


def max_age(headers: Mapping[str, str]) -> timedelta | None:
    """How long the answer stays fresh (RFC 9111 5.2.2.1), from now on."""
    control = headers.get("cache-control", "")
    found = re.search(r"(?:^|[,\s])max-age=\"?(\d+)", control, re.IGNORECASE)
    if not found:
        return None
    age = headers.get("age", "").strip()
    spent = _wait(age) if age.isdecimal() else timedelta()
    return max(timedelta(), _wait(found[1]) - spent)


def _wait(seconds: str) -> timedelta:
    """So many seconds, and never more than the longest wait."""
    # no number of ten digits and more could change the answer
    return min(timedelta(seconds=int(seconds[:10])), LONGEST_WAIT)
