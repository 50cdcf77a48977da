"""What holds for everybody who subscribes, as the owner set it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from digest.config import Config
from digest.store.protocols import Greetings

#: an address gets no more than one question in this time, whoever asks for it
QUIET = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How many questions may be asked, for how long they stand, and what follows."""

    #: questions to all addresses together
    most_per_hour: int
    #: for which a link to confirm, or to move, is good
    confirm_within: timedelta
    #: what a subscription begins with
    greetings: Greetings


def terms_of(config: Config) -> Terms:
    """The terms as digest.toml has them."""
    newsletters = config.newsletters
    return Terms(
        most_per_hour=config.subscribing.most_per_hour,
        confirm_within=timedelta(days=config.subscribing.confirm_within),
        greetings=Greetings(
            welcome=frozenset(one.name for one in newsletters if one.welcome),
            last_issue=frozenset(one.name for one in newsletters if one.last_issue),
        ),
    )
