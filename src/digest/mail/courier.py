"""The ways out of the house, as digest.toml names them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from digest.config import Config
from digest.mail.outbox import OutboxCarrier
from digest.mail.parcel import Carrier
from digest.rates import Rate
from digest.relay import OUTBOX


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way out: what may go by it, and who carries."""

    #: the relay's, as it is shown and kept
    name: str
    #: a new carrier, for the loop that runs then
    open: Callable[[], Carrier]
    #: that go this way alone; empty: any
    newsletters: tuple[str, ...] = ()
    #: None: as fast as it takes them
    rate: Rate | None = None


def ways_of(config: Config) -> tuple[Way, ...]:
    """A way for each relay; where there is none, the Maildir in the state folder."""
    if not config.relays:
        folder = config.state_folder / OUTBOX
        return (Way(name=OUTBOX, open=partial(OutboxCarrier, folder)),)
    # late: what speaks SMTP takes long to load, and an outbox needs none of it
    from digest.mail.smtp.pool import SmtpPool  # noqa: PLC0415

    return tuple(
        Way(
            name=relay.name,
            open=partial(
                SmtpPool,
                relay,
                config.password_of(relay),
                timeout=config.mail.timeout,
                seed=relay.name,
            ),
            newsletters=relay.newsletters,
            rate=relay.rate,
        )
        for relay in config.relays
    )
