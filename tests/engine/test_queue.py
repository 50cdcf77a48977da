"""Batches in the queue: each once, and in the same transaction as what they are for."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

import psycopg
import pytest

from builders import NOW, a_letter, an_issue
from digest.deliveries import DeliveryState
from digest.errors import StoreError
from digest.store.databases.postgres import open_postgres
from digest.store.protocols import DeliveryQuery, HandedOut, NewSubscriber, Store
from engine_steps import ask, begin_jobs, jobs
from postgres_servers import NO_PASSWORD
from store_steps import (
    LEASE,
    a_slot,
    add_readers,
    claim,
    defer,
    hold_slot,
    intend,
    publish,
)

HOUR = timedelta(hours=1)


def add_many(store: Store, count: int) -> None:
    """So many readers."""
    rows = [NewSubscriber(address=f"r{number}@example.net") for number in range(count)]
    store.import_subscribers(rows, ["weekly"], consent="owner", now=NOW)


def test_a_planned_issue_waits_in_batches_of_a_thousand(
    store: Store, postgres_url: str
) -> None:
    """By round numbers of deliveries, which begin with 1."""
    add_many(store, 2500)
    publish(store)
    assert jobs(postgres_url) == [
        ("weekly/1/0", "todo"),
        ("weekly/1/1000", "todo"),
        ("weekly/1/2000", "todo"),
    ]


def test_two_issues_share_no_batch(store: Store, postgres_url: str) -> None:
    """Even where their deliveries are between the same round numbers."""
    add_readers(store, "ann@example.net")
    publish(store, 1)
    publish(store, 2)
    assert [name for name, _ in jobs(postgres_url)] == ["weekly/1/0", "weekly/2/0"]


def test_an_issue_that_is_not_planned_leaves_no_job(
    store: Store, postgres_url: str
) -> None:
    """Its slot was lost to somebody else."""
    add_readers(store, "ann@example.net")
    issue = an_issue(number=1, slot=a_slot().name, entries=())
    fence = hold_slot(store)
    assert store.publish_issue(issue, a_letter(), fence=fence + 1, now=NOW) is None
    assert jobs(postgres_url) == []


def test_an_issue_that_fails_at_the_end_leaves_no_job(
    store: Store, postgres_url: str
) -> None:
    """Issue and jobs are one transaction: here the queue itself is what fails."""
    add_readers(store, "ann@example.net")
    ask(postgres_url, "ALTER TABLE procrastinate_jobs ADD CHECK (queue_name = '')")
    with pytest.raises(StoreError, match=r"queue of letters: .*; look at the database"):
        publish(store)
    assert claim(store) == ()
    assert store.last_number("weekly") == 0


def test_an_approved_issue_waits_for_workers(store: Store, postgres_url: str) -> None:
    """And not before."""
    add_readers(store, "ann@example.net")
    issue = an_issue(number=1, slot=a_slot().name, entries=())
    assert store.hold_issue(issue, a_letter(), fence=hold_slot(store))
    assert jobs(postgres_url) == []
    assert store.approve_issue(issue, a_letter(), now=NOW) == 1
    assert jobs(postgres_url) == [("weekly/1/0", "todo")]


@pytest.mark.parametrize("is_begun", [False, True])
def test_what_waits_or_is_being_sent_is_not_handed_out_again(
    store: Store, postgres_url: str, *, is_begun: bool
) -> None:
    """However often somebody sweeps."""
    add_readers(store, "ann@example.net")
    publish(store)
    if is_begun:
        begin_jobs(postgres_url, is_alive=True)
    assert store.hand_out(now=NOW) == HandedOut()
    assert len(jobs(postgres_url)) == 1


def test_a_sweep_hands_out_what_was_lost(store: Store, postgres_url: str) -> None:
    """Such as by a restored backup, or a hand in the tables."""
    add_readers(store, "ann@example.net")
    publish(store)
    ask(postgres_url, "DELETE FROM procrastinate_jobs")
    assert store.hand_out(now=NOW, newsletters=("daily",)) == HandedOut()
    assert store.hand_out(now=NOW, newsletters=("weekly",)) == HandedOut(added=1)


def test_what_is_put_off_is_handed_out_in_its_time(
    store: Store, postgres_url: str
) -> None:
    """And not before it is due."""
    add_readers(store, "ann@example.net")
    publish(store)
    (delivery,) = claim(store)
    ask(postgres_url, "DELETE FROM procrastinate_jobs")
    defer(store, delivery, due=NOW + HOUR)
    assert store.hand_out(now=NOW) == HandedOut()
    assert store.hand_out(now=NOW + HOUR) == HandedOut(added=1)


def test_a_batch_whose_worker_died_waits_for_another(
    store: Store, postgres_url: str
) -> None:
    """A worker that gave no sign of life for long is dead."""
    add_readers(store, "ann@example.net")
    publish(store)
    begin_jobs(postgres_url, is_alive=False)
    assert store.hand_out(now=NOW) == HandedOut(recovered=1)
    assert jobs(postgres_url) == [("weekly/1/0", "todo")]


def test_a_machine_that_is_gone_holds_its_letters_for_a_lease(
    store: Store, postgres_url: str
) -> None:
    """Its batch is soon another's, who finds nothing; the sweep hands it out then."""
    add_readers(store, "ann@example.net")
    publish(store)
    far = "another-machine/pid:[1]/7/1/far"
    with closing(open_postgres(postgres_url, NO_PASSWORD, owner=far)) as there:
        (held,) = claim(there)
        assert intend(there, held.id, now=NOW)
    begin_jobs(postgres_url, is_alive=False)
    soon, later = NOW + timedelta(seconds=15), NOW + LEASE
    assert store.hand_out(now=soon) == HandedOut(recovered=1)
    store.release_all(now=soon)
    assert claim(store, now=soon) == ()
    ask(postgres_url, "DELETE FROM procrastinate_jobs")
    assert store.hand_out(now=later - timedelta(seconds=1)) == HandedOut()
    assert store.hand_out(now=later) == HandedOut(added=1)
    (taken,) = claim(store, now=later)
    assert taken.is_in_doubt


def test_a_dead_worker_s_batch_that_waits_already_is_ended(
    store: Store, postgres_url: str
) -> None:
    """One of the same name may wait, and no more."""
    add_readers(store, "ann@example.net")
    publish(store)
    begin_jobs(postgres_url, is_alive=False)
    ask(
        postgres_url,
        "INSERT INTO procrastinate_jobs (queue_name, task_name, queueing_lock, args) "
        "SELECT queue_name, task_name, queueing_lock, args FROM procrastinate_jobs",
    )
    assert store.hand_out(now=NOW) == HandedOut(recovered=1)
    assert jobs(postgres_url) == [("weekly/1/0", "todo")]


def test_a_resumed_issue_is_handed_out_at_once(store: Store, postgres_url: str) -> None:
    """A sweep passed it over while it was paused."""
    add_readers(store, "ann@example.net")
    publish(store)
    ask(postgres_url, "DELETE FROM procrastinate_jobs")
    store.pause_issue("weekly", 1, "", now=NOW)
    assert store.hand_out(now=NOW) == HandedOut()
    store.resume_issue("weekly", 1, now=NOW)
    assert jobs(postgres_url) == [("weekly/1/0", "todo")]


def test_what_is_tried_anew_is_handed_out_at_once(
    store: Store, postgres_url: str
) -> None:
    """Nobody waits for the sweep."""
    add_readers(store, "ann@example.net")
    publish(store)
    store.withdraw(DeliveryQuery(newsletter="weekly"))
    ask(postgres_url, "DELETE FROM procrastinate_jobs")
    failed = DeliveryQuery(states=(DeliveryState.WITHDRAWN,))
    assert store.retry(failed, NOW) == 1
    assert jobs(postgres_url) == [("weekly/1/0", "todo")]


def add_batches(store: Store, url: str) -> None:
    """One reader, whose issue has a hundred batches besides, as if there were more."""
    add_many(store, 1)
    ask(
        url,
        "INSERT INTO delivery (purpose, newsletter, issue_id, subscriber_id, state, "
        "planned, due, id) SELECT 'issue', 'weekly', 1, n, 'pending', 0, 0, n * 1000 "
        "FROM generate_series(2, 101) AS n",
    )


def test_many_batches_at_once_are_counted_anew(store: Store, postgres_url: str) -> None:
    """So that who looks for a job does not read them all."""
    add_batches(store, postgres_url)
    publish(store)
    (row,) = ask(
        postgres_url,
        "SELECT reltuples::int FROM pg_class WHERE relname = 'procrastinate_jobs'",
    )
    assert row == (101,)


def test_an_issue_does_not_wait_for_who_tidies_the_ledger(
    store: Store, postgres_url: str
) -> None:
    """As a VACUUM does, which lasts for an hour where there are very many letters."""
    add_batches(store, postgres_url)
    with psycopg.connect(postgres_url) as tidying:
        tidying.execute("LOCK TABLE delivery IN SHARE UPDATE EXCLUSIVE MODE")
        publish(store)
    assert len(jobs(postgres_url)) == 101
