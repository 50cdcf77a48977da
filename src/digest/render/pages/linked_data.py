"""What search machines read in a page: data in the words of schema.org, as JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from digest import paths
from digest.model import Enclosure, EntryFacts, Site
from digest.render.local import Place
from digest.render.pages.cards import Card

#: signs that would end a block of data in HTML, as JSON may write them
UNSAFE = (("<", r"\u003c"), (">", r"\u003e"), ("&", r"\u0026"))
ENCODER = json.JSONEncoder(ensure_ascii=False)


def entry_data(card: Card, site: Site, place: Place) -> str:
    """The entry and the way to it; nothing that it lacks."""
    trail = [
        (site.title, place.base),
        ("Articles", f"{place.base}articles/"),
        (card.entry.title, card.entry.url),
    ]
    return as_json([_article(card, site, place), _trail(trail)])


def list_data(name: str, section: str, site: Site, place: Place) -> str:
    """A page that lists the entries of `name`, which is an author in `authors`."""
    is_author = section == paths.AUTHORS
    page: dict[str, Any] = {
        "@type": "ProfilePage" if is_author else "CollectionPage",
        "name": name,
        "url": place.address,
    }
    if is_author:
        page["mainEntity"] = _person(name, place.address)
    above = (section.capitalize(), f"{place.base}{section}/")
    trail = [(site.title, place.base), above, (name, place.address)]
    return as_json([page, _trail(trail)])


def as_json(graph: list[dict[str, Any]]) -> str:
    """The data as text that can stand in a script element of HTML."""
    text = ENCODER.encode({"@context": "https://schema.org", "@graph": graph})
    for sign, written in UNSAFE:
        text = text.replace(sign, written)
    return text


def _article(card: Card, site: Site, place: Place) -> dict[str, Any]:
    entry = card.entry
    publisher = _organization(site.title, place.base)
    origin = entry.origin
    in_charge = _organization(origin.name, origin.url) if origin else publisher
    data: dict[str, Any] = {
        "@type": "Article" if origin else "BlogPosting",
        "headline": entry.title,
        "description": entry.summary,
        "url": entry.url,
        "mainEntityOfPage": entry.canonical_url or entry.url,
        "inLanguage": entry.language,
        "author": [_person(link.name, place.base + link.href) for link in card.authors]
        or [in_charge],
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
    if sounds := [each for each in entry.enclosures if is_sound(each)]:
        data["audio"] = [_sound(each, entry) for each in sounds]
    return data


def is_sound(enclosure: Enclosure) -> bool:
    """Whether a browser can play it in the page."""
    return enclosure.media_type.startswith("audio/")


def _sound(enclosure: Enclosure, entry: EntryFacts) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "AudioObject",
        "contentUrl": enclosure.url,
        "encodingFormat": enclosure.media_type,
    }
    if entry.episode and entry.episode.duration:
        data["duration"] = f"PT{entry.episode.duration}S"
    return data


def _trail(steps: list[tuple[str, str]]) -> dict[str, Any]:
    """The way from the front page to this one (BreadcrumbList)."""
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": url}
        for number, (name, url) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _person(name: str, url: str) -> dict[str, str]:
    return {"@type": "Person", "name": name, "url": url}


def _organization(name: str, url: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name, "url": url}
