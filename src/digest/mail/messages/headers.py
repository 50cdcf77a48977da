"""Header fields of a message, folded by ourselves, so that no value can begin another.

The standard library's folding writes long URIs as encoded-words, which no mailbox
provider can read in List-Unsubscribe; what must not be encoded never comes near it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from email.header import Header
from email.utils import quote as quote_specials
from urllib.parse import quote

from digest.lines import one_line

#: octets of a line that RFC 5322 2.1.1 wishes for
WISHED_LINE = 78
#: octets of a word that still fits behind the longest name of a field; an encoded-word
#: could have 75 (RFC 2047 section 2)
LONGEST_WORD = 60
_ATOMS = re.compile(r"[\w!#$%&'*+/=?^`{|}~ -]+", re.ASCII)
#: a name that is written as it stands, as most are
_PLAIN_NAME = re.compile(
    r"[\w!#$%&'*+/^`{|}~-]{1,59}(?: [\w!#$%&'*+/^`{|}~-]{1,59})*", re.ASCII
)
#: what a URI keeps as it is (RFC 3986 2.2, 2.3); a comma would end it in a list header
_URI_KEEPS = ":/?#[]@!$&'()*+;=%~"
#: a URI that needs nothing done to it, as ours are
_PLAIN_URI = re.compile(r"[\w:/?#\[\]@!$&'()*+;=%~.-]*", re.ASCII)
#: how each octet is written in an encoded-word of the kind Q (RFC 2047 4.2)
_Q_OCTETS = tuple(
    chr(octet) if re.match(r"[A-Za-z0-9!*+/-]", chr(octet)) else f"={octet:02X}"
    for octet in range(256)
)


def header(name: str, *words: str) -> bytes:
    """One field; its words, all ASCII, are kept whole and folded between each other."""
    lines = [f"{name}:"]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > WISHED_LINE:
            lines.append("")
        lines[-1] += f" {word}"
    return "\r\n".join([*lines, ""]).encode("ascii")


def text_words(text: str) -> Iterable[str]:
    """Unstructured text, as of a Subject: plain words where they can be (RFC 2047)."""
    text = one_line(text)
    return text.split() if _is_plain(text) else _encoded_words(text)


def mailbox_words(name: str, address: str) -> Iterable[str]:
    """`Name <address>` (RFC 5322 3.4), the address alone where there is no name."""
    if _PLAIN_NAME.fullmatch(name):
        return (*name.split(" "), f"<{address}>")
    name = one_line(name)
    return (*_phrase(name), f"<{address}>") if name else (address,)


def token(text: str) -> str:
    """The text cut down to what may stand anywhere in a header."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", text).strip("-.")


def uri(text: str) -> str:
    """The URI in angle brackets (RFC 2369 section 2), in ASCII, never encoded-words."""
    if _PLAIN_URI.fullmatch(text):
        return f"<{text}>"
    return f"<{quote(one_line(text), safe=_URI_KEEPS, errors='replace')}>"


def mailto(address: str, subject: str) -> str:
    """A mailto URI in angle brackets (RFC 6068)."""
    return f"<mailto:{quote(address, safe='@+')}?subject={quote(subject)}>"


def _phrase(text: str) -> Iterable[str]:
    """A name: atoms, a quoted string (RFC 5322 3.2.4, 3.2.5), else encoded-words."""
    if not _is_plain(text):
        return _encoded_words(text)
    if _ATOMS.fullmatch(text):
        return text.split()
    return f'"{quote_specials(text)}"'.split()


def _is_plain(text: str) -> bool:
    """Whether the text is ASCII that nobody takes for an encoded-word, and folds."""
    is_foldable = all(len(word) < LONGEST_WORD for word in text.split())
    return text.isascii() and "=?" not in text and is_foldable


def _encoded_words(text: str) -> Iterable[str]:
    """The text as encoded-words, which readers join without the blanks between them."""
    word = _encoded_word(text.encode())
    if len(word) <= LONGEST_WORD:
        return (word,)
    return Header(text, "utf-8", maxlinelen=LONGEST_WORD).encode().split()


def _encoded_word(octets: bytes) -> str:
    """One encoded-word, in the shorter of its two kinds: quicker than a Header."""
    q = "".join([_Q_OCTETS[octet] for octet in octets]).replace("=20", "_")
    b = b64encode(octets).decode("ascii")
    return f"=?utf-8?b?{b}?=" if len(b) < len(q) else f"=?utf-8?q?{q}?="
