"""The sections of digest.toml, each field with its meaning, unit and default."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated

import msgspec

from digest.model import Newsletter, Site
from digest.relay import OUTBOX
from digest.secret import Secret

Positive = Annotated[int, msgspec.Meta(ge=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentSection:
    """[content]: where articles are read from."""

    #: the folder of articles, counted from digest.toml
    folder: str = "content"
    #: files that are not read, as patterns of their path (`drafts/*`)
    ignore: tuple[str, ...] = ()
    #: bytes; a larger file is no article
    largest_file: Positive = 5_000_000
    #: bytes; a larger picture or recording is not published
    largest_media: Positive = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsSection:
    """[feeds]: what is published for feed readers and the archive."""

    #: the published tree, counted from digest.toml
    folder: str = "feeds"
    #: newest entries in a feed
    entries: Positive = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSection:
    """[mail]: how letters leave."""

    #: "outbox" (a Maildir in the state folder), or smtp://USER@HOST:PORT for STARTTLS,
    #: smtps:// for TLS from the start, smtp+plain:// for none
    relay: str = OUTBOX
    #: in the footer of every letter, as the law of most countries asks; may be empty
    #: for the outbox only
    postal_address: str = ""
    #: where List-Unsubscribe's mailto goes; "": the newsletter's own sender
    unsubscribe_address: str = ""
    #: seconds that the relay may take for one answer
    timeout: Positive = 60
    #: tries before a deferred delivery is given up; eight take about two and a half
    #: days: pauses of 2, 8, 32 and 128 minutes, of 8.5 hours, then of a day
    attempts: Positive = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSection:
    """[store]: the one memory."""

    #: counted from digest.toml; database, lock, outbox and secret key live in it
    state: str = ".digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSection:
    """[schedule]: how the daemon keeps time."""

    #: seconds between two looks at what is due; 15 at the most
    tick: Annotated[int, msgspec.Meta(ge=1, le=15)] = 15
    #: seconds that a claim lasts, of a slot or of a batch of letters. Nothing prolongs
    #: it: what a run has not done by then the next one takes up
    lease: Positive = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSection:
    """[web]: the built-in server."""

    #: HOST:PORT
    listen: str = "127.0.0.1:8000"
    #: seconds for which caches may keep a feed or page
    max_age: Annotated[int, msgspec.Meta(ge=0)] = 900
    #: IP addresses (or networks) of the proxies whose X-Forwarded-For is believed, with
    #: commas between them; "": nobody's
    trusted_proxy: str = ""

    @property
    def proxies(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """The trusted proxies as networks; raises ValueError where one is none."""
        names = (name.strip() for name in self.trusted_proxy.split(","))
        return tuple(ip_network(name) for name in names if name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """digest.toml as a whole, and what the environment adds to it."""

    #: the folder of digest.toml
    root: Path
    site: Site
    content: ContentSection
    feeds: FeedsSection
    newsletters: tuple[Newsletter, ...]
    mail: MailSection
    store: StoreSection
    schedule: ScheduleSection
    web: WebSection
    smtp_password: Secret = field(default_factory=lambda: Secret(""))

    @property
    def content_folder(self) -> Path:
        """Where articles are read from."""
        return self.root / self.content.folder

    @property
    def feeds_folder(self) -> Path:
        """Where the published tree stands."""
        return self.root / self.feeds.folder

    @property
    def state_folder(self) -> Path:
        """Where database, cache, lock and outbox live."""
        return self.root / self.store.state
