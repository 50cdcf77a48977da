"""What one extractor took for the article of a page, to be asked block by block."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from digest.load.sights import squeezed

#: letters from which a block is known wherever it stands in an extractor's text
LONG = 25
#: words in a row by which a longer block is known again
SHINGLE = 5
#: the part of a block's shingles that an extractor has to have
ENOUGH = 0.5
_WORD = re.compile(r"\w+")


class Extracted:
    """What one extractor took for the article, to be asked block by block."""

    def __init__(self, texts: Iterable[str], images: frozenset[str] | None) -> None:
        lines = [line for text in texts for line in text.split("\n")]
        keys = [squeezed(line) for line in lines]
        self._lines = frozenset(keys)
        self._letters = "".join(keys)
        self._images = images

    def has_text(self, text: str, key: str) -> bool:
        """Whether it has this text: a short one as a line, a long one by its words.

        The key is the text squeezed.
        """
        if len(key) < LONG:
            return key in self._lines
        if key in self._letters:
            return True
        words = _WORD.findall(text.casefold())
        count = max(1, len(words) - SHINGLE + 1)
        missing = 0
        for start in range(count):
            missing += "".join(words[start : start + SHINGLE]) not in self._letters
            if missing > (1 - ENOUGH) * count:
                return False
        return True

    def has_image(self, element: HtmlElement) -> bool:
        """Whether it has a picture of the element; True where it tells no pictures."""
        if self._images is None:
            return True
        return any(image.get("src") in self._images for image in element.iter("img"))
