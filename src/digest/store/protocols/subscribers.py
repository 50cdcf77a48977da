"""What is asked of the store about subscribers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from digest.readers import Subscriber, SubscriberState, Suppression


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSubscriber:
    """One row of an import."""

    address: str
    name: str = ""
    #: unconfirmed ones are kept so, and get no letter, not even a question
    state: SubscriberState = SubscriberState.CONFIRMED
    #: when the state came; None: it is not known
    since: datetime | None = None
    #: None: with the import
    created: datetime | None = None
    confirmed: datetime | None = None
    #: where the consent comes from; "": from the import
    consent: str = ""
    #: what the state is for; empty: the newsletters of the import
    newsletters: tuple[str, ...] = ()
    #: what they left, or have yet to confirm, besides
    left: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    #: when what they said to a newsletter came, where the list tells those apart
    moments: Mapping[str, datetime] = field(default_factory=dict)
    language: str = ""
    paused_until: datetime | None = None
    tags: tuple[str, ...] = ()
    #: why no mail goes there any more
    suppression: Suppression | None = None


class SubscriberStore(Protocol):
    """Addresses and their consent: asked by subscribers."""

    def subscriber(self, number: int) -> Subscriber | None:
        """The subscriber of this id."""
        ...

    def find_subscriber(self, address: str) -> Subscriber | None:
        """The subscriber whose address has the same key (addresses.address_key)."""
        ...

    def subscribers(self, newsletter: str | None = None) -> Iterable[Subscriber]:
        """All, or those with any subscription to this newsletter; by address key.

        Read some at a time, each in a transaction of its own: memory does not grow with
        their number, and a slow reader holds up nobody.
        """
        ...

    def count_subscribers(self) -> Mapping[str, Mapping[str, int]]:
        """By newsletter and state, how many subscriptions there are."""
        ...

    def import_subscribers(
        self,
        rows: Sequence[NewSubscriber],
        newsletters: Sequence[str],
        *,
        consent: str,
        now: datetime,
    ) -> int:
        """Add the rows in one transaction; returns how many addresses were new.

        Of two rows with the same address the first counts, and the second is about
        somebody known. Who is known keeps name, state and every subscription ended by
        themselves: an import never undoes an unsubscription. They gain the newsletters
        that they never had, but only where they are confirmed to another: who has yet
        to confirm, or left altogether, is asked by nobody but themselves. A row that
        says that they left ends what they said yes to before, withdraws what waits for
        it; and tags and suppressions come along in any case.
        """
        ...
