"""One text as a whole: how each line looks, and what is known of all of them.

Nothing is decided here; the rules decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from digest.load.cruft.bylines import is_caption
from digest.load.cruft.phrases import phrase_reason, whole_line_reason
from digest.load.cruft.signs import Signs, Text
from digest.load.cruft.span import first_span, score
from digest.load.cruft.titles import find_title
from digest.load.sights import content_words, look
from digest.model import Block, BlockKind

#: known phrases from which a text is a whole page, and their share of its lines
PAGE_PHRASES = 8
PAGE_SHARE = 0.06
#: the part of the title's words from which a paragraph speaks of it
TITLED_SHARE = 0.3
#: characters beyond which a line is not searched for phrases
LONGEST_PHRASE = 400
#: lines that a sentence with a colon can announce, and the words it has at least
LONGEST_LED = 12
LEAST_LEAD = 5
#: blocks that no phrase can make cruft
WORDLESS = frozenset({BlockKind.CODE, BlockKind.TABLE, BlockKind.IMAGE})


class Lines:
    """The lines of one text, by their places from 0."""

    def __init__(self, blocks: Sequence[Block], title: str = "") -> None:
        self.blocks = blocks
        self.sights = tuple(look(block.text) for block in blocks)
        found = find_title(self.sights, title)
        self.title = found.text
        self.title_places = frozenset(found.places)

    def text(self, place: int) -> str:
        """The words of the line; empty beyond the last one."""
        return self.sights[place].text if 0 <= place < len(self.sights) else ""

    @cached_property
    def phrases(self) -> Mapping[int, str]:
        """Lines that betray themselves by their words, each with its reason."""
        return {
            place: reason
            for place in range(len(self.sights))
            if (reason := self._phrase(place))
        }

    @cached_property
    def prose(self) -> tuple[int, ...]:
        """Places of the paragraphs that have no sign of cruft."""
        return tuple(
            place
            for place, sight in enumerate(self.sights)
            if sight.is_prose
            and place not in self.phrases
            and place not in self.title_places
            and not is_caption(sight.text)
        )

    @cached_property
    def is_page(self) -> bool:
        """Whether this is a whole page, not just an article with some cruft."""
        share = PAGE_SHARE * len(self.sights)
        return len(self.phrases) >= max(PAGE_PHRASES, share)

    @cached_property
    def signs(self) -> tuple[Signs, ...]:
        """The signs of each line by which it is weighed."""
        text = Text(
            sights=self.sights,
            phrases=self.phrases,
            prose=self.prose,
            title_place=self.last_title,
        )
        return tuple(text.line_signs())

    @cached_property
    def scores(self) -> tuple[float, ...]:
        """What each line says for being the article: above 0 for, below 0 against."""
        return tuple(
            0.0 if self._is_weightless(place) else score(signs)
            for place, signs in enumerate(self.signs)
        )

    @cached_property
    def span(self) -> tuple[int, int]:
        """The first run of lines that reads well, by its start and its end."""
        return first_span(self.scores, after=self.last_title + 1, prose=self.prose)

    @cached_property
    def last_title(self) -> int:
        """The last place of the title above the article; -1 without one."""
        places = sorted(self.title_places, reverse=True)
        return next((place for place in places if self._is_above(place)), -1)

    def _is_above(self, title: int) -> bool:
        """Whether little of the text stands above the place, or nothing on the title.

        A page may have more paragraphs in its menus than its article has.
        """
        before = [place for place in self.prose if place < title]
        if len(before) <= len(self.prose) // 2:
            return True
        return not any(self._is_titled(place) for place in before)

    def _is_titled(self, place: int) -> bool:
        """Whether the line speaks of what the title says."""
        title = content_words(self.title)
        shared = content_words(self.text(place)) & title
        return len(shared) > TITLED_SHARE * len(title)

    @cached_property
    def _usage(self) -> Counter[str]:
        """In how many paragraphs each word of meaning stands."""
        usage: Counter[str] = Counter()
        for place in self.prose:
            usage.update(content_words(self.text(place)))
        return usage

    def rest_shares(self, words: frozenset[str], *, without: Sequence[int]) -> int:
        """How many of the words stand in some paragraph other than these."""
        own: Counter[str] = Counter()
        for place in without:
            if self.sights[place].is_prose and place not in self.phrases:
                own.update(content_words(self.text(place)))
        return sum(self._usage[word] > own[word] for word in words)

    def _is_weightless(self, place: int) -> bool:
        """Whether the line says nothing of where the article is."""
        is_wordless = self.blocks[place].kind in WORDLESS
        return is_wordless or place in self.title_places or not self.text(place)

    def _phrase(self, place: int) -> str:
        sight = self.sights[place]
        if not sight.text or len(sight.text) > LONGEST_PHRASE:
            return ""
        if self.blocks[place].kind in WORDLESS:
            return ""
        if reason := whole_line_reason(sight.text):
            is_content = self._is_taken_up(place) or self._is_listed(place)
            return "" if is_content else reason
        return phrase_reason(sight.text, is_sentence=sight.is_prose)

    def _is_taken_up(self, place: int) -> bool:
        """Whether the next paragraph speaks of the line: then it is a real heading."""
        words, after = content_words(self.text(place)), place + 1
        if not words or after >= len(self.sights) or not self.sights[after].is_prose:
            return False
        below = self.text(after)
        is_cruft = phrase_reason(below[:LONGEST_PHRASE], is_sentence=True)
        return not is_cruft and bool(words & content_words(below))

    def _is_listed(self, place: int) -> bool:
        """Whether a sentence with a colon announces the line: then it is an item."""
        for above in range(place - 1, max(-1, place - 1 - LONGEST_LED), -1):
            sight = self.sights[above]
            if sight.text.endswith((":", "：")):
                is_sentence = sight.words >= LEAST_LEAD
                return is_sentence and not phrase_reason(sight.text, is_sentence=False)
            if sight.is_closed or not sight.is_short:
                break
        return False


#: the place of a line that goes, and why
Verdict = tuple[int, str]


@dataclass(frozen=True, slots=True)
class View:
    """The lines, and the reason of each that goes by the rules so far."""

    lines: Lines
    verdicts: Mapping[int, str]
