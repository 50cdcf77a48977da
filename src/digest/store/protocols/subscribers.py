"""What is asked of the store about subscribers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from digest.readers import Subscriber


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSubscriber:
    """One row of an import."""

    address: str
    name: str = ""


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
        """Add the rows as confirmed; returns how many addresses were new.

        Of two rows with the same address the first counts. Who is known keeps name,
        state and every subscription ended by themselves: an import never undoes an
        unsubscription. They gain the newsletters that they never had, but only where
        they are confirmed to another: who has yet to confirm, or left altogether, is
        asked by nobody but themselves.
        """
        ...

    def request_subscription(
        self,
        address: str,
        name: str,
        newsletters: Sequence[str],
        *,
        confirm_after: datetime,
        now: datetime,
    ) -> Subscriber:
        """Add or find the subscriber; plan a confirmation for what is unconfirmed.

        Each newsletter not confirmed yet becomes an unconfirmed subscription, and gets
        one delivery with Purpose.CONFIRMATION, unless one still waits, or one was
        planned for the address since `confirm_after` (so nobody can be flooded), or it
        is suppressed.
        """
        ...

    def confirm(self, number: int, newsletter: str, *, now: datetime) -> bool:
        """Confirm the subscription; False where there is none. Repeating it is safe.

        One that was ended is none: an old link does not bring back who left.
        """
        ...

    def choose_subscriptions(
        self, number: int, newsletters: Collection[str], *, now: datetime
    ) -> bool:
        """Confirm these subscriptions of the reader, and end all others.

        Plans no confirmation: the reader said so by a link of their own. Open
        deliveries of what was ended are withdrawn, and every question that waits.
        False where there is no such subscriber. Repeating it is safe.
        """
        ...

    def unsubscribe(self, number: int, newsletter: str, *, now: datetime) -> bool:
        """End the subscription ("": every one) and withdraw its open deliveries.

        False where there is no such subscriber. Repeating it is safe.
        """
        ...

    def forget(self, number: int) -> bool:
        """Erase the subscriber and what hangs on them; False where there is none.

        A suppression of the address goes on without naming it.
        """
        ...
