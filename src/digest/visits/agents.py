"""Feed readers by the names that they give themselves."""

from __future__ import annotations

import re
from functools import lru_cache

#: of a name; longer is none
LONGEST_NAME = 40
NAMELESS = "(without a name)"
BROWSERS = "(browsers)"
#: what a name ends at: its version, a remark, an address, a count
END = re.compile(r"/| [(\[;+-]|[(;,+]| v?\d| feed-id|https?:")
#: a program that calls itself a browser's friend, and says so in a remark
COMPATIBLE = re.compile(r"\(compatible; *([^;) ][^;)]*)", re.IGNORECASE)
#: only where a word begins: from each of its letters, a long one would take for ever
PRODUCT = re.compile(r"(?<![\w.+-])([A-Za-z][\w.+-]*)/[\w.+-]+")
#: products of which browsers are made
ENGINES = re.compile(
    r"mozilla|applewebkit|khtml|gecko|chrom\w*|safari|firefox|version|mobile|edg\w*"
    r"|opr|opera|crios|fxios|konqueror|qtwebengine|ubuntu|cfnetwork|darwin"
    r"|samsungbrowser|vivaldi|yabrowser|headlesschrome",
    re.IGNORECASE,
)
SUBSCRIBERS = re.compile(r"(?<!\d)(\d{1,9}) (?:subscriber|reader)s?\b", re.IGNORECASE)


# a log names the same few agents again and again
@lru_cache(maxsize=4096)
def agent_name(agent: str) -> str:
    """What the program is called, without version and remarks."""
    if not agent.startswith("Mozilla/"):
        return _plain(agent) or NAMELESS
    if found := COMPATIBLE.search(agent):
        return _plain(found[1]) or NAMELESS
    others = [name for name in PRODUCT.findall(agent) if not ENGINES.fullmatch(name)]
    return _plain(others[-1]) if others else BROWSERS


@lru_cache(maxsize=4096)
def subscriber_count(agent: str) -> int | None:
    """For how many subscribers the program asks; None where it does not say."""
    found = SUBSCRIBERS.search(agent)
    return int(found[1]) if found else None


def _plain(text: str) -> str:
    """The name that the text begins with; "" where it begins with none."""
    name = END.split(text.strip(), maxsplit=1)[0].strip(" -\"'")
    shown = "".join(sign if sign.isprintable() else "?" for sign in name)
    return shown[:LONGEST_NAME]
