"""Header fields that stand on every answer."""

from __future__ import annotations

import re
from collections.abc import Mapping

from digest import paths

POLICY = "Content-Security-Policy"
SECURITY: Mapping[str, str] = {
    POLICY: (
        "default-src 'none'; style-src 'self'; img-src * data:; media-src *; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
#: of an issue's page, which is the very letter with the styles in it: still no script,
#: no frame, and nothing from elsewhere but pictures
ISSUE: Mapping[str, str] = {
    **SECURITY,
    POLICY: SECURITY[POLICY].replace(
        "style-src 'self'", "style-src 'self' 'unsafe-inline'"
    ),
}
#: of the page where readers search, the only one with a script
SEARCHING: Mapping[str, str] = {
    **SECURITY,
    POLICY: f"{SECURITY[POLICY]}; script-src 'self'; connect-src 'self'",
}
#: for a page that belongs to one reader: kept nowhere, listed nowhere, and its address
#: with the token in it told to nobody
PRIVATE: Mapping[str, str] = {
    **SECURITY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}

SEARCH_PAGE = f"{paths.SEARCH}/{paths.PAGE}"
ISSUE_PAGE = re.compile(rf"{paths.ISSUES}/[^/]+/[0-9]+/{re.escape(paths.PAGE)}")


def security_of(name: str) -> Mapping[str, str]:
    """The fields of a published file, by its path in the tree."""
    if name == SEARCH_PAGE:
        return SEARCHING
    return ISSUE if ISSUE_PAGE.fullmatch(name) else SECURITY
