"""Newsletters as a form shows them to who may want them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from digest.issues import Newsletter
from digest.timetable import say_when


class OnOffer(NamedTuple):
    """A newsletter that can be chosen."""

    name: str
    title: str
    description: str
    #: how often it comes, in words
    often: str
    #: BCP 47 tag of its title
    language: str
    #: what it is about, where it does not carry everything
    tags: tuple[str, ...]
    is_chosen: bool


def offers(
    newsletters: Iterable[Newsletter],
    chosen: Collection[str],
    *,
    language: str,
    site_language: str,
) -> tuple[OnOffer, ...]:
    """The newsletters in their order, with those ticked that were chosen.

    `language` is that of the words, and `site_language` that of titles, both as BCP 47
    tags; a newsletter may have a language of its own.
    """
    return tuple(
        OnOffer(
            name=one.name,
            title=one.title,
            description=one.description,
            often=say_when(one, language),
            language=one.language or site_language,
            tags=one.tags,
            is_chosen=one.name in chosen,
        )
        for one in newsletters
    )
