"""The sections of digest.toml that are about the machines it runs on."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated

import msgspec

Positive = Annotated[int, msgspec.Meta(ge=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSection:
    """[store]: the one memory."""

    #: counted from digest.toml; database, lock, outbox and secret key live in it
    state: str = ".digest"
    #: postgresql://USER@HOST/DATABASE, for several machines; "": SQLite in `state`
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSection:
    """[schedule]: how the daemon keeps time."""

    #: seconds between two looks at what is due; 15 at the most
    tick: Annotated[int, msgspec.Meta(ge=1, le=15)] = 15
    #: seconds that a claim lasts, of a slot or of a batch of letters, unless who holds
    #: it renews it: what a dead run has not done by then the next one takes up
    lease: Positive = 300
    #: slots of one newsletter that may come due between two looks; where there are
    #: more, a clock is wrong, and nothing goes out
    most_slots: Positive = 200
    #: megabytes of the disk that have to be free before an issue is planned
    least_free: Annotated[int, msgspec.Meta(ge=0)] = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSection:
    """[web]: the built-in server."""

    #: HOST:PORT
    listen: str = "127.0.0.1:8000"
    #: HOST:PORT where programs that watch over this one ask for /metrics; "": nowhere
    metrics: str = ""
    #: seconds for which caches may keep a feed or page
    max_age: Annotated[int, msgspec.Meta(ge=0)] = 900
    #: requests of one address on the internet: "50/s"; "": no limit
    rate: str = "50/s"
    #: IP addresses (or networks) of the proxies whose X-Forwarded-For is believed, with
    #: commas between them; "": nobody's
    trusted_proxy: str = ""
    #: file of the log of requests, counted from digest.toml; "": none is kept
    access_log: str = ""

    @property
    def proxies(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """The trusted proxies as networks; raises ValueError where one is none."""
        names = (name.strip() for name in self.trusted_proxy.split(","))
        return tuple(ip_network(name) for name in names if name)


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorSection:
    """[[mirrors]]: a copy of the published tree elsewhere."""

    #: a-z, 0-9 and hyphens
    name: str
    #: s3://BUCKET/PREFIX, or what rsync calls a destination behind it:
    #: rsync:USER@HOST:/FOLDER
    url: str
    #: of storage that speaks S3 and is not Amazon's: https://HOST
    endpoint: str = ""
    region: str = ""
    #: of the account; its secret is DIGEST_MIRROR_NAME
    key_id: str = ""
    #: a program and its arguments in the place of ssh, for rsync
    shell: tuple[str, ...] = ()
