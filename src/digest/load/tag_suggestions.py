"""Tags that an article suggests for itself, from its own words.

Works by form alone, in any language and always alike: names and phrases that recur in
the text and stand in its title or headings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from digest.load.sights import MARKS, UNSPACED, content_words
from digest.model import Block, BlockKind

MOST_TAGS = 5
#: times that a name has to come, and a plain word of the title
LEAST_NAMES = 2
LEAST_WORDS = 3
#: what a place counts: the title, a heading, the text
TITLE_WEIGHT = 4
HEADING_WEIGHT = 2
LONGEST_NAME = 3
LEAST_LETTERS = 3
#: plain words are no tag of their own unless they are long: short ones are grammar
LEAST_PLAIN_LETTERS = 6
LONGEST_TEXT = 40_000
TOKEN = re.compile(rf"[^\W_][\w{MARKS}'’-]*|[.!?:;,()\[\]\"“”„«»—–|/\n]")
UNSPACED_RUN = re.compile(rf"[{UNSPACED}]{{2,8}}")
SENTENCE_SIGNS = frozenset('.!?:"“„«\n')


def suggest_tags(title: str, blocks: Sequence[Block]) -> tuple[str, ...]:
    """Up to five tags, the best first."""
    body = "\n".join(b.text for b in blocks if b.kind is not BlockKind.CODE)
    body = body[:LONGEST_TEXT]
    headings = "\n".join(b.text for b in blocks if b.kind is BlockKind.HEADING)
    scores: Counter[str] = Counter()
    for name, times in _candidates(title, body).items():
        scores[name] += times
        scores[name] += TITLE_WEIGHT * bool(_times(name, title))
        scores[name] += HEADING_WEIGHT * bool(_times(name, headings))
    ranked = sorted(scores, key=lambda tag: (-scores[tag], -len(tag), tag))
    return tuple(_unlike(ranked))[:MOST_TAGS]


def _candidates(title: str, body: str) -> dict[str, int]:
    """How often each name comes, and each long word of the title."""
    text = f"{body}\n{title}"
    names = Counter(_names(text))
    found = {
        name: times
        for name, times in names.items()
        if times >= LEAST_NAMES and len(name) >= LEAST_LETTERS
    }
    for word in _title_words(title):
        times = _times(word, body)
        if times >= LEAST_WORDS and not any(word in name.casefold() for name in found):
            found[word] = times
    return found


def _names(text: str) -> Iterator[str]:
    """Runs of capitalised words inside of sentences.

    A sentence's first word has a capital anyway: it begins a name only with a second.
    """
    tokens = TOKEN.findall(text)
    starts = [
        place == 0 or tokens[place - 1] in SENTENCE_SIGNS
        for place in range(len(tokens))
    ]
    runs = groupby(range(len(tokens)), key=lambda place: tokens[place][0].isupper())
    for is_name, places in runs:
        run = list(places)
        if not is_name or len(run) > LONGEST_NAME:
            continue
        if len(run) > 1 or not starts[run[0]]:
            yield " ".join(tokens[place] for place in run)


def _title_words(title: str) -> Iterator[str]:
    """What in the title may be a tag, though it is no name."""
    for token in TOKEN.findall(title):
        if len(token) >= LEAST_PLAIN_LETTERS and not UNSPACED_RUN.search(token):
            yield token.casefold()
    yield from UNSPACED_RUN.findall(title)


def _times(words: str, text: str) -> int:
    """How often the words stand in the text as whole words, in any case."""
    # most words are in no title and no heading, and a pattern costs more than a look
    if not words.strip() or words.casefold() not in text.casefold():
        return 0
    edge = "" if UNSPACED_RUN.search(words) else r"(?!\w)"
    start = "" if not edge else r"(?<!\w)"
    pattern = f"{start}{re.escape(words.casefold())}{edge}"
    return len(re.findall(pattern, text.casefold()))


def _unlike(ranked: Sequence[str]) -> Iterator[str]:
    """The tags without those that say no more than a better one."""
    taken: list[frozenset[str]] = []
    for tag in ranked:
        words = content_words(tag) or frozenset({tag.casefold()})
        if not any(words <= other or other <= words for other in taken):
            taken.append(words)
            yield tag
