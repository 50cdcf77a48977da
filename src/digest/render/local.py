"""A body that was made for feeds -> the same body within the published tree.

Feeds need absolute URLs; in the tree they become relative again, so that a preview
shows its own pictures and a copy elsewhere works. What may be wider than a phone gets a
frame that scrolls by itself and that a keyboard reaches (WCAG 2.2, 1.4.10 and 2.1.1).
Pictures are offered in all their widths, for the browser to choose from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape, unescape

from digest.images import Image

#: a whole tag: a sanitiser may leave `<` and `>` within quotes as they are
TAG = re.compile(r"""<(/?[a-zA-Z][^\s/>]*)([^>"]*(?:"[^"]*"[^>"]*)*)>""")
#: the tags that change, to be looked for alone where no quotes hold another
CHANGING = re.compile(
    r"<(table|/table|pre|(?:a|blockquote|del|img|ins|q)(?= ))([^<>]*)>"
)
QUOTED = re.compile(r'="[^"<>]*[<>]')
REFERENCE = re.compile(r"""(?<=\s)(href|src|cite|poster)="([^"]*)\"""")
SOURCE = re.compile(r"""\ssrc="([^"]*)\"""")
WIDTH = re.compile(r"""\swidth="([0-9]+)\"""", re.ASCII)
FRAME = '<div class="scroll" role="group" aria-label="Table" tabindex="0">'
#: CSS pixels that the column of templates/site/style.css is wide, where there is room;
#: on a narrower screen it has nine tenths of it
COLUMN = 660
ROOM = "46rem"
SHARE = "90vw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A picture as a page offers it, in all its widths."""

    url: str
    alt: str
    #: 0 where it is not known
    width: int
    height: int
    #: both empty where there is nothing to choose from
    srcset: str
    sizes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the tree something is shown."""

    #: public URL of the whole tree, with a slash at its end
    base: str
    #: what leads from the page to the top of the tree
    root: str
    #: public URL of the page itself
    address: str

    def url(self, url: str) -> str:
        """The URL as this page refers to it: relative if it is in the tree."""
        if not url.startswith(self.base):
            return url
        if url.startswith(f"{self.address}#"):
            return url.removeprefix(self.address)
        return self.root + url.removeprefix(self.base)

    def offer(self, image: Image) -> Offer:
        """The picture as this page offers it."""
        has_choice = len(image.renditions) > 1
        choice = (f"{self.url(each.url)} {each.width}w" for each in image.renditions)
        return Offer(
            url=self.url(image.url),
            alt=image.alt,
            width=image.width or 0,
            height=image.height or 0,
            srcset=", ".join(choice) if has_choice else "",
            sizes=_sizes(image.renditions[-1].width) if has_choice else "",
        )

    def html(self, html: str, pictures: Iterable[Image] = (), lead: str = "") -> str:
        """The sanitised body as this page shows it.

        Its own `pictures` are offered in all their widths. The one at the URL `lead` is
        loaded at once, each other one when it comes into view.
        """
        tags = TAG if QUOTED.search(html) else CHANGING
        if "<img" not in html:
            return tags.sub(self._tag, html)
        by_url = {picture.url: picture for picture in pictures}

        def shown(found: re.Match[str]) -> str:
            if found[1] != "img":
                return self._tag(found)
            source = SOURCE.search(found[2])
            url = unescape(source[1]) if source else ""
            attributes = self._attributes(found[2])
            if picture := by_url.get(url):
                attributes += self._choice(picture, attributes)
            waits = "" if url and url == lead else ' loading="lazy" decoding="async"'
            return f"<img{waits}{attributes}>"

        return tags.sub(shown, html)

    def _tag(self, found: re.Match[str]) -> str:
        name, rest = found[1].lower(), found[2]
        if '="' in rest:
            rest = self._attributes(rest)
        match name:
            case "table":
                return f"{FRAME}<table{rest}>"
            case "/table":
                return "</table></div>"
            case "pre":
                return f'<pre tabindex="0"{rest}>'
            case _:
                return f"<{found[1]}{rest}>"

    def _attributes(self, attributes: str) -> str:
        """The attributes of a tag, with what they refer to as this page does."""
        return REFERENCE.sub(self._reference, attributes)

    def _choice(self, picture: Image, attributes: str) -> str:
        """The attributes by which a browser chooses a width."""
        offer = self.offer(picture)
        if not offer.srcset:
            return ""
        width = WIDTH.search(attributes)
        sizes = _sizes(int(width[1])) if width else offer.sizes
        return f' srcset="{escape(offer.srcset)}" sizes="{sizes}"'

    def _reference(self, found: re.Match[str]) -> str:
        return f'{found[1]}="{self.url(found[2])}"'


def _sizes(width: int) -> str:
    """How wide a picture of this width is drawn, by the room that there is."""
    if width < COLUMN:
        return f"(min-width: {ROOM}) {width}px, min({width}px, {SHARE})"
    return f"(min-width: {ROOM}) {COLUMN}px, {SHARE}"
