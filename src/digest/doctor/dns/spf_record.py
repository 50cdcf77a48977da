"""Reads a record of SPF as receivers do, with all that it includes (RFC 7208). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_network

from digest.doctor.dns.answers import Ask, RecordKind

#: terms that make a receiver ask DNS; with more it asks no further (4.6.4)
MOST_LOOKUPS = 10
_MECHANISM = re.compile(
    r"([+?~-]?)(all|include|a|mx|ptr|ip4|ip6|exists)(?::([^/]*))?(?:/\d+)?(?://\d+)?",
    re.IGNORECASE,
)
#: of an address all may stand behind the colon
_NETWORK = re.compile(r"([+?~-]?)(ip[46]):(\S+)", re.IGNORECASE)
_MODIFIER = re.compile(r"([a-z][a-z0-9_.-]*)=(\S*)", re.IGNORECASE)


class SenderPolicy:
    """What the record of a domain comes to, with all that it includes."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self.lookups = 0
        #: the first thing that makes receivers give up; "" where nothing does
        self.fault = ""
        #: why it could not be read to its end; "" where it could
        self.trouble = ""
        #: how the record of the domain itself ends: `~all`
        self.ending = ""
        self.includes: set[str] = set()
        #: whose addresses may send, and addresses
        self.hosts: set[str] = set()
        self.networks: list[str] = []

    def read(self, domain: str, record: str, *, is_included: bool = False) -> None:
        """Take in one record, and follow it."""
        redirect = ""
        for term in record.split()[1:]:
            if self.fault or self.trouble:
                return
            if modifier := _MODIFIER.fullmatch(term):
                redirect = modifier[2] if modifier[1].lower() == "redirect" else ""
            else:
                self._take(domain, term, is_included=is_included)
        if redirect and not self.ending:
            self._follow(redirect, is_included=is_included)

    def _take(self, domain: str, term: str, *, is_included: bool) -> None:
        found = _NETWORK.fullmatch(term) or _MECHANISM.fullmatch(term)
        if found is None:
            self.fault = f"{domain} has {term!r}, which means nothing"
            return
        kind, value = found[2].lower(), found[3] or domain
        if kind == "all":
            self.ending = self.ending if is_included else term.lower()
        elif kind in {"ip4", "ip6"}:
            self._take_network(domain, value)
        elif kind == "include":
            self._follow(value, is_included=True)
        else:
            self._count()
            self.hosts.update(self._hosts(kind, value.lower()))

    def _take_network(self, domain: str, value: str) -> None:
        try:
            self.networks.append(str(ip_network(value, strict=False)))
        except ValueError:
            self.fault = f"{domain} has {value!r}, which is no address"

    def _hosts(self, kind: str, name: str) -> Iterator[str]:
        if kind == "a":
            yield name
        elif kind == "mx":
            yield from self._ask(name, RecordKind.MX).values

    def _follow(self, domain: str, *, is_included: bool) -> None:
        """Read the record of another domain, which has to be there (5.2)."""
        self._count()
        if self.fault or "%" in domain:
            return  # a macro (section 7) is another name for each letter
        self.includes.add(domain.lower())
        answer = self._ask(domain, RecordKind.TXT)
        self.trouble = answer.fault
        records = spf_records(answer.values)
        if len(records) == 1:
            self.read(domain, records[0], is_included=is_included)
        elif not answer.fault:
            fact = "has several records" if records else "has no record"
            self.fault = f"it includes {domain}, which {fact}"

    def _count(self) -> None:
        self.lookups += 1
        if self.lookups > MOST_LOOKUPS:
            self.fault = f"it takes more than {MOST_LOOKUPS} questions to read"


def spf_records(texts: tuple[str, ...]) -> list[str]:
    """Those of the texts that are SPF (4.5)."""
    return [text for text in texts if text.lower().split(" ")[0] == "v=spf1"]
