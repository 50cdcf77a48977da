"""The domains of readers that want to be served slowly, or not just now."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from digest.deliveries import Delivery
from digest.mail.sending.breaker import Breaker, Circuit
from digest.mail.sending.pace import Pace
from digest.rates import Rate

#: letters in a row that a domain puts off before it is left alone, and the seconds
LIMIT = 20
FIRST, LONGEST = 60.0, 900.0
#: domains whose trouble is remembered
MOST = 10_000
#: seconds for which a letter is put off at the most: the store takes more for a fault
FARTHEST = 20 * 3600.0


class Domain:
    """One domain: its pace, where digest.toml sets one, and whether it rests."""

    __slots__ = ("_breaker", "_last_turn", "_pace", "_pause")

    def __init__(self, rate: Rate | None = None, pace: Pace | None = None) -> None:
        self._pace = Pace(rate) if rate and pace is None else pace
        self._pause = rate.pause if rate else 0.0
        self._breaker = Breaker(LIMIT, first=FIRST, longest=LONGEST)
        self._last_turn = 0.0

    @property
    def has_rate(self) -> bool:
        """Whether digest.toml names it."""
        return self._pace is not None

    def is_resting(self, now: float) -> bool:
        """Whether it is left alone."""
        return self._breaker.state(now) is Circuit.OPEN

    def wait(self, now: float) -> float:
        """Seconds until a letter may go there; inf while one tries."""
        wait = self._breaker.wait(now)
        return max(wait, self._pace.wait(now)) if self._pace else wait

    def next_turn(self, now: float, waiting: int) -> float:
        """Seconds until the turn of one more behind so many; no two have the same."""
        earliest = now + waiting * self._pause
        self._last_turn = max(self._last_turn, earliest) + self._pause
        return min(self._last_turn - now, FARTHEST)

    def begin(self, now: float) -> None:
        """A letter goes there."""
        self._breaker.begin(now)
        if self._pace:
            self._pace.count(now)

    def give_back(self) -> None:
        """It did not go."""
        self._breaker.give_back()
        if self._pace:
            self._pace.give_back()

    def succeed(self) -> None:
        """It was taken or refused."""
        self._breaker.succeed()

    def fail(self, now: float) -> None:
        """It was put off."""
        self._breaker.fail(now)


def own_pace(_domain: str, rate: Rate) -> Pace:
    """That of a domain which nobody else serves."""
    return Pace(rate)


class Domains:
    """Those of which there is something to know; all others may be served at once."""

    def __init__(
        self,
        rates: Mapping[str, Rate],
        pace_of: Callable[[str, Rate], Pace] = own_pace,
    ) -> None:
        self._known = {
            name.lower(): Domain(rate, pace_of(name.lower(), rate))
            for name, rate in rates.items()
        }

    def find(self, delivery: Delivery) -> Domain | None:
        """The domain that the delivery goes to, if anything is known of it."""
        return self._known.get(domain_of(delivery)) if self._known else None

    def give_back(self, delivery: Delivery) -> None:
        """It was taken, and did not go."""
        if domain := self.find(delivery):
            domain.give_back()

    def succeed(self, delivery: Delivery) -> None:
        """It was taken or refused for good by its domain, or by the relay for it."""
        domain = self.find(delivery)
        if domain is None:
            return
        domain.succeed()
        if not domain.has_rate:
            del self._known[domain_of(delivery)]

    def fail(self, delivery: Delivery, now: float) -> None:
        """It was put off."""
        domain = self.find(delivery)
        if domain is None:
            if len(self._known) >= MOST:
                self._forget(now)
            domain = self._known.setdefault(domain_of(delivery), Domain())
        domain.fail(now)

    def _forget(self, now: float) -> None:
        """Single failures of many domains tell nothing about any of them."""
        self._known = {
            name: domain
            for name, domain in self._known.items()
            if domain.has_rate or domain.is_resting(now)
        }


def domain_of(delivery: Delivery) -> str:
    """What stands behind the @ of its recipient."""
    return delivery.recipient.rpartition("@")[2].lower()
