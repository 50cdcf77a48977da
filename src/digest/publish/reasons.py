"""Why a document is made: what is not as it was when digest wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.documents import Need

NEW = "it is new"
UNKNOWN = "nothing is known of how it was made"
ASKED = "all was to be made anew"
MISSING = "its file was missing"
TOUCHED = "its file was changed by somebody else"
ANOTHER_EDITION = "another version of digest made it"
NO_NEEDS = "nothing tells what it depends on"
#: so many are told by name
MOST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A document that was made, and why."""

    path: str
    #: sentences without a full stop; never empty
    reasons: tuple[str, ...]


def differences(before: Sequence[Need], now: Sequence[Need]) -> tuple[str, ...]:
    """What a document depends on that is not as it was; the names that tell most."""
    told = tuple(dict.fromkeys(_told(_by_name(before), _by_name(now))))
    more = len(told) - MOST
    if more > 0:
        return (*told[:MOST], f"{more} more of what it needs changed")
    return told or ("the order of what it needs changed",)


def _by_name(needs: Sequence[Need]) -> dict[str, list[str]]:
    """The digests of each name: a page may need an article in several ways."""
    named: dict[str, list[str]] = {}
    for name, digest in needs:
        named.setdefault(name, []).append(digest)
    return named


def _told(before: dict[str, list[str]], now: dict[str, list[str]]) -> Iterator[str]:
    for name, digests in now.items():
        if name not in before:
            yield f"{name} came"
        elif before[name] != digests:
            yield f"{name} changed"
    for name in before:
        if name not in now:
            yield f"{name} went"
