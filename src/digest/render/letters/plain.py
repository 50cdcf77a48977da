"""HTML -> plain text, for readers who like or need it: the text part of a letter.

Every heading and every link of the HTML stands in it, so a theme needs one template
only, and the two parts cannot disagree. Expects HTML of our templates, or sanitised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from digest.render.columns import COLUMNS, display_width, wrap
from digest.render.letters.shortening import NO_CHARACTERS

#: in the place of a rule; not the one before the foot of a letter
BREAK = "* * *"
EMPTY_LINES = re.compile(r"\n{4,}")
UNDERLINES = {"h1": "=", "h2": "-", "h3": "~"}
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
UNSEEN = frozenset({"head", "script", "style", "template", "title"})
CELLS = frozenset({"td", "th"})
BLOCKS = (
    HEADINGS
    | CELLS
    | frozenset({"address", "article", "aside", "blockquote", "body", "dd", "details"})
    | frozenset({"div", "dl", "dt", "figcaption", "figure", "footer", "header", "hr"})
    | frozenset({"li", "main", "nav", "ol", "p", "pre", "section", "summary"})
    | frozenset({"caption", "table", "tbody", "tfoot", "thead", "tr", "ul"})
)


def plain_text(html: str) -> str:
    """The words, headings and links of the HTML as text in lines of 72 columns.

    A link stands on a line of its own, below the words that name it; that of a heading
    at the end of its section, unless the section has it already.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.finish()


def clean_text(text: str) -> str:
    """Text as a letter has it: no blanks at the end of a line, few empty lines.

    Its end is one line break; of no text nothing is made.
    """
    lines = [NO_CHARACTERS.sub(" ", line).rstrip() for line in text.splitlines()]
    clean = EMPTY_LINES.sub("\n\n\n", "\n".join(lines)).strip("\n")
    return f"{clean}\n" if clean else ""


@dataclass(slots=True)
class _Margin:
    """What stands before the lines of a quotation or list item."""

    first: str
    rest: str
    is_begun: bool = False

    def take(self) -> str:
        """The margin of the next line; the first one is given once."""
        taken, self.first, self.is_begun = self.first, self.rest, True
        return taken

    @property
    def between(self) -> str:
        """The margin of an empty line, which never stands before the first."""
        return self.rest if self.is_begun else ""


@dataclass(slots=True)
class _Link:
    url: str
    label: str = ""

    @property
    def lines(self) -> list[str]:
        """Its words with a colon and its URL; just the URL where they are the same."""
        label = " ".join(self.label.split())
        if not label or self.is_plain:
            return [self.url]
        end = ":" if label[-1].isalnum() or label[-1] in "”’»\"')」』" else ""
        return [*wrap(label + end), self.url]

    @property
    def is_plain(self) -> bool:
        """Whether the words are the URL itself."""
        return self.label.strip() == self.url.removeprefix("mailto:")


@dataclass(slots=True)
class _Block:
    """The words between two block elements, while they are read."""

    words: list[str] = field(default_factory=list)
    links: list[_Link] = field(default_factory=list)
    #: whether there are letters or digits outside of links
    has_prose: bool = False


class _Reader(HTMLParser):
    """One pass over the HTML; finished blocks become lines at once."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._block = _Block()
        self._link: _Link | None = None
        #: the element whose content nobody sees, and how often it is nested in itself
        self._unseen = ""
        self._unseen_depth = 0
        self._heading = ""
        self._pending: list[_Link] = []
        self._margins: list[_Margin] = []
        self._counters: list[int | None] = []
        self._is_layout: list[bool] = []
        self._is_verbatim = False
        #: of what the last block was, since lines of a list stand close
        self._last = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a link or a margin."""
        given = {name: value or "" for name, value in attrs}
        if self._unseen:
            self._unseen_depth += tag == self._unseen
        elif tag in UNSEEN or (tag not in ("br", "img", "hr") and _is_hidden(given)):
            self._unseen, self._unseen_depth = tag, 1
        elif tag in CELLS and not self._stands_in_layout():
            is_first = not "".join(self._block.words).strip()
            self._block.words.append("" if is_first else " | ")
        elif tag in BLOCKS:
            self._end_block()
            self._begin_block(tag, given)
        elif tag == "br":
            self._block.words.append("\n")
        elif tag == "img" and given.get("alt", "").strip():
            self.handle_data(f"[{given['alt'].strip()}]")
        elif tag == "a" and not given.get("href", "#").startswith("#"):
            self._link = _Link(given["href"])
            self._block.links.append(self._link)

    def handle_endtag(self, tag: str) -> None:
        """End what began with the same tag."""
        if self._unseen:
            self._unseen_depth -= tag == self._unseen
            self._unseen = self._unseen if self._unseen_depth else ""
        elif tag == "a":
            self._link = None
        elif tag in BLOCKS and not (tag in CELLS and not self._stands_in_layout()):
            self._end_block("row" if tag == "tr" else "")
            self._leave_block(tag)

    def handle_data(self, data: str) -> None:
        """Take words, and remember to which link they belong."""
        if self._unseen:
            return
        self._block.words.append(data if self._is_verbatim else _folded(data))
        if self._link:
            self._link.label += data
        elif any(character.isalnum() for character in data):
            self._block.has_prose = True

    def finish(self) -> str:
        """The whole text, with one line break at its end."""
        self._end_block()
        self._end_section()
        text = "\n".join(self._lines).strip("\n")
        return f"{text}\n" if text else ""

    def _begin_block(self, tag: str, given: dict[str, str]) -> None:
        if tag in HEADINGS:
            self._heading = tag
        elif tag == "pre":
            self._is_verbatim = True
        elif tag == "table":
            self._is_layout.append(given.get("role") in ("presentation", "none"))
        elif tag == "hr":
            self._write([BREAK], "")
        elif tag in ("ul", "ol"):
            start = given.get("start", "1")
            first = int(start) if start.isdecimal() else 1
            self._counters.append(first if tag == "ol" else None)
        elif tag == "li":
            marker = self._next_marker()
            self._margins.append(_Margin(marker, " " * len(marker)))
        elif tag == "blockquote":
            self._margins.append(_Margin("> ", "> "))

    def _leave_block(self, tag: str) -> None:
        if tag in HEADINGS:
            self._heading = ""
        elif tag == "pre":
            self._is_verbatim = False
        elif tag == "table" and self._is_layout:
            self._is_layout.pop()
        elif tag in ("ul", "ol") and self._counters:
            self._counters.pop()
            self._last = ""
        elif tag in ("li", "blockquote") and self._margins:
            self._margins.pop()

    def _next_marker(self) -> str:
        if not self._counters or self._counters[-1] is None:
            return "- "
        number = self._counters[-1]
        self._counters[-1] = number + 1
        return f"{number}. "

    def _stands_in_layout(self) -> bool:
        return not self._is_layout or self._is_layout[-1]

    def _end_block(self, kind: str = "") -> None:
        """Write the block that was read, if there was one."""
        block, self._block, self._link = self._block, _Block(), self._link
        if self._link:  # a link around blocks goes on in the next one
            self._link = _Link(self._link.url)
            self._block.links.append(self._link)
        text = "".join(block.words)
        links = [link for link in block.links if link.label.strip()]
        if not text.strip():
            return
        if self._heading:
            self._write_heading(text, links)
        elif self._is_verbatim:
            self._write([f"    {line}" for line in text.strip("\n").splitlines()], "")
        elif links and not block.has_prose:
            self._write([line for link in links for line in link.lines], kind)
        else:
            self._write([*self._wrapped(text), *_below(links)], kind or self._kind())
        shown = {link.url for link in links}
        if not self._heading:
            self._pending = [link for link in self._pending if link.url not in shown]

    def _write_heading(self, text: str, links: list[_Link]) -> None:
        self._end_section()
        lines = wrap(text)
        underline = UNDERLINES.get(self._heading, "")
        longest = min(COLUMNS, max(map(display_width, lines)))
        is_first = not self._lines
        self._write([*lines, underline * longest] if underline else lines, "")
        if not is_first:
            self._lines.insert(-len(lines) - bool(underline), "")
        self._pending = links

    def _end_section(self) -> None:
        """Write the links of the last heading that its section did not show."""
        pending, self._pending = self._pending, []
        for url in dict.fromkeys(link.url for link in pending):
            self._write([url], "")

    def _kind(self) -> str:
        return "list" if self._counters else ""

    def _wrapped(self, text: str) -> Iterator[str]:
        room = COLUMNS - sum(len(margin.rest) for margin in self._margins)
        for line in text.split("\n"):
            yield from wrap(line, max(room, COLUMNS // 3))

    def _write(self, lines: list[str], kind: str) -> None:
        """Add the lines within the margins; a blank line before, but inside a list."""
        if self._lines and not (kind and kind == self._last):
            self._lines.append("".join(m.between for m in self._margins).rstrip())
        for line in lines:
            margin = "".join(m.take() for m in self._margins)
            self._lines.append((margin + line).rstrip())
        self._last = kind


def _below(links: list[_Link]) -> Iterator[str]:
    """The URLs below a paragraph, with their words where there are several."""
    for link in links:
        if not link.is_plain:
            yield from [link.url] if len(links) == 1 else link.lines


def _is_hidden(given: dict[str, str]) -> bool:
    style = re.sub(r"\s", "", given.get("style", ""))
    return "hidden" in given or "display:none" in style


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text)
