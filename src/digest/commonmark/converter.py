"""Sanitised HTML -> Markdown, one piece at a time; the only importer of markdownify."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from html import escape as escape_html
from types import MappingProxyType
from typing import Any

from bs4 import Tag
from bs4.element import NavigableString
from markdownify import MarkdownConverter

from digest.commonmark.beside import begins_line, is_after_break, is_hidden
from digest.commonmark.escaping import (
    escape_brackets,
    escape_line_start,
    escape_text,
    escape_url,
    quote_title,
)
from digest.commonmark.tables import head_line, is_grid, tidy_html

#: tags that Markdown has no signs for, and readers see
KEPT_TAGS = frozenset(
    {
        *("abbr", "bdi", "bdo", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "sub"),
        *("sup", "u"),
    }
)
KEPT_ATTRIBUTES = ("title", "dir", "lang")
#: inside of these a line break is a tag, for a line is all they have
ONE_LINE = frozenset({"td", "th"})
#: line breaks at the beginning or end of a text
LOOSE_BREAKS = re.compile(r"\A(?:\s*\\\n)+|(?:\s*\\\n)+\s*\Z")
#: how the arrow begins that leads from a footnote to its mark
BACK = "#fnref"
NO_NOTES: Mapping[str, int] = MappingProxyType({})
LINE_START = re.compile(r"^(?=.)", re.MULTILINE)
LANGUAGE = re.compile(r"language-([\w+#.-]{1,30})")
FENCES = re.compile(r"`{3,}")

#: how one tag is written: the element, the text in it, and the tags around it
Above = AbstractSet[str]
Convert = Callable[[Tag, str, Above], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """How freely the signs of Markdown are used."""

    #: every sign in a text that could mean something is escaped
    is_strict: bool = False
    #: emphasis is written as tags
    is_tagged: bool = False


class Converter(MarkdownConverter):
    """Writes HTML as Markdown in the way that comrak reads it."""

    def __init__(self, marks: Marks, notes: Mapping[str, int] = NO_NOTES) -> None:
        """`notes` are the numbers of footnotes by the ids that their marks lead to."""
        super().__init__(
            heading_style="atx",
            newline_style="backslash",
            wrap=True,
            wrap_width=None,
        )
        self._marks = marks
        self._numbers = notes
        # what its types do not tell
        self._library: Any = super()

    def convert_soup(self, soup: Any) -> str:
        """The tree as Markdown; raises RecursionError where it is too deep."""
        for ordered in soup.find_all("ol"):
            _number_items(ordered)
        return str(super().convert_soup(soup))

    def get_conv_fn(self, tag_name: str) -> Convert | None:
        """What writes a tag; those without signs of their own are kept as they are."""
        if tag_name in KEPT_TAGS:
            return self._convert_kept
        convert: Convert | None = self._library.get_conv_fn(tag_name)
        return convert

    def process_text(
        self, el: NavigableString, parent_tags: Above = frozenset()
    ) -> str:
        """The text with what could be read as a sign escaped."""
        text = str(self._library.process_text(el, parent_tags=parent_tags))
        if "_noformat" in parent_tags or not begins_line(el):
            return text
        return escape_line_start(text.lstrip() if is_after_break(el) else text)

    def escape(self, text: str, parent_tags: Above) -> str:
        """The same for signs within a line."""
        plain = escape_text(text, is_strict=self._marks.is_strict)
        return escape_brackets(plain) if "a" in parent_tags else plain

    def _convert_kept(self, el: Tag, text: str, parent_tags: Above) -> str:
        mark = el.find("a", href=True)
        if el.name == "sup" and mark is not None and self._note(mark):
            return text.strip()
        if not text.strip() or "_noformat" in parent_tags:
            return text
        told = ((name, el.get(name)) for name in KEPT_ATTRIBUTES)
        given = "".join(f' {n}="{escape_html(str(v))}"' for n, v in told if v)
        return f"<{el.name}{given}>{text}</{el.name}>"

    def _convert_emphasis(
        self, el: Tag, text: str, parent_tags: Above, sign: str
    ) -> str:
        if "_noformat" in parent_tags or not text.strip():
            return text
        before = " " if text[0].isspace() else ""
        after = " " if text[-1].isspace() else ""
        words = text.strip()
        if self._marks.is_tagged or is_hidden(el, words):
            tag = {"*": "em", "**": "strong", "~~": "del"}[sign]
            return f"{before}<{tag}>{words}</{tag}>{after}"
        return f"{before}{sign}{words}{sign}{after}"

    def convert_em(self, el: Tag, text: str, parent_tags: Above) -> str:
        """`*words*`."""
        return self._convert_emphasis(el, text, parent_tags, "*")

    def convert_strong(self, el: Tag, text: str, parent_tags: Above) -> str:
        """`**words**`."""
        return self._convert_emphasis(el, text, parent_tags, "**")

    def convert_del(self, el: Tag, text: str, parent_tags: Above) -> str:
        """`~~words~~`."""
        return self._convert_emphasis(el, text, parent_tags, "~~")

    convert_i = convert_cite = convert_dfn = convert_var = convert_em
    convert_b = convert_strong
    convert_s = convert_del

    def convert_a(self, el: Tag, text: str, parent_tags: Above) -> str:
        """A link; the mark of a footnote; or words, where it leads within the page."""
        url = str(el.get("href") or "").strip()
        if number := self._note(el):
            return f"[^{number}]"
        if url.startswith(BACK) or not text.strip():
            return ""
        if not url or url.startswith("#") or "_noformat" in parent_tags:
            return text
        title = quote_title(str(el.get("title") or ""))
        words = el.get_text()
        if words == url and not title and url == escape_url(url) and ":" in url:
            return f"<{url}>"
        before = " " if text[0].isspace() else ""
        after = " " if text[-1].isspace() else ""
        return f"{before}[{text.strip()}]({escape_url(url)}{title}){after}"

    def convert_img(self, el: Tag, text: str, parent_tags: Above) -> str:  # noqa: ARG002
        """A picture, with its words where it cannot be seen."""
        alt = escape_text(
            " ".join(str(el.get("alt") or "").split()), is_strict=self._marks.is_strict
        )
        title = quote_title(str(el.get("title") or ""))
        url = escape_url(str(el.get("src") or ""))
        return f"![{escape_brackets(alt)}]({url}{title})"

    def convert_br(self, el: Tag, text: str, parent_tags: Above) -> str:  # noqa: ARG002
        """The end of a line: a tag in a cell, and a space in a heading."""
        if parent_tags & ONE_LINE:
            return "<br>"
        if "pre" in parent_tags:
            return "\n"
        return " " if "_inline" in parent_tags else "\\\n"

    def convert_p(self, el: Tag, text: str, parent_tags: Above) -> str:
        """A paragraph; what its last line break was for, nobody sees."""
        words = LOOSE_BREAKS.sub("", text).strip(" \t\r\n")
        return str(self._library.convert_p(el, words, parent_tags))

    convert_div = convert_p

    def convert_ul(self, el: Tag, text: str, parent_tags: Above) -> str:
        """A list, after an empty line if it does not stand in an item."""
        if "li" not in parent_tags:
            return f"\n\n{text.rstrip()}\n\n"
        # only a list that begins with 1 may follow a line of text (CommonMark 5.3)
        gap = "\n" if el.name == "ul" or text.startswith("1. ") else "\n\n"
        return f"{gap}{text.rstrip()}\n"

    convert_ol = convert_ul

    def convert_li(self, el: Tag, text: str, parent_tags: Above) -> str:  # noqa: ARG002
        """An item, the lines of it as far in as its first."""
        is_numbered = el.parent is not None and el.parent.name == "ol"
        sign = f"{el.get('value')}. " if is_numbered else "- "
        words = LOOSE_BREAKS.sub("", text).strip()
        inside = LINE_START.sub(" " * len(sign), words)
        return f"{sign}{inside[len(sign) :]}\n"

    def convert_pre(self, el: Tag, text: str, parent_tags: Above) -> str:  # noqa: ARG002
        """Code between fences longer than any in it, with its language."""
        code = text.strip("\n")
        if not code.strip():
            return ""
        fence = "`" * max([3, *(len(run) + 1 for run in FENCES.findall(code))])
        language = LANGUAGE.search(str(el))
        return f"\n\n{fence}{language[1] if language else ''}\n{code}\n{fence}\n\n"

    def convert_table(self, el: Tag, text: str, parent_tags: Above) -> str:  # noqa: ARG002
        """Rows between bars, or HTML where they are more than that."""
        table = text.strip("\n") if is_grid(el) else tidy_html(str(el))
        return f"\n\n{table}\n\n"

    def convert_tr(self, el: Tag, text: str, parent_tags: Above) -> str:  # noqa: ARG002
        """A row, and the line under it if it is the head."""
        is_head = el.find_previous("tr") is None and el.find("td") is None
        return f"|{text}\n" + (f"{head_line(el)}\n" if is_head else "")

    def convert_td(self, el: Tag, text: str, parent_tags: Above) -> str:  # noqa: ARG002
        """A cell, in one line."""
        words = " ".join(text.split())
        return f" {words} |".replace("|", "\\|", words.count("|"))

    convert_th = convert_td

    def convert_dl(self, el: Tag, text: str, parent_tags: Above) -> str:  # noqa: ARG002
        """Terms and what they mean, and pictures with captions, as HTML."""
        return f"\n\n{tidy_html(str(el))}\n\n"

    def convert_figure(self, el: Tag, text: str, parent_tags: Above) -> str:
        """The picture alone, if nothing is written under it."""
        if el.find("figcaption") is None:
            return f"\n\n{text.strip()}\n\n"
        return self.convert_dl(el, text, parent_tags)

    def _note(self, link: Tag) -> int:
        """The number of the footnote that the link leads to; 0 for none."""
        return self._numbers.get(str(link.get("href") or "")[1:], 0)


def _number_items(ordered: Tag) -> None:
    """Write its number to each item of a list; counting later would cost the square."""
    number = 0
    for item in ordered.find_all("li", recursive=False):
        given = str(item.get("value") or "")
        is_number = given.isascii() and given.isdecimal()
        number = int(given) if is_number else number + 1
        item["value"] = str(number)
