"""What a letter is called: by its note, by the newsletter's template, or its issue."""

from __future__ import annotations

from digest.errors import DesignError, ThemeError
from digest.issues import Issue, Newsletter
from digest.model import Site
from digest.render.letters.frame import own_language
from digest.render.letters.shortening import letter_line, shorten
from digest.render.theme import Theme
from digest.words import words_for

#: characters of a subject that a list of mail shows
LARGEST_SUBJECT = 78


def issue_subject(
    theme: Theme, site: Site, newsletter: Newsletter, issue: Issue
) -> str:
    """The subject of the issue's letter; never empty, and never too long for a list.

    Raises DesignError for a template that cannot be filled.
    """
    said = issue.note.subject if issue.note else ""
    if not said and newsletter.subject:
        said = _filled(theme, site, newsletter, issue)
    line = shorten(said, LARGEST_SUBJECT) or shorten(issue.subject, LARGEST_SUBJECT)
    return line or shorten(newsletter.title, LARGEST_SUBJECT)


def _filled(theme: Theme, site: Site, newsletter: Newsletter, issue: Issue) -> str:
    words = words_for(own_language(site, newsletter))
    try:
        return theme.fill_line(
            newsletter.subject,
            newsletter=letter_line(newsletter.title),
            number=issue.number,
            title=letter_line(issue.subject),
            date=words.day(issue.published),
            site=letter_line(site.title),
            count=len(issue.entries),
        )
    except ThemeError as error:
        section = f"newsletters.{newsletter.name}"
        raise DesignError(section, "subject", str(error)) from error
