"""Which line is the article's title, and which other lines only repeat it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digest.load.cruft.bylines import is_byline, is_credit, is_date_line
from digest.load.cruft.phrases import phrase_reason, whole_line_reason
from digest.load.sights import Sight

#: what stands between a title and the name of its site
JOINT = re.compile(r"\s+[-–—|│·•:«»‹›~>]+\s+|\s*(?:\||│|_|::|»)\s*|:\s+")
#: lines in which a title is looked for
HEAD = 160
#: lines among which it is confirmed, and the characters of each
MOST_LINES = 5000
LONGEST_LINE = 400
SITE_JOINT = re.compile(r"\s+[-–—|│·•«»]\s+|\s*(?:\||│|_)\s*")
OPENING_JOINT = re.compile(rf"(?:{JOINT.pattern})$")
#: words up to which a line may be the label of a menu
LABEL_WORDS = 3
LONGEST = 32
#: the least part of a line that the title in it may be
LEAST_PART = 0.3
LONGEST_SUFFIX = 6
#: lines that may say the title and no more: beyond that it is a refrain
MOST_COPIES = 5


@dataclass(frozen=True, slots=True)
class Title:
    """The title, and the places of all lines that say it."""

    text: str
    places: tuple[int, ...]


NO_TITLE = Title("", ())


def find_title(sights: Sequence[Sight], known: str = "") -> Title:
    """The title among the lines, in the shortest form that a second line confirms.

    A title that is known is only looked for, and may stand nowhere.
    """
    keys = {
        place: _key(sight.text)
        for place, sight in enumerate(sights[:MOST_LINES])
        if 0 < len(sight.text) <= LONGEST_LINE
    }
    if known:
        end = _end_of_head(sights, -1)
        return Title(known, tuple(_places(_key(known), keys, end)))
    head = [place for place in range(min(HEAD, len(sights))) if sights[place].text]
    if not head or _is_opening_prose(sights[head[0]]):
        return NO_TITLE
    chosen = _chosen(head, sights, keys)
    if chosen is None:
        return NO_TITLE
    places = {chosen, *_places(keys[chosen], keys, _end_of_head(sights, chosen))}
    if {keys[place] for place in places} >= set(keys.values()):
        return NO_TITLE  # it is all there is to read
    return Title(_without_site(sights[chosen].text, keys), tuple(sorted(places)))


def _is_opening_prose(sight: Sight) -> bool:
    return sight.is_prose and sight.is_closed and sight.words > LONGEST / 2


def _is_candidate(sight: Sight) -> bool:
    return (
        0 < sight.words <= LONGEST
        and len(sight.text) <= LONGEST_LINE
        and not whole_line_reason(sight.text)
        and not phrase_reason(sight.text, is_sentence=sight.is_prose)
        and not is_date_line(sight.text)
        and not is_byline(sight.text)
        and not is_credit(sight.text)
    )


def _chosen(
    head: Sequence[int], sights: Sequence[Sight], keys: Mapping[int, str]
) -> int | None:
    """The place of the title: the first line, if no later one has better reasons."""
    start = head[0]
    first = next((place for place in head if _is_candidate(sights[place])), None)
    if first is None or (first == start and _is_set_off(sights[first], keys)):
        return None
    later = [place for place in head if place > first and place in keys]
    held = [place for place in later if _holds(keys[first], keys[place])]
    if shorter := [place for place in held if _is_candidate(sights[place])]:
        return max(shorter, key=lambda place: (len(keys[place]), -place))
    is_opening = first == start
    if _is_echoed(first, keys) or (is_opening and sights[first].words > LABEL_WORDS):
        return first
    end = _end_of_head(sights, first)
    above = [p for p in (first, *later) if p < end and sights[p].words > LABEL_WORDS]
    better = [place for place in above if _is_echoed(place, keys, upto=end)]
    if not is_opening:
        better += [place for place in above if sights[place].is_headline]
    likely = (place for place in better if _is_candidate(sights[place]))
    return next(likely, first if is_opening else None)


def _is_set_off(sight: Sight, keys: Mapping[int, str]) -> bool:
    """Whether the opening line is a sentence that the text says again."""
    is_sentence = sight.is_prose and not sight.is_headline
    return is_sentence and list(keys.values()).count(_key(sight.text)) > 1


def _is_echoed(place: int, keys: Mapping[int, str], *, upto: int = MOST_LINES) -> bool:
    """Whether another line repeats it, in the head or with a site's name anywhere.

    A page may set off a sentence of its text above it: that is no title.
    """
    key = keys[place]
    return not key.endswith(".") and any(
        other != place and ((text == key and other < upto) or _holds(text, key))
        for other, text in keys.items()
    )


def _without_site(title: str, keys: Mapping[int, str]) -> str:
    """The title without the site's name after it, where a line gives that name alone.

    A line with a copyright sign counts, too, for it names the site.
    """
    for joint in SITE_JOINT.finditer(title):
        site = _key(title[joint.end() :])
        if not site or len(site.split()) > LONGEST_SUFFIX or not joint.start():
            continue
        if any(key == site or ("©" in key and site in key) for key in keys.values()):
            return title[: joint.start()]
    return title


def _end_of_head(sights: Sequence[Sight], chosen: int) -> int:
    """Where the body has surely begun: at the second paragraph after the title.

    Verse has no paragraphs, and may say its title in each stanza.
    """
    prose = (
        place
        for place in range(chosen + 1, len(sights))
        if sights[place].is_prose and sights[place].is_closed
    )
    if next(prose, None) is None:
        return min(chosen + 2, len(sights))
    return next(prose, len(sights))


def _places(title: str, keys: Mapping[int, str], end: int) -> list[int]:
    """Lines that repeat the title: as it is in the head, with a suffix everywhere."""
    copies = [place for place, key in keys.items() if key == title and place < end]
    if len(copies) > MOST_COPIES:
        copies = copies[:1]
    longer = [
        place
        for place, key in keys.items()
        if key != title and (_holds(key, title) or _ends_glued(key, title))
    ]
    return copies + longer


def _holds(longer: str, shorter: str) -> bool:
    """Whether the longer text is the shorter one beside a site's name or a label."""
    if len(shorter) < LEAST_PART * len(longer) or len(longer) <= len(shorter):
        return False
    at = longer.find(shorter)
    if at < 0:
        return False
    before, after = longer[:at], longer[at + len(shorter) :]
    if len(before.split()) + len(after.split()) > 2 * LONGEST_SUFFIX:
        return False
    opens = not before or OPENING_JOINT.search(before) is not None
    closes = not after or JOINT.match(after) is not None
    return opens and closes


def _ends_glued(longer: str, title: str) -> bool:
    """Whether it is a breadcrumb that lost its blanks: HomeNewsThe title."""
    glued = len(longer) - len(title)
    return len(title) > glued > 0 and longer.endswith(title) and len(title) >= LONGEST


def _key(text: str) -> str:
    """Equal for two spellings of one title."""
    text = text.translate(_QUOTES).casefold()
    return " ".join(text.split())


_QUOTES = str.maketrans("‘’“”„‑\u00a0", '\'\'"""- ')
