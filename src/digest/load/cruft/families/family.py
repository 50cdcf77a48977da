"""What one family of phrases is: words that web pages put beside an article.

The tables are for people: phrases parted by `|`, by the language they are in (BCP 47).
Upper and lower case, accents, kinds of quotes, icons and numbers make no difference:
`12 Comments` and `comments` are one. To add a phrase, write it into the row of its
language; to add a language, add a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: phrases parted by `|`, by their language
Table = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Phrases that go for one reason."""

    #: what the reader is told
    reason: str
    #: lines that are nothing but this
    lines: Table = field(default_factory=dict)
    #: what a short line begins with, and a sentence if a second sign follows in it
    openings: Table = field(default_factory=dict)
    #: what no author writes, anywhere in a line, even in a sentence; a number in it
    #: is written `#`
    anywhere: Table = field(default_factory=dict)
    #: regular expressions for what is a form and not words
    forms: tuple[str, ...] = ()
    #: what a second sign of this family is; those of all families if there is none
    signs: Table = field(default_factory=dict)
    #: whether the openings need a second sign in short lines, too
    is_doubtful: bool = False
