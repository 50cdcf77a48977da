"""What DNS says, as values; whoever decides by it is given a way to ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class RecordKind(StrEnum):
    """Types of records that letters depend on (RFC 1035 3.2.2, RFC 3596)."""

    TXT = "TXT"
    MX = "MX"
    A = "A"
    AAAA = "AAAA"
    PTR = "PTR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What stands under one name; nothing where there is no such name."""

    #: text of a TXT, joined; name of an MX, the first to be tried first; an address
    values: tuple[str, ...] = ()
    #: why nobody can know; "" where a name server answered
    fault: str = ""


Ask = Callable[[str, RecordKind], Answer]


def ask_addresses(name: str, ask: Ask) -> Answer:
    """The addresses of a host, of both kinds; a fault where one is not known."""
    four, six = ask(name, RecordKind.A), ask(name, RecordKind.AAAA)
    return Answer(values=four.values + six.values, fault=four.fault or six.fault)
