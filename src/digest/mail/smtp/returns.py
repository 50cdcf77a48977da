"""Parcels that met trouble on their way: who is tried once more. Without I/O."""

from __future__ import annotations

from digest.deliveries import Outcome
from digest.mail.parcel import Desk, Parcel


class Returns:
    """Gives parcels back to the desk; one that met trouble twice is deferred.

    A connection may end for any reason, and another one is no worse. But a message
    that ends each connection would stop all others if it were tried for ever.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._troubled: set[int] = set()

    def give_back(self, parcel: Parcel, outcome: Outcome) -> None:
        """Have the parcel tried once more; the second time, the outcome is its own."""
        if parcel.delivery in self._troubled:
            self._troubled.discard(parcel.delivery)
            self._desk.settle(parcel, outcome)
        else:
            self._troubled.add(parcel.delivery)
            self._desk.give_back(parcel)

    def give_back_blameless(self, parcel: Parcel) -> None:
        """Have the parcel taken again: nothing was said of it yet."""
        self._desk.give_back(parcel)
