"""What is asked of the store about the consent of one reader."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from digest.readers import ConsentWay, Subscriber
from digest.records.readers import AddressMove, ReaderRecord

#: more letters than any site sends in an hour
UNLIMITED = 2**31


@dataclass(frozen=True, slots=True, kw_only=True)
class Greetings:
    """What a reader gets as soon as a subscription begins, by newsletter."""

    #: names of newsletters that greet with a letter
    welcome: frozenset[str] = frozenset()
    #: names of those whose last issue goes out at once
    last_issue: frozenset[str] = frozenset()


#: a subscription begins without a word
NO_GREETINGS = Greetings()


class ConsentStore(Protocol):
    """What readers say for themselves: asked by subscribers.

    Each step is noted with its moment and its way, and with nothing about the computer
    that it came from.
    """

    def request_subscription(
        self,
        address: str,
        name: str,
        newsletters: Sequence[str],
        *,
        confirm_after: datetime,
        now: datetime,
        language: str = "",
        most_per_hour: int = UNLIMITED,
    ) -> Subscriber:
        """Add or find the subscriber; plan a question about what is unconfirmed.

        Each newsletter not confirmed yet becomes an unconfirmed subscription. All of
        them get one delivery with Purpose.CONFIRMATION, in the name of the first,
        unless one still waits, or the address was asked since `confirm_after` (so
        nobody can be flooded), or it takes no mail. An address that bounced is asked
        again when it has rested. No more than `most_per_hour` such letters are due in
        any hour: the others wait, and who would have to wait too long gets none.

        The same is written for every address, so that the time it takes tells nothing.
        The language counts for who has never confirmed anything.
        """
        ...

    def confirm(
        self,
        number: int,
        newsletter: str,
        *,
        now: datetime,
        greetings: Greetings = NO_GREETINGS,
    ) -> bool:
        """Confirm the subscription, and whatever else the reader was asked about.

        False where there is none. Repeating it is safe, and changes nothing. One that
        was ended is none: an old link does not bring back who left. Who confirms reads
        their mail: what a bounce or a complaint had suppressed is so no more.

        The greetings of what begins are planned in the same transaction: a letter to
        welcome, and the newest issue unless it was planned for this reader before.
        """
        ...

    def choose_subscriptions(
        self,
        number: int,
        newsletters: Collection[str],
        *,
        now: datetime,
        greetings: Greetings = NO_GREETINGS,
    ) -> bool:
        """Confirm these subscriptions of the reader, and end all others.

        Plans no confirmation: the reader said so by a link of their own. Open
        deliveries of what was ended are withdrawn, and every question that waits.
        What begins is greeted, and a choice of anything ends a suppression, as with
        `confirm`. False where there is no such subscriber. Repeating it is safe.
        """
        ...

    def unsubscribe(
        self,
        number: int,
        newsletter: str,
        *,
        now: datetime,
        way: ConsentWay = ConsentWay.LINK,
    ) -> bool:
        """End the subscription ("": every one) and withdraw its open deliveries.

        False where there is no such subscriber. Repeating it is safe.
        """
        ...

    def come_back(
        self, number: int, newsletter: str, *, left_after: datetime, now: datetime
    ) -> bool:
        """Undo that the reader left by a link, if that was after this moment.

        What had been confirmed is so again; withdrawn deliveries stay so. False where
        they left before, or otherwise, or had not confirmed. Repeating it is safe.
        """
        ...

    def pause(self, number: int, until: datetime | None, *, now: datetime) -> bool:
        """Send the reader no issue before this moment; None: go on with them.

        Issues that wait for them are withdrawn, and not made up for. Who goes on ends
        a suppression, too, as with `confirm`. False where there is no such subscriber.
        """
        ...

    def set_language(self, number: int, language: str) -> bool:
        """Speak this language to the reader; False where there is none."""
        ...

    def ask_to_move(
        self,
        number: int,
        address: str,
        *,
        ask_after: datetime,
        now: datetime,
        most_per_hour: int = UNLIMITED,
    ) -> bool:
        """Plan a letter that asks the new address; False where there is no subscriber.

        A wish since `ask_after` by the same reader, or for the same address, is the
        last one until then. An address that takes no mail is not asked, and whether
        another reader has it makes no difference: nobody learns here who reads.
        """
        ...

    def address_move(self, number: int) -> AddressMove | None:
        """Where the reader last wanted to move; None where they never did."""
        ...

    def move(self, number: int, address: str, *, now: datetime) -> bool:
        """Make the address, which the reader asked to move to, the reader's own.

        Everything stays as it was, and what waits goes to the new address. False where
        they did not ask for it, or where another reader has it; one that never
        confirmed anything is no reader, and makes room. Repeating it is safe.
        """
        ...

    def record_of(self, number: int) -> ReaderRecord | None:
        """All that is kept about the reader; None where there is no such subscriber."""
        ...

    def forget(self, number: int) -> bool:
        """Erase the subscriber and what hangs on them; False where there is none.

        A suppression of the address goes on without naming it.
        """
        ...
