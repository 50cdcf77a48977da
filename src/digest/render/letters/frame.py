"""What the frame of every letter shows, and what no letter goes out without."""

from __future__ import annotations

from typing import Any

from digest import paths
from digest.config import MailSection
from digest.deliveries import Placeholder
from digest.errors import ThemeError
from digest.issues import Newsletter
from digest.model import Site
from digest.render.letters.look import Look
from digest.render.letters.shortening import letter_line, letter_url
from digest.words import Words, direction


def frame_values(
    site: Site, newsletter: Newsletter, mail: MailSection, words: Words, look: Look
) -> dict[str, Any]:
    """The values that every template of letters is given."""
    name = letter_line(newsletter.title)
    language = own_language(site, newsletter)
    return {
        "folder": f"newsletter/{newsletter.theme}",
        "design": look,
        "language": language,
        "direction": direction(language),
        "own_language": language,
        "own_direction": direction(language),
        "_": words.gettext,
        "ngettext": words.ngettext,
        "words_language": words.language,
        "words_direction": direction(words.language),
        "newsletter": name,
        "postal_address": letter_line(mail.postal_address),
        "archive": words.gettext("All issues of %(newsletter)s", newsletter=name),
        "archive_url": archive_url(site, newsletter),
        "reason": reason(newsletter, words),
        "unsubscribe_url": Placeholder.UNSUBSCRIBE_URL,
        "preferences_url": Placeholder.PREFERENCES_URL,
    }


def own_language(site: Site, newsletter: Newsletter) -> str:
    """What the newsletter's title is written in, and its notes, and its footer."""
    return newsletter.language or site.language


def reason(newsletter: Newsletter, words: Words) -> str:
    """Why somebody gets the newsletter."""
    return words.gettext(
        "You get this letter because you subscribed to %(newsletter)s.",
        newsletter=letter_line(newsletter.title),
    )


def archive_url(site: Site, newsletter: Newsletter) -> str:
    """The page with all issues of the newsletter."""
    return letter_url(f"{site.url}/{paths.newsletter_path(newsletter.name)}")


def demand_link(html: str, link: Placeholder, place: str) -> None:
    """Refuse a theme without the link that every such letter must have."""
    if f'href="{link}"' not in html:
        name = link.name.lower()
        raise ThemeError(f"{place}: has no link to {{{{ {name} }}}}; add one")
