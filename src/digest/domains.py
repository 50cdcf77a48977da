"""Whose a domain is, as far as its name tells."""

from __future__ import annotations

#: second labels that belong to nobody under the top domains of countries
SHARED = frozenset({"ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org"})
#: letters of the top domain of a country
COUNTRY = 2


def owned_domain(domain: str) -> str:
    """The part of it that somebody registers, most likely: `b.co.uk` of `a.b.co.uk`."""
    labels = domain.lower().strip(".").split(".")
    is_shared = (
        len(labels[-1]) == COUNTRY and labels[-2:-1] != [] and labels[-2] in SHARED
    )
    return ".".join(labels[-3 if is_shared else -2 :])


def same_owner(first: str, second: str) -> bool:
    """Whether both are of one owner; none is nobody's.

    Receivers ask DNS for that (RFC 9989); this finds what cannot be right.
    """
    if not (first and second):
        return False
    one, other = (f".{name.lower().strip('.')}" for name in (first, second))
    inner, outer = (one, other) if len(one) > len(other) else (other, one)
    is_within = inner.endswith(outer) and outer.count(".") > 1
    return is_within or owned_domain(first) == owned_domain(second)
