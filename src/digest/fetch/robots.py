"""What a site asks of programs (RFC 9309). The only importer of protego."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from urllib.parse import urljoin, urlsplit

from protego import Protego

from digest.errors import FetchError
from digest.fetch.fetched import Fetched

#: the name that robots.txt may call us by
PRODUCT = "digest"
#: of robots.txt; the rest of a longer one counts as not there (RFC 9309 2.5)
LONGEST_BYTES = 500 * 1024
#: how long an answer counts (RFC 9309 2.4), and how long no answer does
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
#: so many sites are remembered; who sends us on to ever new ones fills no memory
MOST_SITES = 1000

Fetch = Callable[[str], Fetched]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """What a site asks of us at one of its addresses."""

    #: why we are to stay away; "" where we may ask
    fault: str = ""
    #: at least so long between two requests
    delay: timedelta = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """The rules of one site; no parser where it could not be asked."""

    parser: Protego | None
    since: datetime
    until: datetime
    fault: str = ""


class Robots:
    """Reads the robots.txt of each site, and remembers it for a day.

    Any thread may ask.
    """

    def __init__(self) -> None:
        self._known: dict[str, _Rules] = {}
        self._lock = Lock()

    def manners(self, url: str, *, fetch: Fetch, now: datetime) -> Manners:
        """What the site asks of us at this URL.

        One that answers that it has no robots.txt asks nothing. One that does not
        answer is left alone for now, unless it answered before.
        """
        place = urljoin(url, "/robots.txt")
        rules = self._known.get(place)
        # what was read after `now` was read by a clock that was wrong
        if rules is None or not rules.since <= now < rules.until:
            rules = _read(place, rules, fetch=fetch, now=now)
            self._remember(place, rules)
        if rules.parser is None:
            return Manners(fault=rules.fault)
        if not rules.parser.can_fetch(url, PRODUCT):
            path = urlsplit(url).path or "/"
            fact = f"does not let digest read {path}"
            return Manners(fault=f"{place}: {fact}; ask its owner, or leave it out")
        delay = rules.parser.crawl_delay(PRODUCT) or 0
        return Manners(delay=timedelta(seconds=min(delay, DAY.total_seconds())))

    def _remember(self, place: str, rules: _Rules) -> None:
        """Keep the rules, and forget those that were read longest ago."""
        with self._lock:
            self._known.pop(place, None)
            self._known[place] = rules
            while len(self._known) > MOST_SITES:
                del self._known[next(iter(self._known))]


def _read(place: str, old: _Rules | None, *, fetch: Fetch, now: datetime) -> _Rules:
    """The rules that stand there now; the old ones where the site does not answer."""
    try:
        answer = fetch(place)
    except FetchError as error:
        if _has_none(error.status):
            return _Rules(parser=Protego.parse(""), since=now, until=now + DAY)
        parser = old.parser if old else None
        return _Rules(parser=parser, since=now, until=now + HOUR, fault=str(error))
    text = answer.data[:LONGEST_BYTES].decode("utf-8-sig", "replace")
    return _Rules(parser=Protego.parse(text), since=now, until=now + DAY)


def _has_none(status: int) -> bool:
    """Whether the answer says that there is no robots.txt (RFC 9309 2.3.1.3).

    One that asks for patience (429) says nothing of the kind.
    """
    return 400 <= status < 500 and status != 429  # noqa: PLR2004  as the RFC writes them
