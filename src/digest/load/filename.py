"""What the name of a file tells of the article in it: its kind, a date, a title."""

from __future__ import annotations

import posixpath
import re
from contextlib import suppress
from datetime import UTC, datetime

from digest import paths

MARKDOWN_SUFFIXES = (".md", ".markdown")
WEBPAGE_SUFFIXES = (".html", ".htm")
MAIL_SUFFIXES = (".eml",)
WORD_SUFFIXES = (".docx",)
#: files in which the text is only a part, and which have no front matter
WRAPPED_SUFFIXES = (*MAIL_SUFFIXES, *WORD_SUFFIXES)
#: the endings of files that may be articles
SUFFIXES = (*MARKDOWN_SUFFIXES, *WEBPAGE_SUFFIXES, *WRAPPED_SUFFIXES, ".txt")
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[-_ ]+|$)")


class FileName:
    """The name of a file, or for an `index` that of its folder."""

    def __init__(self, path: str) -> None:
        folder, name = posixpath.split(path)
        words, ending = posixpath.splitext(name)
        #: with its dot, in small letters
        self.ending = ending.lower()
        if words.lower() == "index":
            words = posixpath.basename(folder)
        self.date: datetime | None = None
        dated = _DATED.match(words)
        if dated:
            with suppress(ValueError):
                self.date = datetime.fromisoformat(dated[1]).replace(tzinfo=UTC)
                words = words[dated.end() :]
        self.slug = paths.slugify(words)
        text = " ".join(re.split(r"[-_\s]+", words)).strip()
        self.title = text[:1].upper() + text[1:]
