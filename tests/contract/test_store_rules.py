"""Whatever happens in whatever order: nobody is mailed twice, or after leaving."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from builders import NOW
from digest.addresses import address_key
from digest.deliveries import DeliveryState, Purpose
from digest.readers import SubscriberState, Suppression
from digest.reasons import Reason
from digest.store.databases.sqlite import open_memory
from digest.store.protocols import NewSubscriber
from store_steps import LEASE, a_dead_owner, accept, claim, defer, intend, publish

#: of whom each restart finds the leases
DEAD = a_dead_owner()
ADDRESSES = st.sampled_from(["ann@example.net", "ANN@example.net", "bob@example.net"])
NEWSLETTERS = st.sampled_from(["daily", "weekly"])
UNCONFIRMED, CONFIRMED, LEFT = (
    SubscriberState.UNCONFIRMED,
    SubscriberState.CONFIRMED,
    SubscriberState.UNSUBSCRIBED,
)


class Readers(RuleBasedStateMachine):
    """A store beside a model of it in two dictionaries."""

    def __init__(self) -> None:
        super().__init__()
        self.store = open_memory(owner=DEAD)
        self.now = NOW
        #: by address key, the state of each subscription
        self.model: dict[str, dict[str, SubscriberState]] = {}
        self.suppressed: set[str] = set()
        self.issues = {"daily": 0, "weekly": 0}
        #: (issue, newsletter, reader) of every message that went out
        self.sent: set[tuple[int, str, int]] = set()
        #: those of them that the relay took, of readers who are known still
        self.accepted: set[tuple[int, str, int]] = set()

    def teardown(self) -> None:
        """Let go of the store."""
        self.store.close()

    def number(self, key: str) -> int:
        """The reader's id, or one that nobody has."""
        found = self.store.find_subscriber(key)
        return found.id if found else 999_999

    @rule(address=ADDRESSES, newsletter=NEWSLETTERS)
    def bring(self, address: str, newsletter: str) -> None:
        """An import of one row."""
        key = address_key(address)
        known = self.model.get(key)
        added = self.store.import_subscribers(
            [NewSubscriber(address=address)],
            [newsletter],
            consent="owner",
            now=self.now,
        )
        assert added == (known is None)
        if not known or CONFIRMED in known.values():
            self.model.setdefault(key, {}).setdefault(newsletter, CONFIRMED)

    @rule(address=ADDRESSES, newsletter=NEWSLETTERS)
    def request(self, address: str, newsletter: str) -> None:
        """The subscription page."""
        before = self.store.open_deliveries(Purpose.CONFIRMATION)
        self.store.request_subscription(
            address,
            "",
            [newsletter],
            confirm_after=self.now - timedelta(hours=1),
            now=self.now,
        )
        theirs = self.model.setdefault(address_key(address), {})
        if theirs.get(newsletter) != CONFIRMED:
            theirs[newsletter] = UNCONFIRMED
        after = self.store.open_deliveries(Purpose.CONFIRMATION)
        may_ask = theirs[newsletter] == UNCONFIRMED
        may_ask &= address_key(address) not in self.suppressed
        assert after - before in ({0, 1} if may_ask else {0})

    @rule(address=ADDRESSES, newsletter=NEWSLETTERS)
    def confirm(self, address: str, newsletter: str) -> None:
        """The link in a confirmation."""
        key = address_key(address)
        state = self.model.get(key, {}).get(newsletter)
        done = self.store.confirm(self.number(key), newsletter, now=self.now)
        assert done == (state in {UNCONFIRMED, CONFIRMED})
        if state == UNCONFIRMED:
            # one link confirms all that was asked for, and takes back a complaint
            self.suppressed.discard(key)
            for name, each in self.model[key].items():
                self.model[key][name] = CONFIRMED if each == UNCONFIRMED else each

    @rule(address=ADDRESSES, newsletter=st.sampled_from(["daily", "weekly", ""]))
    def leave(self, address: str, newsletter: str) -> None:
        """The link in every letter."""
        key = address_key(address)
        done = self.store.unsubscribe(self.number(key), newsletter, now=self.now)
        assert done == (key in self.model)
        for name in self.model.get(key, {}):
            if newsletter in {"", name}:
                self.model[key][name] = LEFT

    @rule(address=ADDRESSES)
    def forget(self, address: str) -> None:
        """A reader asks to be erased."""
        key = address_key(address)
        number = self.number(key)
        assert self.store.forget(number) == (key in self.model)
        self.accepted = {taken for taken in self.accepted if taken[2] != number}
        self.model.pop(key, None)

    @rule(address=ADDRESSES)
    def suppress(self, address: str) -> None:
        """A complaint comes in."""
        self.suppressed.add(address_key(address))
        self.store.suppress(
            Suppression(address=address, reason=Reason.COMPLAINT, since=self.now)
        )

    @rule(newsletter=NEWSLETTERS)
    def publish(self, newsletter: str) -> None:
        """An issue goes to the confirmed readers who are not suppressed."""
        self.issues[newsletter] += 1
        wanted = [
            key
            for key, states in self.model.items()
            if states.get(newsletter) == CONFIRMED and key not in self.suppressed
        ]
        planned = publish(self.store, self.issues[newsletter], newsletter)
        assert planned == len(wanted)

    @rule(fate=st.sampled_from(["accept", "defer", "release", "die before", "die"]))
    def deliver(self, fate: str) -> None:
        """A process takes one delivery, and maybe dies before or after the intent."""
        for delivery in claim(self.store, 1, now=self.now):
            key = address_key(delivery.subscriber.address)
            assert key not in self.suppressed
            wanted = UNCONFIRMED if delivery.issue == 0 else CONFIRMED
            assert self.model[key][delivery.newsletter] == wanted
            if fate == "release":
                self.store.release([delivery.id])
            if fate in {"release", "die before"}:
                return
            assert intend(self.store, delivery.id, now=self.now)
            message = (delivery.issue, delivery.newsletter, delivery.subscriber.id)
            if delivery.issue:
                is_again = delivery.is_in_doubt or delivery.state != "pending"
                assert is_again == (message in self.sent)
                self.sent.add(message)
            if fate == "accept":
                accept(self.store, delivery, now=self.now)
                self.accepted.add(message)
            elif fate == "defer":
                defer(self.store, delivery, due=self.now + LEASE)

    @rule()
    def wait(self) -> None:
        """Time passes, and leases run out."""
        self.now += LEASE

    @rule()
    def restart(self) -> None:
        """The daemon starts again."""
        self.store.release_all(now=self.now)

    @invariant()
    def readers_are_as_the_model_says(self) -> None:
        """Subscriptions, their counts, and who is listed."""
        listed = {
            address_key(found.address): found.newsletters
            for found in self.store.subscribers()
        }
        assert listed == {
            key: tuple(sorted(name for name, state in states.items() if state != LEFT))
            for key, states in self.model.items()
        }
        counts = self.store.count_subscribers()
        assert sum(n for states in counts.values() for n in states.values()) == sum(
            len(states) for states in self.model.values()
        )

    @invariant()
    def what_the_relay_took_is_never_lost(self) -> None:
        """And never taken twice: an accepted message was not out before."""
        for newsletter, number in self.issues.items():
            for issue in range(1, number + 1):
                counts = self.store.delivery_counts(newsletter, issue)
                taken = [m for m in self.accepted if m[:2] == (issue, newsletter)]
                assert counts.get(DeliveryState.ACCEPTED, 0) == len(taken)


TestReaders = Readers.TestCase
TestReaders.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, print_blob=True
)
