"""The rules of consent: subscribe, confirm, choose, leave, and what the owner may do.

Nobody learns here who reads: asking gives the same answer for a known and an unknown
address. What a token allows is done without a password, as only its reader got it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.addresses import parse_address
from digest.errors import LinkError
from digest.links import Claim, LinkPurpose, check_token
from digest.readers import Subscriber
from digest.secret import Secret
from digest.store.protocols import DeliveryStore, NewSubscriber, SubscriberStore
from digest.subscribers.listfile import Finding, decode, read_csv, spoken_name

#: an address gets no more than one confirmation in this time, whoever asks for it
QUIET = timedelta(hours=1)
#: Subscriber.consent of whom the owner added by hand
BY_OWNER = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import came to."""

    added: int
    #: addresses of the file that were here already; they stay what they are
    known: int
    #: rows that were left out, and why
    problems: tuple[Finding, ...]
    #: what was done about the rest of the file, such as leaving out a double
    notes: tuple[Finding, ...]


def subscribe(
    store: SubscriberStore,
    *,
    address: str,
    name: str,
    newsletters: Sequence[str],
    now: datetime,
) -> None:
    """Ask the address whether it wants the newsletters; raises AddressError.

    The answer is the same for a known and an unknown address, and no mail goes out
    before the next run of deliver, so that the time it takes tells nothing either.
    """
    store.request_subscription(
        parse_address(address),
        spoken_name(name),
        newsletters,
        confirm_after=now - QUIET,
        now=now,
    )


def confirm(store: SubscriberStore, key: Secret, token: str, now: datetime) -> Claim:
    """Confirm what the token names; repeating it is safe.

    Raises LinkError for a token that is not ours, or whose reader left meanwhile.
    """
    claim = check_token(key.reveal(), LinkPurpose.CONFIRM, token)
    if not store.confirm(claim.subscriber, claim.newsletter, now=now):
        message = "this link: is for a subscription that has ended; sign up again"
        raise LinkError(message)
    return claim


def leave(store: SubscriberStore, key: Secret, token: str, now: datetime) -> Claim:
    """End what the token names, at once; repeating it is safe. Raises LinkError.

    Who was forgotten gets nothing either, so that is no error.
    """
    claim = check_token(key.reveal(), LinkPurpose.LEAVE, token)
    store.unsubscribe(claim.subscriber, claim.newsletter, now=now)
    return claim


def choose(
    store: SubscriberStore,
    key: Secret,
    token: str,
    *,
    newsletters: Sequence[str],
    now: datetime,
) -> Claim:
    """Make these the reader's newsletters, and no others; raises LinkError.

    The token came to the reader's own address: whoever holds it need not confirm again.
    """
    claim = check_token(key.reveal(), LinkPurpose.PREFERENCES, token)
    if not store.choose_subscriptions(claim.subscriber, newsletters, now=now):
        raise LinkError("this link: its reader is not known any more; sign up anew")
    return claim


def import_csv(
    store: SubscriberStore,
    data: bytes,
    newsletters: Sequence[str],
    *,
    consent: str,
    now: datetime,
) -> Imported:
    """Add the readers of a list as confirmed; the owner vouches for their consent.

    Bad rows are reported and the rest goes on. Who left stays away, so the same list
    can be imported again and again.
    """
    text, notes = decode(data)
    reading = read_csv(text)
    added = store.import_subscribers(
        reading.rows, newsletters, consent=consent, now=now
    )
    return Imported(
        added=added,
        known=len(reading.rows) - added,
        problems=reading.problems,
        notes=(*notes, *reading.notes),
    )


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


def remove(
    store: SubscriberStore, address: str, newsletter: str, *, now: datetime
) -> bool:
    """End the reader's subscription ("": all); False where nobody has the address.

    The address stays known, so that no later import brings it back.
    """
    reader = store.find_subscriber(parse_address(address))
    return reader is not None and store.unsubscribe(reader.id, newsletter, now=now)


def forget(store: SubscriberStore, address: str) -> bool:
    """Erase the reader with all that hangs on them; False where nobody has the address.

    Nothing remembers that they left: a later import can bring them back.
    """
    reader = store.find_subscriber(parse_address(address))
    return reader is not None and store.forget(reader.id)


def lift(store: DeliveryStore, address: str) -> bool:
    """Let mail go to a suppressed address again; False where it was not suppressed.

    What was withdrawn stays so; the reader's subscriptions were never touched.
    """
    return store.lift_suppression(parse_address(address))
