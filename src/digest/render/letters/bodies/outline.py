"""The headings of a body below the one that stands above it, with no level skipped."""

from __future__ import annotations

from lxml.html import HtmlElement

from digest.html_tags import HEADING_TAGS
from digest.render.letters.bodies.tree import elements

LOWEST = len(HEADING_TAGS)


def shift_headings(root: HtmlElement, above: int) -> None:
    """Set the levels of the headings so that the outline of the whole letter is right.

    Each stands one level below that in whose section it is, in the order of levels that
    its author gave them.
    """
    open_levels: list[int] = []
    for heading in elements(root, *HEADING_TAGS):
        level = int(str(heading.tag)[1:])
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        heading.tag = f"h{min(above + len(open_levels), LOWEST)}"
