"""Values for tests: each is complete, and a test names only what it is about."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from digest.config.sections import FeedsSection
from digest.deliveries import Delivery, DeliveryState, Letter, Purpose
from digest.documents import Document
from digest.feeds import FullFeed
from digest.issues import Issue, Newsletter
from digest.model import (
    Article,
    ArticleBody,
    Block,
    BlockKind,
    DateOrigin,
    Entry,
    EntryFacts,
    Site,
)
from digest.readers import Addressee, Suppression
from digest.reasons import Reason
from digest.render.pages import plan_pages
from digest.render.theme import Theme
from digest.render.tools import Tools

#: the moment at which most tests play: a Monday
NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def a_site(**changes: Any) -> Site:
    """A site with all its fields."""
    site = Site(
        title="North Shore Notes",
        url="https://notes.example.org",
        language="en",
        author="North Shore Notes",
        description="What happens along the coast.",
    )
    return replace(site, **changes)


def a_block(text: str = "The harbour is open again.", **changes: Any) -> Block:
    """A paragraph."""
    block = Block(kind=BlockKind.PARAGRAPH, text=text, html=f"<p>{text}</p>")
    return replace(block, **changes)


def an_article(**changes: Any) -> Article:
    """A dated article of one paragraph; its slug and path follow from the title."""
    title = changes.pop("title", "Harbour opens")
    slug = changes.pop("slug", title.lower().replace(" ", "-"))
    text = changes.pop("text", f"{title}: the harbour is open again after the storm.")
    article = Article(
        path=f"{slug}.md",
        fingerprint=f"fingerprint of {title}",
        title=title,
        slug=slug,
        blocks=(a_block(text),),
        html=f"<p>{text}</p>",
        summary="After the storm, ships are back.",
        authors=("Ada Quay",),
        date=datetime(2026, 11, 10, 8, 0, tzinfo=UTC),
        date_origin=DateOrigin.DECLARED,
        language="en",
        reading_minutes=1,
        identity=f"identity of {title}",
        body_digest="",
    )
    article = replace(article, **changes)
    digest = article.body_digest or sha256(article.html.encode()).hexdigest()
    return replace(article, body_digest=digest, body_size=len(article.html.encode()))


def an_entry(**changes: Any) -> Entry:
    """A published entry; its id, slug and URL follow from the title."""
    title = changes.pop("title", "Harbour opens")
    slug = changes.pop("slug", title.lower().replace(" ", "-"))
    entry = Entry(
        id=f"tag:notes.example.org,2026-11-10:{slug}",
        url=f"https://notes.example.org/articles/{slug}/",
        slug=slug,
        title=title,
        summary="After the storm, ships are back.",
        html="<p>The harbour is open again after the storm.</p>",
        text="The harbour is open again after the storm.",
        authors=("Ada Quay",),
        published=datetime(2026, 11, 10, 8, 0, tzinfo=UTC),
        updated=datetime(2026, 11, 10, 8, 0, tzinfo=UTC),
        language="en",
        tags=("harbour",),
    )
    return replace(entry, **changes)


def a_feed(**changes: Any) -> FullFeed:
    """The feed of the whole site, with one entry."""
    feed = FullFeed(
        title="North Shore Notes",
        home_url="https://notes.example.org/",
        atom_url="https://notes.example.org/atom.xml",
        rss_url="https://notes.example.org/rss.xml",
        json_url="https://notes.example.org/feed.json",
        id="tag:notes.example.org,2026-11-10:feed",
        language="en",
        description="What happens along the coast.",
        author="North Shore Notes",
        updated=datetime(2026, 11, 10, 8, 0, tzinfo=UTC),
        entries=(an_entry(),),
    )
    return replace(feed, **changes)


def a_newsletter(**changes: Any) -> Newsletter:
    """A weekly newsletter that carries every entry."""
    newsletter = Newsletter(
        name="weekly",
        title="North Shore Weekly",
        schedule="0 7 * * MON",
        zone="Europe/Berlin",
        sender="North Shore Notes <notes@notes.example.org>",
        description="The week along the coast, every Monday.",
        list_id="weekly.notes.example.org",
    )
    return replace(newsletter, **changes)


def facts_of(entry: Entry) -> EntryFacts:
    """The entry without its body."""
    return EntryFacts(**{f.name: getattr(entry, f.name) for f in fields(EntryFacts)})


def an_issue(**changes: Any) -> Issue:
    """The first issue of the weekly newsletter, with one entry."""
    issue = Issue(
        newsletter="weekly",
        number=1,
        slot="2026-11-16T07:00",
        subject="Harbour opens",
        preheader="After the storm, ships are back; and what else the week brought.",
        url="https://notes.example.org/issues/weekly/1/",
        published=datetime(2026, 11, 16, 6, 0, tzinfo=UTC),
        entries=(facts_of(an_entry()),),
    )
    return replace(issue, **changes)


def a_letter(**changes: Any) -> Letter:
    """A small letter with every placeholder of an issue."""
    letter = Letter(
        purpose=Purpose.ISSUE,
        subject="Harbour opens",
        html=(
            '<!DOCTYPE html><html lang="en" dir="ltr"><body><h1>Harbour opens</h1>'
            '<a href="https://placeholder.invalid/unsubscribe">Unsubscribe</a>'
            '<a href="https://placeholder.invalid/preferences">Preferences</a>'
            "</body></html>"
        ),
        text=(
            "Harbour opens\n\n"
            "Unsubscribe: https://placeholder.invalid/unsubscribe\n"
            "Preferences: https://placeholder.invalid/preferences\n"
        ),
        sender="North Shore Notes <notes@notes.example.org>",
        language="en",
        date=datetime(2026, 11, 16, 6, 0, tzinfo=UTC),
        list_id="weekly.notes.example.org",
        list_name="North Shore Weekly",
        archived_at="https://notes.example.org/issues/weekly/1/",
        archive_url="https://notes.example.org/issues/weekly/",
        key="weekly-1",
    )
    return replace(letter, **changes)


def an_addressee(**changes: Any) -> Addressee:
    """A reader whom a letter goes to."""
    addressee = Addressee(id=7, address="ann@example.net", name="Ann")
    return replace(addressee, **changes)


def a_delivery(**changes: Any) -> Delivery:
    """The first issue on its way to the subscriber, for the first time."""
    delivery = Delivery(
        id=1,
        purpose=Purpose.ISSUE,
        newsletter="weekly",
        issue=1,
        subscriber=an_addressee(),
        state=DeliveryState.PENDING,
        planned=NOW,
        due=NOW,
    )
    return replace(delivery, **changes)


def a_suppression(
    address: str = "ann@example.net", reason: Reason = Reason.USER_UNKNOWN, **more: Any
) -> Suppression:
    """That the address gets no mail any more, since now."""
    values = {"address": address, "reason": reason, "since": NOW}
    return Suppression(**{**values, **more})


def a_png(width: int = 3, height: int = 2, colour: bytes = b"\xc8\x5a\x1e") -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + colour * width) * height)
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def body_of(entry: Entry) -> ArticleBody:
    """The body as the entry's article has it."""
    return ArticleBody(html=entry.html, text=entry.text)


def made_pages(
    theme: Theme,
    site: Site,
    *,
    entries: Sequence[Entry],
    letter: Letter | None = None,
    **given: Any,
) -> tuple[Document, ...]:
    """The pages of the archive, made in one go; every issue has the same letter."""
    whole = {entry.id: entry for entry in entries}
    sent = letter or a_letter()
    tools = Tools(
        theme=theme,
        site=site,
        fill=lambda facts: whole[facts.id],
        body=lambda facts: body_of(whole[facts.id]),
        letter=lambda _newsletter, _number: sent,
    )
    known = {
        "moves": {},
        "settings": FeedsSection(),
        "digest": theme.digest,
        "letters": {},
    }
    targets = plan_pages(site, entries=entries, **{**known, **given})
    made = []
    for each in targets:
        data = each.recipe(tools)
        assert isinstance(data, bytes)
        made.append(Document(path=each.path, media_type=each.media_type, data=data))
    return tuple(made)
