"""What is asked of the store about what comes back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from digest.records.bounces import Bounce, BounceCounts, BounceRecord, Recorded


class BounceStore(Protocol):
    """Reports of failure and complaints: asked by deliver and bounces."""

    def record_bounce(self, bounce: Bounce) -> Recorded:
        """Keep the bounce, once, and act on it where it is proven to be of ours.

        It is, by the delivery, or else by the subscriber, that something signed names;
        or by its address, where who names it is vouched for and a letter went there.
        Then its delivery failed, unless it is a complaint, and its address is
        suppressed: at once for a complaint or a reason that ends mail, else after
        repeated failures without a success between (records.bounces.MOST_FAILURES).
        """
        ...

    def record_refusals(self, bounces: Iterable[Bounce]) -> None:
        """Keep what relays refused at once, and act on it, as `record_bounce` does.

        All in one transaction, which is as durable as the answers of relays are.
        """
        ...

    def bounces(
        self, *, since: datetime, reason: str = "", domain: str = ""
    ) -> Iterable[BounceRecord]:
        """Those that came since, the newest first; only of this reason or domain."""
        ...

    def count_bounces(self, *, since: datetime) -> BounceCounts:
        """How many came since, by reason and by domain."""
        ...

    def forget_bounces(self, *, before: datetime) -> int:
        """Erase what came earlier; the suppressions that followed stay."""
        ...
