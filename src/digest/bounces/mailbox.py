"""The mailbox of bounces, wherever it is: what waits is read, and put away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from digest.bounces.acting import Fate, handle
from digest.bounces.correlation import Proofs
from digest.errors import BounceError, StoreError
from digest.reasons import Reason
from digest.store.protocols import Store

#: messages that nobody could read are named, but not more of them in one round
MOST_NAMED = 20
#: so many in a row that cannot be fetched: it is the mailbox that is at fault
MOST_LOST = 3


class Waiting(Protocol):
    """One message that waits in a mailbox."""

    @property
    def name(self) -> str:
        """What it is called there; the same for as long as it lies there."""
        ...

    def read(self) -> bytes:
        """The message, or its beginning where it is too large; raises BounceError."""
        ...

    def put_away(self) -> None:
        """Mark it as read: it waits no more, and is never deleted."""
        ...

    def leave(self) -> None:
        """Leave it for a person, where it is; it is not looked at again."""
        ...


class Mailbox(Protocol):
    """Where bounces arrive."""

    def waiting(self) -> Iterator[Waiting]:
        """What nobody has read, the oldest first; raises BounceError."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What one round through the mailbox came to."""

    #: how many messages met which fate
    fates: Mapping[Fate, int] = field(default_factory=dict)
    #: how many addresses get no more mail, by reason
    suppressed: Mapping[Reason, int] = field(default_factory=dict)
    #: names of messages that were left for a person, each with the reason
    left: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many messages were looked at."""
        return sum(self.fates.values())


def empty(
    mailbox: Mailbox,
    store: Store,
    proofs: Proofs,
    *,
    clock: Callable[[], datetime],
    is_stopping: Callable[[], bool],
) -> Fetched:
    """Read what waits, act on it, and put it away; end early if it is stopping.

    What was acted on and not put away is acted on again by the next round, which
    changes nothing; a message that cannot be read or acted on holds up no other. Raises
    BounceError or StoreError.
    """
    fates: Counter[Fate] = Counter()
    suppressed: Counter[Reason] = Counter()
    left: list[str] = []
    for message, data in _read(mailbox.waiting(), left):
        if is_stopping():
            break
        try:
            handled = handle(store, data, proofs, now=clock())
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001  one message stops no other
            left.append(f"{message.name}: {_fault(error)}")
            message.leave()
            continue
        fates[handled.fate] += 1
        if handled.fate is Fate.STRANGE:
            left.append(f"{message.name} {handled.silence}")
            message.leave()
            continue
        if handled.recorded and handled.recorded.suppressed:
            suppressed[handled.recorded.suppressed] += 1
        message.put_away()
    return Fetched(
        fates=dict(fates), suppressed=dict(suppressed), left=tuple(left[:MOST_NAMED])
    )


def _read(
    messages: Iterable[Waiting], left: list[str]
) -> Iterator[tuple[Waiting, bytes]]:
    """The messages with their bytes; what cannot be fetched goes to those left."""
    lost = 0
    for message in messages:
        try:
            data = message.read()
        except BounceError as error:
            lost += 1
            if lost >= MOST_LOST:
                raise
            left.append(str(error))
            continue
        lost = 0
        yield message, data


def _fault(error: Exception) -> str:
    fact = f"cannot be acted on ({type(error).__name__}: {error})"
    return f"{fact}; report it as a fault of digest"
