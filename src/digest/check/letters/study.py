"""A message as the rules look at it: values only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from digest.check.findings import Fault
from digest.check.letters.message import Field, Part, Told
from digest.check.letters.page import Element, Page, Run
from digest.check.letters.styles import Rules, read_sheet

#: characters of HTML that are looked through; mail programs cut far below
MOST_HTML = 120_000
_URI = re.compile("<([^<>]*)>")
_HTTP_SITE = re.compile(r"http://[^/]+/", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class LetterStudy:
    """One message, and what its sender says about it."""

    #: as findings name it
    path: str
    told: Told
    page: Page = field(default_factory=Page)
    #: what every letter has to show; "" where nobody said
    postal_address: str = ""
    #: whether an author wrote the text part, which need not say what the HTML does
    has_own_text: bool = False
    #: whether it goes out signed, so that it must be
    is_to_be_signed: bool = False
    #: whether it stays in the outbox, where no provider asks for https
    is_trial: bool = False

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Field, ...]]:
        found: dict[str, list[Field]] = {}
        for each in self.told.fields:
            found.setdefault(each.name.lower(), []).append(each)
        return {name: tuple(fields) for name, fields in found.items()}

    def fields(self, name: str) -> tuple[Field, ...]:
        """The header fields of this name, in any case of letters."""
        return self._by_name.get(name.lower(), ())

    def value(self, name: str) -> str:
        """The first of them; "" where there is none."""
        fields = self.fields(name)
        return fields[0].value if fields else ""

    def line_of(self, name: str) -> int:
        """Where the field stands; the first line where there is none."""
        fields = self.fields(name)
        return fields[0].line if fields else 1

    @cached_property
    def text(self) -> Part | None:
        """The text part."""
        return self._part("text/plain")

    @cached_property
    def html(self) -> Part | None:
        """The HTML part."""
        return self._part("text/html")

    @property
    def has_page(self) -> bool:
        """Whether there is HTML, and not so much that nobody looks through it."""
        return self.html is not None and len(self.html.text) <= MOST_HTML

    @cached_property
    def sheets(self) -> tuple[tuple[Run, Rules], ...]:
        """The style elements, and what each says."""
        return tuple((sheet, read_sheet(sheet.text)) for sheet in self.page.sheets)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Where the links of the HTML lead."""
        return frozenset(link.element.get("href").strip() for link in self.page.links)

    @cached_property
    def seen_words(self) -> str:
        """All that a reader of the HTML sees, with single blanks."""
        return " ".join(" ".join(run.text for run in self.page.seen).split())

    @property
    def leave_urls(self) -> Iterator[str]:
        """The URIs of List-Unsubscribe (RFC 2369)."""
        for found in _URI.finditer(self.value("List-Unsubscribe")):
            yield found[1].strip()

    @property
    def leave_url(self) -> str:
        """The https one of them, or on a trial an http one; "" where there is none."""
        https = (url for url in self.leave_urls if url.lower().startswith("https://"))
        tried = (url for url in self.leave_urls if self.is_on_trial(url))
        return next(https, "") or next(tried, "")

    @cached_property
    def http_site(self) -> str:
        """`http://HOST/`, where List-Unsubscribe leads there and not to https."""
        urls = tuple(self.leave_urls)
        if any(url.lower().startswith("https://") for url in urls):
            return ""
        sites = (site[0] for url in urls if (site := _HTTP_SITE.match(url)))
        return next(sites, "")

    def is_on_trial(self, url: str) -> bool:
        """Whether the URL is of a site without https, whose letters stay here."""
        return self.is_trial and bool(self.http_site) and url.startswith(self.http_site)

    def of_field(self, name: str, fact: str, remedy: str) -> Fault:
        """A fault of the header field."""
        return self.at(self.line_of(name), fact, remedy)

    def of_element(self, element: Element, fact: str, remedy: str) -> Fault:
        """A fault where the element stands."""
        return self.of_html(element.line, fact, remedy)

    def of_html(self, line: int, fact: str, remedy: str) -> Fault:
        """A fault on this line of the HTML."""
        place = self.html.line_of(line) if self.html else 1
        return self.at(place, fact, remedy)

    def of_text(self, line: int, fact: str, remedy: str) -> Fault:
        """A fault on this line of the text part."""
        place = self.text.line_of(line) if self.text else 1
        return self.at(place, fact, remedy)

    def at(self, line: int, fact: str, remedy: str) -> Fault:
        """A fault on this line of the file."""
        return Fault(path=self.path, line=line, fact=fact, remedy=remedy)

    def _part(self, media_type: str) -> Part | None:
        parts = (part for part in self.told.parts if part.media_type == media_type)
        return next(parts, None)
