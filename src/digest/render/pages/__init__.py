"""Entries and issues -> the archive: pages, site map, list of feeds, styles, icons.

What a page says stands in templates/site/; which pages there are, and what each is
given, is decided here. Links between pages are relative, so that the tree works under
any address; what others keep (canonical, feeds, shared links) is public and absolute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from digest import paths
from digest.config.sections import FeedsSection
from digest.documents import Target
from digest.feeds import Feed
from digest.issues import Issue, Newsletter
from digest.model import EntryFacts, Site
from digest.render.pages.cards import Catalogue, Link, make_catalogue
from digest.render.pages.entries import plan_entries
from digest.render.pages.fixed import plan_fixed
from digest.render.pages.frame import Offered, make_frame, offered
from digest.render.pages.front import plan_front
from digest.render.pages.issues import make_series, plan_issues
from digest.render.pages.lists import Listing, plan_list
from digest.render.pages.moved import plan_moved
from digest.render.pages.names import plan_names
from digest.render.pages.plan import Plan, make_plan
from digest.render.pages.search.files import plan_search
from digest.render.pages.site_map import plan_site_map
from digest.render.tools import Tools

__all__ = ["plan_pages"]


def plan_pages(
    site: Site,
    *,
    entries: Sequence[EntryFacts],
    issues: Sequence[Issue],
    newsletters: Sequence[Newsletter],
    feeds: Sequence[Feed],
    moves: Mapping[str, str],
    settings: FeedsSection,
    digest: Callable[[str], str],
    letters: Mapping[tuple[str, int], str],
) -> tuple[Target[Tools], ...]:
    """The whole archive: `entries` and `issues` newest first, the site's feed first.

    `moves` tells by its id which entry a former path leads to; `digest` is that of a
    template; `letters` are the digests of those that no store has yet, by newsletter
    and number.
    """
    catalogue = make_catalogue(entries, site)
    series = make_series(newsletters, issues)
    frame = make_frame(
        feeds[0],
        newsletters,
        language=site.language,
        has_authors=bool(catalogue.authors),
        has_search=settings.search,
    )
    plan = make_plan(site, frame, digest)
    own_feeds = {feed.path: offered(feed) for feed in feeds if feed.path}
    return (
        plan_front(plan, catalogue, series),
        *_lists(plan, catalogue, own_feeds, settings.page_entries),
        *plan_issues(plan, series, catalogue, own_feeds, letters),
        *plan_entries(plan, catalogue.cards),
        *plan_moved(plan, catalogue.cards, moves),
        *(plan_search(plan, catalogue.cards) if settings.search else ()),
        *plan_site_map(plan, catalogue, series, feeds[0].updated),
        *plan_fixed(plan, feeds),
    )


def _lists(
    plan: Plan, catalogue: Catalogue, feeds: Mapping[str, Offered], size: int
) -> Iterator[Target[Tools]]:
    """All entries; those of each tag, author and year; and lists of these."""
    articles = Link("Articles", f"{paths.ARTICLES}/")
    years = [group.link.shown() for group in catalogue.years]
    values = {"years": years}
    cards = catalogue.cards
    listing = Listing(articles, "articles", "articles", cards, "year", None, values)
    yield from plan_list(plan, listing, size=size)
    kinds = (
        ("tag", Link("Tags", f"{paths.TAGS}/"), catalogue.tags, ""),
        ("author", Link("Authors", f"{paths.AUTHORS}/"), catalogue.authors, ""),
        ("year", Link("Years", f"{paths.YEARS}/"), catalogue.years, "month"),
    )
    for template, link, groups, by in kinds:
        yield plan_names(plan, link, groups)
        for group in groups:
            own = feeds.get(group.link.folder)
            one = Listing(group.link, template, link.folder[:-1], group.cards, by, own)
            yield from plan_list(plan, one, size=size)
