"""One run of the sender: its desks, what waits for them, and what is written down."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from digest.deliveries import Delivery, Outcome, OutcomeKind
from digest.mail.courier import Way
from digest.mail.mailroom import Mailroom
from digest.mail.outcome import in_doubt, not_tried
from digest.mail.parcel import Parcel
from digest.mail.sending.claims import PAGE, Claims
from digest.mail.sending.delivered import Delivered
from digest.mail.sending.desk import RelayDesk
from digest.mail.sending.domains import Domains
from digest.mail.sending.group_commit import GroupCommit
from digest.mail.sending.letters import Letters
from digest.mail.sending.score import Score
from digest.mail.sending.shelf import Shelf
from digest.rates import read_rate

#: waiting deliveries below which the next page is claimed
LOW = PAGE // 4
#: seconds between two looks at whether to stop, and between two rounds
LOOK, ROUND = 0.05, 1.0
#: seconds in which all that is out has to be answered once the run is to stop
LONGEST_STOP = 6.0


class Sending:
    """Hands all that is due to the relays; used once, in the loop that runs."""

    def __init__(
        self,
        mailroom: Mailroom,
        clock: Callable[[], datetime],
        is_stopping: Callable[[], bool],
    ) -> None:
        self._mailroom = mailroom
        self._limit = mailroom.mail.attempts
        self._is_stopping = is_stopping
        self._loop = asyncio.get_running_loop()
        self._letters = Letters(mailroom)
        self._claims = Claims(mailroom, clock)
        rates = {
            name: rate
            for name, text in mailroom.sending.domains.items()
            if (rate := read_rate(text))
        }
        self._domains = Domains(rates, partial(self._claims.pace_of, "domain"))
        self._shelf = Shelf([way.newsletters for way in mailroom.ways], self._domains)
        self._commit = GroupCommit(
            mailroom.store,
            clock,
            # a store that others share takes its time, too
            is_durable=mailroom.sending.durable or mailroom.has_company,
            fail=self._fail,
            waits=lambda: mailroom.has_company and not is_stopping(),
        )
        self._score = Score(mailroom, self._commit, self._domains, clock)
        self._desks: tuple[RelayDesk, ...] = ()
        #: what ended the run before its time
        self._fault: BaseException | None = None
        self._trouble: Outcome | None = None
        self._is_closing = False
        self._is_refilling = False
        #: the loop's time of the last extension and the last round
        self._extended = self._rounded = self._loop.time()

    async def run(self) -> Delivered:
        """Send until nothing is due, nothing goes any more, or it is to stop.

        Raises StoreError, once all that was out is answered and noted.
        """
        self._loop.set_exception_handler(self._caught)
        self._claims.take_over()
        if self._is_stopping() or not self._refill():
            await self._close()
            return self._score.delivered()
        self._desks = tuple(
            self._desk(way, number) for number, way in enumerate(self._mailroom.ways)
        )
        for way, desk in zip(self._mailroom.ways, self._desks, strict=True):
            if way.rate and self._claims.went_before(way.name, way.rate):
                desk.went_before()
        await self._carry()
        await self._close()
        return self._score.delivered(self._trouble)

    def _desk(self, way: Way, number: int) -> RelayDesk:
        pace = self._claims.pace_of("relay", way.name, way.rate) if way.rate else None
        return RelayDesk(self, way, number, pace=pace, is_busy=self._takes_nothing)

    # what the desks share

    def next_parcel(self, way: int, now: float) -> tuple[Delivery, Parcel] | None:
        """See Office."""
        while delivery := self._shelf.take(way, now):
            parcel = self._pack(delivery)
            if isinstance(parcel, Parcel):
                return delivery, parcel
            self._domains.give_back(delivery)
            if parcel.kind is OutcomeKind.DEFERRED:
                self._score.warn(parcel.reply)
            self._score.keep(delivery, parcel)
        self._refill_soon()
        return None

    def wait(self, now: float) -> float:
        """See Office."""
        return self._shelf.wait(now)

    def announce(self, delivery: Delivery, go: Callable[[bool], None]) -> None:
        """See Office."""

        def tell(is_granted: bool) -> None:  # noqa: FBT001  as the carrier is told
            if not is_granted:
                self._did_not_go(delivery)
            go(is_granted)

        self._commit.announce(delivery.id, tell)

    def settle(self, delivery: Delivery, outcome: Outcome, *, relay: str) -> None:
        """See Office."""
        if self._score.settle(delivery, outcome, self._loop.time(), relay=relay):
            self._pause(delivery, outcome)
        if len(self._shelf) < LOW:
            self._refill_soon()

    def take_back(self, delivery: Delivery, *, is_announced: bool) -> None:
        """See Office."""
        self._domains.give_back(delivery)
        if not is_announced:
            self._shelf.add_first((delivery,))
            return
        self._score.take_back(delivery)
        self._claims.is_dry = False
        self._refill_soon()

    def rests(self) -> None:
        """See Office."""
        if all(desk.trouble for desk in self._desks):
            self._trouble = not_tried(" | ".join(self._troubles()))
            self._end()
        else:
            self._loop.call_soon(self._wake)

    def _troubles(self) -> tuple[str, ...]:
        """Why relays are left alone now, each reason once."""
        found = (desk.trouble.reply for desk in self._desks if desk.trouble)
        return tuple(dict.fromkeys(found))

    def _did_not_go(self, delivery: Delivery) -> None:
        """Its reader left; or the intent could not be written, and it waits again."""
        self._domains.give_back(delivery)
        if self._fault:
            self._shelf.add_first((delivery,))
            return
        if not self._claims.has_lapsed():
            self._score.withdrew(delivery)
        self._claims.is_dry = False
        self._refill_soon()

    # the run

    def _takes_nothing(self) -> bool:
        return self._is_closing or self._is_stopping()

    def _pack(self, delivery: Delivery) -> Parcel | Outcome:
        if delivery.is_in_doubt and delivery.attempts >= self._limit:
            tries = delivery.attempts
            return in_doubt(f"no answer was written down in {tries} tries")
        return self._letters.parcel(delivery)

    def _refill_soon(self) -> None:
        """Claim more in the next turn, or see that there is nothing more to do."""
        if not self._is_refilling and not self._is_closing:
            self._is_refilling = True
            self._loop.call_soon(self._refill_now)

    def _refill_now(self) -> None:
        self._is_refilling = False
        if self._takes_nothing():
            return
        is_empty = not len(self._shelf)
        if (is_empty or not self._claims.is_dry) and self._refill():
            self._wake()
        elif is_empty and not any(desk.in_hand for desk in self._desks):
            self._end()

    def _refill(self) -> bool:
        """Whether there is something to take now."""
        try:
            while len(self._shelf) < LOW:
                self._sort(self._not_here(self._claims.page()))
                if self._claims.is_dry:
                    break
            self._put_off()
        except Exception as error:  # noqa: BLE001  raised at the end of the run
            self._fail(error)
        return bool(len(self._shelf))

    def _not_here(self, claimed: tuple[Delivery, ...]) -> tuple[Delivery, ...]:
        """Those that do not wait here already, as after a jump of the clock.

        It is then past the end of their leases, so that they were due once more.
        """
        here = {*self._shelf.ids(), *self._in_hand()}
        return tuple(each for each in claimed if each.id not in here)

    def _sort(self, deliveries: tuple[Delivery, ...]) -> None:
        """Shelve what has a way; the others wait until digest.toml gives them one."""
        self._shelf.add(filter(self._shelf.has_way, deliveries))
        for delivery in deliveries:
            if not self._shelf.has_way(delivery):
                no_way = self._score.no_way(delivery)
                self._score.warn(no_way.reply)
                self._score.keep(delivery, no_way)

    async def _carry(self) -> None:
        """Let the carriers run, and look after them, until all have ended."""
        tasks = {
            asyncio.create_task(desk.carrier.run(desk, is_stopping=self._is_stopping))
            for desk in self._desks
        }
        # the turns of the clock are asked for only where one has to look at it
        ends_by = float("inf")
        while tasks:
            done, tasks = await asyncio.wait(tasks, timeout=LOOK)
            for task in done:
                if error := task.exception():
                    self._fail(error)
            if self._is_stopping() and ends_by == float("inf"):
                ends_by = self._loop.time() + LONGEST_STOP
                self._end()
            if self._loop.time() > ends_by:
                # no answer: in doubt, and known by name
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
                return
            self._look_after()

    def _look_after(self) -> None:
        """What is to be done each second."""
        now = self._loop.time()
        if self._is_closing or now - self._rounded < ROUND:
            return
        self._rounded = now
        try:
            self._extend(now)
            self._release_closed()
            if personal := self._not_here(self._claims.personal()):
                self._shelf.add_first(personal)
                self._wake()
            self._put_off()
        except Exception as error:  # noqa: BLE001  raised at the end of the run
            self._fail(error)
        self._refill_soon()

    def _extend(self, now: float) -> None:
        if now - self._extended >= self._mailroom.lease.total_seconds() / 3:
            self._extended = now
            self._claims.extend((*self._shelf.ids(), *self._in_hand()))

    def _release_closed(self) -> None:
        """Give back issues whose hours ended while they waited here."""
        closed = self._shelf.remove(lambda one: not self._claims.is_open(one))
        self._claims.release([one.id for one in closed])

    def _put_off(self) -> None:
        if self._shelf.put_off:
            waits, self._shelf.put_off = self._shelf.put_off, []
            self._claims.put_off(waits)

    def _pause(self, delivery: Delivery, outcome: Outcome) -> None:
        """Stop the issue: so many refusals in a row are no accident."""
        issue = (delivery.newsletter, delivery.issue)
        try:
            self._score.pause(delivery, outcome)
        except Exception as error:  # noqa: BLE001  raised at the end of the run
            self._fail(error)
        waiting = self._shelf.remove(lambda one: (one.newsletter, one.issue) == issue)
        self._claims.release([one.id for one in waiting])

    def _wake(self) -> None:
        for desk in self._desks:
            desk.wake()

    def _end(self) -> None:
        """Take no more; what is out is answered first."""
        if not self._is_closing:
            self._is_closing = True
            for desk in self._desks:
                desk.close()

    async def _close(self) -> None:
        """Note all answers, give back what was not tried, raise what went wrong."""
        if self._trouble is None:
            for told in self._troubles():
                self._score.warn(told)
        elif delivery := self._one_that_waits():
            # one learns why, for who asks what became of it
            self._score.keep(delivery, self._trouble)
        self._score.close()
        try:
            await self._commit.close()
            self._put_off()
            self._claims.release((*self._shelf.ids(), *self._in_hand()))
        except Exception as error:  # noqa: BLE001  the first fault is the one to tell
            self._fail(error)
        if self._fault:
            raise self._fault

    def _one_that_waits(self) -> Delivery | None:
        found = self._shelf.remove(lambda _: True)
        self._shelf.add(found[1:])
        return found[0] if found else None

    def _in_hand(self) -> tuple[int, ...]:
        return tuple(number for desk in self._desks for number in desk.in_hand)

    def _fail(self, error: BaseException) -> None:
        """End for this reason; the first one is told."""
        self._fault = self._fault or error
        self._end()

    def _caught(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """A fault of ours in a callback ends the run; one of the network does not."""
        error = context.get("exception")
        if isinstance(error, Exception) and not isinstance(error, OSError):
            self._fail(error)
