"""A body that was made for feeds -> the same body within the published tree.

Feeds need absolute URLs; in the tree they become relative again, so that a preview
shows its own pictures and a copy elsewhere works. What may be wider than a phone gets a
frame that scrolls by itself and that a keyboard reaches (WCAG 2.2, 1.4.10 and 2.1.1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: a whole tag: a sanitiser may leave `<` and `>` within quotes as they are
TAG = re.compile(r"""<(/?[a-zA-Z][^\s/>]*)([^>"]*(?:"[^"]*"[^>"]*)*)>""")
REFERENCE = re.compile(r"""(?<=\s)(href|src|cite|poster)="([^"]*)\"""")
FRAME = '<div class="scroll" role="group" aria-label="Table" tabindex="0">'


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the tree something is shown."""

    #: public URL of the whole tree, with a slash at its end
    base: str
    #: what leads from the page to the top of the tree
    root: str
    #: public URL of the page itself
    address: str

    def url(self, url: str) -> str:
        """The URL as this page refers to it: relative if it is in the tree."""
        if not url.startswith(self.base):
            return url
        if url.startswith(f"{self.address}#"):
            return url.removeprefix(self.address)
        return self.root + url.removeprefix(self.base)

    def html(self, html: str) -> str:
        """The sanitised body as this page shows it."""
        return TAG.sub(self._tag, html)

    def _tag(self, found: re.Match[str]) -> str:
        name, rest = found[1].lower(), found[2]
        if '="' in rest:
            rest = REFERENCE.sub(self._reference, rest)
        match name:
            case "table":
                return f"{FRAME}<table{rest}>"
            case "/table":
                return "</table></div>"
            case "pre":
                return f'<pre tabindex="0"{rest}>'
            case "img" if "loading=" not in rest:
                return f'<img loading="lazy"{rest}>'
            case _:
                return f"<{found[1]}{rest}>"

    def _reference(self, found: re.Match[str]) -> str:
        return f'{found[1]}="{self.url(found[2])}"'
