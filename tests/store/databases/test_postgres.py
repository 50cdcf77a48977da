"""The store on PostgreSQL: what the contract does not say of one database alone."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from threading import Event

import psycopg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from builders import NOW
from digest.deliveries import DeliveryState
from digest.errors import StoreError
from digest.issues import Watermark
from digest.store.columns import stamp
from digest.store.databases.connection import Mode
from digest.store.databases.migrate import MIGRATIONS, UNORDERED
from digest.store.databases.postgres import open_postgres
from digest.store.databases.postgres_engine import server_database
from digest.store.databases.upgrading import version_of
from digest.store.protocols import Answer, DeliveryQuery, NewSubscriber
from digest.store.schema import HEAD, METADATA
from digest.store.sql import SqlStore
from postgres_servers import NO_PASSWORD, PostgresServer
from store_steps import (
    ACCEPTED,
    LEASE,
    a_slot,
    accept,
    add_readers,
    claim,
    hold_slot,
    number_of,
    publish,
)

READERS = tuple(f"reader{number:02}@example.net" for number in range(40))


@pytest.fixture
def store(postgres_url: str) -> Iterator[SqlStore]:
    """An empty store, whose writers wait for nobody for long."""
    with closing(open_postgres(postgres_url, NO_PASSWORD, patience=0.2)) as opened:
        yield opened


@pytest.fixture
def fresh(blank_postgres_url: str) -> Iterator[SqlStore]:
    """A store as it is made, in a database that nothing else ever had a table in."""
    with closing(open_postgres(blank_postgres_url, NO_PASSWORD)) as opened:
        yield opened


def setting(store: SqlStore, mode: Mode, name: str) -> str:
    """What the server says of itself within such a transaction."""
    with store._database.transaction(mode) as connection:
        value: str = connection.execute(text(f"SHOW {name}")).scalar_one()
        return value


def test_a_store_is_made_where_there_is_none(blank_postgres_url: str) -> None:
    """And found by whoever opens it next."""
    with closing(open_postgres(blank_postgres_url, NO_PASSWORD)) as first:
        add_readers(first, "ann@example.net")
    with closing(open_postgres(blank_postgres_url, NO_PASSWORD)) as second:
        assert number_of(second, "ann@example.net")


def test_who_opens_a_new_store_together_makes_it_once(blank_postgres_url: str) -> None:
    """The others wait, and find it at the newest schema."""

    def open_it(_number: int) -> str | None:
        with (
            closing(open_postgres(blank_postgres_url, NO_PASSWORD)) as opened,
            opened._database.transaction(Mode.READ) as connection,
        ):
            return version_of(connection)

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(open_it, range(3))) == [HEAD] * 3


def test_a_store_of_a_newer_version_is_left_alone(blank_postgres_url: str) -> None:
    """With what to do."""
    open_postgres(blank_postgres_url, NO_PASSWORD).close()
    with psycopg.connect(blank_postgres_url) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0099'")
    with pytest.raises(StoreError, match=r"newer digest \(schema 0099, not "):
        open_postgres(blank_postgres_url, NO_PASSWORD)


def test_an_older_store_keeps_what_is_in_it(blank_postgres_url: str) -> None:
    """And where its newsletters' slots were known up to is where they begin."""
    older = server_database(blank_postgres_url, NO_PASSWORD)
    with older.transaction(Mode.DURABLE) as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS))
        command.upgrade(config, "0011")
        connection.exec_driver_sql(
            "INSERT INTO watermark (newsletter, schedule, moment) "
            "VALUES ('weekly', '0 7 * * MON UTC', %s)",
            (stamp(NOW),),
        )
    older.close()
    with closing(open_postgres(blank_postgres_url, NO_PASSWORD)) as opened:
        mark = opened.find_watermark("weekly")
        assert mark == Watermark(schedule="0 7 * * MON UTC", begun=NOW, moment=NOW)
        test_texts_are_ordered_by_their_code_points(opened)
        assert add_readers(opened, "ann@example.net") == [1]


def test_a_half_made_store_is_made_whole(blank_postgres_url: str) -> None:
    """What a killed process had begun is undone: a migration is one transaction."""
    with psycopg.connect(blank_postgres_url) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num text)")
        connection.execute("CREATE TABLE entry (id text)")
        connection.rollback()
    with closing(open_postgres(blank_postgres_url, NO_PASSWORD)) as opened:
        assert opened.entry_records() == ()


def test_a_database_must_have_all_characters(postgres_server: PostgresServer) -> None:
    """Said before anything is made in it."""
    name = "in_latin"
    how = "ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0"
    postgres_server.execute(f"CREATE DATABASE {name} {how}")
    with pytest.raises(StoreError, match=r"keeps texts as LATIN1.*--encoding=UTF8"):
        open_postgres(postgres_server.url(name), NO_PASSWORD)
    postgres_server.drop_database(name)


def test_the_migrations_make_the_schema(fresh: SqlStore) -> None:
    """Tables and columns are those that the statements are about."""
    with fresh._database.transaction(Mode.READ) as connection:
        context = MigrationContext.configure(connection)
        differences = compare_metadata(context, METADATA)
    assert [each for each in differences if "index" not in str(each[0])] == []


def test_texts_are_ordered_by_their_code_points(fresh: SqlStore) -> None:
    """As on SQLite, whatever the country of the database is."""
    with fresh._database.transaction(Mode.READ) as connection:
        assert connection.execute(UNORDERED).all() == []


@pytest.mark.parametrize(
    ("mode", "synchronous"),
    [
        (Mode.WRITE, "off"),
        (Mode.LEASE, "off"),
        (Mode.DURABLE, "on"),
        (Mode.LEDGER, "on"),
    ],
)
def test_writers_survive_what_their_mode_promises(
    store: SqlStore, mode: Mode, synchronous: str
) -> None:
    """The death of the server, too, where consent or a message is at stake."""
    assert setting(store, mode, "synchronous_commit") == synchronous


def test_a_reader_sees_one_moment(store: SqlStore) -> None:
    """What is committed meanwhile is not there for it; it cannot write."""
    with store._database.transaction(Mode.READ) as connection:
        counting = text("SELECT count(*) FROM subscriber")
        assert connection.execute(counting).scalar_one() == 0
        add_readers(store, "ann@example.net")
        assert connection.execute(counting).scalar_one() == 0
    with pytest.raises(StoreError, match="cannot be written"):
        setting_nothing(store)


def setting_nothing(store: SqlStore) -> None:
    """Write where nothing may be written."""
    with store._database.transaction(Mode.READ) as connection:
        connection.execute(text("DELETE FROM subscriber"))


def test_writers_come_one_after_the_other(store: SqlStore) -> None:
    """One that waits longer than its patience is told so; then all goes on."""
    with (
        store._database.transaction(Mode.DURABLE),
        pytest.raises(StoreError, match="another process keeps it locked"),
    ):
        add_readers(store, "ann@example.net")
    assert add_readers(store, "ann@example.net")


def test_a_writer_that_sleeps_is_cut_off(store: SqlStore) -> None:
    """So that a machine which is suspended keeps back the others for no longer."""
    name = "idle_in_transaction_session_timeout"
    for mode in (Mode.DURABLE, Mode.WRITE, Mode.LEASE, Mode.LEDGER):
        assert setting(store, mode, name) == "1min"
    assert setting(store, Mode.READ, name) == "0"


def test_letters_go_on_beside_a_writer(store: SqlStore) -> None:
    """An import of an hour keeps back no message."""
    add_readers(store, "ann@example.net")
    publish(store)
    with store._database.transaction(Mode.DURABLE):
        (delivery,) = claim(store)
        assert store.write([delivery.id], [], now=NOW) == {delivery.id}
        store.extend_lease([delivery.id], NOW + LEASE)
        accept(store, delivery)
    assert store.delivery_counts("weekly", 1) == {DeliveryState.ACCEPTED: 1}


def test_two_claims_take_different_rows(postgres_url: str, store: SqlStore) -> None:
    """The second does not even wait for the first."""
    add_readers(store, *READERS)
    publish(store)
    taking = text("SELECT id FROM delivery ORDER BY id LIMIT 10 FOR UPDATE")
    with store._database.transaction(Mode.LEASE) as connection:
        held = set(connection.execute(taking).scalars())
        with closing(open_postgres(postgres_url, NO_PASSWORD, owner="b")) as other:
            claimed = {delivery.id for delivery in claim(other)}
    assert len(claimed) == len(READERS) - len(held)
    assert not claimed & held


def test_who_withdraws_and_who_answers_never_wait_in_a_circle(
    postgres_url: str, store: SqlStore
) -> None:
    """Both take rows by their numbers, in whatever order they were told."""
    add_readers(store, *READERS)
    publish(store)
    ids = [delivery.id for delivery in claim(store)]
    is_over = Event()

    def withdraw_all() -> None:
        with closing(open_postgres(postgres_url, NO_PASSWORD)) as other:
            while not is_over.is_set():
                other.withdraw(DeliveryQuery(newsletter="weekly"))
                other.retry(DeliveryQuery(newsletter="weekly"), NOW)

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(withdraw_all)
        try:
            for turn in range(60):
                order = ids if turn % 2 else ids[::-1]
                store.write(order[:20], an_answer_each(order[20:]), now=NOW)
        finally:
            is_over.set()
        running.result()
    assert store.count_deliveries(DeliveryQuery(newsletter="weekly"))


def an_answer_each(numbers: list[int]) -> list[Answer]:
    """The relay has them."""
    state = DeliveryState.ACCEPTED
    return [
        Answer(delivery=number, outcome=ACCEPTED, state=state, due=NOW)
        for number in numbers
    ]


def test_another_machine_keeps_its_leases(postgres_url: str, store: SqlStore) -> None:
    """Its processes cannot be looked for from here; a lease that is over is over."""
    add_readers(store, "ann@example.net")
    publish(store)
    far = f"another-machine/pid:[1]/{os.getpid()}/1/far"
    with closing(open_postgres(postgres_url, NO_PASSWORD, owner=far)) as there:
        assert len(claim(there)) == 1
        hold_slot(there, a_slot(2))
    store.release_all(now=NOW)
    assert claim(store) == ()
    name = a_slot(2).name
    lease = {"now": NOW, "lease_until": NOW + LEASE}
    assert store.claim_slot("weekly", name, **lease) is None
    assert len(claim(store, now=NOW + LEASE)) == 1


def test_of_two_answers_to_one_delivery_the_last_stands(store: SqlStore) -> None:
    """As where they are written row by row; both are counted as tries."""
    add_readers(store, "ann@example.net")
    publish(store)
    (delivery,) = claim(store)
    late = DeliveryState.DEFERRED
    due = NOW + timedelta(hours=1)
    first = Answer(delivery=delivery.id, outcome=ACCEPTED, state=late, due=due)
    (last,) = an_answer_each([delivery.id])
    store.write([delivery.id], [first, last], now=NOW)
    (record,) = store.find_deliveries(DeliveryQuery(newsletter="weekly"))
    assert (record.state, record.attempts) == (DeliveryState.ACCEPTED, 2)


def test_a_fault_in_the_ledger_keeps_nothing(store: SqlStore) -> None:
    """Neither the answers nor the intents that travelled together."""
    add_readers(store, "ann@example.net", "bob@example.net")
    publish(store)
    ann, bob = claim(store)
    answers = an_answer_each([ann.id])
    broken = [replace(answers[0], delivery=2**70)]
    with pytest.raises(StoreError, match="out of range"):
        store.write([bob.id], [*answers, *broken], now=NOW)
    assert store.delivery_counts("weekly", 1) == {DeliveryState.PENDING: 2}
    assert store.write([bob.id], answers, now=NOW) == {bob.id}


def test_what_the_driver_itself_is_told_is_part_of_it(store: SqlStore) -> None:
    """Its faults are the store's; what went before is undone."""

    def fail() -> None:
        with store._database.transaction(Mode.WRITE) as connection:
            connection.execute(text("INSERT INTO holder (name) VALUES ('half')"))
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("SELECT nonsense")

    with pytest.raises(StoreError, match='column "nonsense" does not exist'):
        fail()
    with store._database.transaction(Mode.READ) as connection:
        assert connection.execute(text("SELECT name FROM holder")).all() == []


def test_a_list_is_taken_in_beside_those_who_are_known(store: SqlStore) -> None:
    """By the server's own way for many rows, which knows of no conflicts."""
    add_readers(store, *READERS[:3])
    more = [NewSubscriber(address=f"more{number}@example.net") for number in range(200)]
    known = [NewSubscriber(address=address) for address in READERS[:5]]
    rows = [*more, *known]
    assert store.import_subscribers(rows, ["daily"], consent="list", now=NOW) == 202
    counts = store.count_subscribers()
    assert counts == {"daily": {"confirmed": 205}, "weekly": {"confirmed": 3}}


def test_a_text_may_have_a_nul(store: SqlStore) -> None:
    """What no text of the server's can hold, a relay or a list may still say."""
    row = NewSubscriber(address="ann@example.net", name="A\0nn")
    store.import_subscribers([row], ["weekly"], consent="owner", now=NOW)
    publish(store)
    (delivery,) = claim(store)
    odd = replace(ACCEPTED, reply="queued\0as 4Z")
    state = DeliveryState.ACCEPTED
    answer = Answer(delivery=delivery.id, outcome=odd, state=state, due=NOW)
    store.write([], [answer], now=NOW)
    (record,) = store.find_deliveries(DeliveryQuery(newsletter="weekly"))
    assert record.reply == "queued\ufffdas 4Z"
    reader = store.find_subscriber("ann@example.net")
    assert reader is not None
    assert reader.name == "A\ufffdnn"


def test_the_servers_clock_is_told(store: SqlStore) -> None:
    """It is aware, and goes on."""
    first, second = store.server_time(), store.server_time()
    assert first is not None
    assert second is not None
    assert first.utcoffset() == timedelta(0)
    assert first <= second


READING = """
import pickle, sys
reader = pickle.loads(sys.stdin.buffer.read())
assert "sqlalchemy" not in sys.modules, "loaded too early"
print(reader("weekly", 1).subject)
"""


def test_letters_are_read_by_other_processes(store: SqlStore) -> None:
    """Each speaks with the server at its first letter."""
    publish(store)
    ended = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", READING],
        input=pickle.dumps(store.letter_reader()),
        check=True,
        capture_output=True,
    )
    assert ended.stdout.decode().strip() == store.letter("weekly", 1).subject
