"""The files of the archive that hang on no entry: styles, icons, robots, OPML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from digest import paths
from digest.documents import Need, Target
from digest.feeds import Feed
from digest.render.feedtext import is_markup_like
from digest.render.icon import icon_ico, icon_png
from digest.render.pages.plan import HTML, Fixed, Page, Plan, digest_of
from digest.render.tools import Tools

ICON_PIXELS = 512

#: what digest draws itself differs with its version only
DRAWN = Need("digest", "the drawing of its icon")


def plan_fixed(plan: Plan, feeds: Sequence[Feed]) -> Iterator[Target[Tools]]:
    """Everything that a site has but pages of entries."""
    yield _missing(plan)
    yield _feed_list(plan, feeds)
    frame = plan.frame
    robots = {"top": frame.top, "site_map": frame.address(paths.SITE_MAP)}
    yield plan.file(paths.ROBOTS, "text/plain", robots)
    for name in (paths.STYLE, paths.FEED_STYLE):
        yield plan.file(name, "text/css", {})
    yield plan.file("favicon.svg", "image/svg+xml", {})
    icons = (("favicon.ico", "image/vnd.microsoft.icon", favicon),)
    for path, media_type, recipe in (*icons, (paths.ICON, "image/png", icon)):
        yield Target(path=path, media_type=media_type, needs=(DRAWN,), recipe=recipe)


def _missing(plan: Plan) -> Target[Tools]:
    """What a server shows for any wrong address, so its links start at the top."""
    content = Fixed({"title": "There is no page here", "root": plan.frame.top})
    return Target(
        path=paths.MISSING,
        media_type=HTML,
        needs=(plan.need("missing.html"), plan.around),
        recipe=Page("missing", "", "", plan.frame, content),
    )


def _feed_list(plan: Plan, feeds: Iterable[Feed]) -> Target[Tools]:
    names = ("language", "atom_url", "home_url")
    told = [
        {name: getattr(feed, name) for name in names}
        | {"title": _markup(feed.title), "description": _markup(feed.description)}
        for feed in feeds
        if not feed.archive
    ]
    need = Need("feeds", digest_of(told))
    values = {"title": _markup(plan.site.title), "feeds": told}
    return plan.file(paths.FEED_LIST, "text/x-opml", values, need)


def _markup(text: str) -> str:
    """Plain text as OPML 2.0 takes it: what looks like markup is escaped in it."""
    return escape(text, quote=False) if is_markup_like(text) else text


def favicon(tools: Tools) -> bytes:  # noqa: ARG001  as recipes are called
    """The icon of the site for old browsers."""
    return icon_ico()


def icon(tools: Tools) -> bytes:  # noqa: ARG001  as recipes are called
    """The icon of the site, large."""
    return icon_png(ICON_PIXELS)
