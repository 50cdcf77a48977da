"""Header fields that stand on every answer."""

from __future__ import annotations

from collections.abc import Mapping

POLICY = "Content-Security-Policy"
SECURITY: Mapping[str, str] = {
    POLICY: (
        "default-src 'none'; style-src 'self'; img-src * data:; media-src *; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
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
