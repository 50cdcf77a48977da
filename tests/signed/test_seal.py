from __future__ import annotations

import hmac

from hypothesis import given
from hypothesis import strategies as st

from digest.signed.seal import seal


@given(st.binary(max_size=200), st.lists(st.binary(max_size=300), max_size=3))
def test_a_seal_is_the_hmac_of_the_standard_library(
    key: bytes, messages: list[bytes]
) -> None:
    """However long the key, and however often it was used before (RFC 2104)."""
    for message in messages:
        assert seal(key, message) == hmac.digest(key, message, "sha256")
