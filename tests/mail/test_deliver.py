from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest

from builders import NOW
from digest.config import Config, Secret, load_config
from digest.deliveries import DeliveryState, Purpose
from digest.errors import StoreError
from digest.mail.courier import ways_of
from digest.mail.deliver import Delivered, Mailroom, deliver_due
from digest.mail.messages.signing import Signer
from digest.relay import read_relay
from digest.render.theme import Theme, packaged_templates
from digest.store.databases.sqlite import open_memory
from digest.store.protocols import Store
from digest.subscribers import leave, subscribe
from digest.subscribers.terms import terms_of
from publications import Clock, write_publication
from relays import Relay, running
from signatures import a_signer, is_signed, is_signed_by_ed25519
from store_steps import add_readers, claim, intend, number_of, publish

KEY = "k" * 64
LATER = NOW + timedelta(days=2)


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store."""
    store = open_memory()
    yield store
    store.close()


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A site with one weekly newsletter."""
    return load_config(write_publication(tmp_path), {})


def a_mailroom(store: Store, config: Config, signer: Signer | None = None) -> Mailroom:
    """The second line of this site, with the templates that digest brings."""
    return Mailroom(
        store=store,
        ways=ways_of(config),
        theme=Theme((packaged_templates(),)),
        site=config.site,
        newsletters=config.newsletters,
        mail=config.mail,
        lease=timedelta(seconds=config.schedule.lease),
        key=Secret(KEY),
        signer=signer,
    )


def deliver(
    store: Store,
    config: Config,
    relay: Relay | None = None,
    *,
    clock: Clock | None = None,
    is_stopping: Callable[[], bool] = lambda: False,
    signer: Signer | None = None,
) -> Delivered:
    """One run, to the relay or into the outbox."""
    if relay is not None:
        way = read_relay(f"smtp+plain://127.0.0.1:{relay.port}")
        mail = replace(config.mail, timeout=5)
        config = replace(config, mail=mail, relays=(replace(way, connections=1),))
    return deliver_due(
        a_mailroom(store, config, signer),
        clock=clock or Clock(NOW),
        is_stopping=is_stopping,
    )


def sign_up(store: Store, config: Config, address: str, name: str) -> None:
    """Somebody asks for the newsletter."""
    subscribe(
        store,
        address=address,
        name=name,
        newsletters=["weekly"],
        language="",
        terms=terms_of(config),
        now=NOW,
    )


def readers(count: int) -> list[str]:
    """Addresses in the order in which they are delivered to."""
    return [f"r{number:03}@example.net" for number in range(count)]


def message_ids(relay: Relay) -> list[str]:
    """The Message-IDs of what the relay kept."""
    return [str(message_from_bytes(data)["Message-ID"]) for _, data in relay.kept]


def test_everybody_gets_the_issue_once(store: Store, config: Config) -> None:
    """More than one batch goes out over one connection, and nothing is left."""
    add_readers(store, *readers(230))
    publish(store)
    with running(Relay()) as relay:
        assert deliver(store, config, relay) == Delivered(accepted=230)
        assert deliver(store, config, relay) == Delivered()
    assert sorted(relay.recipients) == readers(230)
    assert relay.connections == 1
    assert store.delivery_counts("weekly", 1) == {DeliveryState.ACCEPTED: 230}


def test_what_the_relay_gets_is_signed(store: Store, config: Config) -> None:
    """Issues and confirmations alike, and no octet of it changes on the way."""
    add_readers(store, "ann@example.net")
    publish(store)
    sign_up(store, config, "new@example.net", "")
    with running(Relay()) as relay:
        delivered = deliver(store, config, relay, signer=a_signer(keys=2))
    assert delivered == Delivered(accepted=2)
    assert sorted(relay.recipients) == ["ann@example.net", "new@example.net"]
    assert all(is_signed(data) and is_signed_by_ed25519(data) for _, data in relay.kept)


def test_refused_deferred_and_accepted_go_their_ways(
    store: Store, config: Config
) -> None:
    """Each answer leads to its state, and what is deferred comes later."""
    add_readers(store, "busy@example.net", "full@example.net", "good@example.net")
    publish(store)
    refusals = {"busy": "451 4.7.1 greylisted", "full": "552 5.2.2 mailbox full"}
    with running(Relay(refusals=refusals)) as relay:
        first = deliver(store, config, relay)
        assert first == Delivered(accepted=1, deferred=1, failed=1)
        relay.refusals.clear()
        assert deliver(store, config, relay) == Delivered()
        later = deliver(store, config, relay, clock=Clock(LATER))
        assert later == Delivered(accepted=1)
    assert relay.recipients == ["good@example.net", "busy@example.net"]
    assert store.suppressions() == ()


def test_an_address_that_is_gone_is_suppressed(store: Store, config: Config) -> None:
    """The next issue does not even plan a letter for it."""
    add_readers(store, "gone@example.net", "good@example.net")
    publish(store)
    with running(Relay(refusals={"gone": "550 5.1.1 no such user"})) as relay:
        assert deliver(store, config, relay) == Delivered(accepted=1, failed=1)
    (gone,) = store.suppressions()
    assert (gone.address, gone.detail) == ("gone@example.net", "5.1.1 no such user")
    assert publish(store, 2) == 1


def test_a_relay_that_is_away_ends_the_run_and_loses_nobody(
    store: Store, config: Config
) -> None:
    """One delivery learns why; the others are free at once for the next run."""
    add_readers(store, *readers(5))
    publish(store)
    with running(Relay()) as relay:
        pass
    away = deliver(store, config, relay)
    assert away.deferred == 1
    assert "Connection refused" in away.trouble
    assert store.delivery_counts("weekly", 1) == {
        DeliveryState.DEFERRED: 1,
        DeliveryState.PENDING: 4,
    }
    with running(relay):
        assert deliver(store, config, relay) == Delivered(accepted=4)
        assert deliver(store, config, relay, clock=Clock(LATER)).accepted == 1
    assert sorted(relay.recipients) == readers(5)


def test_a_lost_answer_is_in_doubt_and_sent_again_as_the_same_message(
    store: Store, config: Config
) -> None:
    """The reader may get two copies, and their mail program can tell."""
    add_readers(store, "ann@example.net")
    publish(store)
    with running(Relay(drops_after_dot=1)) as relay:
        assert deliver(store, config, relay) == Delivered(deferred=1)
        assert deliver(store, config, relay, clock=Clock(LATER)).accepted == 1
    assert len(relay.kept) == 2
    assert relay.kept[0] == relay.kept[1]


def test_what_a_dead_process_left_is_sent_again_as_the_same_message(
    store: Store, config: Config
) -> None:
    """An intent without an answer is in doubt once its lease is over."""
    add_readers(store, "ann@example.net", "bob@example.net")
    publish(store)
    with running(Relay()) as relay:
        ann, _ = claim(store)
        assert intend(store, ann.id, now=NOW)
        assert deliver(store, config, relay) == Delivered()
        after = Clock(NOW + timedelta(hours=1))
        assert deliver(store, config, relay, clock=after) == Delivered(
            accepted=2, resent=1
        )
    assert len(set(message_ids(relay))) == 2


def test_a_crash_after_the_outbox_kept_a_message_doubles_nothing(
    store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is found by its name, even where the answer was never written down."""
    add_readers(store, *readers(3))
    publish(store)

    def die(*_: object, **__: object) -> None:
        raise StoreError("the process died here")

    with monkeypatch.context() as patch:
        real = store.write
        patch.setattr(
            store, "write", lambda *_, **__: die() if _[1] else real(*_, **__)
        )
        with pytest.raises(StoreError):
            deliver(store, config)
    again = deliver(store, config, clock=Clock(LATER))
    assert again == Delivered(accepted=3, resent=3)
    assert len(list((config.state_folder / "outbox" / "new").iterdir())) == 3


def test_a_message_that_kills_each_process_is_given_up(
    store: Store, config: Config
) -> None:
    """It cannot stand before all others for ever."""
    add_readers(store, "ann@example.net")
    publish(store)
    now = NOW
    for _ in range(config.mail.attempts):
        now += timedelta(hours=1)
        (ann,) = claim(store, now=now)
        assert intend(store, ann.id, now=now)
    late = Clock(now + timedelta(hours=1))
    assert deliver(store, config, clock=late) == Delivered(failed=1, resent=1)


def test_who_leaves_during_the_run_gets_nothing(store: Store, config: Config) -> None:
    """The intent is the last moment at which one can leave."""
    ann, bob = add_readers(store, "ann@example.net", "bob@example.net")
    publish(store)
    asked = 0

    def leaves_in_between() -> bool:
        nonlocal asked
        asked += 1
        if asked == 3:
            store.unsubscribe(bob, "weekly", now=NOW)
        return False

    with running(Relay()) as relay:
        delivered = deliver(store, config, relay, is_stopping=leaves_in_between)
    assert delivered == Delivered(accepted=1, withdrawn=1)
    assert relay.recipients == ["ann@example.net"]
    assert ann != bob


def test_a_stop_comes_between_two_messages(store: Store, config: Config) -> None:
    """What was not tried is free at once, and nothing is in doubt."""
    add_readers(store, *readers(10))
    publish(store)
    with running(Relay()) as relay:
        first = deliver(store, config, relay, is_stopping=lambda: len(relay.kept) >= 4)
        assert first == Delivered(accepted=4)
        assert deliver(store, config, relay) == Delivered(accepted=6)
    assert sorted(relay.recipients) == readers(10)


def test_a_machine_that_slept_claims_anew(store: Store, config: Config) -> None:
    """No message goes out under a lease that is over, and nobody is lost."""
    add_readers(store, *readers(5))
    publish(store)
    clock = Clock(NOW)

    def sleeps() -> bool:
        if len(relay.kept) == 2:
            clock.now = NOW + timedelta(hours=3)
        return False

    with running(Relay()) as relay:
        delivered = deliver(store, config, relay, clock=clock, is_stopping=sleeps)
    assert delivered == Delivered(accepted=5)
    assert sorted(relay.recipients) == readers(5)


def test_a_confirmation_leads_to_the_first_issue(store: Store, config: Config) -> None:
    """Asked, confirmed by its own link, and from then on a reader."""
    sign_up(store, config, "ann@example.net", "Ann")
    with running(Relay()) as relay:
        assert deliver(store, config, relay) == Delivered(accepted=1)
        ((recipient, data),) = relay.kept
    assert recipient == "ann@example.net"
    message = message_from_bytes(data)
    assert message["Subject"]
    assert b"notes.example.org/confirm/" in data
    assert "/leave/" in message["List-Unsubscribe"]
    assert "placeholder" not in data.decode("ascii")
    token = str(message["List-Unsubscribe"]).partition(">")[0].rpartition("/")[2]
    leave(store, Secret(KEY), token, NOW)
    reader = store.subscriber(number_of(store, "ann@example.net"))
    assert reader is not None
    assert reader.newsletters == ()


def test_a_newsletter_that_left_digest_toml_keeps_its_letters_waiting(
    store: Store, config: Config
) -> None:
    """One renamed section loses no letter, and stops no other newsletter."""
    add_readers(store, "ann@example.net", newsletter="daily")
    publish(store, newsletter="daily")
    add_readers(store, "bob@example.net")
    publish(store)
    delivered = deliver(store, config)
    assert (delivered.accepted, delivered.deferred) == (1, 1)
    assert "has no [newsletters.daily]" in " ".join(delivered.warnings)
    (ann,) = claim(store, now=LATER)
    assert "has no [newsletters.daily]" in ann.reply


def test_a_broken_template_defers_confirmations_and_no_issue(
    store: Store, config: Config, tmp_path: Path
) -> None:
    """The issue's letter is frozen; the question waits until the theme is mended."""
    add_readers(store, "bob@example.net")
    publish(store)
    sign_up(store, config, "ann@example.net", "")
    broken = tmp_path / "templates" / "mail"
    broken.mkdir(parents=True)
    (broken / "confirmation.html").write_text("{{ nothing }}")
    mailroom = replace(
        a_mailroom(store, config),
        theme=Theme((tmp_path / "templates", packaged_templates())),
    )
    delivered = deliver_due(mailroom, clock=Clock(NOW), is_stopping=lambda: False)
    assert (delivered.accepted, delivered.deferred) == (1, 1)
    (warning,) = delivered.warnings
    assert "mend the template" in warning
    assert store.open_deliveries(Purpose.CONFIRMATION) == 1
