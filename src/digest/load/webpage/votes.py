"""What two extractors take for the article of a web page.

How their answers count is not decided here. The only importer of trafilatura and
readability; they take half a second to start, so that this module is imported late.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from copy import deepcopy

import readability
import trafilatura
from lxml.etree import iterwalk, strip_elements, strip_tags
from lxml.html import HtmlElement, tostring

from digest.load.webpage.extracted import Extracted
from digest.load.words import words_of

#: neither takes anything of them for an article, and each element costs time
BARE_TAGS = (
    *("nav", "aside", "footer", "dialog", "svg", "canvas", "object", "meta", "input"),
    *("select", "button"),
)
#: they part no words, and each extractor looks at each of them
SMALL_TAGS = ("span", "b", "strong", "i", "em", "font", "u", "small", "sup", "sub")
#: items from which a list of links is a menu, and the part of its letters in links
SHORTEST_MENU = 4
MOST_LINKED = 0.95

# what they say of a page that they cannot read is no news: the other one is asked
for _name in ("trafilatura", "readability"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def ask_extractors(root: HtmlElement) -> tuple[Extracted, ...]:
    """What each of two extractors takes for the article; the tree stays as it is."""
    slim = _slim(root)
    extractors = (_ask_trafilatura, _ask_readability)
    return tuple(_answer(extractor, slim) for extractor in extractors)


def _slim(root: HtmlElement) -> HtmlElement:
    """A copy of the tree without what no extractor would take."""
    slim = deepcopy(root)
    strip_elements(slim, *BARE_TAGS, with_tail=False)
    for element in [each for each in _outer_lists(slim) if _is_menu(each)]:
        element.drop_tree()
    strip_tags(slim, *SMALL_TAGS)
    return slim


def _outer_lists(root: HtmlElement) -> Iterator[HtmlElement]:
    walk = iterwalk(root, events=("start",), tag=("ul", "ol"))
    for _, element in walk:
        yield element
        walk.skip_subtree()


def _is_menu(element: HtmlElement) -> bool:
    """Whether the list holds links and nothing else."""
    if len(element) < SHORTEST_MENU:
        return False
    linked = sum(_letters(link) for link in element.iter("a"))
    return linked >= MOST_LINKED * _letters(element)


def _letters(element: HtmlElement) -> int:
    return sum(map(len, "".join(element.itertext()).split()))


def _answer(
    extractor: Callable[[HtmlElement], Extracted], root: HtmlElement
) -> Extracted:
    """The answer of one; it has nothing where it fails, as both do on odd pages."""
    try:
        return extractor(root)
    # they raise whatever lxml, re and their own slips raise; the page is not to blame
    except Exception:  # noqa: BLE001
        return Extracted((), frozenset())


def _ask_trafilatura(root: HtmlElement) -> Extracted:
    # it works on a copy of the tree that it is given
    text = trafilatura.extract(root, fast=True, include_comments=False) or ""
    return Extracted([text], None)


def _ask_readability(root: HtmlElement) -> Extracted:
    document = _Document(root)
    document.summary(html_partial=True)
    article = document.html
    images = frozenset(str(image.get("src")) for image in article.iter("img"))
    return Extracted([words_of(article)], images)


# the base has no types
class _Document(readability.Document):  # type: ignore[misc]
    """readability over a tree without scripts: it needs no cleaning, and no parser."""

    def _parse(self, input: HtmlElement) -> HtmlElement:  # noqa: A002  its own name
        return deepcopy(input)

    def get_clean_html(self) -> str:
        """The article, of which only the length is asked for."""
        return str(tostring(self.html, encoding="unicode"))
