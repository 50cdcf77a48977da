"""What is asked of the store about who wants to be told of changed feeds.

The rules are those of `digest.store.protocols`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from digest.records.hub import HubCounts, Listener, Load, Ping, Request, Told


class HubStore(Protocol):
    """Who wants to be told of changed feeds: asked by hub and status."""

    def topic_digests(self) -> Mapping[str, str]:
        """By topic, the digest of what was announced last."""
        ...

    def announce(
        self, digests: Mapping[str, str], hubs: Collection[str], *, now: datetime
    ) -> None:
        """These topics have new bytes: every listener is to be told, and every hub.

        Who took these very bytes before is not told again. Pings to other hubs are
        forgotten.
        """
        ...

    def retire(self, topics: Collection[str], *, now: datetime) -> None:
        """There are no such topics any more: WebSub's listeners are to be told so."""
        ...

    def hub_load(self, *, topic: str, callback: str, host: str) -> Load:
        """What the limits of the hub are held against."""
        ...

    def add_request(self, request: Request, *, now: datetime) -> None:
        """Keep the request, over an earlier one of this callback for this topic."""
        ...

    def due_requests(self, count: int, *, now: datetime) -> tuple[Request, ...]:
        """The requests that are to be asked back now, oldest first."""
        ...

    def grant(self, request: Request, *, until: datetime) -> None:
        """The callback listens until then, over what it asked for before.

        One whose intent is not to subscribe listens no more.
        """
        ...

    def drop_request(self, request: Request) -> None:
        """Forget the request; what was granted before stays."""
        ...

    def put_off_request(self, request: Request, *, due: datetime) -> None:
        """Try again then."""
        ...

    def due_listeners(self, count: int, *, now: datetime) -> tuple[Listener, ...]:
        """The listeners that are to be told now, those that fail behind the others."""
        ...

    def record_told(self, told: Sequence[Told]) -> None:
        """Keep how it went; a change that was announced meanwhile stays due."""
        ...

    def end_leases(self, *, now: datetime) -> int:
        """Forget the listeners whose time is over; how many those were."""
        ...

    def due_pings(self, hubs: Collection[str], *, now: datetime) -> tuple[Ping, ...]:
        """What these hubs are to be told now, by hub and topic."""
        ...

    def end_pings(self, pings: Collection[Ping]) -> None:
        """The hub knows, or is given up; what changed meanwhile stays."""
        ...

    def put_off_pings(
        self, pings: Collection[Ping], *, due: datetime, fault: str
    ) -> None:
        """The hub did not take them: try again then."""
        ...

    def hub_counts(self) -> HubCounts:
        """How many there are of each, and which hubs fail."""
        ...
