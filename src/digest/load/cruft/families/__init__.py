"""The families of phrases by which web pages betray themselves, in their order.

Where a phrase stands in two families, the first one names the reason. How to add a
phrase or a language is told in `family`.
"""

from __future__ import annotations

from digest.load.cruft.families.account import ACCOUNT
from digest.load.cruft.families.advertising import ADVERTISING
from digest.load.cruft.families.comments import COMMENTS
from digest.load.cruft.families.empty import EMPTY
from digest.load.cruft.families.family import Family
from digest.load.cruft.families.legal import LEGAL
from digest.load.cruft.families.navigation import NAVIGATION
from digest.load.cruft.families.newsletter import NEWSLETTER
from digest.load.cruft.families.player import PLAYER
from digest.load.cruft.families.related import RELATED
from digest.load.cruft.families.sharing import SHARING
from digest.load.cruft.families.support import SUPPORT

FAMILIES: tuple[Family, ...] = (
    RELATED,
    SHARING,
    NEWSLETTER,
    ADVERTISING,
    COMMENTS,
    LEGAL,
    NAVIGATION,
    ACCOUNT,
    SUPPORT,
    PLAYER,
    EMPTY,
)
