"""Takes messages away: what a courier promises, and which one digest.toml asks for."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from digest.config import MailSection
from digest.deliveries import Outcome
from digest.mail.message import Message
from digest.mail.outbox import OutboxCourier
from digest.mail.smtp import SmtpCourier
from digest.relay import OUTBOX, read_relay
from digest.secret import Secret


class Session(Protocol):
    """One sitting of a courier: any number of messages, one after the other."""

    def trouble(self) -> Outcome | None:
        """Why no message can be taken now, or None: then the way is open.

        Asked before the intent to send is written, so that a relay which is away
        leaves nothing in doubt.
        """
        ...

    def send(self, message: Message) -> Outcome:
        """Hand the message over; every failure is an outcome and nothing is raised."""
        ...


class Courier(Protocol):
    """The way out of the house."""

    def session(self) -> AbstractContextManager[Session]:
        """A new sitting; opens nothing before the first message."""
        ...


def open_courier(section: MailSection, state_folder: Path, password: Secret) -> Courier:
    """The courier of [mail] relay, which the configuration has checked."""
    if section.relay == OUTBOX:
        return OutboxCourier(state_folder / OUTBOX)
    return SmtpCourier(read_relay(section.relay), password, timeout=section.timeout)
