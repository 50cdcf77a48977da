"""Header fields that stand on every answer."""

from __future__ import annotations

from collections.abc import Mapping

SECURITY: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src * data:; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
#: for a page that belongs to one reader: kept nowhere, listed nowhere, and its address
#: with the token in it told to nobody
PRIVATE: Mapping[str, str] = {
    **SECURITY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
