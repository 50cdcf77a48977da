"""One entry -> what its page is given: body, lead picture, files, data for machines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import unquote, urlsplit

from digest.model import Entry, EntryFacts, Image, Site
from digest.render.cards import Card
from digest.render.local import Offer, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """An enclosure as the page offers it."""

    name: str
    href: str
    media_type: str
    length: int

    @property
    def is_audio(self) -> bool:
        """Whether a browser can play it in the page."""
        return self.media_type.startswith("audio/")


def entry_values(card: Card, entry: Entry, site: Site, place: Place) -> dict[str, Any]:
    """What templates/site/entry.html is filled with."""
    is_shown = entry.image is not None and _is_in_body(entry.image, entry)
    return {
        "card": card,
        "body": place.html(
            entry.html,
            entry.pictures,
            lead=entry.image.url if entry.image else "",
        ),
        "lead": None if is_shown else lead_picture(entry, place),
        "credit": (entry.image.credit if entry.image else "") or entry.credit,
        "files": tuple(_files(entry, place)),
        "is_updated": entry.is_dated and entry.updated.date() > entry.published.date(),
        "canonical_host": urlsplit(entry.canonical_url).hostname or "",
        "linked_data": linked_data(card, site),
    }


def linked_data(card: Card, site: Site) -> dict[str, Any]:
    """The entry for search machines (schema.org Article); nothing that it lacks."""
    entry = card.entry
    named = [{"@type": "Person", "name": author} for author in card.authors]
    publisher = _organization(site.title, f"{site.url}/")
    origin = entry.origin
    in_charge = _organization(origin.name, origin.url) if origin else publisher
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": entry.title,
        "description": entry.summary,
        "url": entry.url,
        "mainEntityOfPage": entry.canonical_url or entry.url,
        "inLanguage": entry.language,
        "author": named or [in_charge],
        "publisher": publisher,
    }
    if entry.is_dated:
        data["datePublished"] = entry.published.isoformat()
        data["dateModified"] = entry.updated.isoformat()
    if entry.image:
        data["image"] = entry.image.url
    if entry.tags:
        data["keywords"] = list(entry.tags)
    if origin:
        data["sourceOrganization"] = in_charge
    return data


def _organization(name: str, url: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name, "url": url}


def lead_picture(entry: EntryFacts, place: Place) -> Offer | None:
    """The lead picture as the page at the place offers it."""
    return place.offer(entry.image) if entry.image else None


def _is_in_body(image: Image, entry: Entry) -> bool:
    return f'"{escape(image.url)}"' in entry.html


def _files(entry: Entry, place: Place) -> Iterator[File]:
    for enclosure in entry.enclosures:
        name = unquote(urlsplit(enclosure.url).path.rpartition("/")[2])
        yield File(
            name=name or enclosure.url,
            href=place.url(enclosure.url),
            media_type=enclosure.media_type,
            length=enclosure.length,
        )
