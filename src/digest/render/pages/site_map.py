"""The site map: every page's address with its last change (sitemaps.org)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from html import escape

from digest import paths
from digest.documents import Need, Target
from digest.render.pages.cards import SECONDS, Catalogue, Group
from digest.render.pages.issues import Series
from digest.render.pages.plan import Plan
from digest.render.tools import Tools

#: addresses and octets that one file may hold, with some to spare
LARGEST_COUNT = 50_000
LARGEST_SIZE = 50_000_000
XML = "application/xml; charset=utf-8"
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


@dataclass(frozen=True, slots=True)
class Lines:
    """The recipe of a file of these lines, `kind` around them."""

    #: `urlset` or `sitemapindex`
    kind: str
    lines: tuple[str, ...]

    def __call__(self, tools: Tools) -> bytes:  # noqa: ARG002  as recipes are called
        """The file in UTF-8."""
        body = "\n".join(self.lines)
        text = f'{HEAD}<{self.kind} xmlns="{SPACE}">\n{body}\n</{self.kind}>\n'
        return text.encode()


def plan_site_map(
    plan: Plan, catalogue: Catalogue, series: Iterable[Series], changed: datetime
) -> Iterator[Target[Tools]]:
    """One file, or as many as are needed and an index of them."""
    lines = tuple(_lines(plan, catalogue, series, changed))
    parts = list(_parts(lines))
    if len(parts) == 1:
        yield _file(paths.SITE_MAP, "urlset", parts[0])
        return
    index = []
    for number, part in enumerate(parts, start=1):
        path = f"sitemap-{number}.xml"
        yield _file(path, "urlset", part)
        index.append(
            f"<sitemap><loc>{escape(plan.frame.address(path))}</loc></sitemap>"
        )
    yield _file(paths.SITE_MAP, "sitemapindex", tuple(index))


def _lines(
    plan: Plan, catalogue: Catalogue, series: Iterable[Series], changed: datetime
) -> Iterator[str]:
    address = plan.frame.address
    cards = catalogue.cards
    yield _line(plan.frame.base, changed if cards else None)
    # the newest entry comes first: so what is old stays in the last files as it was
    for card in cards:
        yield _line(card.entry.url, card.entry.updated)
    for group in (*catalogue.tags, *catalogue.authors, *catalogue.years):
        yield _line(address(group.link.folder), _changed(group))
    for one in series:
        yield _line(address(one.link.folder), None)
        for issue in one.issues:
            yield _line(issue.url, issue.published)


def _line(address: str, changed: datetime | None) -> str:
    loc = escape(address) if "&" in address or "'" in address else address
    told = f"<lastmod>{changed.isoformat()[:SECONDS]}Z</lastmod>" if changed else ""
    return f"<url><loc>{loc}</loc>{told}</url>"


def _changed(group: Group) -> datetime:
    return max(card.entry.updated for card in group.cards)


def _parts(lines: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The lines in parts that are not too large, nor of too many lines."""
    start = size = 0
    for index, line in enumerate(lines):
        size += len(line) + 1
        if index - start == LARGEST_COUNT or size > LARGEST_SIZE - 1000:
            yield lines[start:index]
            start, size = index, len(line) + 1
    yield lines[start:]


def _file(path: str, kind: str, lines: tuple[str, ...]) -> Target[Tools]:
    digest = sha256("\n".join(lines).encode()).hexdigest()
    return Target(
        path=path,
        media_type=XML,
        needs=(Need("addresses", digest),),
        recipe=Lines(kind, lines),
    )
