"""Issue -> Letter: rendered once, the same for every reader.

What differs by reader is a Placeholder.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from digest.config import MailSection
from digest.deliveries import Letter, Placeholder, Purpose
from digest.errors import ThemeError
from digest.images import Image
from digest.issues import Issue, Newsletter, Shown
from digest.model import Site
from digest.render.letters.css.inline import inline_css
from digest.render.letters.css.weighing import Scales, weight
from digest.render.letters.extent import (
    LARGEST_HTML,
    TOO_MUCH,
    Extent,
    Fitted,
    extents,
    fullest,
)
from digest.render.letters.frame import (
    archive_url,
    demand_link,
    frame_values,
    own_language,
    reason,
)
from digest.render.letters.look import make_look
from digest.render.letters.look.theme_file import theme_file
from digest.render.letters.plain import clean_text
from digest.render.letters.preheader import make_preheader
from digest.render.letters.shortening import (
    letter_url,
    shorten,
    without_placeholders,
)
from digest.render.letters.subject import issue_subject
from digest.render.letters.teasers import LARGEST_NAME
from digest.render.letters.telling import Fill, Telling, demand_entries
from digest.render.theme import Theme
from digest.words import Words, words_for

#: times that a page mostly is as heavy with its CSS at its elements, at the most
STYLED = 3
#: of a theme without a text of its own
PLAINEST = "newsletter/digest/letter.txt"


def render_issue(
    theme: Theme,
    site: Site,
    newsletter: Newsletter,
    issue: Issue,
    mail: MailSection,
    *,
    fill: Fill | None = None,
    logo: Image | None = None,
) -> Letter:
    """The letter of an issue, light enough that no mail program cuts it.

    Where it would be too heavy, it tells less of each entry and then of fewer, and says
    so as `shortened`. Without `fill`, which gives the bodies, it has teasers only.
    Raises ThemeError if the theme is at fault, DesignError if its newsletter is.
    """
    words = words_for(own_language(site, newsletter))
    file = theme_file(theme, newsletter.theme)
    look = make_look(newsletter, file, logo)
    shows = file.shows if newsletter.show is Shown.THEME else newsletter.show
    telling = Telling(
        issue,
        site=site,
        newsletter=newsletter,
        words=words,
        column=look.column,
        fill=fill if shows is Shown.WHOLE else None,
    )
    values = {
        **frame_values(site, newsletter, mail, words, look),
        **_issue_values(site, newsletter, issue, words),
        "title": issue_subject(theme, site, newsletter, issue),
    }
    folder = f"newsletter/{newsletter.theme}"
    fitted = _fitted(theme, f"{folder}/letter.html", values, telling)
    values |= telling.told(fitted.extent)
    return Letter(
        purpose=Purpose.ISSUE,
        subject=values["title"],
        html=fitted.html,
        text=_text(theme, folder, issue, values),
        sender=newsletter.sender,
        language=own_language(site, newsletter),
        date=issue.published,
        list_id=newsletter.list_id,
        list_name=newsletter.title,
        archived_at=issue.url,
        archive_url=archive_url(site, newsletter),
        key=f"{newsletter.name}-{issue.number}",
        preheader=values["preheader"],
        reply_to=newsletter.reply_to,
        has_own_text=bool(issue.note and issue.note.own_text),
        shortened=telling.shortened(fitted.extent, fitted.fullest),
    )


def _fitted(
    theme: Theme, template: str, values: dict[str, Any], telling: Telling
) -> Fitted:
    """The HTML of the largest extent that is light enough."""
    place = f"templates/{template}"

    @cache
    def filled(extent: Extent) -> str:
        told = telling.told(extent)
        page = theme.fill(template, **values, **told)
        demand_link(page, Placeholder.UNSUBSCRIBE_URL, place)
        demand_entries(page, told["groups"], place)
        return page

    def inlined(page: str) -> str:
        return inline_css(page, place=place)

    def estimate(extent: Extent) -> int:
        if telling.is_too_much(extent):
            return TOO_MUCH
        return scales.weigh(filled(extent))

    def promises(extent: Extent) -> bool:
        is_too_much = telling.is_too_much(extent)
        return not is_too_much and weight(filled(extent)) <= LARGEST_HTML // STYLED

    scales = Scales(inlined)
    return fullest(
        extents(telling.count, has_bodies=telling.has_bodies),
        promises,
        estimate,
        lambda extent: inlined(filled(extent)),
        place=place,
    )


def _text(theme: Theme, folder: str, issue: Issue, values: dict[str, Any]) -> str:
    """The text part, from the theme's own template where it has one."""
    own = f"{folder}/letter.txt"
    template = own if theme.text(own) else PLAINEST
    said = issue.note.own_text if issue.note else ""
    own_text = without_placeholders(clean_text(said))
    text = clean_text(theme.fill(template, **values, own_text=own_text))
    if Placeholder.UNSUBSCRIBE_URL not in text:
        fact = "has no line with {{ unsubscribe_url }}"
        raise ThemeError(f"templates/{template}: {fact}; add one")
    return text


def _issue_values(
    site: Site, newsletter: Newsletter, issue: Issue, words: Words
) -> dict[str, Any]:
    """The values of the templates that are the issue's own, whatever its extent."""
    name = shorten(site.title, LARGEST_NAME)
    return {
        "preheader": make_preheader(_tellable(newsletter, issue, site, words)),
        "number": issue.number,
        "issue": words.gettext("Issue %(number)s", number=issue.number),
        "date": words.day(issue.published),
        "web_url": letter_url(issue.url),
        "read_on_site": words.gettext("Read it on %(site)s", site=name),
    }


def _tellable(
    newsletter: Newsletter, issue: Issue, site: Site, words: Words
) -> Iterator[str]:
    """What the preheader can say, the best first."""
    if issue.note:
        yield issue.note.preheader
    yield issue.preheader
    yield from (entry.title for entry in issue.entries)
    yield from (entry.summary for entry in issue.entries)
    yield from (newsletter.description, newsletter.title, site.title)
    yield reason(newsletter, words)
