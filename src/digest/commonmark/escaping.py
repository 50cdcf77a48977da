"""Words that are to stay words: which signs in a text Markdown would take for its own.

Light escaping leaves a text as readable as it was. Whether it is read again as it was
meant is not known here: markdown looks, and asks for the strict form.
"""

from __future__ import annotations

import re

#: signs that mostly are something where they stand like this
_LIGHT = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|$)|`|(?<!\s)\*|\*(?!\s)|(?<!\w)_|_(?!\w)|~(?=~)|(?<=~)~"
    r"|\[(?=\^|[^\]]{0,999}\][(\[:])|<(?=[A-Za-z/!?])|&(?=#?\w{1,40};)"
)
_STRICT = re.compile(r"[\\`*_~\[\]<>&!^]")
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
#: what makes a line something else than text
_LINE_SIGN = re.compile(r"(?=#{1,6}(?:\s|$)|[-+](?:\s|$)|>|(?:-[ \t]*){3,}$|=+\s*$)")
_LINE_NUMBER = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))")
_SPACE_IN_URL = re.compile(r"[\s<>]")
_ENTITY = re.compile(r"&(?=#?\w{1,40};)")


def escape_text(text: str, *, is_strict: bool) -> str:
    """The text with a backslash before each sign that could be read as one."""
    return (_STRICT if is_strict else _LIGHT).sub(r"\\\g<0>", text)


def escape_brackets(text: str) -> str:
    """The same for what stands between the brackets of a link or picture."""
    return _BRACKET.sub(r"\\\g<0>", text)


def escape_line_start(text: str) -> str:
    """The text with its first sign escaped, if it would begin a list or heading."""
    if number := _LINE_NUMBER.match(text):
        return f"{number[1]}\\{text[number.end() :]}"
    return f"\\{text}" if _LINE_SIGN.match(text) else text


def escape_url(url: str) -> str:
    """The URL as it stands in a link; in angles where it has brackets of its own."""
    plain = _SPACE_IN_URL.sub(lambda sign: f"%{ord(sign[0]):02X}", url.strip())
    plain = _ENTITY.sub("&amp;", plain.replace("\\", "%5C"))
    return f"<{plain}>" if set(plain) & set("()") or not plain else plain


def quote_title(title: str) -> str:
    """The title of a link or picture, with a space before it; "" for none."""
    words = escape_text(" ".join(title.split()), is_strict=True)
    return ' "{}"'.format(words.replace('"', r"\"")) if words else ""
