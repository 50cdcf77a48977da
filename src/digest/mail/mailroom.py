"""What the second line works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from digest.config.mail_sections import (
    BouncesSection,
    MailSection,
    SendingSection,
)
from digest.deliveries import Batch, Delivery, DeliveryState, Outcome
from digest.issues import Newsletter, Note
from digest.mail.courier import Way
from digest.mail.messages.signing import Signer
from digest.mail.sending.hours import open_newsletters
from digest.model import Site
from digest.rates import read_hours
from digest.render.theme import Theme
from digest.secret import Secret
from digest.store.protocols import Store


def nobody_asks(_delivery: Delivery, _outcome: Outcome, _state: DeliveryState) -> None:
    """What came of a delivery is told to nobody but the ledger."""


def no_words(_newsletter: str) -> None:
    """Nothing, which is what most owners add to a welcome."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailroom:
    """What the second line works with: a record without verbs."""

    store: Store
    #: at least one
    ways: tuple[Way, ...]
    #: of letters for one reader alone; the letter of an issue is frozen
    theme: Theme
    site: Site
    newsletters: tuple[Newsletter, ...]
    mail: MailSection
    sending: SendingSection = field(default_factory=SendingSection)
    bounces: BouncesSection = field(default_factory=BouncesSection)
    #: what of the ledger is sent here; None: all, or as `is_shared_out` says
    batch: Batch | None = None
    #: whether issues are sent by workers, so that only personal letters are sent here
    is_shared_out: bool = False
    #: whether others send by the same relays, so that all keep to one rate together
    has_company: bool = False
    #: how long a claim lasts that nobody extends
    lease: timedelta
    #: signs the links in letters
    key: Secret
    #: signs the messages; None where the relay does, or nobody
    signer: Signer | None = None
    #: what the owner says to new readers of a newsletter; raises ContentError
    welcome: Callable[[str], Note | None] = no_words
    #: is told what came of each delivery, and what that makes of it
    told: Callable[[Delivery, Outcome, DeliveryState], None] = nobody_asks

    def open_newsletters(self, now: datetime) -> tuple[str, ...] | None:
        """Those whose hours it is; None where digest.toml sets none.

        None is open here where workers send the issues.
        """
        if self.is_shared_out and self.batch is None:
            return ()
        return self.newsletters_in_hours(now)

    def newsletters_in_hours(self, now: datetime) -> tuple[str, ...] | None:
        """Those whose hours it is, whoever sends them; None where none are set."""
        return open_newsletters(self.newsletters, read_hours(self.sending.hours), now)
