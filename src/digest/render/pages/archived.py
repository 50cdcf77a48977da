"""The letter of an issue as its page shows it, to everybody.

It is the very letter that was sent, without what was meant for one reader.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from lxml import etree, html

from digest.deliveries import Placeholder
from digest.issues import Issue
from digest.model import EntryFacts
from digest.render.local import Place
from digest.render.origins import onward_url

#: marks an element that is meant for one reader only; so is what holds a placeholder
PERSONAL = "//*[@data-personal or @*[{}]]".format(
    " or ".join(f'contains(., "{word}")' for word in Placeholder)
)
#: where the letter leads by itself: an author may mention an entry that it leaves out
TOLD = "//*[not(contains(concat(' ', @class, ' '), ' b-link '))]/@href"
#: blanks, and the signs that stand between the links of a line
SEPARATORS = " \t\r\n\N{NO-BREAK SPACE}·•|–—"
#: elements that show something without a text in them
SHOWING = ("img", "hr", "input", "svg", "video", "audio")
#: what a page takes over from a letter's head: its colours, by day and by night
OF_HEAD = '//style | //meta[@name="color-scheme"]'
OF_BODY = ("class", "style", "bgcolor")
#: names the place of what the letter had no room for
REST = "#rest"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedLetter:
    """The parts of a letter that its page is made of."""

    #: markup, ready to stand in an element head, and in an element body
    head: str
    body: str
    #: of the letter's own body, by their names
    attributes: dict[str, str]
    has_heading: bool
    #: ids of the entries that the letter leads to nowhere
    left_out: frozenset[str]


def archive_letter(letter: str, issue: Issue, place: Place) -> ArchivedLetter:
    """The HTML part as the issue's page at this place shows it.

    Links to the page itself are taken out, but for the one that tells of what there was
    no room for. Other links within the tree become relative.
    """
    root: Any = html.document_fromstring(letter)
    # comments are for classic Outlook
    etree.strip_elements(root, etree.Comment, with_tail=False)
    for element in root.xpath(PERSONAL):
        _take_out(element)
    urls = frozenset(root.xpath(TOLD))
    left_out = frozenset(e.id for e in issue.entries if not _leads_to(e, urls))
    _settle_own_links(root, {issue.url, place.address}, has_rest=bool(left_out))
    for element in root.xpath("//*[@href or @src]"):
        _lead(element, place, "href")
        _lead(element, place, "src")
    body = root.find("body")
    return ArchivedLetter(
        head="".join(map(_markup, root.xpath(OF_HEAD))),
        body=escape(body.text or "") + "".join(map(_markup, body)),
        attributes={name: body.get(name) for name in OF_BODY if body.get(name)},
        has_heading=body.find(".//h1") is not None,
        left_out=left_out,
    )


def _leads_to(entry: EntryFacts, urls: frozenset[str]) -> bool:
    return entry.url in urls or (onward_url(entry) or entry.url) in urls


def _settle_own_links(root: Any, addresses: set[str], *, has_rest: bool) -> None:
    """Take out what leads to this very page, or let the last of it lead to the rest."""
    own = [link for link in root.iter("a") if link.get("href") in addresses]
    if has_rest and own:
        own.pop().set("href", REST)
    for link in own:
        _take_out(link)


def _lead(element: Any, place: Place, name: str) -> None:
    """Let the attribute refer to what stands in the tree as a page of it does."""
    if url := element.get(name):
        element.set(name, place.url(url))


def _take_out(element: Any) -> None:
    """Remove the element, the sign between it and others, and what is left empty."""
    parent = element.getparent()
    if parent is None or element.tag in {"head", "body"}:
        return
    if not (element.tail or "").strip(SEPARATORS):
        element.tail = ""
        if element.getnext() is None:
            _end_before(element, parent)
    element.drop_tree()
    if _is_empty(parent):
        _take_out(parent)


def _end_before(element: Any, parent: Any) -> None:
    """Let the text before the last element of a line end without a sign."""
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "").rstrip(SEPARATORS)
    else:
        before.tail = (before.tail or "").rstrip(SEPARATORS)


def _is_empty(element: Any) -> bool:
    """Whether it shows nothing; a cell beside others holds its place in the row."""
    if element.tag in {"td", "th"} and len(element.getparent()) > 1:
        return False
    shows = any(True for _ in element.iter(*SHOWING))
    return not shows and not element.text_content().strip(SEPARATORS)


def _markup(element: Any) -> str:
    """The element as it stands in HTML; what readers' own links may be left in text."""
    text: str = etree.tostring(element, encoding="unicode", method="html")
    for word in Placeholder:
        text = text.replace(word, "…")
    return text
