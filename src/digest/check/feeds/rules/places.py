"""Where a feed says that it is, what belongs to it, and whom it has told."""

from __future__ import annotations

from collections.abc import Iterator

from digest import paths
from digest.check.feeds.told import Format, ToldFeed
from digest.check.feeds.tree import Tree
from digest.check.findings import Fault, Rule, Severity


def find_bad_self(tree: Tree) -> Iterator[Fault]:
    """Feeds that do not say, once, where they are served."""
    for feed in tree.feeds:
        links = feed.links_to("self")
        wanted = tree.url_of(feed.path)
        if [link.url for link in links] != [wanted]:
            told = ", ".join(link.url for link in links) or "nothing"
            line = links[0].line if links else 1
            yield _fault(feed, line, f"says of where it is {told}", f"it is {wanted}")


def find_bad_home(tree: Tree) -> Iterator[Fault]:
    """Feeds that do not lead to a page, or to the other formats beside them."""
    for feed in tree.feeds:
        selves = {link.url for link in feed.links_to("self")}
        if not tree.path_of(feed.home_url) or feed.home_url in selves:
            fact = f"names {feed.home_url!r:.80} as its page"
            yield _fault(feed, 1, fact, "name a page of the published tree")
    for feeds in tree.folders:
        for feed in feeds:
            yield from _missing_siblings(tree, feed, feeds)


def find_missing_hub(tree: Tree) -> Iterator[Fault]:
    """Feeds that name other hubs than digest.toml does."""
    for feed in tree.subscriptions:
        named = {link.url for link in feed.links_to("hub")}
        if named != tree.hubs:
            wanted = ", ".join(sorted(tree.hubs)) or "none"
            fact = f"names the hubs {', '.join(sorted(named)) or 'none'}"
            yield _fault(feed, 1, fact, f"build again: digest.toml has {wanted}")


def find_missing_file(tree: Tree) -> Iterator[Fault]:
    """Pages, pictures and style sheets of a feed that are not published."""
    for feed in tree.feeds:
        for url in feed.images:
            if _is_own(tree, url) and not tree.path_of(url):
                yield _fault(feed, 1, f"shows {url}, which is not there", "build again")
        yield from _missing_pages(tree, feed)
        if feed.format is Format.JSON:
            continue
        top = tree.url_of("").partition("://")[2].partition("/")[2]
        style = feed.style_url.removeprefix(f"/{top}")
        if style not in tree.sizes:
            fact = f"names {feed.style_url!r:.80} as its style sheet"
            yield _fault(feed, 1, fact, f"it is {paths.FEED_STYLE}; build again")


def find_private_feed(tree: Tree) -> Iterator[Fault]:
    """Feeds of one subscriber in the tree that everybody sees."""
    for path in sorted(tree.sizes):
        if path.startswith(f"{paths.PRIVATE}/"):
            fact = "is for one reader only, and public"
            remedy = "take it away, and give the reader another address"
            yield Fault(path=path, line=1, fact=fact, remedy=remedy)


def _missing_pages(tree: Tree, feed: ToldFeed) -> Iterator[Fault]:
    """Entries without a page; in an archive they may be gone since."""
    for entry in feed.entries if feed in tree.subscriptions else ():
        if not tree.path_of(entry.url):
            fact = f"{entry.id} has no page at {entry.url!r:.80}"
            yield _fault(feed, entry.line, fact, "build again")


def _missing_siblings(
    tree: Tree, feed: ToldFeed, feeds: tuple[ToldFeed, ...]
) -> Iterator[Fault]:
    """The other formats, which XML names; JSON Feed has no word for them."""
    if feed.format is Format.JSON:
        return
    named = {link.url for link in feed.links_to("alternate")}
    for other in feeds:
        url = tree.url_of(other.path)
        if other is not feed and url not in named:
            fact = f"does not lead to {url}"
            yield _fault(feed, 1, fact, "build again: one leads to the others")


def _is_own(tree: Tree, url: str) -> bool:
    return url.startswith(tree.url_of(""))


def _fault(feed: ToldFeed, line: int, fact: str, remedy: str) -> Fault:
    return Fault(path=feed.path, line=line, fact=fact, remedy=remedy)


RULES = (
    Rule(
        name="feed-self",
        severity=Severity.ERROR,
        description="feeds that do not say at which address they are served",
        reason="readers and hubs know a feed by that address, byte for byte",
        find=find_bad_self,
    ),
    Rule(
        name="feed-home",
        severity=Severity.ERROR,
        description="feeds that lead to no page, or not to their other formats",
        reason="it is how one comes from a feed to the site",
        find=find_bad_home,
    ),
    Rule(
        name="feed-hub",
        severity=Severity.ERROR,
        description="feeds that name other hubs than digest.toml",
        reason="readers would wait for news from a hub that is never told",
        find=find_missing_hub,
    ),
    Rule(
        name="feed-file",
        severity=Severity.ERROR,
        description="pages, pictures and style sheets of feeds that are not there",
        reason="who follows the feed meets an error, and readers ask again and again",
        find=find_missing_file,
    ),
    Rule(
        name="feed-private",
        severity=Severity.ERROR,
        description="feeds of one reader that everybody can get",
        reason="who has the address has what was private",
        find=find_private_feed,
    ),
)
