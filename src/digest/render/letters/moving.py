"""The letter that asks a new address whether a reader moves there."""

from __future__ import annotations

from datetime import datetime

from digest.config import MailSection
from digest.deliveries import Letter, Placeholder, Purpose
from digest.issues import Newsletter
from digest.model import Site
from digest.render.letters.personal import Occasion, Saying, render_personal
from digest.render.letters.shortening import letter_line
from digest.render.theme import Theme


def render_moving(
    theme: Theme,
    site: Site,
    newsletter: Newsletter,
    mail: MailSection,
    *,
    date: datetime,
    language: str = "",
) -> Letter:
    """The letter that asks the new address, in the name of one of its newsletters."""
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
    words, site = occasion.words, letter_line(occasion.site.title)
    request = words.gettext(
        "A reader of %(site)s, we hope it was you, wants to get our letters at this "
        "address from now on. One click, and they come here.",
        site=site,
    )
    otherwise = words.gettext(
        "Was it not you? Then ignore this letter: nothing changes, and nothing more "
        "will be sent here."
    )
    return Saying(
        purpose=Purpose.MOVE,
        subject=words.gettext("Your new address at %(site)s", site=site),
        opening=(request, otherwise),
        link=Placeholder.MOVE_URL,
        values={
            "request": request,
            "otherwise": otherwise,
            "move_url": Placeholder.MOVE_URL,
        },
    )
