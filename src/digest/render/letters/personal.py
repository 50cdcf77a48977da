"""Letters to one reader alone, in the reader's own language.

They hold nothing that a visitor of the site could have written, so that nobody can send
words of their own through them. What differs by reader is a Placeholder.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from digest.config import MailSection
from digest.deliveries import Letter, Placeholder, Purpose
from digest.issues import Newsletter
from digest.model import Site
from digest.render.letters.css.inline import inline_css
from digest.render.letters.frame import (
    archive_url,
    demand_link,
    frame_values,
    own_language,
)
from digest.render.letters.look import make_look
from digest.render.letters.look.theme_file import theme_file
from digest.render.letters.plain import plain_text
from digest.render.letters.preheader import make_preheader
from digest.render.letters.shortening import letter_line, shorten
from digest.render.letters.subject import LARGEST_SUBJECT
from digest.render.theme import Theme
from digest.words import Words, words_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A newsletter that writes to one reader, at a moment, in a language."""

    theme: Theme
    site: Site
    newsletter: Newsletter
    mail: MailSection
    date: datetime
    #: BCP 47 tag of the reader's choice; "": that of the newsletter
    language: str = ""

    @property
    def words(self) -> Words:
        """What digest says itself."""
        return words_for(self.language or own_language(self.site, self.newsletter))

    @property
    def name(self) -> str:
        """What the newsletter is called, in one line."""
        return letter_line(self.newsletter.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What such a letter says."""

    #: its template is templates/mail/PURPOSE.html
    purpose: Purpose
    subject: str
    #: what it begins with, for its preheader
    opening: tuple[str, ...]
    #: the link that its template must have
    link: Placeholder
    #: what its template is given besides
    values: dict[str, Any] = field(default_factory=dict)


def render_personal(occasion: Occasion, saying: Saying) -> Letter:
    """The letter; raises ThemeError if its template or the theme is at fault."""
    newsletter, words = occasion.newsletter, occasion.words
    template = f"mail/{saying.purpose}.html"
    place = f"templates/{template}"
    look = make_look(newsletter, theme_file(occasion.theme, newsletter.theme), None)
    frame = frame_values(occasion.site, newsletter, occasion.mail, words, look)
    frame |= {"language": words.language, "direction": words.direction}
    filled = occasion.theme.fill(
        template,
        **frame,
        title=saying.subject,
        preheader=make_preheader(saying.opening),
        **saying.values,
    )
    sheet = f"templates/newsletter/{newsletter.theme}/style.css"
    html = inline_css(filled, place=place, sheet=sheet)
    demand_link(html, saying.link, place)
    archive = archive_url(occasion.site, newsletter)
    return Letter(
        purpose=saying.purpose,
        subject=shorten(saying.subject, LARGEST_SUBJECT),
        html=html,
        text=plain_text(html),
        sender=newsletter.sender,
        language=words.tag,
        date=occasion.date,
        list_id=newsletter.list_id,
        list_name=newsletter.title,
        archived_at=archive,
        archive_url=archive,
        key=f"{newsletter.name}-{saying.purpose}",
        reply_to=newsletter.reply_to,
    )
