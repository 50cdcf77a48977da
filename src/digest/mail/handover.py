"""One message by one way, at once: for tests of the way, outside of the ledger."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from digest.deliveries import Outcome
from digest.loop import new_loop
from digest.mail.courier import Way
from digest.mail.messages.message import Message
from digest.mail.outcome import not_tried
from digest.mail.parcel import Parcel


def hand_over(way: Way, message: Message) -> Outcome:
    """Hand the message over, and wait for what is said to it."""

    async def carry() -> Outcome:
        desk = _OneParcel(message)
        carrier = way.open()
        desk.is_over = carrier.close
        await carrier.run(desk, is_stopping=lambda: False)
        return desk.outcome

    with asyncio.Runner(loop_factory=new_loop) as runner:
        return runner.run(carry())


class _OneParcel:
    """See Desk: has one message, and keeps nothing."""

    def __init__(self, message: Message) -> None:
        self._loop = asyncio.get_running_loop()
        self._parcel: Parcel | None = Parcel(
            0,
            message.sender.encode("ascii"),
            message.recipient.encode("ascii"),
            lambda: message.data,
        )
        self.outcome = not_tried("nobody took it")
        self.is_over: Callable[[], None]

    def take(self) -> Parcel | None:
        """See Desk."""
        parcel, self._parcel = self._parcel, None
        return parcel

    def announce(self, parcel: Parcel, go: Callable[[bool], None]) -> None:  # noqa: ARG002
        """See Desk."""
        self._loop.call_soon(go, True)

    def settle(self, parcel: Parcel, outcome: Outcome) -> None:  # noqa: ARG002
        """See Desk."""
        self.outcome = outcome
        self.is_over()

    def give_back(self, parcel: Parcel) -> None:
        """See Desk; a connection that was lost is followed by another one."""
        self._parcel = parcel

    def away(self, outcome: Outcome) -> None:
        """See Desk."""
        self.outcome = outcome
        self.is_over()
