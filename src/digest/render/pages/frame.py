"""What stands around every page: head, top, foot and the form to subscribe.

Most of it is the same for all pages of one depth, so it is made once for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from digest.feeds import Feed
from digest.issues import Newsletter
from digest.render.local import Place
from digest.render.tools import Tools

#: the parts, each a template of this name
PARTS = ("head", "masthead", "foot", "subscribe")


class Offered(NamedTuple):
    """A feed as a page offers it."""

    title: str
    atom_url: str
    rss_url: str
    json_url: str

    def shown(self) -> dict[str, str]:
        """What a template is given of it."""
        return self._asdict()


class Frame(NamedTuple):
    """The same for all pages of one site."""

    #: public URL of the tree, with a slash at its end
    base: str
    #: of the whole site
    feed: Offered
    #: name, title and description of each
    newsletters: tuple[tuple[str, str, str], ...]
    has_authors: bool
    has_search: bool

    @property
    def top(self) -> str:
        """The top of the tree as a path from the host's root."""
        return urlsplit(self.base).path or "/"

    def address(self, path: str) -> str:
        """The public URL of what stands at the path."""
        return self.base + quote(path)

    def place(self, folder: str) -> Place:
        """Where the page of the folder stands."""
        root = "../" * folder.count("/") or "./"
        return Place(base=self.base, root=root, address=self.address(folder))

    def around(self, tools: Tools, root: str, section: str) -> dict[str, str]:
        """The parts by name, for pages that lead to the top of the tree by `root`."""
        key = (root, section, self)
        found = tools.parts.get(key)
        if found is None:
            values = {**self.values(), "root": root, "section": section}
            found = tools.parts[key] = {
                part: tools.theme.fill(f"site/{part}.html", site=tools.site, **values)
                for part in PARTS
            }
        return found

    def values(self) -> dict[str, Any]:
        """What the templates of the parts are given."""
        names = ("name", "title", "description")
        return {
            "feed": self.feed.shown(),
            "newsletters": [dict(zip(names, n, strict=True)) for n in self.newsletters],
            "has_authors": self.has_authors,
            "has_search": self.has_search,
        }


def offered(feed: Feed) -> Offered:
    """The feed as pages offer it."""
    return Offered(feed.title, feed.atom_url, feed.rss_url, feed.json_url)


def make_frame(
    feed: Feed,
    newsletters: Iterable[Newsletter],
    *,
    has_authors: bool,
    has_search: bool,
) -> Frame:
    """The frame of the site whose feed this is."""
    told = ((one.name, one.title, one.description) for one in newsletters)
    return Frame(feed.home_url, offered(feed), tuple(told), has_authors, has_search)
