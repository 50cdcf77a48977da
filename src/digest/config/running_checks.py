"""What types cannot say of the sections about the machines that digest runs on."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from digest.config.checks import LARGEST_PORT, Fault, is_listen_address, is_name
from digest.config.mail_sections import SendingSection
from digest.config.running_sections import MirrorSection, StoreSection, WebSection
from digest.rates import read_rate
from digest.urls import is_web_address

#: how the address of a mirror begins
S3, RSYNC = "s3://", "rsync:"
DATABASES = ("postgresql",)
#: what may stand behind the ? of a database: how it is reached, but no secret, and
#: nothing that would change how digest itself speaks with it
OPTIONS = frozenset(
    (
        *("application_name", "channel_binding", "connect_timeout", "gssencmode"),
        *("host", "hostaddr", "keepalives", "keepalives_count", "keepalives_idle"),
        *("keepalives_interval", "krbsrvname", "load_balance_hosts", "options"),
        *("passfile", "port", "require_auth", "service", "ssl_max_protocol_version"),
        *("ssl_min_protocol_version", "sslcert", "sslcertmode", "sslcrl", "sslkey"),
        *("sslmode", "sslnegotiation", "sslrootcert", "sslsni"),
        *("target_session_attrs", "tcp_user_timeout"),
    )
)


def store_faults(store: StoreSection) -> Iterator[Fault]:
    """What is wrong with [store]."""
    if not store.url:
        return
    try:
        parts = urlsplit(store.url)
        options = parse_qs(parts.query, keep_blank_values=True)
        has_ports = parts.port != 0 and all(map(str.isdigit, options.get("port", ())))
        is_whole = parts.scheme in DATABASES and parts.path.strip("/") and has_ports
    except ValueError:
        is_whole = False
    if not is_whole:
        # without what may be a password in it
        place = store.url.rpartition("@")[2].partition("?")[0]
        fact = f"{place!r} is no database"
        yield "url", f"{fact}; write postgresql://USER@HOST/DATABASE"
    elif parts.password is not None or any("password" in name for name in options):
        fact = "has a password in it; set DIGEST_STORE_PASSWORD"
        yield "url", f"{fact}, or DIGEST_STORE_PASSWORD_FILE to the path of its file"
    elif unknown := sorted(options.keys() - OPTIONS):
        fact = f"{unknown[0]!r} is no option of a database's address"
        yield "url", f"{fact}; leave it out"


def workers_faults(sending: SendingSection, store: StoreSection) -> Iterator[Fault]:
    """What is wrong with [sending] where no other machine reaches the store."""
    if sending.workers and not store.url:
        fact = "is true, but the store is a file of this machine"
        yield "workers", f"{fact}; set [store] url to a PostgreSQL database"


def web_faults(web: WebSection) -> Iterator[Fault]:
    """What is wrong with [web]."""
    if not is_listen_address(web.listen):
        fact = f"{web.listen!r} is no HOST:PORT"
        yield "listen", f"{fact}; use a port from 1 to {LARGEST_PORT}"
    if web.metrics and not is_listen_address(web.metrics):
        yield "metrics", f"{web.metrics!r} is no HOST:PORT; write 127.0.0.1:9090"
    elif web.metrics == web.listen:
        yield "metrics", "is the address of the site; give it a port of its own"
    try:
        read_rate(web.rate)
    except ValueError as error:
        yield "rate", str(error)
    try:
        _ = web.proxies
    except ValueError:
        fact = f"{web.trusted_proxy!r} is no IP address; write it as 127.0.0.1"
        yield "trusted_proxy", fact


def mirror_faults(mirror: MirrorSection) -> Iterator[Fault]:
    """What is wrong with one of [[mirrors]]."""
    if not is_name(mirror.name):
        yield "name", f"{mirror.name!r} is no name; use a-z, 0-9 and hyphens"
    is_storage = mirror.url.startswith(S3) and bool(urlsplit(mirror.url).netloc)
    is_remote = mirror.url.startswith(RSYNC) and mirror.url != RSYNC
    if not is_storage and not is_remote:
        fact = f"{mirror.url!r} is no mirror"
        yield "url", f"{fact}; write s3://BUCKET/FOLDER or rsync:USER@HOST:/FOLDER"
    if mirror.endpoint and not is_web_address(mirror.endpoint):
        yield "endpoint", f"{mirror.endpoint!r} is no web address; write https://HOST"
