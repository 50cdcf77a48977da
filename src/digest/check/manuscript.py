"""A file as its author has it: its text, its lines, and what its front matter says."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from digest.load.encoding import MARKS, declared_charset, decode
from digest.load.filename import MARKDOWN_SUFFIXES, WEBPAGE_SUFFIXES
from digest.load.frontmatter import key_lines, split
from digest.load.metadata import FrontMatter
from digest.model import Block

#: characters of a text that are shown, enough to find it
SHOWN = 60
#: characters in which words are looked for
FARTHEST = 200_000
#: what editors take for the end of a line
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """One text of the content folder, front matter included."""

    path: str
    text: str
    #: the offset at which each line starts
    starts: tuple[int, ...]
    #: the offset at which the first words below the front matter start
    body: int
    front: FrontMatter
    #: the line of each key of the front matter, as it is written there
    keys: Mapping[str, int]
    #: what it was decoded as; "" for UTF-8 or another form of Unicode
    encoding: str = ""

    @property
    def is_markdown(self) -> bool:
        """Whether signs such as `**` mean something in it."""
        return self.path.lower().endswith(MARKDOWN_SUFFIXES)

    def line_at(self, offset: int) -> int:
        """The line of the character at this offset; of the body where it is unknown."""
        return bisect_right(self.starts, offset if offset >= 0 else self.body)

    def line_of(self, block: Block) -> int:
        """The line on which the block begins; that of its words if no parser knows."""
        if block.start >= 0:
            return self.line_at(block.start)
        words = re.split(r"[|\n]", block.text)[0].strip()
        return self.line_at(max(self.find(f">{words}"), self.find(words)))

    def line_of_key(self, *names: str) -> int:
        """The line of the first of these keys that is there; the first line if none."""
        plain = {_plain(key): line for key, line in self.keys.items()}
        return next((plain[name] for name in names if name in plain), 1)

    def has_key(self, name: str) -> bool:
        """Whether the front matter says anything under this name."""
        return name in map(_plain, self.keys)

    def find(self, words: str, start: int = -1, end: int = -1) -> int:
        """Where the words stand between two offsets, else in the body; or -1."""
        if start < 0:
            return self.text.find(words, self.body, self.body + FARTHEST)
        return self.text.find(words, start, min(max(start, end), start + FARTHEST))


def read_manuscript(path: str, data: bytes) -> Manuscript:
    """The file of an article; raises ContentError where it cannot be one."""
    text = decode(path, data)
    front, words, body = split(text, path)
    return Manuscript(
        path=path,
        text=text,
        starts=line_starts(text),
        body=body + len(words) - len(words.lstrip()),
        front=front,
        keys=key_lines(text, path),
        encoding=_encoding(path, data),
    )


def line_starts(text: str) -> tuple[int, ...]:
    """The offset at which each line of the text starts, the first included."""
    return (0, *(end.end() for end in _LINE_END.finditer(text)))


def shown(text: str) -> str:
    """The first words of the text, on one line."""
    line = " ".join(text[: SHOWN * 4].split())
    return line if len(line) <= SHOWN else line[:SHOWN].rstrip() + "…"


def _encoding(path: str, data: bytes) -> str:
    if any(data.startswith(mark) for mark, _ in MARKS):
        return ""
    try:
        data.decode()
    except UnicodeDecodeError:
        is_page = path.lower().endswith(WEBPAGE_SUFFIXES)
        name = declared_charset(data) if is_page else ""
        return name.replace("cp1252", "") or "Windows-1252"
    return ""


def _plain(key: str) -> str:
    """The key as it is read: in small letters, with underscores."""
    return key.lower().replace("-", "_")
