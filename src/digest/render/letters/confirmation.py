"""The letter that asks whether an address really wants a newsletter."""

from __future__ import annotations

from datetime import datetime

from digest.config import MailSection
from digest.deliveries import Letter, Placeholder, Purpose
from digest.issues import Newsletter
from digest.model import Site
from digest.render.letters.personal import Occasion, Saying, render_personal
from digest.render.theme import Theme


def render_confirmation(
    theme: Theme,
    site: Site,
    newsletter: Newsletter,
    mail: MailSection,
    *,
    date: datetime,
    language: str = "",
) -> Letter:
    """The letter that asks whether an address really wants the newsletter."""
    occasion = Occasion(
        theme=theme,
        site=site,
        newsletter=newsletter,
        mail=mail,
        date=date,
        language=language,
    )
    return render_personal(occasion, _question(occasion))


def _question(occasion: Occasion) -> Saying:
    """What is asked, and what happens to who did not want it."""
    words, name = occasion.words, occasion.name
    request = words.gettext(
        "Somebody, we hope it was you, asked us to send %(newsletter)s to this "
        "address. One click, and the next issue comes to you.",
        newsletter=name,
    )
    otherwise = words.gettext(
        "Was it not you? Then ignore this letter: "
        "without your confirmation nothing more will be sent."
    )
    return Saying(
        purpose=Purpose.CONFIRMATION,
        subject=words.gettext("Please confirm: %(newsletter)s", newsletter=name),
        opening=(request, otherwise),
        link=Placeholder.CONFIRM_URL,
        values={"request": request, "confirm_url": Placeholder.CONFIRM_URL},
    )
