"""What a run has leased, and for how long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from digest.deliveries import Delivery
from digest.errors import StoreError
from digest.mail.mailroom import Mailroom
from digest.mail.sending.pace import Pace
from digest.mail.sending.turns import SharedPace
from digest.rates import Rate

#: deliveries leased at a time
PAGE = 1000
#: seconds until the store is asked for turns again, where it does not answer
AWAY = 1.0


class Claims:
    """Leases deliveries ahead of their turn, by pages."""

    def __init__(self, mailroom: Mailroom, clock: Callable[[], datetime]) -> None:
        self._mailroom = mailroom
        self._store = mailroom.store
        self._clock = clock
        #: whether the last page was not full, so that nothing more was due
        self.is_dry = False
        self._until: datetime | None = None

    def take_over(self) -> None:
        """Free what processes hold that are no more: nobody waits for their leases."""
        self._store.release_all(now=self._clock())

    def page(self) -> tuple[Delivery, ...]:
        """The next that are due."""
        now = self._clock()
        claimed = self._claim(now, self._mailroom.open_newsletters(now))
        self.is_dry = len(claimed) < PAGE
        return claimed

    def personal(self) -> tuple[Delivery, ...]:
        """Those that are for one reader alone: they wait for no issue.

        None where only a batch is sent here.
        """
        if self._mailroom.batch is not None:
            return ()
        return self._claim(self._clock(), ())

    def is_open(self, delivery: Delivery) -> bool:
        """Whether its newsletter may go out at this time of the day."""
        names = self._mailroom.open_newsletters(self._clock())
        return names is None or not delivery.issue or delivery.newsletter in names

    def went_before(self, relay: str, rate: Rate) -> bool:
        """Whether the relay may still count a message that an earlier run sent."""
        pause = timedelta(seconds=rate.pause)
        return self._store.answered_since(self._clock() - pause, relay) > 0

    def pace_of(self, kind: str, name: str, rate: Rate) -> Pace:
        """How fast a relay or domain is served: together with others, if there are."""
        if not self._mailroom.has_company:
            return Pace(rate)
        return SharedPace(rate, partial(self._reserve, f"{kind} {name}"))

    def _reserve(self, name: str, count: int, pause: timedelta) -> float:
        now = self._clock()
        try:
            wait = self._store.reserve_turns(name, count, pause, now=now)
        except StoreError:
            # without the store no intent is granted either, and so nothing goes
            return AWAY
        return wait.total_seconds()

    def has_lapsed(self) -> bool:
        """Whether leases may have ended by themselves: the machine slept."""
        return self._until is not None and self._clock() >= self._until

    def extend(self, deliveries: Sequence[int]) -> None:
        """Keep them for a whole lease from now."""
        self._until = self._clock() + self._mailroom.lease
        self._store.extend_lease(deliveries, self._until)

    def release(self, deliveries: Sequence[int]) -> None:
        """Give them back, to be claimed by anybody."""
        if deliveries:
            self._store.release(deliveries)

    def put_off(self, waits: Sequence[tuple[Delivery, float]]) -> None:
        """Give them back, each to be claimed after so many seconds."""
        now = self._clock()
        rows = [(one.id, now + timedelta(seconds=wait)) for one, wait in waits]
        self._store.put_off(rows)

    def _claim(
        self, now: datetime, newsletters: tuple[str, ...] | None
    ) -> tuple[Delivery, ...]:
        until = now + self._mailroom.lease
        self._until = self._until or until
        return self._store.claim_deliveries(
            PAGE,
            now=now,
            lease_until=until,
            on_doubt=self._mailroom.sending.on_doubt,
            newsletters=newsletters,
            batch=self._mailroom.batch,
        )
