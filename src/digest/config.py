"""digest.toml, the environment and secret files, checked -> Config.

Every problem is reported at once, each with its line. A function takes the section that
it needs, never the whole Config; only the pipeline and the wiring see all of it.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import UTC
from pathlib import Path
from typing import Annotated, Any, get_type_hints
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from digest.addresses import parse_mailbox
from digest.cadence import check_schedule
from digest.errors import AddressError, ConfigError
from digest.model import Newsletter, Site
from digest.secret import Secret, keep_key, read_secret

__all__ = [
    "Config",
    "ContentSection",
    "FeedsSection",
    "MailSection",
    "ScheduleSection",
    "Secret",
    "StoreSection",
    "WebSection",
    "is_listen_address",
    "load_config",
    "secret_key",
]

FILE = "digest.toml"
LARGEST_PORT = 65535

Positive = Annotated[int, msgspec.Meta(ge=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentSection:
    """[content]: where articles are read from."""

    #: the folder of articles, counted from digest.toml
    folder: str = "content"
    #: files that are not read, as patterns of their path (`drafts/*`)
    ignore: tuple[str, ...] = ()
    #: bytes; a larger file is no article
    largest_file: Positive = 20_000_000


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
    relay: str = "outbox"
    #: in the footer of every letter, as the law of most countries asks
    postal_address: str = ""
    #: where List-Unsubscribe's mailto goes; "": the newsletter's own sender
    unsubscribe_address: str = ""
    #: seconds that the relay may take for one answer
    timeout: Positive = 60
    #: tries before a deferred delivery is given up
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
    #: seconds that a claimed slot stays claimed without a sign of life
    lease: Positive = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSection:
    """[web]: the built-in server."""

    #: HOST:PORT
    listen: str = "127.0.0.1:8000"
    #: seconds for which caches may keep a feed or page
    max_age: Annotated[int, msgspec.Meta(ge=0)] = 900


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


SECTIONS: Mapping[str, type] = {
    "site": Site,
    "content": ContentSection,
    "feeds": FeedsSection,
    "mail": MailSection,
    "store": StoreSection,
    "schedule": ScheduleSection,
    "web": WebSection,
}
#: words of digest.toml that name a field otherwise
FIELD_OF = {"from": "sender"}


def load_config(root: Path, environ: Mapping[str, str] = os.environ) -> Config:
    """Read and check ROOT/digest.toml; raise ConfigError with every problem in it."""
    path = root / FILE
    try:
        # some editors begin a file with a byte order mark
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        message = f"{path}: there is no such file; make one with `digest init {root}`"
        raise ConfigError(message) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read ({error}); mend the file") from error
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        place = f"{FILE}:{line[1]}" if line else FILE
        raise ConfigError(f"{place}: is not TOML ({error}); mend the line") from error
    return _Reader(path, text, tables).read(environ)


def secret_key(config: Config, environ: Mapping[str, str] = os.environ) -> Secret:
    """The key that signs links: from the environment, else made once and kept.

    It is kept in the state folder. Raises ConfigError where it cannot be.
    """
    given = read_secret("DIGEST_SECRET_KEY", environ)
    return given or keep_key(config.state_folder / "secret.key")


class _Reader:
    """One reading of digest.toml: collects problems until the whole file is seen."""

    def __init__(self, path: Path, text: str, tables: dict[str, Any]) -> None:
        self._path = path
        self._lines = text.splitlines()
        self._tables = tables
        self._problems: list[tuple[int, str]] = []

    def read(self, environ: Mapping[str, str]) -> Config:
        for name in self._tables:
            if name not in SECTIONS and name != "newsletters":
                self._blame(name, None, f"unknown section; use {_choice(SECTIONS)}")
        sections = {name: self._section(name, kind) for name, kind in SECTIONS.items()}
        newsletters = tuple(self._newsletters(sections["site"]))
        self._check(sections)
        if self._problems:
            told = (f"{FILE}:{n}: {what}" for n, what in sorted(self._problems))
            raise ConfigError("\n".join(told))
        return Config(
            root=self._path.parent,
            newsletters=newsletters,
            smtp_password=read_secret("DIGEST_SMTP_PASSWORD", environ),
            **sections,
        )

    def _section(self, name: str, kind: type) -> Any:
        values = self._values(name, kind, self._tables.get(name, {}), ())
        return self._make(name, kind, values)

    def _newsletters(self, site: Site | None) -> Iterator[Newsletter]:
        tables = self._tables.get("newsletters", {})
        if not isinstance(tables, dict):
            self._blame("newsletters", None, "is no table; write [newsletters.NAME]")
            return
        for name, table in tables.items():
            place = f"newsletters.{name}"
            if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", name):
                fact = "is no name for a newsletter; use a-z, 0-9 and hyphens"
                self._blame(place, None, fact)
            values = self._values(place, Newsletter, table, ("name",))
            values["name"] = name
            values.setdefault("title", site.title if site else name)
            values.setdefault("zone", "UTC")
            values.setdefault("list_id", _list_id(name, values.get("sender")))
            newsletter = self._make(place, Newsletter, values)
            if newsletter is not None and self._fits(place, newsletter):
                yield _in_utc(newsletter)

    def _values(
        self, place: str, kind: type, table: Any, hidden: tuple[str, ...]
    ) -> dict[str, Any]:
        """The fields that the table gives, converted; a problem for each other key."""
        if not isinstance(table, dict):
            self._blame(place, None, f"is no table; write [{place}]")
            return {}
        hints = get_type_hints(kind, include_extras=True)
        known = {_word(f.name): f.name for f in fields(kind) if f.name not in hidden}
        values: dict[str, Any] = {}
        for word, value in table.items():
            if word not in known:
                self._blame(place, word, f"unknown key; use {_choice(known)}")
                continue
            try:
                values[known[word]] = _convert(value, hints[known[word]])
            except msgspec.ValidationError as error:
                self._blame(place, word, f"{value!r} does not fit; {error}")
                values[known[word]] = None
        return values

    def _make(self, place: str, kind: type, values: dict[str, Any]) -> Any:
        missing = [
            f.name
            for f in fields(kind)
            if f.name not in values
            and f.default is MISSING
            and f.default_factory is MISSING
        ]
        for name in missing:
            self._blame(place, None, f"{_word(name)} is missing; add it")
        broken = missing or any(value is None for value in values.values())
        return None if broken else kind(**values)

    def _check(self, sections: dict[str, Any]) -> None:
        """What types cannot say."""
        site, web = sections["site"], sections["web"]
        content, feeds = sections["content"], sections["feeds"]
        if site is not None:
            if not _is_web_address(site.url):
                fact = f"{site.url!r} is no web address; write https://HOST"
                self._blame("site", "url", fact)
            sections["site"] = replace(site, url=site.url.rstrip("/"))
        if web is not None and not is_listen_address(web.listen):
            fact = (
                f"{web.listen!r} is no HOST:PORT; use a port from 1 to {LARGEST_PORT}"
            )
            self._blame("web", "listen", fact)
        if feeds is not None and content is not None:
            folders = [os.path.abspath(s.folder) for s in (feeds, content)]  # noqa: PTH100  no link is followed
            if Path(folders[0]).is_relative_to(folders[1]):
                fact = "stands in [content] folder; publish beside it"
                self._blame("feeds", "folder", fact)

    def _fits(self, place: str, newsletter: Newsletter) -> bool:
        """Whether zone, schedule and sender mean something; blames what does not."""
        before = len(self._problems)
        try:
            ZoneInfo(newsletter.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            fact = f"{newsletter.zone} is no time zone; use a name as Europe/Berlin"
            self._blame(place, "zone", fact)
        try:
            check_schedule(newsletter.schedule)
        except ValueError as error:
            self._blame(place, "schedule", str(error))
        for name, least in (("max_entries", 1), ("catch_up_within", 0)):
            if getattr(newsletter, name) < least:
                fact = f"{getattr(newsletter, name)} is too few; use {least} or more"
                self._blame(place, name, fact)
        try:
            parse_mailbox(newsletter.sender)
        except AddressError as error:
            self._blame(place, "from", str(error))
        return len(self._problems) == before

    def _blame(self, place: str, key: str | None, fact: str) -> None:
        label = f"[{place}]" if key is None else f"[{place}] {key}"
        self._problems.append((self._line(place, key), f"{label}: {fact}"))

    def _line(self, place: str, key: str | None) -> int:
        """The line (from 1) of the key, else of its section, else the first."""
        section = 0
        current = ""
        word = rf"\s*[\"']?{re.escape(key or '')}[\"']?"
        for number, line in enumerate(self._lines, 1):
            if header := re.match(r"\s*\[\[?\s*([^\]]+?)\s*\]", line):
                current = header[1].replace('"', "").replace(" ", "")
                if current == place:
                    section = number
            elif key and current == place and re.match(rf"{word}\s*=", line):
                return number
        return section or 1


def _is_web_address(text: str) -> bool:
    """Whether the text is where a site may stand: no more than host and path."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    is_whole = parts.scheme in {"http", "https"} and bool(parts.hostname)
    return is_whole and not (parts.query or parts.fragment or set(text) & set(' <>"'))


def is_listen_address(text: str) -> bool:
    """Whether the text is HOST:PORT with a port that one can listen on."""
    host, colon, port = text.rpartition(":")
    return bool(host and colon) and port.isdecimal() and 1 <= int(port) <= LARGEST_PORT


def _convert(value: Any, kind: Any) -> Any:
    """The TOML value as the field's type; raises msgspec.ValidationError."""
    return msgspec.convert(value, type=kind, strict=True)


def _word(name: str) -> str:
    """What digest.toml calls the field of this name."""
    return next(
        (word for word, field_name in FIELD_OF.items() if field_name == name), name
    )


def _choice(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))


def _list_id(name: str, sender: str | None) -> str:
    """The newsletter's name under the domain of its sender (RFC 2919 section 2)."""
    domain = (sender or "").rpartition("@")[2].strip("> ")
    return f"{name}.{domain}"


def _in_utc(newsletter: Newsletter) -> Newsletter:
    """The newsletter with its start, which digest.toml gives in local time, in UTC."""
    start = newsletter.start
    if start is None:
        return newsletter
    if start.tzinfo is None:
        start = start.replace(tzinfo=ZoneInfo(newsletter.zone))
    return replace(newsletter, start=start.astimezone(UTC))
