"""Where the readers of a list are put: into the store, or nowhere, to look first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from digest.addresses import address_key
from digest.store.protocols import NewSubscriber, ReaderListStore, SubscriberStore


class ImportStore(SubscriberStore, ReaderListStore, Protocol):
    """What an import asks of the store."""


class Desk(Protocol):
    """Where batches of readers are put."""

    def put(
        self, rows: list[NewSubscriber], *, newsletters: Sequence[str], consent: str
    ) -> int:
        """Take the batch; how many of it were not known.

        The newsletters are for rows that name none.
        """
        ...


class StoreDesk:
    """Keeps what is put there."""

    def __init__(self, store: ImportStore, now: datetime) -> None:
        self._store = store
        self._now = now

    def put(
        self, rows: list[NewSubscriber], *, newsletters: Sequence[str], consent: str
    ) -> int:
        """See Desk."""
        return self._store.import_subscribers(
            rows, newsletters, consent=consent, now=self._now
        )


class DryDesk:
    """Looks who is known, and keeps nothing."""

    def __init__(self, store: ImportStore) -> None:
        self._store = store

    def put(
        self,
        rows: list[NewSubscriber],
        *,
        newsletters: Sequence[str],  # noqa: ARG002
        consent: str,  # noqa: ARG002
    ) -> int:
        """See Desk."""
        keys = {address_key(row.address) for row in rows}
        return len(keys) - self._store.count_known(keys)
