"""Programs that listen to a hub, on the loopback, and a hub with feeds to listen to."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from urllib.parse import parse_qs, urlencode, urlsplit

from builders import NOW, a_site
from digest.config import FeedsSection
from digest.fetch.caller import Caller
from digest.fetch.resolver import Resolve, resolve_host
from digest.hub.admission import HubLimits
from digest.hub.announcing import announce, announce_all, retire
from digest.hub.desk import Desk, Reply
from digest.hub.messenger import push_due
from digest.hub.results import Pushed, Result
from digest.hub.site import HubSite
from digest.records.hub import Listener
from digest.store.databases.sqlite import open_memory
from digest.store.protocols import Store
from publications import Clock
from websites import Asked, Website, is_loopback, reply, website

ATOM = "https://notes.example.org/atom.xml"
RSS = "https://notes.example.org/rss.xml"
FORM = "application/x-www-form-urlencoded"


@dataclass
class Program:
    """What a listener answers; a test changes it as it likes."""

    #: to questions; None: the challenge comes back
    echo: bytes | None = None
    #: of answers to questions, and to news
    question_status: int = 200
    news_status: int = 204
    headers: dict[str, str] = field(default_factory=dict)

    def __call__(self, asked: Asked) -> bytes:
        """The answer to a question or to news."""
        if asked.method == "POST":
            return reply(self.news_status, **self.headers)
        values = query_of(asked)
        challenge = values.get("hub.challenge", values.get("challenge", ""))
        body = challenge.encode() if self.echo is None else self.echo
        return reply(self.question_status, body, **self.headers)


@dataclass
class Listening:
    """A listener that runs."""

    program: Program
    website: Website

    @property
    def callback(self) -> str:
        """Where it is told of news."""
        return f"{self.website.url}/callback"

    @property
    def news(self) -> list[Asked]:
        """What it was told, in order."""
        return [each for each in self.website.asked if each.method == "POST"]

    @property
    def questions(self) -> list[dict[str, str]]:
        """What it was asked, in order."""
        return [query_of(e) for e in self.website.asked if e.method == "GET"]


@contextmanager
def listening() -> Iterator[Listening]:
    """A program that listens, and agrees to everything."""
    program = Program()
    with website(program) as site:
        yield Listening(program, site)


def query_of(asked: Asked) -> dict[str, str]:
    """The query of a request, by name."""
    found = parse_qs(urlsplit(asked.path).query, keep_blank_values=True)
    return {name: values[-1] for name, values in found.items()}


def form_of(asked: Asked) -> dict[str, list[str]]:
    """The fields of a form that came."""
    return parse_qs(asked.body.decode(), keep_blank_values=True)


class HubScene:
    """A hub with two feeds, whose messenger runs when a test says so."""

    def __init__(self, root: Path, store: Store, hub: str) -> None:
        self.root = root
        self.clock = Clock(NOW)
        self.news = Event()
        self.is_stopping = False
        self.seconds = 10.0
        self.resolve: Resolve = resolve_host
        self.store = store
        self.site = HubSite(
            site=a_site(),
            feeds=FeedsSection(hub=hub),
            folder=root,
            store=store,
            may_connect=is_loopback,
        )
        self.desk = Desk(site=self.site)
        if not (root / "atom.xml").exists():
            self.write("atom.xml", "<feed>one</feed>")
            self.write("rss.xml", "<rss>one</rss>")
        announce_all(self.site, now=NOW)

    def limit(self, limits: HubLimits) -> None:
        """From now on these are the limits."""
        self.desk = replace(self.desk, limits=limits)

    def write(self, path: str, text: str) -> None:
        """A feed stands in the tree."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)

    def publish(self, path: str = "atom.xml", text: str = "<feed>two</feed>") -> None:
        """A feed changes, and it is announced."""
        self.write(path, text)
        announce(self.site, (path,), now=self.clock())

    def remove(self, path: str) -> None:
        """A feed goes, and it is announced."""
        (self.root / path).unlink()
        retire(self.site, (path,), now=self.clock())

    def ask(self, **fields: str) -> Reply:
        """A request in WebSub's words; `hub_mode` is hub.mode."""
        form = {name.replace("hub_", "hub.", 1): text for name, text in fields.items()}
        return self.desk.websub(urlencode(form).encode(), FORM, now=self.clock())

    def subscribe(self, callback: str, topic: str = ATOM, **fields: str) -> Reply:
        """A request to subscribe."""
        return self.ask(
            hub_mode="subscribe", hub_topic=topic, hub_callback=callback, **fields
        )

    def unsubscribe(self, callback: str, topic: str = ATOM) -> Reply:
        """A request to leave."""
        return self.ask(hub_mode="unsubscribe", hub_topic=topic, hub_callback=callback)

    def push(self) -> dict[Result, int]:
        """Everything that is due is done; what came of it."""
        return dict(self.pushed().counts)

    def pushed(self) -> Pushed:
        """The same, with the faults of hubs elsewhere."""
        caller = Caller(
            seconds=self.seconds,
            may_connect=self.site.may_connect,
            resolve=self.resolve,
            # nobody here has a certificate
            tls=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
        )
        return push_due(
            self.site,
            caller,
            clock=self.clock,
            is_stopping=lambda: self.is_stopping,
            has_news=self.news,
        )

    def listener(self, callback: str, topic: str = ATOM, **fields: str) -> None:
        """The callback listens from now on."""
        assert self.subscribe(callback, topic, **fields).is_success
        assert self.push() == {Result.GRANTED: 1}

    @property
    def due(self) -> tuple[Listener, ...]:
        """Who is to be told something now."""
        return self.store.due_listeners(1000, now=self.clock())


@contextmanager
def a_hub(root: Path, hub: str = "built-in") -> Iterator[HubScene]:
    """A hub whose two feeds are known already, and told to nobody."""
    store = open_memory()
    scene = HubScene(root, store, hub)
    try:
        yield scene
    finally:
        store.close()
