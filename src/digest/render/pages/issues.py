"""The pages of newsletters and their issues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import Any, NamedTuple

from digest import paths
from digest.documents import Need, Target
from digest.issues import Issue, Newsletter
from digest.render.local import Place
from digest.render.pages.archived import archive_letter
from digest.render.pages.cards import Card, Catalogue, Link, frozen_card, moment
from digest.render.pages.frame import Offered
from digest.render.pages.plan import Fixed, Plan, digest_of
from digest.render.tools import Tools
from digest.words import words_for

#: the digest of a letter that the store has, which nothing changes any more
FROZEN = "frozen"


class Series(NamedTuple):
    """A newsletter with its issues, newest first; perhaps one that is given up."""

    name: str
    title: str
    description: str
    #: of its letters; "" where that is the site's
    language: str
    #: whether one can subscribe to it
    is_open: bool
    issues: tuple[Issue, ...]

    @property
    def link(self) -> Link:
        """To the list of its issues."""
        return Link(self.title, paths.newsletter_path(self.name))

    def shown(self) -> dict[str, Any]:
        """What a template is given of it."""
        return {
            "title": self.title,
            "href": self.link.href,
            "issues": [shown_issue(issue, self.title) for issue in self.issues],
        }


class IssueContent(NamedTuple):
    """What is one issue's page's own."""

    issue: Issue
    series: Link
    language: str
    is_open: bool
    feeds: tuple[Offered, ...]
    #: the entries as they were then
    cards: tuple[Card, ...]
    newer: Issue | None
    older: Issue | None

    def shown(self, tools: Tools, place: Place) -> dict[str, Any]:
        """The subject, the letter, and the issues beside it."""
        issue = self.issue
        letter = tools.letter(issue.newsletter, issue.number)
        archived = archive_letter(letter.html, issue, place)
        words = words_for(self.language or tools.site.language)
        cards = [card.shown(tools.site) for card in self.cards]
        left_out = [card.entry.id in archived.left_out for card in self.cards]
        return {
            **shown_issue(issue, self.series.name),
            "_": words.gettext,
            "bar": {"language": words.language, "direction": words.direction},
            "language": letter.language,
            "letter": {name: getattr(archived, name) for name in archived.__slots__},
            "preheader": issue.preheader,
            "series": self.series.shown(),
            "is_open": self.is_open,
            "feeds": [feed.shown() for feed in self.feeds],
            "rest": list(compress(cards, left_out)),
            # of templates that are older than the letter on the page
            "cards": cards,
            "newer": shown_issue(self.newer, "") if self.newer else None,
            "older": shown_issue(self.older, "") if self.older else None,
        }


def shown_issue(issue: Issue, newsletter: str) -> dict[str, Any]:
    """What a template is given of an issue to name it and lead to it."""
    folder = paths.issue_path(issue.newsletter, issue.number)
    return {
        "title": issue.subject,
        "number": issue.number,
        "newsletter": newsletter,
        "date": moment(issue.published),
        "href": Link(issue.subject, folder).href,
    }


def make_series(
    newsletters: Iterable[Newsletter], issues: Iterable[Issue]
) -> tuple[Series, ...]:
    """The newsletters in their order, then those that only their issues remember."""
    known = {newsletter.name: newsletter for newsletter in newsletters}
    by_name: dict[str, list[Issue]] = {name: [] for name in known}
    for issue in issues:
        by_name.setdefault(issue.newsletter, []).append(issue)
    return tuple(
        Series(name, one.title, one.description, one.language, True, tuple(found))
        if (one := known.get(name))
        else Series(name, name, "", "", False, tuple(found))
        for name, found in by_name.items()
    )


def newest_issues(series: Iterable[Series], count: int) -> list[dict[str, Any]]:
    """So many issues of all newsletters, newest first, as a template is given them."""
    told = [(issue, one.title) for one in series for issue in one.issues]
    told.sort(key=lambda pair: pair[0].published, reverse=True)
    return [shown_issue(issue, title) for issue, title in told[:count]]


def plan_issues(
    plan: Plan,
    series: Sequence[Series],
    catalogue: Catalogue,
    feeds: dict[str, Offered],
    letters: Mapping[tuple[str, int], str],
) -> Iterator[Target[Tools]]:
    """The list of all, one page a newsletter, and one each of its issues.

    `letters` has what differs when the letter of an issue does; one that is not in it
    is frozen.
    """
    known = {card.entry.id: card.href for card in catalogue.cards}
    folders = (author.link.folder for author in catalogue.authors)
    known |= {folder: folder for folder in folders}
    yield _list(plan, Link("Issues", f"{paths.ISSUES}/"), "", series, ())
    for one in series:
        own = feeds.get(one.link.folder)
        yield _list(plan, one.link, one.description, [one], (own,) if own else ())
        for index, issue in enumerate(one.issues):
            content = IssueContent(
                issue,
                one.link,
                one.language,
                one.is_open,
                (*((own,) if own else ()), plan.frame.feed),
                tuple(frozen_card(entry, known, plan.site) for entry in issue.entries),
                one.issues[index - 1] if index else None,
                one.issues[index + 1] if index + 1 < len(one.issues) else None,
            )
            told = (issue.subject, issue.preheader, issue.published, one[:-1], own)
            beside = (shown_issue(n, "") for n in (content.newer, content.older) if n)
            yield plan.page(
                paths.issue_path(one.name, issue.number),
                "issue",
                content,
                Need(f"issue {issue.number}", digest_of(told, *beside)),
                Need("letter", letters.get((one.name, issue.number), FROZEN)),
                *(card.need for card in content.cards),
                section=paths.ISSUES,
            )


def _list(
    plan: Plan,
    link: Link,
    description: str,
    series: Sequence[Series],
    feeds: tuple[Offered, ...],
) -> Target[Tools]:
    values = {
        "title": link.name,
        "description": description,
        "series": [one.shown() for one in series],
        "is_one": link.folder != f"{paths.ISSUES}/",
        "feeds": [feed.shown() for feed in feeds],
    }
    need = Need(link.name, digest_of(values))
    return plan.page(link.folder, "issues", Fixed(values), need, section=paths.ISSUES)
