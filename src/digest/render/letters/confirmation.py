"""The letter that asks whether an address really wants a newsletter."""

from __future__ import annotations

from datetime import datetime

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

TEMPLATE = "mail/confirmation.html"
PLACE = f"templates/{TEMPLATE}"


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
    words = words_for(own_language(site, newsletter))
    look = make_look(newsletter, theme_file(theme, newsletter.theme), None)
    name = letter_line(newsletter.title)
    subject = words.gettext("Please confirm: %(newsletter)s", newsletter=name)
    request, otherwise = _question(name, words)
    filled = theme.fill(
        TEMPLATE,
        **frame_values(site, newsletter, mail, words, look),
        title=subject,
        preheader=make_preheader((request, otherwise)),
        request=request,
        confirm_url=Placeholder.CONFIRM_URL,
    )
    sheet = f"templates/newsletter/{newsletter.theme}/style.css"
    html = inline_css(filled, place=PLACE, sheet=sheet)
    demand_link(html, Placeholder.CONFIRM_URL, PLACE)
    return Letter(
        purpose=Purpose.CONFIRMATION,
        subject=shorten(subject, LARGEST_SUBJECT),
        html=html,
        text=plain_text(html),
        sender=newsletter.sender,
        language=own_language(site, newsletter),
        date=date,
        list_id=newsletter.list_id,
        list_name=newsletter.title,
        archived_at=archive_url(site, newsletter),
        archive_url=archive_url(site, newsletter),
        key=f"{newsletter.name}-confirm",
        reply_to=newsletter.reply_to,
    )


def _question(newsletter: str, words: Words) -> tuple[str, str]:
    """What is asked, and what happens to who did not want it."""
    request = words.gettext(
        "Somebody, we hope it was you, asked us to send %(newsletter)s to this "
        "address. One click, and the next issue comes to you.",
        newsletter=newsletter,
    )
    otherwise = words.gettext(
        "Was it not you? Then ignore this letter: "
        "without your confirmation nothing more will be sent."
    )
    return request, otherwise
