"""Issue -> Letter, confirmation -> Letter: rendered once, the same for every reader.

What differs by reader is a Placeholder. The text part is made from the HTML part.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from digest import paths
from digest.config import MailSection
from digest.errors import ThemeError
from digest.issues import Issue, Newsletter
from digest.model import Site
from digest.readers import Letter, Placeholder, Purpose
from digest.render.letters.extent import Extent, fullest
from digest.render.letters.inline import inline_css
from digest.render.letters.plain import plain_text
from digest.render.letters.teasers import (
    LARGEST_NAME,
    letter_line,
    make_teaser,
    shorten,
)
from digest.render.theme import Theme
from digest.words import Words, direction, words_for

#: characters of a subject that a list of mail shows
LARGEST_SUBJECT = 78
SMALLEST_PREHEADER, LARGEST_PREHEADER = 35, 130


def render_issue(
    theme: Theme, site: Site, newsletter: Newsletter, issue: Issue, mail: MailSection
) -> Letter:
    """The letter of an issue, light enough that no mail program cuts it.

    Where it would be too heavy, summaries get shorter, then entries are listed by their
    titles, then counted. Raises ThemeError if the theme is at fault.
    """
    words = words_for(site.language)
    template = f"newsletter/{newsletter.theme}/letter.html"
    place = f"templates/{template}"
    common = {
        **_common(site, newsletter, mail, words),
        "title": letter_line(issue.subject) or letter_line(newsletter.title),
        "preheader": _preheader(_tellable(newsletter, issue, site, words)),
        "issue": words.issue.format(number=issue.number),
        "date": words.day(issue.published),
        "web_url": issue.url,
        "read_on_site": words.read_on_site.format(
            site=shorten(site.title, LARGEST_NAME)
        ),
    }

    def render(extent: Extent) -> str:
        entries = _entries(issue, site, words, extent)
        return inline_css(theme.fill(template, **common, **entries), place=place)

    html = fullest(min(len(issue.entries), newsletter.max_entries), render, place=place)
    _demand(html, Placeholder.UNSUBSCRIBE_URL, place)
    return Letter(
        purpose=Purpose.ISSUE,
        subject=shorten(issue.subject, LARGEST_SUBJECT)
        or letter_line(newsletter.title),
        html=html,
        text=plain_text(html),
        sender=newsletter.sender,
        language=site.language,
        date=issue.published,
        list_id=newsletter.list_id,
        list_name=newsletter.title,
        archived_at=issue.url,
        archive_url=_archive_url(site, newsletter),
        key=f"{newsletter.name}-{issue.number}",
    )


def _entries(
    issue: Issue, site: Site, words: Words, extent: Extent
) -> dict[str, object]:
    """The entries as far as they stand in the letter, and how many do not."""
    told = issue.entries[: extent.told]
    listed = issue.entries[extent.told : extent.told + extent.listed]
    return {
        "teasers": [
            make_teaser(entry, site, words, longest=extent.summary) for entry in told
        ],
        "listed": [make_teaser(entry, site, words, longest=0) for entry in listed],
        "left_out": len(issue.entries) - len(told) - len(listed),
    }


def render_confirmation(
    theme: Theme,
    site: Site,
    newsletter: Newsletter,
    mail: MailSection,
    *,
    date: datetime,
) -> Letter:
    """The letter that asks whether an address really wants the newsletter.

    It holds nothing that the person who asked could have written, so nobody can send
    words of their own through it.
    """
    words = words_for(site.language)
    template = "mail/confirmation.html"
    subject = words.confirm_subject.format(newsletter=letter_line(newsletter.title))
    request = words.confirm_request.format(newsletter=letter_line(newsletter.title))
    filled = theme.fill(
        template,
        **_common(site, newsletter, mail, words),
        title=subject,
        preheader=_preheader((request, words.confirm_ignore)),
        request=request,
        confirm_url=Placeholder.CONFIRM_URL,
    )
    html = inline_css(filled, place=f"templates/{template}")
    _demand(html, Placeholder.CONFIRM_URL, f"templates/{template}")
    return Letter(
        purpose=Purpose.CONFIRMATION,
        subject=shorten(subject, LARGEST_SUBJECT),
        html=html,
        text=plain_text(html),
        sender=newsletter.sender,
        language=site.language,
        date=date,
        list_id=newsletter.list_id,
        list_name=newsletter.title,
        archived_at=_archive_url(site, newsletter),
        archive_url=_archive_url(site, newsletter),
        key=f"{newsletter.name}-confirm",
    )


def _common(
    site: Site, newsletter: Newsletter, mail: MailSection, words: Words
) -> dict[str, Any]:
    """What the frame of every letter shows."""
    name = letter_line(newsletter.title)
    return {
        "folder": f"newsletter/{newsletter.theme}",
        "language": site.language,
        "direction": direction(site.language),
        "words": words,
        "words_direction": direction(words.language),
        "newsletter": name,
        "postal_address": letter_line(mail.postal_address),
        "archive": words.archive.format(newsletter=name),
        "archive_url": _archive_url(site, newsletter),
        "reason": words.reason.format(newsletter=name),
        "unsubscribe_url": Placeholder.UNSUBSCRIBE_URL,
        "preferences_url": Placeholder.PREFERENCES_URL,
    }


def _archive_url(site: Site, newsletter: Newsletter) -> str:
    return f"{site.url}/{paths.newsletter_path(newsletter.name)}"


def _tellable(
    newsletter: Newsletter, issue: Issue, site: Site, words: Words
) -> Iterator[str]:
    """What the preheader can say, the best first."""
    yield issue.preheader
    yield from (entry.title for entry in issue.entries)
    yield from (entry.summary for entry in issue.entries)
    yield from (newsletter.description, newsletter.title, site.title)
    yield words.reason.format(newsletter=newsletter.title)


def _preheader(parts: Iterator[str] | tuple[str, ...]) -> str:
    """The first part, and as many more as it takes to fill the line of a mail list."""
    line = ""
    for part in filter(None, map(letter_line, parts)):
        if len(line) >= SMALLEST_PREHEADER:
            break
        if part.rstrip("…") not in line:
            line = f"{line} · {part}" if line else part
    return shorten(line, LARGEST_PREHEADER)


def _demand(html: str, link: Placeholder, place: str) -> None:
    """Refuse a theme without the link that every such letter must have."""
    if f'href="{link}"' not in html:
        name = link.name.lower()
        raise ThemeError(f"{place}: has no link to {{{{ {name} }}}}; add one")
