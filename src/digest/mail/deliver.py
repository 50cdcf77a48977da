"""The second line: claim, address, send, record.

Delivery is write-ahead: the intent is committed before a body goes out and the answer
after it, so a process that dies leaves at most one message of each connection in doubt,
known by name.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from digest.loop import new_loop
from digest.mail.mailroom import Mailroom
from digest.mail.sending.delivered import Delivered
from digest.mail.sending.run import Sending

__all__ = ["Delivered", "Mailroom", "deliver_due"]


def deliver_due(
    mailroom: Mailroom,
    *,
    clock: Callable[[], datetime],
    is_stopping: Callable[[], bool],
) -> Delivered:
    """Hand all that is due to the relays, and end; sooner if it is stopping.

    All relays away end the run, too: what was claimed and not tried is released. Raises
    StoreError; then intents may stay without their answers, and are in doubt.
    """

    async def run() -> Delivered:
        return await Sending(mailroom, clock, is_stopping).run()

    with asyncio.Runner(loop_factory=new_loop) as runner:
        return runner.run(run())
