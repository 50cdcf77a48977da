"""A message in its turn, and what those ask of each other who pass it on.

The desk decides what goes and remembers what came of it; a carrier brings it to one
relay. All of it happens in one event loop, by calls: no task and no future a message.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from digest.deliveries import Outcome


class Parcel:
    """One message: its envelope, and a way to its bytes, which are made when due."""

    __slots__ = ("delivery", "make", "recipient", "sender")

    def __init__(
        self, delivery: int, sender: bytes, recipient: bytes, make: Callable[[], bytes]
    ) -> None:
        self.delivery = delivery
        #: MAIL FROM and RCPT TO, without angle brackets, ready for the wire
        self.sender = sender
        self.recipient = recipient
        #: the message, ready for the wire: CRLF at each line's end, no dot at its
        #: start; asked for once each time that the parcel is taken, raises nothing
        self.make = make


class Desk(Protocol):
    """What a carrier asks of whoever sends."""

    def take(self) -> Parcel | None:
        """The next message that may go by this relay now; None where there is none."""
        ...

    def announce(self, parcel: Parcel, go: Callable[[bool], None]) -> None:
        """Have the intent written down, and all answers before it.

        Then `go` is called once, never before this returns: with True the body may go
        out; with False nobody is to get it, and no more is said of the parcel.
        """
        ...

    def settle(self, parcel: Parcel, outcome: Outcome) -> None:
        """The relay's answer; UNKNOWN where the body went out and none came."""
        ...

    def give_back(self, parcel: Parcel) -> None:
        """Its body never left: it may be taken again, by any connection.

        Never said while an announcement of it waits for its `go`.
        """
        ...

    def away(self, outcome: Outcome) -> None:
        """The relay takes nothing from us now: told once in each spell of it."""
        ...


class Carrier(Protocol):
    """The way to one relay, with all of its connections."""

    async def run(self, desk: Desk, *, is_stopping: Callable[[], bool]) -> None:
        """Carry what the desk gives until it is closed, or stopping.

        Every message that was taken is settled or given back when this returns.
        """
        ...

    def wake(self) -> None:
        """There may be more to take: connections at rest ask again."""
        ...

    def close(self) -> None:
        """Take no more; `run` returns once all that is out was answered."""
        ...
