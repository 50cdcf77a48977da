"""What a page shows around its title, and what it shows elsewhere and of others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from digest.load.sights import squeezed

#: in these a page speaks of other things, or its readers speak
FOREIGN_TAGS = frozenset({"form", "nav", "aside", "footer"})
_FOREIGN_SIGN = re.compile(
    r"(?:^|\s)(?:sidebar|widget|related|teaser|recent|latest|menu|respond)"
    r"|(?<!has-)(?<!no-)(?<!with-)comment(?!s?-(?:open|closed))",
    re.IGNORECASE,
)
#: lines above and below a title in which its author and date may stand
ABOVE, BELOW = 6, 12


def is_foreign(element: HtmlElement) -> bool:
    """Whether the element belongs to a comment, a form, a menu or another article."""
    return any(map(_is_foreign, (element, *element.iterancestors())))


def _is_foreign(element: HtmlElement) -> bool:
    if element.tag in {"body", "html", "article"}:
        # themes write there what all their pages have
        return False
    sign = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag in FOREIGN_TAGS or _FOREIGN_SIGN.search(sign) is not None


def lines_near_title(lines: Sequence[str], title: str) -> Iterator[str]:
    """The lines below each line that is the title, and then those above it."""
    key = squeezed(title)
    if not key:
        return
    for place, line in enumerate(lines):
        if squeezed(line) == key:
            yield from lines[place + 1 : place + 1 + BELOW]
            yield from reversed(lines[max(0, place - ABOVE) : place])
