"""A whole run over a real store, by ways that answer as they are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from builders import NOW
from carriers import ACCEPTED, Answers, Road
from digest.config import Config, Secret, SendingSection, load_config
from digest.deliveries import (
    Delivery,
    DeliveryState,
    Letter,
    OnDoubt,
    Outcome,
    OutcomeKind,
)
from digest.errors import StoreError
from digest.issues import Newsletter
from digest.mail.courier import Way
from digest.mail.deliver import Delivered, Mailroom, deliver_due
from digest.mail.sending.letters import Letters
from digest.rates import Rate
from digest.reasons import Reason
from digest.render.theme import Theme, packaged_templates
from digest.store.databases.sqlite import open_memory
from digest.store.protocols import Store
from digest.store.protocols.deliveries import DeliveryQuery
from publications import Clock, add_newsletter, write_publication
from store_steps import add_readers, claim, publish

LATER = NOW + timedelta(days=2)


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store."""
    store = open_memory()
    yield store
    store.close()


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A site with two newsletters."""
    root = write_publication(tmp_path)
    add_newsletter(root, "daily", zone="Asia/Tokyo")
    return load_config(root, {})


@pytest.fixture
def deliver(store: Store, config: Config) -> Callable[..., Delivered]:
    """One run by these ways; `sending` is what digest.toml says of it."""

    def run(
        *ways: Way,
        now: datetime = NOW,
        clock: Clock | None = None,
        is_stopping: Callable[[], bool] = lambda: False,
        **sending: Any,
    ) -> Delivered:
        mailroom = Mailroom(
            store=store,
            ways=ways,
            theme=Theme((packaged_templates(),)),
            site=config.site,
            newsletters=config.newsletters,
            mail=config.mail,
            sending=SendingSection(**sending),
            lease=timedelta(seconds=300),
            key=Secret("k" * 64),
        )
        clock = clock or Clock(now)
        return deliver_due(mailroom, clock=clock, is_stopping=is_stopping)

    return run


Deliver = Callable[..., Delivered]


def readers(count: int, domain: str = "example.net") -> list[str]:
    """Addresses in the order in which they are delivered to."""
    return [f"r{number:04}@{domain}" for number in range(count)]


def refusing(text: str = "5.7.1 we do not like it", code: int = 550) -> Answers:
    """Says so to everybody."""
    kind = OutcomeKind.REFUSED if code >= 500 else OutcomeKind.DEFERRED
    return lambda _: Outcome(kind=kind, code=code, status=text[:5], reply=text)


def states(store: Store, number: int = 1) -> dict[DeliveryState, int]:
    """How many deliveries of the issue are in each state."""
    return dict(store.delivery_counts("weekly", number))


@pytest.mark.parametrize("durable", [False, True])
def test_everybody_gets_it_once(store: Store, deliver: Deliver, durable: bool) -> None:  # noqa: FBT001  a case
    """Several pages, several connections, whichever way commits are made."""
    add_readers(store, *readers(2300))
    publish(store)
    road = Road(connections=16)
    assert deliver(road.way(), durable=durable) == Delivered(accepted=2300)
    assert sorted(road.sent) == readers(2300)
    assert states(store) == {DeliveryState.ACCEPTED: 2300}
    assert deliver(road.way()) == Delivered()


def test_two_ways_share_what_is_due(store: Store, deliver: Deliver) -> None:
    """Neither waits while the other one works."""
    add_readers(store, *readers(200))
    publish(store)
    here, there = Road(), Road()
    assert deliver(here.way("a"), there.way("b")) == Delivered(accepted=200)
    assert here.sent
    assert there.sent
    assert sorted(here.sent + there.sent) == readers(200)


def test_a_way_that_is_away_leaves_its_share_to_the_other(
    store: Store, deliver: Deliver
) -> None:
    """Nobody is deferred for it, and the run is no trouble."""
    add_readers(store, *readers(50))
    publish(store)
    away, there = Road(is_away=lambda: True), Road()
    delivered = deliver(away.way("a"), there.way("b"))
    assert delivered == Delivered(accepted=50, warnings=("relay.example: is away",))
    assert away.sent == []


def test_all_ways_away_end_the_run(store: Store, deliver: Deliver) -> None:
    """One delivery learns why, and the others are free at once."""
    add_readers(store, *readers(5))
    publish(store)
    away = Road(is_away=lambda: True)
    delivered = deliver(away.way("a"), away.way("b"))
    assert delivered == Delivered(deferred=1, trouble="relay.example: is away")
    assert states(store) == {DeliveryState.DEFERRED: 1, DeliveryState.PENDING: 4}
    assert len(claim(store)) == 4


def test_a_newsletter_keeps_to_its_own_relay(store: Store, deliver: Deliver) -> None:
    """Others never go that way, and it goes no other."""
    add_readers(store, *readers(20))
    add_readers(store, *readers(20, "example.com"), newsletter="daily")
    publish(store)
    publish(store, newsletter="daily")
    own, other = Road(), Road()
    delivered = deliver(own.way("a", newsletters=["daily"]), other.way("b"))
    assert delivered == Delivered(accepted=40)
    assert sorted(own.sent) == readers(20, "example.com")
    assert sorted(other.sent) == readers(20)


def test_a_newsletter_without_a_relay_waits_for_one(
    store: Store, deliver: Deliver
) -> None:
    """And the owner can read what to do."""
    add_readers(store, *readers(2))
    publish(store)
    road = Road()
    delivered = deliver(road.way(newsletters=["daily"]))
    (told,) = delivered.warnings
    assert delivered == Delivered(deferred=2, warnings=(told,))
    assert told.startswith("digest.toml: all [[relays]] are kept")
    (record, _) = store.find_deliveries(DeliveryQuery(newsletter="weekly"))
    assert "all [[relays]] are kept for other newsletters than weekly" in record.reply


def test_a_rate_is_kept(store: Store, deliver: Deliver) -> None:
    """Messages go evenly, however many connections there are."""
    add_readers(store, *readers(100))
    publish(store)
    road = Road(connections=8)
    rate = Rate(count=100, seconds=1)
    assert deliver(road.way(rate=rate)).accepted == 100
    took = road.moments[-1] - road.moments[0]
    assert 0.8 < took < 1.5


def test_a_domain_has_a_rate_of_its_own(store: Store, deliver: Deliver) -> None:
    """Who must wait for it holds up nobody else."""
    add_readers(store, *readers(40, "slow.example"), *readers(40, "zz.example"))
    publish(store)
    road = Road(connections=4)
    assert deliver(road.way(), domains={"slow.example": "40/s"}).accepted == 80
    last_quick = max(n for n, to in enumerate(road.sent) if to.endswith("zz.example"))
    assert last_quick < 60
    assert road.moments[-1] - road.moments[0] > 0.7


def test_a_domain_that_puts_off_all_is_left_alone(
    store: Store, deliver: Deliver
) -> None:
    """Its other letters wait in the store, and count no try."""
    add_readers(store, *readers(100, "busy.example"), *readers(9, "zz.example"))
    publish(store)

    def answer(to: str) -> Outcome:
        if to.endswith("busy.example"):
            return Outcome(kind=OutcomeKind.DEFERRED, code=451, reply="4.7.1 later")
        return ACCEPTED

    road = Road(answer=answer, connections=2)
    delivered = deliver(road.way())
    assert delivered.accepted == 9
    assert 20 <= delivered.deferred <= 22
    assert states(store)[DeliveryState.PENDING] == 100 - delivered.deferred
    assert {one.attempts for one in claim(store, now=LATER)} == {0, 1}


def test_a_relay_that_puts_off_all_ends_the_run(store: Store, deliver: Deliver) -> None:
    """Whatever the domain: it is the relay that wants a rest."""
    add_readers(store, *(f"ann@d{number}.example" for number in range(300)))
    publish(store)
    road = Road(answer=refusing("4.7.0 too fast", 451))
    delivered = deliver(road.way())
    assert 50 <= delivered.deferred <= 60
    assert delivered.trouble == (
        "relay relay: puts letters off (451 4.7.0 too fast); they are tried again, ask "
        "who runs it if it stays so"
    )
    assert len(claim(store, 999)) == 300 - delivered.deferred


def test_a_letter_that_cannot_be_made_stops_no_other(
    store: Store, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits, and the owner learns of it; also where the fault is ours."""
    add_readers(store, *readers(30))
    add_readers(store, *readers(30, "example.com"), newsletter="daily")
    publish(store)
    publish(store, newsletter="daily")
    real = Letters._letter

    def fail(letters: Letters, delivery: Delivery, newsletter: Newsletter) -> Letter:
        if delivery.newsletter == "daily":
            raise KeyError("tide")
        return real(letters, delivery, newsletter)

    monkeypatch.setattr(Letters, "_letter", fail)
    delivered = deliver(Road().way())
    assert (delivered.accepted, delivered.deferred) == (30, 30)
    (told,) = delivered.warnings
    assert told.startswith(
        "letter of daily: cannot be made (KeyError: 'tide', test_run"
    )
    assert told.endswith("; report it as a fault of digest")


def test_a_full_mailbox_counts_against_its_reader(
    store: Store, deliver: Deliver
) -> None:
    """What the relay refuses at once is a bounce as good as one that comes by mail."""
    full, well = "r0001@example.net", "r0000@example.net"
    add_readers(store, well, full)

    def answer(to: str) -> Outcome | None:
        return refusing("5.2.2 mailbox full")(to) if to == full else ACCEPTED

    for number in range(1, 6):
        now = NOW + number * timedelta(days=5)
        publish(store, number)
        deliver(Road(answer=answer).way(), now=now)
        suppressed = [(one.address, one.reason) for one in store.suppressions()]
        assert suppressed == ([(full, Reason.NOT_ACCEPTED)] if number == 5 else [])
    bounces = [record.bounce for record in store.bounces(since=NOW)]
    assert [bounce.source for bounce in bounces] == ["relay"] * 5
    assert {bounce.reason for bounce in bounces} == {Reason.MAILBOX_FULL}


def test_a_relay_that_refuses_everybody_strikes_off_nobody(
    store: Store, deliver: Deliver
) -> None:
    """Whatever it says of them: the issue is paused, and its readers stay."""
    add_readers(store, *readers(60))
    publish(store)
    road = Road(answer=refusing("5.1.1 no such user"), connections=4)
    assert deliver(road.way(), pause_after=10).paused
    assert store.suppressions() == ()
    assert list(store.bounces(since=NOW)) == []


def test_the_rate_of_each_relay_is_its_own(store: Store, deliver: Deliver) -> None:
    """What another one answered just before does not hold it up."""
    add_readers(store, *readers(4))
    publish(store)
    assert deliver(Road().way("a")).accepted == 4
    assert store.answered_since(NOW, "a") == 4
    assert store.answered_since(NOW, "b") == 0


def test_many_refusals_in_a_row_pause_the_issue(store: Store, deliver: Deliver) -> None:
    """The owner is told why and what to do; nothing more of it goes out."""
    add_readers(store, *readers(100))
    publish(store)
    road = Road(answer=refusing(), connections=1)
    delivered = deliver(road.way(), pause_after=10)
    assert delivered.failed == 10
    (told,) = delivered.paused
    assert "issue 1 of weekly: refused 10 times in a row" in told
    assert "550 5.7.1 we do not like it" in told
    (paused,) = store.paused_issues()
    assert (paused.newsletter, paused.number) == ("weekly", 1)
    assert deliver(road.way()) == Delivered()
    assert store.resume_issue("weekly", 1, now=NOW)
    assert deliver(Road().way()) == Delivered(accepted=90)


def test_a_letter_that_is_taken_in_between_keeps_an_issue_going(
    store: Store, deliver: Deliver
) -> None:
    """A few dead addresses are no trouble."""
    add_readers(store, *readers(60))
    publish(store)

    def answer(to: str) -> Outcome | None:
        return ACCEPTED if to.startswith("r00") and to[4] == "0" else refusing()(to)

    delivered = deliver(Road(answer=answer, connections=1).way(), pause_after=10)
    assert delivered == Delivered(accepted=6, failed=54)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("5.1.1 no such user", Reason.USER_UNKNOWN), ("5.2.2 mailbox full", None)],
)
def test_a_reader_is_suppressed_by_the_reason(
    store: Store, deliver: Deliver, text: str, reason: Reason | None
) -> None:
    """Only where no mail will ever arrive."""
    add_readers(store, "ann@example.net")
    publish(store)
    deliver(Road(answer=refusing(text)).way())
    assert [one.reason for one in store.suppressions()] == ([reason] if reason else [])


@pytest.mark.parametrize(
    ("on_doubt", "state"),
    [
        (OnDoubt.RESEND, DeliveryState.DEFERRED),
        (OnDoubt.HOLD, DeliveryState.HELD),
        (OnDoubt.SKIP, DeliveryState.FAILED),
    ],
)
def test_an_answer_that_never_came_is_doubt(
    store: Store, deliver: Deliver, on_doubt: OnDoubt, state: DeliveryState
) -> None:
    """digest.toml says what comes of it, and it stays known by name."""
    add_readers(store, "ann@example.net")
    publish(store)
    unknown = Outcome(kind=OutcomeKind.UNKNOWN, reply="no answer")
    delivered = deliver(Road(answer=lambda _: unknown).way(), on_doubt=on_doubt)
    assert sum((delivered.deferred, delivered.held, delivered.failed)) == 1
    assert states(store) == {state: 1}
    (doubtful,) = store.find_deliveries(DeliveryQuery(in_doubt=True))
    assert doubtful.address == "ann@example.net"


def test_a_connection_that_ends_before_the_body_costs_nobody_a_letter(
    store: Store, deliver: Deliver
) -> None:
    """The intent is taken back, and the message goes by another connection."""
    add_readers(store, *readers(50))
    publish(store)
    road = Road(lost={"r0003@example.net", "r0049@example.net"})
    assert deliver(road.way()) == Delivered(accepted=50)
    assert sorted(road.sent) == readers(50)


def test_a_stop_leaves_nothing_in_doubt(store: Store, deliver: Deliver) -> None:
    """What is out is answered, and the others are free at once."""
    add_readers(store, *readers(100))
    publish(store)
    road = Road(delay=0.02, connections=4)
    delivered = deliver(road.way(), is_stopping=lambda: len(road.sent) >= 20)
    assert 20 <= delivered.accepted <= 24
    assert states(store)[DeliveryState.ACCEPTED] == len(road.sent)
    assert len(claim(store)) == 100 - len(road.sent)


def test_a_relay_that_never_answers_does_not_hold_up_the_end(
    store: Store, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it has is in doubt, by name, and goes out again."""
    monkeypatch.setattr("digest.mail.sending.run.LONGEST_STOP", 0.2)
    add_readers(store, *readers(9))
    publish(store)
    road = Road(answer=lambda _: None, connections=2)
    delivered = deliver(road.way(), is_stopping=lambda: len(road.sent) >= 2)
    assert delivered == Delivered()
    doubtful = store.find_deliveries(DeliveryQuery(in_doubt=True))
    assert sorted(one.address for one in doubtful) == sorted(road.sent)
    again = Road()
    assert deliver(again.way()) == Delivered(accepted=9, resent=2)


def test_hours_are_those_of_each_newsletter(store: Store, deliver: Deliver) -> None:
    """At nine in Europe it is evening in Japan; who asked to confirm never waits."""
    add_readers(store, *readers(2))
    add_readers(store, *readers(2, "example.com"), newsletter="daily")
    publish(store)
    publish(store, newsletter="daily")
    store.request_subscription(
        "new@example.org", "", ["daily"], confirm_after=NOW, now=NOW
    )
    road = Road()
    assert deliver(road.way(), hours="08:00-17:00") == Delivered(accepted=3)
    assert sorted(road.sent) == ["new@example.org", *readers(2)]
    assert deliver(road.way(), hours="17:00-22:00") == Delivered(accepted=2)


def test_a_letter_for_one_reader_overtakes_an_issue(
    store: Store, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who signs up while a slow issue goes out waits for a moment only."""
    monkeypatch.setattr("digest.mail.sending.run.ROUND", 0.05)
    add_readers(store, *readers(60))
    publish(store)
    road = Road(connections=1)
    asked = False

    def signs_up() -> bool:
        nonlocal asked
        if len(road.sent) == 10 and not asked:
            asked = True
            store.request_subscription(
                "new@example.org", "", ["weekly"], confirm_after=NOW, now=NOW
            )
        return False

    rate = Rate(count=50, seconds=1)
    assert deliver(road.way(rate=rate), is_stopping=signs_up).accepted == 61
    assert road.sent.index("new@example.org") < 40


class Failing:
    """Lets a call of the store fail, from one call on, so many times."""

    def __init__(self, patch: pytest.MonkeyPatch, store: Store, name: str) -> None:
        self.calls = 0
        self.first, self.last = 3, 10**9
        real = getattr(store, name)

        def call(*given: Any, **named: Any) -> Any:
            self.calls += 1
            if self.first <= self.calls <= self.last:
                raise StoreError("digest.sqlite: the disk is full; make room")
            return real(*given, **named)

        patch.setattr(store, name, call, raising=True)


@pytest.mark.parametrize("durable", [False, True])
def test_a_full_disk_ends_the_run_and_loses_nobody(
    store: Store,
    deliver: Deliver,
    monkeypatch: pytest.MonkeyPatch,
    durable: bool,  # noqa: FBT001  a case
) -> None:
    """Nothing goes out any more; what did is written down once there is room."""
    add_readers(store, *readers(100))
    publish(store)
    road = Road(connections=4)
    with monkeypatch.context() as patch:
        Failing(patch, store, "write")
        with pytest.raises(StoreError, match="the disk is full"):
            deliver(road.way(), durable=durable)
    in_doubt = len(list(store.find_deliveries(DeliveryQuery(in_doubt=True))))
    assert in_doubt <= 4
    again = deliver(road.way())
    assert again.accepted + states(store)[DeliveryState.ACCEPTED] >= 100
    assert states(store) == {DeliveryState.ACCEPTED: 100}
    assert len(road.sent) - len(set(road.sent)) <= 4


def test_answers_are_written_as_soon_as_the_store_can(
    store: Store, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that was away for a moment leaves no doubt behind."""
    add_readers(store, *readers(100))
    publish(store)
    road = Road(connections=4)
    with monkeypatch.context() as patch:
        Failing(patch, store, "write").last = 3
        with pytest.raises(StoreError):
            deliver(road.way())
    assert states(store)[DeliveryState.ACCEPTED] == len(road.sent)
    assert deliver(road.way()).resent == 0
    assert sorted(road.sent) == readers(100)


def test_a_fault_of_ours_ends_the_run_in_order(
    store: Store, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is raised, once all that was out is answered."""
    monkeypatch.setattr("digest.mail.sending.run.LONGEST_STOP", 0.2)
    add_readers(store, *readers(30))
    publish(store)

    def answer(to: str) -> Outcome:
        if to.startswith("r0007"):
            raise ZeroDivisionError
        return ACCEPTED

    road = Road(answer=answer, connections=1)
    with pytest.raises(ZeroDivisionError):
        deliver(road.way(), is_stopping=lambda: len(road.sent) == 8)
    assert states(store)[DeliveryState.ACCEPTED] == 7


def test_leases_are_extended(
    store: Store, config: Config, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow rate takes longer than a lease, and nobody else takes over."""
    monkeypatch.setattr("digest.mail.sending.run.ROUND", 0.05)
    extended: list[int] = []
    real = store.extend_lease

    def extend(deliveries: Any, until: datetime) -> None:
        extended.append(len(deliveries))
        real(deliveries, until)

    monkeypatch.setattr(store, "extend_lease", extend)
    add_readers(store, *readers(40))
    publish(store)
    road = Road(connections=2)
    mailroom = Mailroom(
        store=store,
        ways=(road.way(rate=Rate(count=40, seconds=1)),),
        theme=Theme((packaged_templates(),)),
        site=config.site,
        newsletters=config.newsletters,
        mail=replace(config.mail),
        lease=timedelta(seconds=0.3),
        key=Secret("k" * 64),
    )
    clock = Clock(NOW)
    done = deliver_due(mailroom, clock=clock, is_stopping=lambda: False)
    assert done.accepted == 40
    assert len(extended) >= 3
    assert extended[0] > extended[-1]


def test_a_clock_put_forward_in_a_run_doubles_nobody(
    store: Store, deliver: Deliver
) -> None:
    """What is claimed here is due once more then, and yet it is in hand already."""
    add_readers(store, *readers(1300))
    publish(store)
    clock = Clock(NOW)

    def jump(_: object) -> Outcome:
        clock.now = NOW + timedelta(hours=1)
        return ACCEPTED

    road = Road(answer=jump, connections=16, delay=0.01)
    assert deliver(road.way(), clock=clock) == Delivered(accepted=1300)
    assert sorted(road.sent) == readers(1300)
