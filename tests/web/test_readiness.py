"""/readyz: whether a load balancer should send readers here."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette

from digest.schedule.health.readiness import Readiness
from digest.web import readiness
from digest.web.readiness import ReadinessDesk
from digest.wiring import Press
from serving import Client, serving


class Doctor:
    """Says what it is told to say, and counts how often it was asked."""

    def __init__(self) -> None:
        self.faults: tuple[str, ...] = ()
        self.count = 0

    def __call__(self, press: Press) -> Readiness:
        """The faults of now."""
        del press
        self.count += 1
        return Readiness(faults=self.faults)


@pytest.fixture
def doctor() -> Doctor:
    """One who finds nothing yet."""
    return Doctor()


@pytest.fixture
def client(press: Press, doctor: Doctor) -> Iterator[Client]:
    """Asks a server with this address only."""
    app = Starlette(routes=ReadinessDesk(press, doctor).routes())
    with serving(app) as found:
        yield found


def test_a_site_that_can_do_all_is_ready(reader: Client) -> None:
    """The whole of it, asked as a load balancer does."""
    answer = reader.ask("/readyz")
    assert (answer.status, answer.text) == (200, "ready\n")
    assert answer.headers["cache-control"] == "no-store"


def test_a_fault_is_told_to_the_log_only(
    client: Client, doctor: Doctor, caplog: pytest.LogCaptureFixture
) -> None:
    """Who asks from outside learns that it is not ready, and not why."""
    doctor.faults = ("store: is away; start it",)
    answer = client.ask("/readyz")
    assert (answer.status, answer.text) == (503, "not ready\n")
    assert [record.getMessage() for record in caplog.records] == [
        "not ready: store: is away; start it"
    ]


def test_the_store_is_not_asked_for_each_request(
    client: Client, doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer holds for a second, however many ask; then it is asked anew."""
    monkeypatch.setattr(readiness, "LASTING", 60.0)
    threads = [threading.Thread(target=client.ask, args=("/readyz",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert doctor.count == 1


def test_a_fault_that_is_mended_is_forgotten(
    client: Client, doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And told again when it comes back."""
    monkeypatch.setattr(readiness, "LASTING", -1.0)
    doctor.faults = ("disk: is full; make room",)
    assert client.ask("/readyz").status == 503
    doctor.faults = ()
    assert client.ask("/readyz").status == 200
