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
from digest.issues import Newsletter, Note
from digest.mail.courier import Way
from digest.mail.messages.signing import Signer
from digest.mail.sending.hours import open_newsletters
from digest.model import Site
from digest.rates import read_hours
from digest.render.theme import Theme
from digest.secret import Secret
from digest.store.protocols import Store


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
    #: how long a claim lasts that nobody extends
    lease: timedelta
    #: signs the links in letters
    key: Secret
    #: signs the messages; None where the relay does, or nobody
    signer: Signer | None = None
    #: what the owner says to new readers of a newsletter; raises ContentError
    welcome: Callable[[str], Note | None] = no_words

    def open_newsletters(self, now: datetime) -> tuple[str, ...] | None:
        """Those whose hours it is; None where digest.toml sets none."""
        return open_newsletters(self.newsletters, read_hours(self.sending.hours), now)
