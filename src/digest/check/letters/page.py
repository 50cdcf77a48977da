"""The HTML of a letter: its elements with their looks, texts, links and headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from digest.check.letters.looks import HEADING_SIZES, Look, look_of
from digest.check.letters.styles import Declaration, last_values, read_style
from digest.check.tags import VOID_TAGS, Kind, Token, read_tokens

#: elements inside each other; nobody writes so many, and Gmail shows no more
DEEPEST = 200
#: of the classes that bodies of entries and notes have on their elements
BODY_CLASS = "b-"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Element:
    """One element, and what it makes of its place."""

    tag: str
    attributes: Mapping[str, str]
    #: of the HTML, from 1
    line: int
    declarations: tuple[Declaration, ...]
    look: Look
    parent: Element | None = field(default=None, repr=False)
    #: its name, and those of all that it stands in
    within: frozenset[str] = frozenset()
    #: whether it is of what an author wrote, and not of the theme
    is_of_body: bool = False

    def get(self, name: str) -> str:
        """The attribute's value; "" where there is none."""
        return self.attributes.get(name, "")

    @property
    def lineage(self) -> Iterator[Element]:
        """The element, what it stands in, and so on."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    def is_within(self, *tags: str) -> bool:
        """Whether it is one of these, or stands in one."""
        return not self.within.isdisjoint(tags)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Text between two tags, as it is written."""

    element: Element
    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A link or a heading with all words in it, its pictures' among them."""

    element: Element
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """Something that HTML does not allow."""

    line: int
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What stands in the HTML of a letter."""

    #: what the document begins with, as far as it matters
    start: str = ""
    elements: tuple[Element, ...] = ()
    #: those of the body
    runs: tuple[Run, ...] = ()
    links: tuple[Worded, ...] = ()
    headings: tuple[Worded, ...] = ()
    #: the style elements with their CSS
    sheets: tuple[Run, ...] = ()
    title: str = ""
    comments: tuple[Token, ...] = ()
    slips: tuple[Slip, ...] = ()

    def named(self, *tags: str) -> Iterator[Element]:
        """The elements of these names, in their order."""
        return (element for element in self.elements if element.tag in tags)

    @property
    def seen(self) -> Iterator[Run]:
        """The texts that readers see."""
        return (
            run
            for run in self.runs
            if not run.element.look.is_hidden and run.text.strip()
        )


def read_page(html: str) -> Page:
    """The document, whatever it is; what is wrong in its form is in its slips."""
    reader = _PageReader()
    for token in read_tokens(html):
        reader.take(token)
        if len(reader.open) > DEEPEST:
            reader.slip(token, f"nests more than {DEEPEST} elements")
            break
    reader.end()
    return Page(
        start=html[:200],
        elements=tuple(reader.elements),
        runs=tuple(reader.runs),
        links=tuple(_worded(reader.links)),
        headings=tuple(_worded(reader.headings)),
        sheets=tuple(reader.sheets),
        title="".join(reader.title).strip(),
        comments=tuple(reader.comments),
        slips=tuple(reader.slips),
    )


def _worded(found: list[tuple[Element, list[str]]]) -> Iterator[Worded]:
    for element, words in found:
        yield Worded(element=element, words=" ".join("".join(words).split()))


def _element(token: Token, parent: Element | None) -> Element:
    """The element that the tag opens in its parent."""
    declarations = read_style(token.attributes.get("style", ""))
    within = parent.within if parent else frozenset()
    style = last_values(declarations)
    inherited = parent.look if parent else Look()
    classes = token.attributes.get("class", "").split()
    return Element(
        tag=token.text,
        attributes=token.attributes,
        line=token.line,
        declarations=declarations,
        look=look_of(token.text, token.attributes, style, inherited),
        parent=parent,
        within=within if token.text in within else within | {token.text},
        is_of_body=any(name.startswith(BODY_CLASS) for name in classes)
        or (parent is not None and parent.is_of_body),
    )


class _PageReader:
    """Takes one token after the other."""

    def __init__(self) -> None:
        self.open: list[Element] = []
        self.elements: list[Element] = []
        self.runs: list[Run] = []
        self.links: list[tuple[Element, list[str]]] = []
        self.headings: list[tuple[Element, list[str]]] = []
        self.sheets: list[Run] = []
        self.title: list[str] = []
        self.comments: list[Token] = []
        self.slips: list[Slip] = []
        self._listening: dict[Element, list[str]] = {}
        self._is_body = False

    def take(self, token: Token) -> None:
        """Add what the token says."""
        if token.kind is Kind.OPENS:
            self._open(token)
        elif token.kind is Kind.CLOSES:
            self._close(token)
        elif token.kind is Kind.TEXT:
            self._hear(token)
        elif token.kind is Kind.COMMENT:
            self.comments.append(token)
        elif token.kind is Kind.BROKEN:
            self.slip(token, f"{token.text[:30]!r} does not end")
        elif "endif" in token.text:
            self.slip(token, "an [endif] stands outside of a comment")

    def slip(self, token: Token, fact: str) -> None:
        """Remember what is wrong with the token."""
        self.slips.append(Slip(line=token.line, fact=fact))

    def end(self) -> None:
        """Tell what is still open."""
        for element in self.open[:3]:
            fact = f"<{element.tag}> is not closed"
            self.slips.append(Slip(line=element.line, fact=fact))

    def _open(self, token: Token) -> None:
        for name in token.doubled:
            self.slip(token, f"<{token.text}> has the attribute {name[:30]} twice")
        parent = self.open[-1] if self.open else None
        element = _element(token, parent)
        self.elements.append(element)
        self._is_body = self._is_body or element.tag == "body"
        self._listen(element)
        if element.tag not in VOID_TAGS:
            self.open.append(element)

    def _listen(self, element: Element) -> None:
        """Note where words that follow belong; a picture's are there at once."""
        if element.tag == "a":
            self._hear_all(element, self.links, ("a",))
        elif element.tag in HEADING_SIZES:
            self._hear_all(element, self.headings, tuple(HEADING_SIZES))
        elif element.tag == "img":
            self._say(f" {element.get('alt')} ")
        elif element.tag == "br":
            self._say(" ")

    def _hear_all(
        self,
        element: Element,
        found: list[tuple[Element, list[str]]],
        tags: tuple[str, ...],
    ) -> None:
        """Collect the words of the element; one that is open still gets no more."""
        for other in [each for each in self._listening if each.tag in tags]:
            fact = f"<{element.tag}> stands inside <{other.tag}>"
            self.slips.append(Slip(line=element.line, fact=fact))
            del self._listening[other]
        found.append((element, self._listening.setdefault(element, [])))

    def _say(self, text: str) -> None:
        for words in self._listening.values():
            words.append(text)

    def _close(self, token: Token) -> None:
        names = [element.tag for element in self.open]
        if token.text not in names:
            if token.text not in VOID_TAGS:
                self.slip(token, f"</{token.text[:30]}> closes nothing")
            return
        closed: Element | None = None
        while closed is None or closed.tag != token.text:
            closed = self.open.pop()
            self._listening.pop(closed, None)
            if closed.tag != token.text:
                self.slips.append(
                    Slip(line=closed.line, fact=f"<{closed.tag}> is not closed")
                )

    def _hear(self, token: Token) -> None:
        element = self.open[-1] if self.open else None
        tag = element.tag if element else ""
        if element and tag == "style":
            self.sheets.append(Run(element=element, line=token.line, text=token.text))
        elif tag == "title":
            self.title.append(token.text)
        elif element and self._is_body and tag != "script":
            self.runs.append(Run(element=element, line=token.line, text=token.text))
            self._say(token.text)
