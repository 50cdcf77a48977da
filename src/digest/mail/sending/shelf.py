"""What is claimed and waits for its turn: by relay, and by the reader's domain."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from digest.deliveries import Delivery
from digest.mail.sending.domains import Domain, Domains
from digest.mail.sending.routing import route

#: letters for one domain that are kept waiting here; more are put off in the store
MOST_ASIDE = 1000
#: seconds over which what is put off for a domain that rests comes back
SPREAD = 60


class Shelf:
    """Hands out in order; who must wait for their domain holds up nobody else.

    Moments are seconds of a clock that only goes forward.
    """

    def __init__(self, ways: Sequence[tuple[str, ...]], domains: Domains) -> None:
        self._ways = ways
        self._domains = domains
        self._routes: dict[str, tuple[int, ...]] = {}
        self._queues: dict[tuple[int, ...], deque[Delivery]] = {}
        self._aside: dict[Domain, deque[Delivery]] = {}
        #: to be given back to the store, each with the seconds until its time
        self.put_off: list[tuple[Delivery, float]] = []

    def __len__(self) -> int:
        kept = (*self._queues.values(), *self._aside.values())
        return sum(map(len, kept))

    def ids(self) -> tuple[int, ...]:
        """Of all that wait here."""
        kept = (*self._queues.values(), *self._aside.values())
        return tuple(delivery.id for queue in kept for delivery in queue)

    def has_way(self, delivery: Delivery) -> bool:
        """Whether any relay may take it."""
        return bool(self._route(delivery))

    def add(self, deliveries: Iterable[Delivery]) -> None:
        """Behind all others."""
        for delivery in deliveries:
            self._queue(delivery).append(delivery)

    def add_first(self, deliveries: Sequence[Delivery]) -> None:
        """Before all others, in their own order."""
        for delivery in reversed(deliveries):
            self._queue(delivery).appendleft(delivery)

    def take(self, way: int, now: float) -> Delivery | None:
        """The next that may go by this way now."""
        self._bring_back(now)
        for key, queue in self._queues.items():
            if way not in key:
                continue
            while queue:
                delivery = queue.popleft()
                domain = self._domains.find(delivery)
                if domain is None:
                    return delivery
                wait = domain.wait(now)
                if not wait:
                    domain.begin(now)
                    return delivery
                self._set_aside(domain, delivery, wait, now)
        return None

    def wait(self, now: float) -> float:
        """Seconds until the first of those set aside may go; inf where none is."""
        return min((domain.wait(now) for domain in self._aside), default=float("inf"))

    def remove(self, is_meant: Callable[[Delivery], bool]) -> tuple[Delivery, ...]:
        """Take out all that are meant, and keep the others in their order."""
        removed: list[Delivery] = []
        for queue in (*self._queues.values(), *self._aside.values()):
            found = [delivery for delivery in queue if is_meant(delivery)]
            if found:
                kept = [delivery for delivery in queue if not is_meant(delivery)]
                queue.clear()
                queue.extend(kept)
                removed += found
        return tuple(removed)

    def _route(self, delivery: Delivery) -> tuple[int, ...]:
        name = delivery.newsletter
        known = self._routes.get(name)
        if known is None:
            known = self._routes[name] = route(name, self._ways)
        return known

    def _queue(self, delivery: Delivery) -> deque[Delivery]:
        return self._queues.setdefault(self._route(delivery), deque())

    def _bring_back(self, now: float) -> None:
        """One of each domain that may have one now."""
        ready = [domain for domain in self._aside if not domain.wait(now)]
        for domain in ready:
            waiting = self._aside[domain]
            if waiting:
                self.add_first((waiting.popleft(),))
            if not waiting:
                del self._aside[domain]

    def _set_aside(
        self, domain: Domain, delivery: Delivery, wait: float, now: float
    ) -> None:
        if domain.is_resting(now):
            self.put_off += _spread(delivery, wait)
            waiting = self._aside.pop(domain, ())
            for other in waiting:
                self.put_off += _spread(other, wait)
            return
        waiting = self._aside.setdefault(domain, deque())
        if len(waiting) < MOST_ASIDE:
            waiting.append(delivery)
        else:
            self.put_off.append((delivery, domain.next_turn(now, len(waiting))))


def _spread(delivery: Delivery, wait: float) -> Iterator[tuple[Delivery, float]]:
    """What comes back after a rest does not come all at once."""
    yield delivery, wait + delivery.id % SPREAD
