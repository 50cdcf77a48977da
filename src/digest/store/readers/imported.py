"""What a row of an import says, in the terms of the tables.

Rows go to the driver as they are, a million at a time: so the statements of an import
are written out, and times are turned to numbers here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from digest.readers import SubscriberState
from digest.store.columns import stamp
from digest.store.databases.connection import BATCH
from digest.store.protocols import NewSubscriber

#: by the keys of their addresses
Rows = Mapping[str, NewSubscriber]


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What holds for every row of an import that says nothing else."""

    newsletters: tuple[str, ...]
    consent: str
    #: as columns keep it
    now: int


def since_of(row: NewSubscriber, newsletter: str, whole: Import) -> int:
    """When what the row says of the newsletter came, as far as it tells."""
    if newsletter in row.moments:
        return stamp(row.moments[newsletter])
    if row.state is SubscriberState.CONFIRMED:
        found = row.since or row.confirmed or row.created
    else:
        found = row.since
    return whole.now if found is None else stamp(found)


def pages_of(keys: Iterable[str]) -> Iterator[list[str]]:
    """The keys in order, some at a time: a statement takes only so many values."""
    ordered = iter(sorted(keys))
    while page := list(islice(ordered, BATCH)):
        yield page
