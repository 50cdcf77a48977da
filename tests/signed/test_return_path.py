"""An envelope sender that tells whose letter came back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.signed.return_path import LONGEST_TOKEN, read_return_address, return_address

BASE = "bounces@notes.example.org"
KEY = b"k" * 32


@given(st.integers(1, 2**63 - 1))
def test_what_was_made_is_read(delivery: int) -> None:
    """Whoever folds its letters on the way."""
    address = return_address(BASE, KEY, delivery)
    assert read_return_address(address, BASE, KEY) == delivery
    assert read_return_address(f" {address.upper()} ", BASE, KEY) == delivery


def test_it_is_short_and_in_lower_case() -> None:
    """A local part has 64 octets at the most (RFC 5321 4.5.3.1.1)."""
    address = return_address(BASE, KEY, 2**63 - 1)
    assert address == address.lower()
    assert len(address) <= len(BASE) + LONGEST_TOKEN


@given(st.text())
def test_no_text_of_another_is_believed(text: str) -> None:
    """Whatever stands behind the plus."""
    assert read_return_address(f"bounces+{text}@notes.example.org", BASE, KEY) is None


def test_a_token_of_another_delivery_key_or_domain_is_not_believed() -> None:
    """Nobody can turn one into another."""
    address = return_address(BASE, KEY, 12)
    assert read_return_address(address.replace("+12-", "+13-"), BASE, KEY) is None
    assert read_return_address(address, BASE, b"j" * 32) is None
    assert read_return_address(address, "bounces@example.org", KEY) is None
    assert read_return_address(address, "other@notes.example.org", KEY) is None
    assert read_return_address(BASE, BASE, KEY) is None
