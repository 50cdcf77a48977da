"""The tree of a page as a browser would settle it, before anybody reads its blocks.

Scripts go, pictures and frames become what they stand for, what is hidden is taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import strip_elements, strip_tags
from lxml.html import HtmlElement

from digest.load.sanitise import printable
from digest.load.webpage.embeds import link_embeds
from digest.load.webpage.head import join_url
from digest.load.webpage.pictures import mend_pictures
from digest.load.words import words_of

_HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE
)
#: how highlighters mark the language of a code, each in its own way
_LANGUAGE = re.compile(
    r"(?:^|\s)(?:brush: ?|(?:highlight-(?:source-|text-)?|lang-))([\w+#-]+)"
)
#: a path from the root that nothing in it changes when it is joined
_PLAIN_PATH = re.compile(
    r"/(?!/)(?:[\w~-]++\.?|/(?!\.))*+(?:$|[?#][\w=&%.-]*$)", re.ASCII
)
#: what can be hidden: to ask each element of a page takes ten times as long
HIDEABLE = "descendant::*[self::dialog or @hidden or @style]"
#: of the letters of a page, the part that can be hidden: more is shown by a script
MOST_HIDDEN = 0.5


def settle(root: HtmlElement, canonical_url: str) -> tuple[str, ...]:
    """Settle the tree in place; the words that it hid, in their order."""
    strip_elements(root, "script", "style", "template", "link", with_tail=False)
    mend_pictures(root)
    link_embeds(root)
    strip_tags(root, "source")
    _name_languages(root)
    _complete_urls(root, canonical_url)
    return _take_hidden(root)


def _name_languages(root: HtmlElement) -> None:
    """Say in the one usual way which language a code is in."""
    for code in root.iter("pre", "code"):
        for element in (code, code.getparent()):
            told = "" if element is None else str(element.get("class", ""))
            found = _LANGUAGE.search(told)
            language = found[1] if found else code.get("data-lang", "")
            if language and "language-" not in code.get("class", ""):
                code.set("class", f"language-{language}")


def _complete_urls(root: HtmlElement, canonical_url: str) -> None:
    """Make the URLs whole that the site itself, or its <base>, completes."""
    base = root.find(".//base[@href]")
    told = "" if base is None else str(base.get("href"))
    home = join_url(canonical_url, told) if told else canonical_url
    if not home:
        return
    front = join_url(home, "/").rstrip("/")
    for element in root.iter("a", "img"):
        name = "href" if element.tag == "a" else "src"
        url = (element.get(name) or "").strip()
        if _PLAIN_PATH.match(url):
            # most links are such, and to join them properly costs twenty times as much
            element.set(name, front + url)
        elif url[:1] != "#" and (url.startswith("/") or told):
            element.set(name, printable(join_url(home, url)))


def _take_hidden(root: HtmlElement) -> tuple[str, ...]:
    """Take out what no reader sees, if it is the lesser part of the page."""
    body = root.find("body")
    hidden = [] if body is None else [(e, words_of(e)) for e in _hidden(body)]
    if not any(words for _, words in hidden):
        return ()
    most = MOST_HIDDEN * len(" ".join(" ".join(root.itertext()).split()))
    texts: list[str] = []
    for element, words in hidden:
        if words and len(words) <= most:
            texts.append(words)
            element.drop_tree()
    return tuple(texts)


def _hidden(body: HtmlElement) -> Iterator[HtmlElement]:
    """The outermost elements that no reader sees."""
    inside: set[HtmlElement] = set()
    for element in body.xpath(HIDEABLE):
        if element not in inside and _is_hidden(element):
            inside = set(element.iter())
            yield element


def _is_hidden(element: HtmlElement) -> bool:
    if element.tag == "dialog":
        return "open" not in element.attrib
    if element.get("hidden", "until-found").lower() != "until-found":
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None
