"""What tells a line of the article from a line of the page around it.

Each sign has a name that says what it is, and is mostly from 0 to 1 strong. What it
counts for stands in `weights`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from digest.load.cruft.bylines import DATE
from digest.load.cruft.grammar import GRAMMAR
from digest.load.sights import WORD, Sight, of_meaning

Signs = Mapping[str, float]

#: characters of a line that are looked at: the first ones tell enough
LOOKED_AT = 600
QUOTED = re.compile('["“”«»„「『]')
#: what joins the parts of a trail, a byline or a pair of links
JOINT = re.compile("[|»›©→←]")
#: lines beside one that are near, and that are far
NEAR = 3
FAR = 10
#: words of one paragraph that count, so that a long one does not stand for a page
PARAGRAPH = 50
#: words of meaning from which it can be said that a line shares them
LEAST_SHARED = 3
UNKNOWN_SHARE = 0.3
LABEL = 10
HEADLINE = 20
DATED = 15
BOXED = 40
#: known lines above from which no further one adds to the doubt
MANY = {"comments": 2, "related": 3, "box": 3}
#: reasons of known lines whose boxes stand below an article
BOXES = frozenset({"newsletter", "legal", "share"})


@dataclass(frozen=True)
class Text:
    """The lines of a text as the signs need them."""

    sights: Sequence[Sight]
    #: the lines that betray themselves, each with its reason
    phrases: Mapping[int, str]
    #: the places of the paragraphs
    prose: Sequence[int]
    #: the last place above the text where the title stands; -1 without one
    title_place: int

    def line_signs(self) -> Iterator[Signs]:
        """The signs of each line in its turn, those alone that are there."""
        above: Counter[str] = Counter()
        begun = min((p for p in self.prose if p > self.title_place), default=math.inf)
        for place, sight in enumerate(self.sights):
            signs = _own(sight, self._words[place])
            signs |= self._known(place) | self._place(place, above)
            signs |= self._around(place)
            yield {name: value for name, value in signs.items() if value}
            if place > begun and (reason := self.phrases.get(place)):
                above["box" if reason in BOXES else reason] += 1

    def _known(self, place: int) -> dict[str, float]:
        """What the rest of the text tells of the line's words."""
        sight = self.sights[place]
        words = self._meanings[place]
        own = int(place in self._paragraphs)
        shared = sum(self._usage[word] > own for word in words)
        is_long = len(words) >= LEAST_SHARED
        return {
            "known phrase": place in self.phrases,
            "paragraph that stands twice": sight.is_prose
            and self._copies[sight.text] > 1,
            "words that paragraphs share": shared / len(words)
            if is_long
            else UNKNOWN_SHARE,
        }

    def _place(self, place: int, above: Mapping[str, int]) -> dict[str, float]:
        """Where the line stands among the parts of a page."""
        read = self._read[place] / self._read[-1] if self._read[-1] else 0.0
        return {
            "above the title": place < self.title_place,
            "prose still to come": 1 - read,
            **{
                f"{reason} above": min(above.get(reason, 0), most) / most
                for reason, most in MANY.items()
            },
        }

    def _around(self, place: int) -> dict[str, float]:
        """What the lines beside it are."""
        near = (max(0, place - NEAR), min(len(self.sights), place + 1 + NEAR))
        far = max(0, place - FAR)
        small = self._small
        return {
            "prose near above": (self._read[place] - self._read[near[0]]) / 100,
            "prose near below": (self._read[near[1]] - self._read[place + 1]) / 100,
            "grammar near above": (small[place] - small[near[0]]) / NEAR,
            "grammar near below": (small[near[1]] - small[place + 1]) / NEAR,
            "known phrases near below": (self._hits[near[1]] - self._hits[place + 1])
            / NEAR,
            "known phrases far above": (self._hits[place] - self._hits[far]) / FAR,
        }

    @cached_property
    def _paragraphs(self) -> frozenset[int]:
        return frozenset(self.prose)

    @cached_property
    def _words(self) -> list[list[str]]:
        return [WORD.findall(sight.text[:LOOKED_AT]) for sight in self.sights]

    @cached_property
    def _meanings(self) -> list[frozenset[str]]:
        return [of_meaning(word.casefold() for word in words) for words in self._words]

    @cached_property
    def _usage(self) -> Counter[str]:
        """In how many paragraphs each word of meaning stands."""
        return Counter(word for place in self.prose for word in self._meanings[place])

    @cached_property
    def _copies(self) -> Counter[str]:
        return Counter(sight.text for sight in self.sights if sight.is_prose)

    @cached_property
    def _read(self) -> list[float]:
        """The words of paragraphs before each place, and at the end all of them."""
        words = (
            min(sight.words, PARAGRAPH) if place in self._paragraphs else 0.0
            for place, sight in enumerate(self.sights)
        )
        return list(accumulate(words, initial=0.0))

    @cached_property
    def _hits(self) -> list[int]:
        hits = (int(place in self.phrases) for place in range(len(self.sights)))
        return list(accumulate(hits, initial=0))

    @cached_property
    def _small(self) -> list[float]:
        """The shares of small words before each place, summed up."""
        return list(accumulate(map(_grammar, self._words), initial=0.0))


def _own(sight: Sight, tokens: Sequence[str]) -> dict[str, float]:
    """How the line looks by itself."""
    text, words = sight.text, sight.words
    many = max(1, len(tokens))
    return {
        "any line": 1.0,
        "at most 10 words": words <= LABEL,
        "at least 20 words": words >= HEADLINE,
        "at least 40 words": words >= BOXED,
        "ends as a sentence": sight.is_closed,
        "long, and ends as a sentence": sight.is_prose and sight.is_closed,
        "capitals": sum(token[0].isupper() for token in tokens) / many,
        "numbers": sum(token.isdigit() for token in tokens) / many,
        "begins small": text[:1].islower(),
        "breaks off": text.endswith(("…", "...")),
        "asks": text.endswith("?"),
        "quotes": QUOTED.search(text[:LOOKED_AT]) is not None,
        "short with a joint": words < BOXED and JOINT.search(text) is not None,
        "short with a date": words < DATED and DATE.search(text[:200]) is not None,
    }


def _grammar(tokens: Sequence[str]) -> float:
    """The share of small words, where half of all is as much as there can be."""
    small = sum(token.casefold() in GRAMMAR for token in tokens)
    return min(1.0, 2 * small / max(1, len(tokens)))
