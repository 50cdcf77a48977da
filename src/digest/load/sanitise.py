"""The one door to HTML that readers will see: the only importer of nh3.

What is not on the lists below does not get through; no style, script, frame or form
does, and no class but the language of a code. Mail programs and feed readers see the
same HTML as the archive.
"""

from __future__ import annotations

import re

import nh3

from digest.load.schemes import is_web_url

#: elements of which not even the text is for readers
UNREAD_TAGS = frozenset(
    {
        *("script", "style", "template", "noscript", "iframe", "object", "svg"),
        *("head", "title", "textarea", "select", "button", "canvas", "audio", "video"),
    }
)
TAGS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "wbr", "blockquote"),
    *("ul", "ol", "li", "dl", "dt", "dd", "pre", "section", "div", "details"),
    *("summary", "figure", "figcaption", "img", "picture", "a", "table", "caption"),
    *("colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td", "abbr", "b"),
    *("bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark"),
    *("q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup"),
    *("time", "u", "var"),
}
ATTRIBUTES = {
    "*": {"id", "lang", "dir", "title"},
    "a": {"href", "hreflang", "aria-label"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "code": {"class"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "img": {"src", "alt", "width", "height"},
    "ins": {"datetime"},
    "li": {"value"},
    "pre": {"class"},
    "q": {"cite"},
    "ol": {"start", "reversed"},
    "td": {"align", "colspan", "rowspan", "headers"},
    "th": {"align", "colspan", "rowspan", "headers", "scope"},
    "time": {"datetime"},
}
SCHEMES = {"http", "https", "mailto", "tel"}

#: the only class that gets through: what language a code is in
_LANGUAGE_CLASS = re.compile(r"(?:^|\s)(?:language|lang)-([\w+#.-]{1,30})(?:\s|$)")


def _filtered(_tag: str, name: str, value: str) -> str | None:
    if name == "cite":
        # nh3 checks the schemes of links and pictures alone
        return value if is_web_url(value) else None
    if name != "class":
        return value
    found = _LANGUAGE_CLASS.search(value)
    return f"language-{found[1]}" if found else None


# made once: it costs more than the cleaning of a whole article
_CLEANER = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags=set(UNREAD_TAGS),
    attributes=ATTRIBUTES,
    # who is linked to learns nothing of the reader, and gets no handle on their window
    link_rel="noopener noreferrer",
    url_schemes=SCHEMES,
    attribute_filter=_filtered,
)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROL_BYTES = bytes({*range(32)} - {9, 10, 13})
#: how UTF-8 begins U+FFFE, U+FFFF and surrogates, and some others
_DOUBTFUL_BYTES = (b"\xef\xbf", b"\xed")
#: characters of a text from which it pays to look at it as a whole
LONG = 2000
_OPEN_PRE = re.compile(r'<pre(?: [a-z]+="[^"]*")*>\n')


def sanitise(html: str) -> str:
    """The HTML without anything that could act, track or restyle; idempotent."""
    # nh3 writes a <pre> that begins with an empty line so that a browser would lose it
    return _OPEN_PRE.sub(r"\g<0>\n", printable(_CLEANER.clean(html)))


def printable(text: str) -> str:
    """The text as long as before, with a space for each character that XML forbids.

    Such a character makes a whole feed unreadable (XML 1.0, 2.2), and `&#1;` hides it.
    """
    if len(text) > LONG and not _has_unprintable(text):
        return text
    return _UNPRINTABLE.sub(" ", text)


def _has_unprintable(text: str) -> bool:
    # to search a whole page for them, letter by letter, costs ten times as much
    data = text.encode("utf-8", "surrogatepass")
    is_bare = len(data.translate(None, _CONTROL_BYTES)) == len(data)
    return not is_bare or any(sign in data for sign in _DOUBTFUL_BYTES)
