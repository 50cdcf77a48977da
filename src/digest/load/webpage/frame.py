"""What stands around an article in the frame of its page: menus, boxes, forms."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

#: what stands around an article; a page without any of them is nothing but its text
AROUND_TAGS = ("nav", "aside", "footer", "form", "iframe", "button")
NAVIGATION_TAGS = frozenset({"nav", "aside", "footer", "header", "form", "button"})
_AROUND_SIGN = re.compile(
    r"(?<![a-z])(nav|menu|sidebar|footer|header|comments?|share|social|related|promo|ads?"
    r"|widget|cookie|banner|breadcrumbs?)(?![a-z])",
    re.IGNORECASE,
)
#: what a box inside of an article is called that is none of it
_BOX_SIGN = re.compile(
    r"(?<![a-z])(nav|menu|sidebar|footer|comments?|shar(?:e|ing)|social|related|promo"
    r"|ads?|advert\w*|sponsor\w*|widget|cookie|banner|breadcrumbs?|newsletter"
    r"|subscri\w+|teaser|recommend\w*|outbrain|taboola|tags?|author|byline|bio|meta"
    r"|credits?|more|also|popular|trending|tool(?:s|bar)|pagination|slideshow)(?![a-z])",
    re.IGNORECASE,
)


def is_plain(root: HtmlElement) -> bool:
    """Whether nothing stands around the text of the page: somebody wrote it by hand."""
    if next(root.iter(*AROUND_TAGS), None) is not None:
        return False
    return not any(_AROUND_SIGN.search(_names(each)) for each in root.iter())


def is_navigation(element: HtmlElement) -> bool:
    """Whether the element stands in what leads through a site, not in an article."""
    if element.tag in NAVIGATION_TAGS:
        return True
    return next(element.iterancestors(*NAVIGATION_TAGS), None) is not None


def is_box(element: HtmlElement) -> bool:
    """Whether the element is called what is none of the article around it."""
    if element.tag in NAVIGATION_TAGS:
        return True
    return _BOX_SIGN.search(_names(element)) is not None


def _names(element: HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}"
