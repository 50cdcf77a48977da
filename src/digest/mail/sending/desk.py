"""The desk of one relay: what it is given, and what it answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

from digest.deliveries import JUDGED, Delivery, Outcome, OutcomeKind
from digest.mail.courier import Way
from digest.mail.outcome import not_tried
from digest.mail.parcel import Carrier, Parcel
from digest.mail.sending.breaker import Breaker
from digest.mail.sending.pace import Pace

#: messages in a row that a relay puts off before it is left alone
LIMIT = 50
#: an answer that never came weighs as much as so many that ask for another try
WEIGHT_OF_DOUBT = 5
#: seconds of the first rest and of the longest
FIRST, LONGEST = 15.0, 300.0
#: seconds between two looks of a relay that has to wait: several go after each
SHORTEST_WAIT = 0.005


class Office(Protocol):
    """What all desks share."""

    def next_parcel(self, way: int, now: float) -> tuple[Delivery, Parcel] | None:
        """The next that may go by the way."""
        ...

    def wait(self, now: float) -> float:
        """Seconds until one may go that has to wait for its domain."""
        ...

    def announce(self, delivery: Delivery, go: Callable[[bool], None]) -> None:
        """Write the intent down."""
        ...

    def settle(self, delivery: Delivery, outcome: Outcome, *, relay: str) -> None:
        """Write the answer down."""
        ...

    def take_back(self, delivery: Delivery, *, is_announced: bool) -> None:
        """It did not go, whether or not its intent is written."""
        ...

    def rests(self) -> None:
        """A relay is left alone from now on."""
        ...


class RelayDesk:
    """See Desk; keeps to the relay's rate, and leaves it alone where it fails."""

    def __init__(
        self,
        office: Office,
        way: Way,
        number: int,
        *,
        pace: Pace | None,
        is_busy: Callable[[], bool],
    ) -> None:
        self._office = office
        self._number = number
        self._is_busy = is_busy
        self._loop = asyncio.get_running_loop()
        self._breaker = Breaker(LIMIT, first=FIRST, longest=LONGEST)
        self._pace = pace
        self._alarm: asyncio.TimerHandle | None = None
        #: its moment; where that has come already, uvloop's own handle knows none
        self._rings_at = 0.0
        self.name = way.name
        self.carrier: Carrier = way.open()
        #: what the carrier has, by the delivery's id
        self.in_hand: dict[int, Delivery] = {}
        #: those of which the body may have gone out
        self._announced: set[int] = set()
        #: why the relay rests, until it takes a message again; None where it does not
        self.trouble: Outcome | None = None

    def went_before(self) -> None:
        """Another process sent by this relay just now: its rate counts on."""
        if self._pace:
            self._pace.rest(self._loop.time())

    def take(self) -> Parcel | None:
        """See Desk."""
        if self._is_busy():
            return None
        now = self._loop.time()
        wait = self._breaker.wait(now)
        if self._pace:
            wait = max(wait, self._pace.wait(now))
        if wait:
            self._wake_in(wait)
            return None
        found = self._office.next_parcel(self._number, now)
        if found is None:
            if self._pace:
                self._pace.lapse()
            self._wake_in(self._office.wait(now))
            return None
        delivery, parcel = found
        self._breaker.begin(now)
        if self._pace:
            self._pace.count(now)
        self.in_hand[delivery.id] = delivery
        return parcel

    def announce(self, parcel: Parcel, go: Callable[[bool], None]) -> None:
        """See Desk."""

        def tell(is_granted: bool) -> None:  # noqa: FBT001  as the carrier is told
            if is_granted:
                self._announced.add(parcel.delivery)
            elif self.in_hand.pop(parcel.delivery, None):
                self._breaker.give_back()
            go(is_granted)

        self._office.announce(self.in_hand[parcel.delivery], tell)

    def settle(self, parcel: Parcel, outcome: Outcome) -> None:
        """See Desk."""
        delivery = self.in_hand.pop(parcel.delivery, None)
        if delivery is None:
            return
        self._announced.discard(delivery.id)
        self._judge(outcome)
        self._office.settle(delivery, outcome, relay=self.name)

    def give_back(self, parcel: Parcel) -> None:
        """See Desk."""
        delivery = self.in_hand.pop(parcel.delivery, None)
        if delivery is None:
            return
        self._breaker.give_back()
        if self._pace:
            self._pace.give_back()
        is_announced = delivery.id in self._announced
        self._announced.discard(delivery.id)
        self._office.take_back(delivery, is_announced=is_announced)

    def away(self, outcome: Outcome) -> None:
        """See Desk."""
        self._breaker.trip(self._loop.time())
        self._rest(outcome)

    def wake(self) -> None:
        """Let the carrier ask again."""
        if not self._is_busy():
            self.carrier.wake()

    def close(self) -> None:
        """Let the carrier come to its end."""
        if self._alarm:
            self._alarm.cancel()
        self.carrier.close()

    def _judge(self, outcome: Outcome) -> None:
        """What the answer tells of the relay itself."""
        if outcome.kind in JUDGED:
            self._breaker.succeed()
            self.trouble = None
            return
        weight = WEIGHT_OF_DOUBT if outcome.kind is OutcomeKind.UNKNOWN else 1
        if self._breaker.fail(self._loop.time(), weight):
            self._rest(outcome)

    def _rest(self, outcome: Outcome) -> None:
        self.trouble = _named(outcome, self.name)
        self._wake_in(self._breaker.wait(self._loop.time()))
        self._office.rests()

    def _wake_in(self, seconds: float) -> None:
        """Have the carrier ask again then; what is nearest counts."""
        if seconds == float("inf"):
            return
        moment = self._loop.time() + max(seconds, SHORTEST_WAIT)
        if self._alarm and not self._alarm.cancelled():
            if self._rings_at <= moment:
                return
            self._alarm.cancel()
        self._rings_at = moment
        self._alarm = self._loop.call_at(moment, self._ring)

    def _ring(self) -> None:
        self._alarm = None
        self.wake()


def _named(outcome: Outcome, relay: str) -> Outcome:
    """The trouble with its place; where the relay itself spoke, it has none yet."""
    if not outcome.code:
        return outcome
    fact = f"relay {relay}: puts letters off ({outcome.code} {outcome.reply})"
    return not_tried(f"{fact}; they are tried again, ask who runs it if it stays so")
