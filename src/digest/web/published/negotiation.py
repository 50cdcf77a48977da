"""What a reader's program asks for: in which encoding, and whether it has it already.

Pure: header fields in, answers out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

from digest.codings import IDENTITY

#: one element of Accept-Encoding with its weight (RFC 9110 12.5.3, 12.4.2)
WISH = re.compile(
    r"""[ \t]*(?P<coding>[!#$%&'*+.^_`|~0-9a-z-]+)
    (?:[ \t]*;[ \t]*q=(?P<weight>0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?[ \t]*""",
    re.VERBOSE | re.IGNORECASE,
)
#: an entity tag without the mark of weakness (RFC 9110 8.8.3)
OPAQUE_TAG = re.compile(r'"[\x21\x23-\x7e\x80-\xff]*"')
#: what `identity` weighs where nobody speaks of it: allowed, and the last choice
LAST_CHOICE = 0.0001
#: characters of a field of wishes; one as long as a head may be would take longer to
#: read than a hundred answers
LONGEST_WISH = 500


def choose_coding(accept: str | None, offered: Sequence[str]) -> str:
    """The offered coding that the reader likes best; of equals, the first offered.

    `identity` where nothing fits: a reader who forbids even that gets it all the same,
    as RFC 9110 12.5.3 recommends. So does one who wishes for more than anybody reads.
    """
    wish = accept or ""
    return _choose(wish if len(wish) <= LONGEST_WISH else "", offered)


# the same few wishes come with every request
@lru_cache(maxsize=256)
def _choose(accept: str, offered: Sequence[str]) -> str:
    wishes = _wishes(accept)
    anything = wishes.get("*")

    def weight(coding: str) -> float:
        otherwise = LAST_CHOICE if coding == IDENTITY else 0.0
        return wishes.get(coding, otherwise if anything is None else anything)

    best = max(offered, key=weight, default=IDENTITY)
    return best if weight(best) > 0 else IDENTITY


def has_it_already(
    *, none_match: str | None, modified_since: str | None, etag: str, modified: int
) -> bool:
    """Whether the reader's copy is the current one, so that a 304 will do.

    `modified` is in seconds since 1970. Where If-None-Match is given, the date does not
    count (RFC 9110 13.1.3).
    """
    if none_match is not None:
        # weak comparison (RFC 9110 13.1.2): W/ is no part of the opaque tag
        asked = none_match.strip()
        return asked in {etag, "*"} or etag in tags_in(asked)
    if modified_since is None:
        return False
    since = _seconds(modified_since)
    return since is not None and modified <= since


def wants_delta(manipulations: str | None, agent: str) -> bool:
    """Whether A-IM asks for a feed with only what is new (RFC 3229 10.5.3).

    rss2email asks for it, and takes the answer for a fault.
    """
    asked = manipulations or ""
    wish = _wishes(asked[:LONGEST_WISH]).get("feed", 0)
    return wish > 0 and "rss2email" not in agent.lower()


def tags_in(none_match: str) -> list[str]:
    """The entity tags of If-None-Match, without marks of weakness."""
    return OPAQUE_TAG.findall(none_match)


def joined(lines: Sequence[str]) -> str | None:
    """A field that may come in several lines, as one (RFC 9110 5.3); None for none."""
    return ", ".join(lines) if lines else None


def _wishes(accept: str) -> dict[str, float]:
    """Coding -> weight; an element that is none is passed over."""
    found = (WISH.fullmatch(element) for element in accept.split(","))
    return {
        wish["coding"].lower(): float(wish["weight"] or 1) for wish in found if wish
    }


def _seconds(date: str) -> int | None:
    """An HTTP date as seconds since 1970; None for what is none (RFC 9110 5.6.7)."""
    try:
        moment = parsedate_to_datetime(date)
        return int(_aware(moment).timestamp())
    except (ValueError, OverflowError):
        return None


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
