"""One reading of digest.toml: its tables -> Config, with every problem by its line."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, replace
from datetime import UTC
from pathlib import Path
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from digest.addresses import parse_address, parse_mailbox
from digest.cadence import check_schedule
from digest.config.phrases import path_fault, phrase_fault
from digest.config.problems import Problems
from digest.config.sections import (
    CheckSection,
    Config,
    ContentSection,
    FeedsSection,
    MailSection,
    PathRule,
    PicturesSection,
    ScheduleSection,
    Source,
    StoreSection,
    WebSection,
)
from digest.errors import AddressError, ConfigError
from digest.model import Newsletter, Site
from digest.relay import OUTBOX, read_relay
from digest.secret import read_secret
from digest.urls import encode_url, is_page_address, is_web_address

FILE = "digest.toml"
LARGEST_PORT = 65535
#: of a newsletter or a source: a folder, too
NAME = r"[a-z0-9][a-z0-9-]{0,39}"
#: a label and a domain (RFC 2919 section 2), of what may stand anywhere in a header
LIST_ID = re.compile(r"[A-Za-z0-9][\w-]*(\.[\w-]+)*\.[A-Za-z0-9][\w-]*", re.ASCII)
LONGEST_LIST_ID = 255
SECTIONS: Mapping[str, type] = {
    "site": Site,
    "content": ContentSection,
    "check": CheckSection,
    "pictures": PicturesSection,
    "feeds": FeedsSection,
    "mail": MailSection,
    "store": StoreSection,
    "schedule": ScheduleSection,
    "web": WebSection,
}
#: words of digest.toml that name a field otherwise
FIELD_OF = {"from": "sender"}


class Reader:
    """One reading of digest.toml: collects problems until the whole file is seen."""

    def __init__(self, path: Path, text: str, tables: dict[str, Any]) -> None:
        self._path = path
        self._tables = tables
        self._problems = Problems(text)
        self._blame = self._problems.blame

    def read(self, environ: Mapping[str, str]) -> Config:
        """The configuration; raises ConfigError with all problems, a line each."""
        for name in self._tables:
            if name not in {*SECTIONS, "newsletters", "sources"}:
                self._blame(name, None, f"unknown section; use {_choice(SECTIONS)}")
        rules = tuple(self._rules())
        sections = {name: self._section(name, kind) for name, kind in SECTIONS.items()}
        newsletters = tuple(self._newsletters(sections["site"]))
        sources = tuple(self._sources())
        self._check(sections)
        if sections["content"] is not None:
            self._check_phrases("content", sections["content"])
            sections["content"] = replace(sections["content"], rules=rules)
        if sections["mail"] is not None:
            sections["mail"] = self._checked_mail(sections["mail"])
        if self._problems:
            raise ConfigError("\n".join(self._problems.tell(FILE)))
        return Config(
            root=self._path.parent,
            newsletters=newsletters,
            sources=sources,
            smtp_password=read_secret("DIGEST_SMTP_PASSWORD", environ),
            **sections,
        )

    def _section(self, name: str, kind: type) -> Any:
        # the rules are tables of their own, each with its lines
        hidden = ("rules",) if kind is ContentSection else ()
        table = self._tables.get(name, {})
        if hidden and isinstance(table, dict):
            table = {word: value for word, value in table.items() if word not in hidden}
        return self._make(name, kind, self._values(name, kind, table, hidden))

    def _rules(self) -> Iterator[PathRule]:
        """What is kept and dropped in some files, in the order of digest.toml."""
        content = self._tables.get("content")
        tables = content.get("rules", []) if isinstance(content, dict) else []
        if not isinstance(tables, list):
            self._blame("content", "rules", "is no list; write [[content.rules]]")
            return
        for number, table in enumerate(tables, 1):
            place = f"content.rules#{number}"
            rule = self._make(place, PathRule, self._values(place, PathRule, table, ()))
            if rule is None:
                continue
            if fault := path_fault(rule.path):
                self._blame(place, "path", fault)
            self._check_phrases(place, rule)
            yield rule

    def _check_phrases(
        self, place: str, section: ContentSection | PathRule | Source
    ) -> None:
        for key, phrases in (("keep", section.keep), ("drop", section.drop)):
            if fault := next(filter(None, map(phrase_fault, phrases)), ""):
                self._blame(place, key, fault)

    def _newsletters(self, site: Site | None) -> Iterator[Newsletter]:
        tables = self._tables.get("newsletters", {})
        if not isinstance(tables, dict):
            self._blame("newsletters", None, "is no table; write [newsletters.NAME]")
            return
        for name, table in tables.items():
            place = f"newsletters.{name}"
            if not re.fullmatch(NAME, name):
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

    def _sources(self) -> Iterator[Source]:
        """The sites that are polled, each under a name of its own."""
        tables = self._tables.get("sources", [])
        if not isinstance(tables, list):
            self._blame("sources", None, "is no list of tables; write [[sources]]")
            return
        names: set[str] = set()
        for number, table in enumerate(tables, 1):
            place = f"sources#{number}"
            source = self._make(place, Source, self._values(place, Source, table, ()))
            if source is None:
                continue
            self._check_phrases(place, source)
            if not re.fullmatch(NAME, source.name):
                fact = f"{source.name!r} is no name; use a-z, 0-9 and hyphens"
                self._blame(place, "name", fact)
            if source.name in names:
                fact = f"{source.name!r} stands twice; give each source its own"
                self._blame(place, "name", fact)
            if not is_page_address(source.url):
                fact = f"{source.url!r} is no web address; write https://HOST/PATH"
                self._blame(place, "url", fact)
            names.add(source.name)
            yield source

    def _values(
        self, place: str, kind: type, table: Any, hidden: tuple[str, ...]
    ) -> dict[str, Any]:
        """The fields that the table gives, converted; a problem for each other key."""
        if not isinstance(table, dict):
            name, _, number = place.partition("#")
            form = f"[[{name}]]" if number else f"[{name}]"
            self._blame(place, None, f"is no table; write {form}")
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
        content, feeds, store = (sections[s] for s in ("content", "feeds", "store"))
        if site is not None:
            if not is_web_address(site.url):
                fact = f"{site.url!r} is no web address; write https://HOST"
                self._blame("site", "url", fact)
            # in one form from here on: in pages, links, headers and ids
            sections["site"] = replace(site, url=encode_url(site.url).rstrip("/"))
        if web is not None:
            self._check_web(web)
        if not any(section is None for section in (feeds, content, store)):
            self._check_folders(feeds.folder, content.folder, store.state)

    def _check_folders(self, feeds: str, content: str, state: str) -> None:
        """Blame a published tree that would show what is not for readers."""
        root = Path(os.path.abspath(self._path.parent))  # noqa: PTH100  no link is followed
        tree = Path(os.path.normpath(root / feeds))
        if root.is_relative_to(tree):
            fact = (
                "holds digest.toml, which would be published; name a folder of its own"
            )
            self._blame("feeds", "folder", fact)
            return
        private = {"[content] folder": content, "[store] state": state}
        for name, folder in (
            *private.items(),
            ("the folder of templates", "templates"),
        ):
            place = Path(os.path.normpath(root / folder))
            if tree.is_relative_to(place) or place.is_relative_to(tree):
                fact = f"shares a folder with {name}; publish beside it"
                self._blame("feeds", "folder", fact)

    def _check_web(self, web: WebSection) -> None:
        if not is_listen_address(web.listen):
            fact = (
                f"{web.listen!r} is no HOST:PORT; use a port from 1 to {LARGEST_PORT}"
            )
            self._blame("web", "listen", fact)
        try:
            _ = web.proxies
        except ValueError:
            fact = f"{web.trusted_proxy!r} is no IP address; write it as 127.0.0.1"
            self._blame("web", "trusted_proxy", fact)

    def _checked_mail(self, mail: MailSection) -> MailSection:
        """The section with its address as SMTP takes it; blames what is not safe."""
        if mail.relay != OUTBOX:
            try:
                read_relay(mail.relay)
            except ValueError as error:
                self._blame("mail", "relay", str(error))
            if not mail.postal_address.strip():
                # as CAN-SPAM, 15 U.S.C. 7704 (a)(5), and its like elsewhere
                fact = "is empty; the law asks for one in every letter: write it"
                self._blame("mail", "postal_address", fact)
        if not mail.unsubscribe_address:
            return mail
        try:
            address = parse_address(mail.unsubscribe_address)
        except AddressError as error:
            self._blame("mail", "unsubscribe_address", str(error))
            return mail
        return replace(mail, unsubscribe_address=address)

    def _fits(self, place: str, newsletter: Newsletter) -> bool:
        """Whether its fields mean something; blames each that does not."""
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
        list_id = newsletter.list_id
        is_list_id = LIST_ID.fullmatch(list_id) and len(list_id) <= LONGEST_LIST_ID
        if not is_list_id:
            example = f"{newsletter.name}.example.org"
            fact = f"{list_id!r} is no LABEL.DOMAIN; write one as {example}"
            self._blame(place, "list_id", fact)
        return len(self._problems) == before


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
    """The newsletter's name under the domain of its sender (RFC 2919 section 2).

    Any where that is no mailbox, which is told of the sender already.
    """
    try:
        return f"{name}.{parse_mailbox(sender or '').domain}"
    except AddressError:
        return f"{name}.invalid"


def _in_utc(newsletter: Newsletter) -> Newsletter:
    """The newsletter with its start, which digest.toml gives in local time, in UTC."""
    start = newsletter.start
    if start is None:
        return newsletter
    if start.tzinfo is None:
        start = start.replace(tzinfo=ZoneInfo(newsletter.zone))
    return replace(newsletter, start=start.astimezone(UTC))
