"""What is to be known of a program to read its lists.

Names of columns are in lower case, as they are compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from digest.subscribers.lists.standing import Standing

#: "address" is the last, as it is the postal one where any of the others is there
ADDRESS = ("email", "e-mail", "email address", "e-mail address", "address")
NAME = ("name", "full name", "subscriber name")
YES = ("true", "t", "1", "yes", "y", "on")
NO = ("false", "f", "0", "no", "n", "off")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A column that says how somebody stands."""

    column: str
    #: by its word in lower case; an empty cell says nothing
    meanings: Mapping[str, Standing]
    #: of any other word; None: nobody knows, and the row is refused
    otherwise: Standing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One program and its lists. Of several columns the first that is filled counts."""

    #: as --from takes it
    name: str
    title: str
    #: it is this program where all columns of any of these are there
    signs: tuple[frozenset[str], ...]
    address: tuple[str, ...] = ADDRESS
    #: parts of the name, in their order; `whole_name` where it is one
    first_name: tuple[str, ...] = ("first name", "first_name", "firstname")
    last_name: tuple[str, ...] = ("last name", "last_name", "lastname", "surname")
    whole_name: tuple[str, ...] = NAME
    created: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    #: when they left or mail came back
    ended: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    #: columns that become a tag where they say yes
    flags: Mapping[str, str]
    language: tuple[str, ...] = ("language", "lang", "locale")
    #: where the reader came from, for the record of consent
    origin: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    #: how all stand whose file has this in its name
    files: Mapping[str, Standing]


def standing_of(source: Source, file_name: str) -> Standing:
    """How all stand who are in a file of this name."""
    words = file_name.casefold()
    for part, standing in source.files.items():
        if part in words:
            return standing
    return Standing.SUBSCRIBED
