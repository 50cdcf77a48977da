"""`digest worker`: sends issues beside others."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path
from time import monotonic

import pytest
from click.testing import CliRunner

from builders import NOW
from digest.cli import root
from digest.config import load_config
from digest.deliveries import DeliveryState
from digest.errors import ConfigError, StoreError
from digest.schedule.jobs import deliver
from digest.schedule.mailing import next_letter
from engine_steps import jobs, take_away_tables
from postgres_servers import PostgresServer
from publications import Clock, a_press, write_publication
from quick_relays import QuickRelay, in_a_thread
from store_steps import add_readers, claim, publish
from waiting import until
from worker_sites import at_work, start_worker, write_worker_site

#: seconds in which a worker ends
LONGEST_END = 10.0
#: letters a second, and all there are
RATE, READERS = 40, 400


def events(site: Path) -> list[str]:
    """What the workers told, by name."""
    lines = (site / "workers.log").read_text().splitlines()
    return [json.loads(line)["event"] for line in lines]


@pytest.fixture
def site(tmp_path: Path, postgres_url: str) -> Path:
    """A publication whose issues are for workers."""
    take_away_tables(postgres_url)
    return write_worker_site(tmp_path, postgres_url)


def test_a_site_without_workers_has_no_use_for_one(tmp_path: Path) -> None:
    """It is told what to set."""
    write_publication(tmp_path)
    result = CliRunner().invoke(root, ["--site", str(tmp_path), "worker"])
    assert isinstance(result.exception, ConfigError)
    assert "set `workers = true` in [sending], and [store] url" in str(result.exception)


def test_workers_need_a_store_that_they_share(tmp_path: Path) -> None:
    """A file is nobody else's."""
    with (write_publication(tmp_path) / "digest.toml").open("a") as file:
        file.write("\n[sending]\nworkers = true\n")
    with pytest.raises(ConfigError, match="the store is a file of this machine; set"):
        load_config(tmp_path, {})


def test_an_issue_is_sent_by_workers_only(site: Path, postgres_url: str) -> None:
    """The daemon leaves it alone, and its job is gone once it is done."""
    with in_a_thread(QuickRelay()) as relay:
        write_worker_site(site, postgres_url, port=relay.port)
        with a_press(site, Clock(NOW)) as press:
            add_readers(press.store, "ann@example.net", "bob@example.net")
            publish(press.store)
            assert next_letter(press) is None
            assert deliver(press, lambda: False).accepted == 0
            with at_work(site):
                until(lambda: len(relay.kept) == 2)
                until(lambda: jobs(postgres_url) == [])
            counts = press.store.delivery_counts("weekly", 1)
    assert counts == {DeliveryState.ACCEPTED: 2}
    assert events(site) == ["waiting for letters", "delivered", "stopped"]


def test_what_is_for_one_reader_waits_for_no_worker(site: Path) -> None:
    """A confirmation is the daemon's, as the reader looks at their inbox now."""
    with a_press(site, Clock(NOW)) as press:
        press.store.request_subscription(
            "bob@example.net", "", ["weekly"], confirm_after=NOW, now=NOW
        )
        assert next_letter(press) == NOW
        assert deliver(press, lambda: False).accepted == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_ends_in_order(site: Path, number: signal.Signals) -> None:
    """Soon, and with 0."""
    worker = start_worker(site)
    until(lambda: "waiting for letters" in (site / "workers.log").read_text())
    began = monotonic()
    worker.send_signal(number)
    assert worker.wait(LONGEST_END) == 0
    assert monotonic() - began < LONGEST_END


def test_a_worker_that_is_ended_while_it_sends_leaves_nothing_in_doubt(
    site: Path, postgres_url: str
) -> None:
    """What was not out is free for others at once."""
    with in_a_thread(QuickRelay()) as relay:
        write_worker_site(site, postgres_url, port=relay.port)
        toml = site / "digest.toml"
        rate = f'rate = "{RATE}/s"\npause_after = 0'
        toml.write_text(toml.read_text().replace("pause_after = 0", rate))
        with a_press(site, Clock(NOW)) as press:
            add_readers(press.store, *(f"r{n}@example.net" for n in range(READERS)))
            publish(press.store)
            with at_work(site):
                until(lambda: len(relay.kept) > RATE)
                began, before = monotonic(), len(relay.kept)
            assert monotonic() - began < LONGEST_END
            assert len(relay.kept) - before < READERS / 2
            counts = press.store.delivery_counts("weekly", 1)
            left = READERS - len(relay.kept)
            assert counts == {
                DeliveryState.ACCEPTED: len(relay.kept),
                DeliveryState.PENDING: left,
            }
            assert len(claim(press.store, READERS)) == left


def test_a_worker_waits_for_a_database(
    tmp_path: Path, postgres_server: PostgresServer
) -> None:
    """That is away when it starts; it can be ended meanwhile."""
    write_worker_site(tmp_path, postgres_server.url("nowhere"))
    with at_work(tmp_path) as (worker,):
        until(lambda: "no work now" in (tmp_path / "workers.log").read_text())
        assert worker.poll() is None
    assert worker.returncode == 0
    assert set(events(tmp_path)) == {"no work now", "stopped"}


def test_workers_need_their_library(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who lacks it is told what to install."""
    monkeypatch.delitem(sys.modules, "digest.engine.queue", raising=False)
    monkeypatch.setitem(sys.modules, "procrastinate", None)
    with (
        pytest.raises(ConfigError, match=r"install digest-publisher\[postgres\]"),
        a_press(site, Clock(NOW)),
    ):
        pass


def test_a_machine_with_another_key_is_refused(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Links that it signed would be refused by all others."""
    monkeypatch.setenv("DIGEST_SECRET_KEY", "k" * 64)
    with a_press(site, Clock(NOW)):
        pass
    monkeypatch.setenv("DIGEST_SECRET_KEY", "l" * 64)
    with (
        pytest.raises(ConfigError, match=r"not that of the other .*; give all"),
        a_press(site, Clock(NOW)),
    ):
        pass


def test_a_database_that_is_away_is_told(
    tmp_path: Path, postgres_server: PostgresServer
) -> None:
    """By who does not wait for it."""
    write_worker_site(tmp_path, postgres_server.url("nowhere"))
    with (
        pytest.raises(StoreError, match="does not exist"),
        a_press(tmp_path, Clock(NOW)),
    ):
        pass
