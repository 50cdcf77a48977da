"""Addresses that get no mail, and those of them that were forgotten.

Who is forgotten leaves no address behind, but a suppression outlives it as a digest: an
old list that is imported later must not mail somebody who complained.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from sqlalchemy import Connection, delete, select, update

from digest.addresses import address_key
from digest.readers import Suppression
from digest.reasons import Reason
from digest.store.databases.connection import Mode, Statements
from digest.store.databases.upserts import insert
from digest.store.ledger.deliveries import deliveries_of, withdraw_open
from digest.store.schema import SUBSCRIBER, SUPPRESSION

#: a forgotten address's key; no address has a colon before its first @
FORGOTTEN = "sha256:"


class SuppressionStatements(Statements):
    """What protocols.DeliveryStore asks about suppressions."""

    def suppress(self, suppression: Suppression) -> None:
        """See DeliveryStore."""
        with self._database.transaction(Mode.DURABLE) as connection:
            suppress_address(connection, suppression)

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


def suppress_address(connection: Connection, suppression: Suppression) -> None:
    """See DeliveryStore.suppress."""
    key = address_key(suppression.address)
    adding = insert(SUPPRESSION).values(
        key=key,
        address=suppression.address,
        reason=suppression.reason,
        detail=suppression.detail,
        since=suppression.since,
    )
    whose = select(SUBSCRIBER.c.id).where(SUBSCRIBER.c.key == key)
    recall_forgotten(connection, {key: suppression.address})
    connection.execute(adding.on_conflict_do_nothing())
    withdraw_open(connection, deliveries_of(whose))


def is_ever_suppressed(connection: Connection, key: str) -> bool:
    """Whether the address of this key gets no mail, be it known or forgotten."""
    query = select(SUPPRESSION.c.key).where(SUPPRESSION.c.key.in_([key, _digest(key)]))
    return connection.execute(query).first() is not None


def disguise(connection: Connection, key: str) -> None:
    """Leave of the address's suppression, if it has one, only a digest."""
    forgetting = update(SUPPRESSION).where(SUPPRESSION.c.key == key)
    connection.execute(forgetting.values(key=_digest(key), address=""))


def has_forgotten(connection: Connection) -> bool:
    """Whether anybody was forgotten who was suppressed."""
    query = select(SUPPRESSION.c.key).where(SUPPRESSION.c.key.startswith(FORGOTTEN))
    return connection.execute(query.limit(1)).first() is not None


def recall_forgotten(connection: Connection, addresses: Mapping[str, str]) -> None:
    """Suppress those of the addresses, by their keys, that were so when forgotten."""
    query = select(SUPPRESSION.c.key).where(SUPPRESSION.c.key.startswith(FORGOTTEN))
    if len(addresses) == 1:
        # a form must not take the longer the more were forgotten
        query = query.where(SUPPRESSION.c.key.in_([_digest(key) for key in addresses]))
    forgotten = set(connection.execute(query).scalars())
    if not forgotten:
        return
    for key, address in addresses.items():
        if (digest := _digest(key)) in forgotten:
            recalling = update(SUPPRESSION).where(SUPPRESSION.c.key == digest)
            connection.execute(recalling.values(key=key, address=address))


def _digest(key: str) -> str:
    return FORGOTTEN + sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
