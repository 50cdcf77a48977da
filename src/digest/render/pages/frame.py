"""What stands around every page: head, top, foot and the form to subscribe.

Most of it is the same for all pages of one depth, so it is made once for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from digest.feeds import Feed
from digest.issues import Newsletter
from digest.render.local import Place
from digest.render.offers import OnOffer, offers
from digest.render.tools import Tools
from digest.words import words_for

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
    has_newsletters: bool
    #: those that the form shows
    on_offer: tuple[OnOffer, ...]
    #: BCP 47 tag of the site
    language: str
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
        words = words_for(self.language)
        return {
            "feed": self.feed.shown(),
            "has_newsletters": self.has_newsletters,
            "choices": self.on_offer,
            "_": words.gettext,
            "language": self.language,
            "words_language": words.tag,
            "words_direction": words.direction,
            "has_authors": self.has_authors,
            "has_search": self.has_search,
        }


def offered(feed: Feed) -> Offered:
    """The feed as pages offer it."""
    return Offered(feed.title, feed.atom_url, feed.rss_url, feed.json_url)


def make_frame(
    feed: Feed,
    newsletters: Sequence[Newsletter],
    *,
    language: str,
    has_authors: bool,
    has_search: bool,
) -> Frame:
    """The frame of the site whose feed this is; its language is a BCP 47 tag."""
    listed = [newsletter for newsletter in newsletters if newsletter.listed]
    first = {newsletter.name for newsletter in listed[:1]}
    return Frame(
        base=feed.home_url,
        feed=offered(feed),
        has_newsletters=bool(newsletters),
        on_offer=offers(listed, first, language=language, site_language=language),
        language=language,
        has_authors=has_authors,
        has_search=has_search,
    )
