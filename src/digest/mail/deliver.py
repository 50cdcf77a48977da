"""The second line: claim, address, send, record.

Delivery is write-ahead: the intent is committed before a body goes out and the answer
after it, so a process that dies leaves at most one message in doubt, known by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.config import MailSection
from digest.deliveries import (
    Delivery,
    DeliveryState,
    Letter,
    Outcome,
    OutcomeKind,
    Purpose,
)
from digest.errors import AddressError, ThemeError
from digest.issues import Newsletter
from digest.mail.courier import Courier, Session
from digest.mail.message import EncodedLetter, Message, address, encode_letter
from digest.mail.outcome import in_doubt, is_address_gone, next_state, not_tried
from digest.mail.signing import Signer
from digest.model import Site
from digest.readers import Suppression
from digest.reasons import Reason
from digest.render.letters import render_confirmation
from digest.render.theme import Theme
from digest.secret import Secret
from digest.store.protocols import Store

#: deliveries leased at a time
BATCH = 100
#: answers that the relay gives for one message, from its greeting to its last
ANSWERS = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailroom:
    """What the second line works with: a record without verbs."""

    store: Store
    courier: Courier
    #: of confirmations; the letter of an issue is frozen
    theme: Theme
    site: Site
    newsletters: tuple[Newsletter, ...]
    mail: MailSection
    #: how long a batch stays claimed, answers of the relay aside
    lease: timedelta
    #: signs the links in letters
    key: Secret
    #: signs the messages; None where the relay does, or nobody
    signer: Signer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What one run came to, in deliveries."""

    #: the relay has them
    accepted: int = 0
    #: are tried again later
    deferred: int = 0
    #: the relay refused them for good, or had its last chance
    failed: int = 0
    #: nothing went out: the reader left between claim and intent
    withdrawn: int = 0
    #: of those accepted, deferred and failed: an earlier process had left them in
    #: doubt, so that their readers may have two copies
    resent: int = 0
    #: what stopped the run before its time: the relay, or the way to it; "" if nothing
    trouble: str = ""


def deliver_due(
    mailroom: Mailroom,
    *,
    clock: Callable[[], datetime],
    is_stopping: Callable[[], bool],
) -> Delivered:
    """Hand all that is due to the relay; ends between two messages if it is stopping.

    A relay that is away ends the run too: what was claimed and not tried is released.
    Raises StoreError; then one intent may stay without its answer, and is sent again.
    """
    # the last message of a batch must be answered before its lease ends
    margin = timedelta(seconds=ANSWERS * mailroom.mail.timeout)
    with mailroom.courier.session() as session:
        run = _Run(mailroom, session, clock)
        while not is_stopping() and not run.trouble:
            now = clock()
            until = now + mailroom.lease
            batch = mailroom.store.claim_deliveries(
                BATCH, now=now, lease_until=until + margin
            )
            if not batch:
                break
            run.deliver(batch, until=until, is_stopping=is_stopping)
    return Delivered(**run.counts, trouble=run.trouble)


class _Letters:
    """The letters of one run, each rendered and encoded once, and then addressed."""

    def __init__(self, mailroom: Mailroom, clock: Callable[[], datetime]) -> None:
        self._mailroom = mailroom
        self._clock = clock
        self._newsletters: Mapping[str, Newsletter] = {
            newsletter.name: newsletter for newsletter in mailroom.newsletters
        }
        self._encoded: dict[tuple[Purpose, str, int], EncodedLetter] = {}

    def address(self, delivery: Delivery) -> Message | Outcome:
        """The delivery's message, or why there can be none."""
        newsletter = self._newsletters.get(delivery.newsletter)
        if newsletter is None:
            section = f"[newsletters.{delivery.newsletter}]"
            return not_tried(f"digest.toml: has no {section}; put it back")
        try:
            return address(
                self._encode(delivery, newsletter),
                delivery,
                site=self._mailroom.site,
                newsletter=newsletter,
                key=self._mailroom.key,
                unsubscribe_address=self._mailroom.mail.unsubscribe_address,
                signer=self._mailroom.signer,
            )
        except AddressError as error:
            return Outcome(kind=OutcomeKind.REFUSED, reply=str(error))
        except ThemeError as error:
            return not_tried(str(error))

    def _encode(self, delivery: Delivery, newsletter: Newsletter) -> EncodedLetter:
        name = (delivery.purpose, delivery.newsletter, delivery.issue)
        if name not in self._encoded:
            self._encoded[name] = encode_letter(self._letter(delivery, newsletter))
        return self._encoded[name]

    def _letter(self, delivery: Delivery, newsletter: Newsletter) -> Letter:
        room = self._mailroom
        if delivery.purpose is Purpose.ISSUE:
            return room.store.letter(delivery.newsletter, delivery.issue)
        return render_confirmation(
            room.theme, room.site, newsletter, room.mail, date=self._clock()
        )


class _Run:
    """The sending half: one message after the other, each answer kept at once."""

    def __init__(
        self, mailroom: Mailroom, session: Session, clock: Callable[[], datetime]
    ) -> None:
        self._store = mailroom.store
        self._letters = _Letters(mailroom, clock)
        self._session = session
        self._clock = clock
        self._limit = mailroom.mail.attempts
        self.counts: Counter[str] = Counter()
        self.trouble = ""

    def deliver(
        self,
        batch: Sequence[Delivery],
        *,
        until: datetime,
        is_stopping: Callable[[], bool],
    ) -> None:
        """The batch in its order; what is not tried before the end is released."""
        for place, delivery in enumerate(batch):
            if self.trouble or is_stopping() or self._clock() >= until:
                self._store.release(rest.id for rest in batch[place:])
                return
            outcome = self._send(delivery)
            if outcome is None:
                self.counts["withdrawn"] += 1
            else:
                self._record(delivery, outcome)

    def _send(self, delivery: Delivery) -> Outcome | None:
        """The outcome of one try; None where the reader left meanwhile."""
        if delivery.is_in_doubt and delivery.attempts >= self._limit:
            return in_doubt(f"no answer was written down in {delivery.attempts} tries")
        message = self._letters.address(delivery)
        if isinstance(message, Outcome):
            return message
        if away := self._session.trouble():
            self.trouble = away.reply
            return away
        if not self._store.intend(delivery.id, now=self._clock()):
            return None
        return self._session.send(message)

    def _record(self, delivery: Delivery, outcome: Outcome) -> None:
        now = self._clock()
        state, due = next_state(
            outcome, delivery.attempts, self._limit, now, delivery=delivery.id
        )
        self._store.record_outcome(delivery.id, outcome, state, due=due, now=now)
        self.counts[state] += 1
        self.counts["resent"] += delivery.is_in_doubt
        if state is DeliveryState.FAILED and is_address_gone(outcome):
            gone = Suppression(
                address=delivery.subscriber.address,
                reason=Reason.USER_UNKNOWN,
                detail=outcome.reply,
                since=now,
            )
            self._store.suppress(gone)
