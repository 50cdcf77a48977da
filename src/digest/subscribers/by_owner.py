"""What the owner does for one reader: add, remove, forget, suppress, lift."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from digest.addresses import parse_address
from digest.readers import ConsentWay, Subscriber, Suppression
from digest.reasons import Reason
from digest.store.protocols import DeliveryStore, NewSubscriber, Store, SubscriberStore
from digest.subscribers.lists.cells import spoken_name

#: Subscriber.consent of whom the owner added by hand
BY_OWNER = "owner"


def add(
    store: SubscriberStore,
    *,
    address: str,
    name: str,
    newsletters: Sequence[str],
    now: datetime,
) -> Subscriber:
    """Add one reader as confirmed; raises AddressError.

    Returns the reader as they are now: who left stays away, and has to sign up anew.
    """
    row = NewSubscriber(address=parse_address(address), name=spoken_name(name))
    store.import_subscribers([row], newsletters, consent=BY_OWNER, now=now)
    added = store.find_subscriber(row.address)
    assert added is not None
    return added


def remove(store: Store, address: str, newsletter: str, *, now: datetime) -> bool:
    """End the reader's subscription ("": all); False where nobody has the address.

    The address stays known, so that no later import brings it back.
    """
    reader = store.find_subscriber(parse_address(address))
    way = ConsentWay.OWNER
    return reader is not None and store.unsubscribe(
        reader.id, newsletter, now=now, way=way
    )


def forget(store: Store, address: str) -> bool:
    """Erase the reader with all that hangs on them; False where nobody has the address.

    Nothing remembers that they left: a later import can bring them back.
    """
    reader = store.find_subscriber(parse_address(address))
    return reader is not None and store.forget(reader.id)


def suppress(store: DeliveryStore, address: str, detail: str, *, now: datetime) -> None:
    """Let no mail go to the address any more, whether or not it is a reader's.

    Whoever was suppressed before stays so for the reason of then. Raises AddressError.
    """
    store.suppress(
        Suppression(
            address=parse_address(address),
            reason=Reason.OWNER,
            detail=spoken_name(detail),
            since=now,
        )
    )


def lift(store: DeliveryStore, address: str) -> bool:
    """Let mail go to a suppressed address again; False where it was not suppressed.

    What was withdrawn stays so; the reader's subscriptions were never touched.
    """
    return store.lift_suppression(parse_address(address))
