from __future__ import annotations

from datetime import timedelta

import pytest

from digest.errors import HubError
from digest.hub.leases import LONGEST, SHORTEST, USUAL, granted


@pytest.mark.parametrize(
    ("asked", "lease"),
    [
        ("", USUAL),
        ("1", SHORTEST),
        ("3600", timedelta(hours=1)),
        ("0086400", timedelta(days=1)),
        ("2592000", LONGEST),
        ("2592001", LONGEST),
        ("9" * 5000, LONGEST),
    ],
)
def test_a_lease_is_granted_within_bounds(asked: str, lease: timedelta) -> None:
    """Never for ever (WebSub 5.3.1)."""
    assert granted(asked) == lease


@pytest.mark.parametrize(
    "asked", ["0", "000", "-1", "+5", "1.5", "1e3", "x", " 5", "٣"]
)
def test_what_is_no_positive_number_is_refused(asked: str) -> None:
    """WebSub 5.1: a positive decimal integer."""
    with pytest.raises(HubError, match="lease_seconds"):
        granted(asked)
