"""What in the HTML of a mail is not its own words: taken out of the tree, and told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from digest.load.mail.flowed import SIGNATURE
from digest.load.mail.headers import Occasion
from digest.load.mail.quotes import (
    ATTRIBUTION,
    FORWARDING,
    LONGEST,
    QUOTED,
    SIGNED,
    begins_with_writer,
    is_forward,
    is_header,
)
from digest.load.words import words_of

#: classes and ids by which mail programs mark what they put into a mail
_QUOTE = re.compile(
    r"\b(?:gmail_quote|gmail_extra|yahoo_quoted|protonmail_quote|zmail_extra"
    r"|tutanota_quote)\b"
)
_SIGNATURE = re.compile(
    r"\b(?:gmail_signature|moz-signature|protonmail_signature_block|Signature"
    r"|ms-outlook-mobile-signature|apple-mail-signature)\b"
)
#: from here on stands the mail that is answered
_REST = re.compile(r"\b(?:appendonsend|divRplyFwdMsg|OutlookMessageHeader)\b")
#: elements that may be the line above a quote, or the header of another mail
_LINE_TAGS = ("div", "p", "span", "td", "font")
#: empty elements between a quote and the line above it
MOST_EMPTY = 10
#: characters that such a header may have
LONGEST_HEADER = 1500


def take_out(root: HtmlElement, occasion: Occasion) -> Iterator[tuple[str, str]]:
    """Words and reason of each part that is not the mail's own, which leaves the tree.

    A mail that is passed on is what its sender means: only the header above it goes.
    """
    is_forwarded = occasion is Occasion.FORWARD
    for element in list(root.iter("*")):
        if next(element.iterancestors("html"), None) is not root:
            continue  # it went with what stands around it
        marks = f"{element.get('class', '')} {element.get('id', '')}"
        if _SIGNATURE.search(marks) or _begins_signature(element):
            yield _take(element), SIGNED
        elif _REST.search(marks) or _is_header(element):
            if is_forwarded:
                yield _take(element), FORWARDING
            else:
                yield _take_rest(element), QUOTED
        elif _is_forward(element):
            is_forwarded = True
            yield _take(element), FORWARDING
        elif is_forwarded:
            continue
        elif _QUOTE.search(marks) or _is_cited(element, occasion):
            above = _line_above(element)
            if above is not None:
                yield _take(above), QUOTED
            yield _take(element), QUOTED


def _is_cited(element: HtmlElement, occasion: Occasion) -> bool:
    """Whether a quote is that of a mail, and not of a book."""
    if element.tag != "blockquote":
        return False
    if str(element.get("type", "")).lower() == "cite":
        return True
    if occasion is not Occasion.ANSWER:
        return False
    return _line_above(element) is not None or begins_with_writer(words_of(element))


def _line_above(element: HtmlElement) -> HtmlElement | None:
    """The element just above that says who wrote, if there is one."""
    # a line that stands further up is none; to look for it is slow in a long row
    near = islice(element.itersiblings(preceding=True), MOST_EMPTY)
    above = next((each for each in near if words_of(each)), None)
    if above is None or above.tag not in _LINE_TAGS:
        return None
    words = words_of(above)
    is_said = len(words) <= LONGEST and ATTRIBUTION.fullmatch(words)
    return above if is_said else None


def _is_header(element: HtmlElement) -> bool:
    return element.tag in _LINE_TAGS and is_header(_short_words(element))


def _is_forward(element: HtmlElement) -> bool:
    return element.tag in _LINE_TAGS and is_forward(_short_words(element))


def _begins_signature(element: HtmlElement) -> bool:
    if element.tag not in _LINE_TAGS:
        return False
    first = _short_words(element).partition("\n")[0]
    return first == SIGNATURE.rstrip()


def _short_words(element: HtmlElement) -> str:
    """The words of an element that is no longer than a header; else ""."""
    length = 0
    for text in element.itertext():
        length += len(text)
        if length > LONGEST_HEADER:
            return ""
    return words_of(element)


def _take(element: HtmlElement) -> str:
    words = words_of(element)
    element.drop_tree()
    return words


def _take_rest(element: HtmlElement) -> str:
    """The words of the element and of all that follows it in the mail."""
    words = []
    places = [element, *element.iterancestors()]
    for place in places[: places.index(next(element.iterancestors("body")))]:
        following = [*place.itersiblings()]
        if place is element:
            following.insert(0, element)
        elif place.tail:
            words.append(place.tail)
            place.tail = None
        for each in following:
            words += [words_of(each), each.tail or ""]
            each.getparent().remove(each)
    return "\n".join(line for word in words if (line := word.strip()))
