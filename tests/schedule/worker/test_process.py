"""The process of a worker: its store, its batches, and its end."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from builders import NOW
from digest.config import load_config
from digest.deliveries import DeliveryState
from digest.schedule.worker import batch as working
from digest.schedule.worker.process import work_for
from digest.store.protocols import Store
from engine_steps import jobs, take_away_tables
from onlooker import LogBook
from postgres_servers import PostgresServer
from publications import Clock, a_press
from store_steps import add_readers, publish
from waiting import until
from worker_sites import write_worker_site

ACCEPTED = {DeliveryState.ACCEPTED: 1}


@pytest.fixture
def site(tmp_path: Path, postgres_url: str) -> Path:
    """A publication on PostgreSQL, with an outbox."""
    take_away_tables(postgres_url)
    return write_worker_site(tmp_path, postgres_url)


@contextmanager
def ended_once(is_so: Callable[[], bool]) -> Iterator[None]:
    """This process gets SIGTERM as soon as it is so."""

    def end() -> None:
        try:
            until(is_so)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    thread = Thread(target=end)
    thread.start()
    yield
    thread.join()


def plan(store: Store) -> Callable[[], bool]:
    """An issue for one reader; whether the reader has it."""
    add_readers(store, "ann@example.net")
    publish(store)
    return lambda: store.delivery_counts("weekly", 1) == ACCEPTED


def test_a_worker_sends_and_ends(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And tells it in its log."""
    with a_press(site, Clock(NOW)) as press, ended_once(plan(press.store)):
        work_for(load_config(site, {}))
    log = LogBook(capsys)
    (told,) = log.events("delivered")
    assert (told["newsletter"], told["issue"], told["accepted"]) == ("weekly", 1, 1)
    assert len(log.events("waiting for letters")) == 1
    assert len(log.events("stopped")) == 1


def test_a_worker_without_a_database_ends_too(
    tmp_path: Path,
    postgres_server: PostgresServer,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It said why it had nothing to do, and when it tries again."""
    write_worker_site(tmp_path, postgres_server.url("nowhere"))
    told: list[str] = []

    def has_told() -> bool:
        told.append(capsys.readouterr().err)
        return "".join(told).count("no work now") > 1

    with ended_once(has_told):
        work_for(load_config(tmp_path, {}))
    assert "does not exist; make it with createdb" in "".join(told)


def test_a_fault_of_ours_is_told_in_full(
    site: Path,
    postgres_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Its job ends, and the worker goes on."""

    def fail(*_: object, **__: object) -> None:
        raise ValueError("a fault")

    monkeypatch.setattr(working, "deliver_due", fail)
    with a_press(site, Clock(NOW)) as press:
        plan(press.store)
    with ended_once(lambda: jobs(postgres_url) == []):
        work_for(load_config(site, {}))
    (told,) = LogBook(capsys).events("worker")
    assert told["batch"] == "weekly 1, deliveries 0-999"
    assert "ValueError: a fault" in told["exception"]
