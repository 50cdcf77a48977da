"""How heavy a page is as it travels, and will be once its CSS stands in attributes."""

from __future__ import annotations

import re
from binascii import b2a_qp
from collections import Counter
from collections.abc import Callable

#: a tag that begins an element, with its classes where it has any
TAG = re.compile(r"<([a-z][a-z0-9]*)\b(?:[^<>]*?\sclass=\"([^\"]*)\")?")
MARKED = re.compile(r"<([a-z][a-z0-9]*)\b(?=[^<>]*\sdata-mark=\"(\d+)\")[^<>]*>")
STYLE = re.compile(r"\sstyle=\"([^\"]*)\"")
#: elements that hold nothing
VOID = frozenset({"br", "col", "hr", "img", "wbr", "input", "link", "meta"})

#: the tag of an element, and its classes
Kind = tuple[str, str]


def weight(html: str) -> int:
    """The octets in quoted-printable (RFC 2045 6.7), in which letters travel."""
    return len(b2a_qp(html.encode()))


class Scales:
    """Weighs pages of one theme before their CSS is inlined, which takes long.

    Elements of one kind get the same style, so it is enough to inline one of each. What
    a theme styles by its place besides is missed.
    """

    def __init__(self, inline: Callable[[str], str]) -> None:
        self._inline = inline
        self._styles: dict[Kind, int] = {}

    def weigh(self, page: str) -> int:
        """About as many octets as the page has when it is inlined."""
        _, body, content = page.partition("<body")
        kinds = Counter(_kinds(body + content))
        self._learn(page, [kind for kind in kinds if kind not in self._styles])
        styles = sum(count * self._styles[kind] for kind, count in kinds.items())
        return weight(page) + styles

    def _learn(self, page: str, kinds: list[Kind]) -> None:
        """Find out how long the style of each kind is."""
        self._styles |= dict.fromkeys(kinds, 0)
        if not kinds:
            return
        head = page.partition("<body")[0]
        samples = "".join(_sample(kind, mark) for mark, kind in enumerate(kinds))
        inlined = self._inline(f"{head}<body>{samples}</body></html>")
        for found in MARKED.finditer(inlined):
            style = STYLE.search(found[0])
            if style:
                self._styles[kinds[int(found[2])]] = weight(style[0])


def _kinds(body: str) -> list[Kind]:
    return [(found[1], found[2] or "") for found in TAG.finditer(body)]


def _sample(kind: Kind, mark: int) -> str:
    tag, classes = kind
    end = "" if tag in VOID else f"</{tag}>"
    return f'<{tag} class="{classes}" data-mark="{mark}">{end}'
