"""The ways out of the house that digest.toml names, each whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digest.config.mail_sections import MailSection, RelaySection, SendingSection
from digest.rates import read_rate
from digest.relay import OUTBOX, Relay, read_relay


def relays_of(
    named: Sequence[RelaySection], mail: MailSection, sending: SendingSection
) -> tuple[Relay, ...]:
    """All relays with what [sending] says of each; none where letters stay here."""
    if mail.relay != OUTBOX:
        only = read_relay(mail.relay)
        return (
            replace(
                only,
                auth=mail.auth,
                token_command=mail.token_command,
                connections=sending.connections,
                pipelining=sending.pipelining,
                rate=read_rate(sending.rate),
            ),
        )
    return tuple(
        replace(
            read_relay(relay.url),
            name=relay.name,
            auth=relay.auth,
            token_command=relay.token_command,
            connections=relay.connections or sending.connections,
            pipelining=sending.pipelining,
            rate=read_rate(relay.rate or sending.rate),
            newsletters=relay.newsletters,
        )
        for relay in named
    )
