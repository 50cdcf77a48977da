"""Issues -> entries of their newsletter's feed, which list what each issue brought."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from html import escape

from digest import paths
from digest.issues import Issue
from digest.model import Entry, EntryFacts, Site
from digest.urls import encode_url


def issue_entry(
    issue: Issue, live: Mapping[str, EntryFacts], *, site: Site, feed_id: str
) -> Entry:
    """The issue as an entry: its editor's note, and its entries with their summaries.

    `live` are the public entries by their ids: only to these it leads.
    """
    place = paths.issue_path(issue.newsletter, issue.number)
    note = issue.note.html if issue.note else ""
    told_of = (_told(entry, live.get(entry.id)) for entry in issue.entries)
    html = "\n".join(filter(None, (note, *told_of)))
    words = (f"{entry.title}\n{entry.summary}" for entry in issue.entries)
    url = encode_url(f"{site.url}/{place}")
    told = f"{url} {issue.subject} {issue.preheader} {issue.published} {html}"
    return Entry(
        id=encode_url(f"{feed_id}/{place.rstrip('/')}"),
        url=url,
        slug=f"{issue.newsletter}-{issue.number}",
        title=issue.subject,
        summary=issue.preheader or issue.subject,
        authors=(site.author or site.title,),
        published=issue.published,
        updated=issue.published,
        language=site.language,
        digest=sha256(told.encode()).hexdigest(),
        size=len(html.encode()),
        html=html,
        text="\n\n".join(words),
    )


def _told(entry: EntryFacts, live: EntryFacts | None) -> str:
    return "\n".join(_lines(entry, live))


def _lines(entry: EntryFacts, live: EntryFacts | None) -> Iterator[str]:
    title = escape(entry.title, quote=False)
    linked = f'<a href="{escape(live.url)}">{title}</a>' if live else title
    yield f"<h2>{linked}</h2>"
    yield f"<p>{escape(entry.summary, quote=False)}</p>"
