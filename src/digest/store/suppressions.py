"""Addresses that get no mail, and those of them that were forgotten.

Who is forgotten leaves no address behind, but a suppression outlives it as a digest: an
old list that is imported later must not mail somebody who complained.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from digest.addresses import address_key
from digest.readers import Suppression
from digest.reasons import Reason
from digest.store.connection import Mode, Statements
from digest.store.deliveries import withdraw_open
from digest.store.schema import DELIVERY, SUBSCRIBER, SUPPRESSION

#: a forgotten address's key; no address has a colon before its first @
FORGOTTEN = "sha256:"


class SuppressionStatements(Statements):
    """What protocols.DeliveryStore asks about suppressions."""

    def suppress(self, suppression: Suppression) -> None:
        """See DeliveryStore."""
        key = address_key(suppression.address)
        adding = insert(SUPPRESSION).values(
            key=key,
            address=suppression.address,
            reason=suppression.reason,
            detail=suppression.detail,
            since=suppression.since,
        )
        whose = select(SUBSCRIBER.c.id).where(SUBSCRIBER.c.key == key)
        with self._database.transaction(Mode.DURABLE) as connection:
            recall_forgotten(connection, {key: suppression.address})
            connection.execute(adding.on_conflict_do_nothing())
            withdraw_open(connection, DELIVERY.c.subscriber_id.in_(whose))

    def lift_suppression(self, address: str) -> bool:
        """See DeliveryStore."""
        key = address_key(address)
        # one that was forgotten is known by its digest only
        lifting = delete(SUPPRESSION).where(SUPPRESSION.c.key.in_([key, _digest(key)]))
        with self._database.transaction(Mode.DURABLE) as connection:
            return connection.execute(lifting).rowcount > 0

    def suppressions(self) -> tuple[Suppression, ...]:
        """See DeliveryStore."""
        query = select(SUPPRESSION).order_by(SUPPRESSION.c.address, SUPPRESSION.c.key)
        with self._database.transaction(Mode.READ) as connection:
            return tuple(
                Suppression(
                    address=row.address,
                    reason=Reason(row.reason),
                    detail=row.detail,
                    since=row.since,
                )
                for row in connection.execute(query)
            )


def disguise(connection: Connection, key: str) -> None:
    """Leave of the address's suppression, if it has one, only a digest."""
    forgetting = update(SUPPRESSION).where(SUPPRESSION.c.key == key)
    connection.execute(forgetting.values(key=_digest(key), address=""))


def recall_forgotten(connection: Connection, addresses: Mapping[str, str]) -> None:
    """Suppress those of the addresses, by their keys, that were so when forgotten."""
    query = select(SUPPRESSION.c.key).where(SUPPRESSION.c.key.startswith(FORGOTTEN))
    forgotten = set(connection.execute(query).scalars())
    if not forgotten:
        return
    for key, address in addresses.items():
        if (digest := _digest(key)) in forgotten:
            recalling = update(SUPPRESSION).where(SUPPRESSION.c.key == digest)
            connection.execute(recalling.values(key=key, address=address))


def _digest(key: str) -> str:
    return FORGOTTEN + sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
