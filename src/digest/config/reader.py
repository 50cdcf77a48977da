"""One reading of digest.toml: its tables -> Config, with every problem by its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, replace
from datetime import UTC
from pathlib import Path
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo

from digest.addresses import parse_address, parse_mailbox
from digest.config.checks import (
    Fault,
    alignment_faults,
    design_faults,
    feeds_faults,
    folder_faults,
    is_name,
    log_faults,
    naming_faults,
    newsletter_faults,
    podcast_faults,
    rule_faults,
    site_faults,
    source_faults,
)
from digest.config.days import read_once, read_pauses
from digest.config.mail_checks import (
    bounces_faults,
    dkim_faults,
    mail_faults,
    relay_faults,
    routing_faults,
    sending_faults,
    several_relays_faults,
)
from digest.config.mail_sections import (
    BouncesSection,
    DkimSection,
    MailSection,
    RelaySection,
    SendingSection,
    SubscribingSection,
)
from digest.config.passwords import read_passwords
from digest.config.problems import Problems
from digest.config.relays import relays_of
from digest.config.running_checks import (
    mirror_faults,
    store_faults,
    web_faults,
    workers_faults,
)
from digest.config.running_sections import (
    MirrorSection,
    ScheduleSection,
    StoreSection,
    WebSection,
)
from digest.config.sections import (
    CheckSection,
    Config,
    ContentSection,
    FeedsSection,
    PathRule,
    PicturesSection,
    PodcastSection,
    Source,
)
from digest.config.values import choice, convert, word_of
from digest.design import Design
from digest.errors import AddressError, ConfigError
from digest.issues import Newsletter
from digest.model import Site
from digest.paths import ISSUES
from digest.urls import encode_url

FILE = "digest.toml"
SECTIONS: Mapping[str, type] = {
    "site": Site,
    "content": ContentSection,
    "check": CheckSection,
    "pictures": PicturesSection,
    "feeds": FeedsSection,
    "podcast": PodcastSection,
    "mail": MailSection,
    "sending": SendingSection,
    "dkim": DkimSection,
    "bounces": BouncesSection,
    "subscribing": SubscribingSection,
    "store": StoreSection,
    "schedule": ScheduleSection,
    "web": WebSection,
}
#: what stands there by name, or as often as one likes
LISTS = ("newsletters", "sources", "relays", "mirrors")
CHECKS: Mapping[str, Callable[[Any], Iterator[Fault]]] = {
    "site": site_faults,
    "content": naming_faults,
    "feeds": feeds_faults,
    "podcast": podcast_faults,
    "mail": mail_faults,
    "sending": sending_faults,
    "dkim": dkim_faults,
    "bounces": bounces_faults,
    "store": store_faults,
    "web": web_faults,
}
#: of a newsletter, what is written as days and local times
DAYS: Mapping[str, Callable[[Any], Any]] = {"once": read_once, "pauses": read_pauses}
#: of a newsletter, what is read apart from the rest
APART = ("design", *DAYS)


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
            if name not in {*SECTIONS, *LISTS}:
                self._blame(name, None, f"unknown section; use {choice(SECTIONS)}")
        rules = tuple(self._rules())
        sections = {name: self._section(name, kind) for name, kind in SECTIONS.items()}
        newsletters = tuple(self._newsletters(sections["site"]))
        sources = tuple(self._named("sources", Source, source_faults))
        relays = tuple(self._named("relays", RelaySection, relay_faults))
        mirrors = tuple(self._named("mirrors", MirrorSection, mirror_faults))
        self._check(sections)
        self._check_senders(newsletters, sections)
        self._check_relays(relays, newsletters, sections["mail"])
        if self._problems:
            raise ConfigError("\n".join(self._problems.tell(FILE)))
        content = sections["content"]
        ignore = (*content.ignore, *map(_notes_of, newsletters))
        sections["content"] = replace(content, rules=rules, ignore=ignore)
        return Config(
            root=self._path.parent,
            newsletters=tuple(map(_in_utc, newsletters)),
            sources=sources,
            mirrors=mirrors,
            relays=relays_of(relays, sections["mail"], sections["sending"]),
            **read_passwords(_names(relays), _names(mirrors), environ),
            **_in_one_form(sections),
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
            if rule is not None:
                self._blame_each(place, rule_faults(rule))
                yield rule

    def _newsletters(self, site: Site | None) -> Iterator[Newsletter]:
        tables = self._tables.get("newsletters", {})
        if not isinstance(tables, dict):
            self._blame("newsletters", None, "is no table; write [newsletters.NAME]")
            return
        for name, table in tables.items():
            place = f"newsletters.{name}"
            if not is_name(name):
                fact = "is no name for a newsletter; use a-z, 0-9 and hyphens"
                self._blame(place, None, fact)
            values = self._values(place, Newsletter, *_without(table, APART))
            values |= self._days(place, table)
            values["name"] = name
            values["design"] = self._design(place, table)
            values.setdefault("title", site.title if site else name)
            values.setdefault("zone", "UTC")
            values.setdefault("list_id", _list_id(name, values.get("sender")))
            newsletter = self._make(place, Newsletter, values)
            if newsletter is not None:
                self._blame_each(place, newsletter_faults(newsletter))
                yield newsletter

    def _days(self, place: str, table: Any) -> dict[str, Any]:
        """The local times and days that the newsletter names."""
        values: dict[str, Any] = {}
        for word, read in DAYS.items():
            if not isinstance(table, dict) or word not in table:
                continue
            try:
                values[word] = read(table[word])
            except ValueError as error:
                self._blame(place, word, str(error))
                values[word] = None
        return values

    def _design(self, place: str, table: Any) -> Design | None:
        """What the letters look like; None where a value has the wrong form."""
        own = table.get("design", {}) if isinstance(table, dict) else {}
        place = f"{place}.design"
        design: Design | None = self._make(
            place, Design, self._values(place, Design, own, ())
        )
        if design is not None:
            self._blame_each(place, design_faults(design))
        return design

    def _named(
        self, name: str, kind: type, faults_of: Callable[[Any], Iterator[Fault]]
    ) -> Iterator[Any]:
        """What a list of tables tells, each under a name of its own."""
        tables = self._tables.get(name, [])
        if not isinstance(tables, list):
            self._blame(name, None, f"is no list of tables; write [[{name}]]")
            return
        names: set[str] = set()
        for number, table in enumerate(tables, 1):
            place = f"{name}#{number}"
            made = self._make(place, kind, self._values(place, kind, table, ()))
            if made is None:
                continue
            self._blame_each(place, faults_of(made))
            if made.name in names:
                fact = f"{made.name!r} stands twice; give each a name of its own"
                self._blame(place, "name", fact)
            names.add(made.name)
            yield made

    def _check_relays(
        self,
        relays: Iterable[RelaySection],
        newsletters: Iterable[Newsletter],
        mail: MailSection | None,
    ) -> None:
        """Whether mail has one way out only, and each relay letters to carry."""
        names = {newsletter.name for newsletter in newsletters}
        for number, relay in enumerate(relays, 1):
            self._blame_each(f"relays#{number}", routing_faults(relay, names))
            if mail is not None and number == 1:
                self._blame_each("mail", several_relays_faults(mail))

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
        known = {word_of(f.name): f.name for f in fields(kind) if f.name not in hidden}
        values: dict[str, Any] = {}
        for word, value in table.items():
            if word not in known:
                self._blame(place, word, f"unknown key; use {choice(known)}")
                continue
            try:
                values[known[word]] = convert(word, value, hints[known[word]])
            except ValueError as error:
                self._blame(place, word, str(error))
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
            self._blame(place, None, f"{word_of(name)} is missing; add it")
        broken = missing or any(value is None for value in values.values())
        return None if broken else kind(**values)

    def _check(self, sections: Mapping[str, Any]) -> None:
        """What types cannot say."""
        for name, faults_of in CHECKS.items():
            if sections[name] is not None:
                self._blame_each(name, faults_of(sections[name]))
        feeds, content, store = (sections[s] for s in ("feeds", "content", "store"))
        if not any(section is None for section in (feeds, content, store)):
            if (sending := sections["sending"]) is not None:
                self._blame_each("sending", workers_faults(sending, store))
            folders = (feeds.folder, content.folder, store.state)
            self._blame_each("feeds", folder_faults(self._path.parent, *folders))
            if (web := sections["web"]) is not None:
                log = (*folders[:2], web.access_log)
                self._blame_each("web", log_faults(self._path.parent, *log))

    def _check_senders(
        self, newsletters: Iterable[Newsletter], sections: Mapping[str, Any]
    ) -> None:
        """Whether receivers can know each newsletter's sender for the site's."""
        site, dkim = sections["site"], sections["dkim"]
        if site is None or dkim is None:
            return
        for newsletter in newsletters:
            faults = alignment_faults(newsletter, site, dkim)
            self._blame_each(f"newsletters.{newsletter.name}", faults)

    def _blame_each(self, place: str, faults: Iterable[Fault]) -> None:
        for key, fact in faults:
            self._blame(place, key, fact)


def _names(sections: Iterable[RelaySection | MirrorSection]) -> list[str]:
    return [section.name for section in sections]


def _notes_of(newsletter: Newsletter) -> str:
    """The files in which its editor says something in an issue: no articles."""
    return f"{ISSUES}/{newsletter.name}/*"


def _without(table: Any, words: tuple[str, ...]) -> tuple[Any, tuple[str, ...]]:
    """The table of a newsletter without what is read apart; fields that it lacks."""
    if isinstance(table, dict):
        table = {name: value for name, value in table.items() if name not in words}
    return table, ("name", "design")


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


def _in_one_form(sections: Mapping[str, Any]) -> dict[str, Any]:
    """The sections with addresses as all of digest has them: pages, headers, ids."""
    site, mail = sections["site"], sections["mail"]
    if mail.unsubscribe_address:
        address = parse_address(mail.unsubscribe_address)
        mail = replace(mail, unsubscribe_address=address)
    bounces = sections["bounces"]
    if bounces.address:
        bounces = replace(bounces, address=parse_address(bounces.address).lower())
    site = replace(site, url=encode_url(site.url).rstrip("/"))
    return {**sections, "site": site, "mail": mail, "bounces": bounces}
