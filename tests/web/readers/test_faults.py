"""What a reader sees where something is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from digest.errors import StoreError
from digest.signed.links import LinkPurpose
from digest.store.protocols import Store
from digest.web.app import make_app
from digest.wiring import Press
from reader_links import a_reader, path_of
from serving import Client, serving

ONE_CLICK = "List-Unsubscribe=One-Click"


class BrokenStore:
    """A store that does not answer, whatever is asked."""

    def __getattr__(self, name: str) -> object:
        def refuse(*args: object, **values: object) -> None:
            raise StoreError("store: is busy; try again")

        return refuse


@contextmanager
def without_a_store(press: Press) -> Iterator[Client]:
    """The site while its database is away."""
    store: Store = BrokenStore()  # type: ignore[assignment]
    with serving(make_app(replace(press, store=store))) as client:
        yield client


def test_feeds_are_served_while_the_store_is_away(press: Press) -> None:
    """Readers' requests get 503 and when to come back; the published tree stands."""
    reader = a_reader(press, "weekly")
    (press.config.feeds_folder / "atom.xml").write_bytes(b"<feed/>")
    leave = path_of(press, LinkPurpose.LEAVE, reader)
    with without_a_store(press) as client:
        form = "address=bob@example.net&newsletter=weekly"
        for answer in (
            client.post("/subscribe", form),
            client.post(leave, ONE_CLICK),
            client.ask(path_of(press, LinkPurpose.PREFERENCES, reader)),
        ):
            assert answer.status == 503
            assert int(answer.headers["retry-after"]) > 0
            assert "try again" in answer.text
        assert client.ask("/atom.xml").body == b"<feed/>"
        assert client.ask("/healthz").status == 200
        assert client.ask("/subscribe").status == 200
        assert client.ask(leave).status == 200
        assert client.ask(path_of(press, LinkPurpose.CONFIRM, reader)).status == 200


def test_a_fault_is_told_in_the_readers_language(press: Press) -> None:
    """As far as it is known without the store."""
    reader = a_reader(press, "weekly")
    path = path_of(press, LinkPurpose.PREFERENCES, reader)
    with without_a_store(press) as client:
        page = client.ask(path, Accept_Language="es").text
    assert '<html lang="es" dir="ltr">' in page
    assert "Inténtalo de nuevo" in page
