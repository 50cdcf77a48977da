"""A desk (`Desk`) for tests: gives numbered parcels, and keeps all that it is told."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from digest.deliveries import Outcome, OutcomeKind
from digest.mail.parcel import Parcel

#: lines as long as those of letters, and none that begins with a dot
TEXT = b"0123456789abcdef" * 4 + b"\r\n"


def a_parcel(
    number: int = 1, *, recipient: str = "", octets: int = 1000, data: bytes = b""
) -> Parcel:
    """A parcel whose body tells its number."""
    head = b"Message-ID: <%d@example.org>\r\n\r\n" % number
    body = data or head + TEXT * (octets // len(TEXT) + 1)
    to = recipient or f"r{number}@example.net"
    return Parcel(number, b"notes@example.org", to.encode(), lambda: body)


@dataclass
class TestDesk:
    """Gives the parcels in their order, then those that came back."""

    __test__ = False

    parcels: list[Parcel] = field(default_factory=list)
    #: nobody gets these, as their readers left meanwhile
    withdrawn: frozenset[int] = frozenset()
    #: called once nothing is left to wait for
    when_done: Callable[[], None] = lambda: None
    #: called when a parcel came back
    when_back: Callable[[], None] = lambda: None
    #: whether the end is where the relay is away
    is_over_when_away: bool = False
    outcomes: dict[int, list[Outcome]] = field(default_factory=dict)
    announced: list[int] = field(default_factory=list)
    backs: list[int] = field(default_factory=list)
    troubles: list[Outcome] = field(default_factory=list)
    #: taken, and not yet settled or given back
    out: Counter[int] = field(default_factory=Counter)
    left: int = -1

    def __post_init__(self) -> None:
        """Count what is to be settled."""
        self.left = len(self.parcels)

    def take(self) -> Parcel | None:
        """See Desk."""
        if not self.parcels:
            return None
        parcel = self.parcels.pop(0)
        self.out[parcel.delivery] += 1
        return parcel

    def announce(self, parcel: Parcel, go: Callable[[bool], None]) -> None:
        """See Desk."""
        self.announced.append(parcel.delivery)
        is_granted = parcel.delivery not in self.withdrawn
        if not is_granted:
            self._is_done_with(parcel)
        asyncio.get_running_loop().call_soon(go, is_granted)

    def settle(self, parcel: Parcel, outcome: Outcome) -> None:
        """See Desk."""
        self.outcomes.setdefault(parcel.delivery, []).append(outcome)
        self._is_done_with(parcel)

    def give_back(self, parcel: Parcel) -> None:
        """See Desk."""
        self.out[parcel.delivery] -= 1
        self.backs.append(parcel.delivery)
        self.parcels.append(parcel)
        self.when_back()

    def away(self, outcome: Outcome) -> None:
        """See Desk."""
        self.troubles.append(outcome)
        if self.is_over_when_away:
            asyncio.get_running_loop().call_soon(self.when_done)

    def kinds(self) -> list[OutcomeKind]:
        """What became of each, in the order of their numbers."""
        return [self.outcome(number).kind for number in sorted(self.outcomes)]

    def outcome(self, number: int = 1) -> Outcome:
        """What became of this one; it is told once."""
        (outcome,) = self.outcomes[number]
        return outcome

    def _is_done_with(self, parcel: Parcel) -> None:
        self.out[parcel.delivery] -= 1
        self.left -= 1
        if not self.left:
            asyncio.get_running_loop().call_soon(self.when_done)


def a_desk(*recipients: str, octets: int = 1000) -> TestDesk:
    """A desk with a parcel for each of them, numbered from 1."""
    return TestDesk(_numbered(recipients, octets))


def _numbered(recipients: Iterable[str], octets: int) -> list[Parcel]:
    return [
        a_parcel(number, recipient=recipient, octets=octets)
        for number, recipient in enumerate(recipients, 1)
    ]
