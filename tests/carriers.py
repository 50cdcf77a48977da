"""A carrier without a relay, for tests of whoever sends: it answers as it is told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from digest.deliveries import Outcome, OutcomeKind
from digest.mail.courier import Way
from digest.mail.parcel import Desk, Parcel
from digest.rates import Rate

ACCEPTED = Outcome(kind=OutcomeKind.ACCEPTED, code=250, reply="2.0.0 kept")
AWAY = Outcome(kind=OutcomeKind.DEFERRED, reply="relay.example: is away")

Answers = Callable[[str], Outcome | None]


@dataclass(kw_only=True)
class Road:
    """What becomes of parcels on one way, and what went by it."""

    #: by recipient; None: no answer ever comes
    answer: Answers = lambda _: ACCEPTED
    connections: int = 2
    is_away: Callable[[], bool] = lambda: False
    #: seconds that the relay takes for each answer
    delay: float = 0.0
    #: recipients whose connection ends between the intent and the body
    lost: set[str] = field(default_factory=set)
    #: who was sent a body, in order, and when by the loop's clock
    sent: list[str] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)

    def way(
        self,
        name: str = "relay",
        *,
        newsletters: Sequence[str] = (),
        rate: Rate | None = None,
    ) -> Way:
        """The way that leads over this road."""
        return Way(
            name=name,
            open=lambda: FakeCarrier(self),
            newsletters=tuple(newsletters),
            rate=rate,
        )


class FakeCarrier:
    """See Carrier; its connections are numbers."""

    def __init__(self, road: Road) -> None:
        self._road = road
        self._loop = asyncio.get_running_loop()
        self._idle = road.connections
        self._is_closed = False
        self._changed = asyncio.Event()
        self._desk: Desk

    async def run(self, desk: Desk, *, is_stopping: Callable[[], bool]) -> None:  # noqa: ARG002  the desk asks
        """See Carrier."""
        self._desk = desk
        self.wake()
        while not self._is_closed or self._idle < self._road.connections:
            self._changed.clear()
            await self._changed.wait()

    def wake(self) -> None:
        """See Carrier."""
        while self._idle and not self._is_closed:
            parcel = self._desk.take()
            if parcel is None:
                return
            if self._road.is_away():
                self._desk.give_back(parcel)
                self._desk.away(AWAY)
                return
            self._idle -= 1
            self._announce(parcel)

    def close(self) -> None:
        """See Carrier."""
        self._is_closed = True
        self._changed.set()

    def _announce(self, parcel: Parcel) -> None:
        recipient = parcel.recipient.decode()

        def go(is_granted: bool) -> None:  # noqa: FBT001  as the desk says it
            if not is_granted:
                self._rest()
            elif recipient in self._road.lost:
                self._road.lost.discard(recipient)
                self._desk.give_back(parcel)
                self._rest()
            else:
                assert parcel.make()
                self._road.sent.append(recipient)
                self._road.moments.append(self._loop.time())
                self._loop.call_later(self._road.delay, self._settle, parcel)

        self._desk.announce(parcel, go)

    def _settle(self, parcel: Parcel) -> None:
        outcome = self._road.answer(parcel.recipient.decode())
        if outcome is None:
            return
        self._desk.settle(parcel, outcome)
        self._rest()

    def _rest(self) -> None:
        self._idle += 1
        self._changed.set()
        self._loop.call_soon(self.wake)
