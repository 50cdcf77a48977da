"""A theme taken apart: what its rules look at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from digest.check.findings import Fault
from digest.check.themes.markup import Markup, read_markup
from digest.render.filling.outline import Outline, outline
from digest.render.letters.css.stylesheet import Sheet, read_sheet

FRAME, LETTER, TEXT = "frame.html", "letter.html", "letter.txt"
STYLE, LATE, SETTINGS = "style.css", "late.css", "theme.toml"
FILES = (FRAME, LETTER, TEXT, STYLE, LATE, SETTINGS)
PAGES, SHEETS = (FRAME, LETTER), (STYLE, LATE)
CONFIRMATION = "mail/confirmation.html"
#: octets of one file
LARGEST_FILE = 100_000
#: what Jinja takes out of a template or fills in
MARK = re.compile(r"\{[#%{]")
ENDS = {"{#": "#}", "{%": "%}", "{{": "}}"}
WORDS = re.compile(r"\"([^\"{}]*)\"|'([^'{}]*)'")
CLASSES = re.compile(r'class="([^"{}]*|\{\{[^{}]*\}\})"')
#: combinations of an expression that are tried
MOST_CHOICES = 50


@dataclass(frozen=True, kw_only=True)
class ThemeStudy:
    """The files of one theme, read; what could not be is told."""

    #: relative to the site, `templates/newsletter/mine`
    folder: str
    #: texts by the name of their file
    texts: Mapping[str, str]
    #: why a file could not be read, by its name
    unread: Mapping[str, str] = field(default_factory=dict)
    #: of the letter that asks whether an address wants a newsletter
    confirmation: str = ""

    def at(self, name: str, line: int, fact: str, remedy: str) -> Fault:
        """The fault in one of its files."""
        return Fault(path=f"{self.folder}/{name}", line=line, fact=fact, remedy=remedy)

    @cached_property
    def outlines(self) -> Mapping[str, Outline]:
        """Of all its templates."""
        named = {name: text for name, text in self.texts.items() if name != SETTINGS}
        return {name: outline(text, name) for name, text in named.items()}

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """Its style sheets, as far as they are templates."""
        return {name: read_sheet(self.plain(name)) for name in SHEETS if self.has(name)}

    @cached_property
    def markups(self) -> Mapping[str, Markup]:
        """The HTML of its pages, as far as they are templates."""
        return {name: read_markup(self.plain(name)) for name in PAGES if self.has(name)}

    @cached_property
    def combinations(self) -> tuple[frozenset[str], ...]:
        """Classes that stand at one element, as far as the pages tell."""
        found = (
            classes
            for name in PAGES
            for written in CLASSES.findall(self.texts.get(name, ""))
            for classes in _choices(written)
        )
        return tuple(dict.fromkeys(found))

    def sheet(self, name: str) -> Sheet:
        """One of its style sheets; an empty one where it cannot be read."""
        return self.sheets.get(name, Sheet())

    def has(self, name: str) -> bool:
        """Whether the file is there, and is a template."""
        return name in self.outlines and self.outlines[name].slip is None

    def plain(self, name: str) -> str:
        """The file's text without Jinja, each thing where it stood."""
        return plain_of(self.texts[name])


def read_theme(folders: tuple[Path, ...], name: str) -> ThemeStudy:
    """The theme of this name; the first folder of templates goes before the others."""
    texts: dict[str, str] = {}
    unread: dict[str, str] = {}
    for each in FILES:
        paths = [folder / "newsletter" / name / each for folder in folders]
        path = next((path for path in paths if path.exists()), None)
        if path is None:
            continue
        try:
            texts[each] = _read(path)
        except ValueError as error:
            unread[each] = str(error)
    asking = [folder / CONFIRMATION for folder in folders]
    confirmation = next((path for path in asking if path.is_file()), None)
    return ThemeStudy(
        folder=f"templates/newsletter/{name}",
        texts=texts,
        unread=unread,
        confirmation=_read_if_it_can_be(confirmation),
    )


def plain_of(text: str) -> str:
    """The text of a template without Jinja; what is filled in is a lone `x`."""
    made: list[str] = []
    place = 0
    #: how those begin that have no end behind here: nobody looks for it twice
    open_ones: set[str] = set()
    for mark in MARK.finditer(text):
        if mark.start() < place or mark[0] in open_ones:
            continue
        end = text.find(ENDS[mark[0]], mark.end())
        if end < 0:
            open_ones.add(mark[0])
            continue
        made += [text[place : mark.start()], _blank(text[mark.start() : end])]
        place = end + len(mark[0])
    return "".join([*made, text[place:]])


def _blank(mark: str) -> str:
    lines = "\n" * mark.count("\n")
    return f"x{lines}" if mark.startswith("{{") else lines


def _choices(written: str) -> list[frozenset[str]]:
    """The classes of an attribute; of an expression those that stand in it."""
    if not written.startswith("{{"):
        return [frozenset(written.split())]
    texts = [first or second for first, second in WORDS.findall(written)]
    return [frozenset(text.split()) for text in texts[:MOST_CHOICES]]


def _read(path: Path) -> str:
    """The text of the file; raises ValueError, in words, where it cannot be read."""
    if not path.is_file():
        # a pipe would keep us waiting for its other end
        message = "is no plain file"
        raise ValueError(message)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        message = f"cannot be read ({error.strerror})"
        raise ValueError(message) from error
    if len(data) > LARGEST_FILE:
        message = f"has over {LARGEST_FILE} octets"
        raise ValueError(message)
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ValueError("is not in UTF-8") from error


def _read_if_it_can_be(path: Path | None) -> str:
    try:
        return _read(path) if path else ""
    except ValueError:
        return ""
