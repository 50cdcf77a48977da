"""The letter that greets who has just subscribed."""

from __future__ import annotations

from datetime import datetime

from digest.config import MailSection
from digest.deliveries import Letter, Placeholder, Purpose
from digest.issues import Newsletter, Note
from digest.model import Site
from digest.render.letters.bodies import Surroundings, make_beginning
from digest.render.letters.extent import LARGEST_HTML
from digest.render.letters.frame import archive_url
from digest.render.letters.look import make_look
from digest.render.letters.look.theme_file import theme_file
from digest.render.letters.personal import Occasion, Saying, render_personal
from digest.render.letters.shortening import letter_line
from digest.render.theme import Theme, as_markup
from digest.timetable import say_when

#: octets of the owner's words before their CSS stands at each element, which makes them
#: thrice as heavy: so no mail program cuts the letter
LARGEST_NOTE = LARGEST_HTML // 6


def render_welcome(
    theme: Theme,
    site: Site,
    newsletter: Newsletter,
    mail: MailSection,
    *,
    date: datetime,
    language: str = "",
    note: Note | None = None,
) -> Letter:
    """The letter that greets a new reader, with the owner's own words as its middle.

    Those stand in the language that the owner wrote them in, whatever the reader's is.
    """
    occasion = Occasion(
        theme=theme,
        site=site,
        newsletter=newsletter,
        mail=mail,
        date=date,
        language=language,
    )
    return render_personal(occasion, _greeting(occasion, note))


def _greeting(occasion: Occasion, note: Note | None) -> Saying:
    """What comes, how often, and what the owner says."""
    words, name, newsletter = occasion.words, occasion.name, occasion.newsletter
    thanks = words.gettext(
        "Thank you for subscribing to %(newsletter)s.", newsletter=name
    )
    when = words.gettext(
        "It comes %(when)s.",
        when=say_when(newsletter, words.tag),
    )
    own_subject, own_preheader = (note.subject, note.preheader) if note else ("", "")
    greeting = words.gettext("Welcome to %(newsletter)s", newsletter=name)
    return Saying(
        purpose=Purpose.WELCOME,
        subject=letter_line(own_subject) or greeting,
        opening=(own_preheader, thanks, when),
        link=Placeholder.UNSUBSCRIBE_URL,
        values={
            "greeting": greeting,
            "thanks": thanks,
            "when": when,
            "note": as_markup(_own_words(occasion, note)),
        },
    )


def _own_words(occasion: Occasion, note: Note | None) -> str:
    """The owner's words as the HTML of a letter; "" where there are none."""
    if note is None:
        return ""
    site, newsletter = occasion.site, occasion.newsletter
    look = make_look(newsletter, theme_file(occasion.theme, newsletter.theme), None)
    around = Surroundings(
        url=archive_url(site, newsletter),
        name=letter_line(site.title),
        words=occasion.words,
        column=look.column,
        level=1,
    )
    return make_beginning(note.html, around, largest=LARGEST_NOTE).html
