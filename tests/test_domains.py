"""Whose a domain is."""

from __future__ import annotations

import pytest

from digest.domains import owned_domain, same_owner


@pytest.mark.parametrize(
    ("domain", "owned"),
    [
        ("notes.example.org", "example.org"),
        ("a.b.example.co.uk", "example.co.uk"),
        ("example.de", "example.de"),
        ("co.uk", "co.uk"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_a_domain_belongs_to_who_registered_it(domain: str, owned: str) -> None:
    """As far as its name tells."""
    assert owned_domain(domain) == owned


def test_no_domain_has_no_owner() -> None:
    """Not even another one that is none."""
    assert not same_owner("", "")
    assert not same_owner("example.org", "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.example.org", "EXAMPLE.org."),
        ("a.example.org", "b.example.org"),
        ("a.example.co.uk", "b.example.co.uk"),
        # of a name that looks like one that many share
        ("notes.go.de", "go.de"),
        ("localhost", "localhost"),
    ],
)
def test_domains_within_or_beside_each_other_are_of_one_owner(
    one: str, other: str
) -> None:
    """In whichever order."""
    assert same_owner(one, other)
    assert same_owner(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("example.org", "example.net"),
        ("example.org", "org"),
        ("ample.org", "example.org"),
        ("one.co.uk", "other.co.uk"),
    ],
)
def test_domains_that_share_a_top_are_not(one: str, other: str) -> None:
    """Nor those of which one only ends as the other does."""
    assert not same_owner(one, other)
    assert not same_owner(other, one)
