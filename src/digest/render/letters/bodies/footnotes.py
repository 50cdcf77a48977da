"""The footnotes of a body: marks and notes, without the ways there and back.

A letter has both, and few mail programs jump within one. The ways would lead to its
page on the web, and the text part would tell each as a link of its own.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from digest.render.letters.bodies.tree import elements, remove, unwrap, words_of

#: what a link from a note back to its mark says, perhaps with the number of the mark
BACK = re.compile(r"[\s\ufe0e\ufe0f]*[↩↑⤴↵^][\s\ufe0e\ufe0f]*[0-9]{0,3}")
NUMBER = re.compile(r"\[?([0-9]{1,4})\]?")


def mend_footnotes(root: HtmlElement) -> None:
    """Put the number of each mark in brackets, and take out the arrows of the notes."""
    for link in elements(root, "a"):
        if not link.get("href", "").strip().startswith("#"):
            continue
        words = words_of(link)
        if BACK.fullmatch(words):
            remove(link)
        elif (number := NUMBER.fullmatch(words)) and _is_raised(link):
            _innermost(link).text = f"[{number[1]}]"
            unwrap(link)


def _is_raised(link: HtmlElement) -> bool:
    """Whether the link is a raised number, however the two are nested."""
    return any(parent.tag == "sup" for parent in (link.getparent(), *link))


def _innermost(link: HtmlElement) -> HtmlElement:
    return link[0] if len(link) else link
