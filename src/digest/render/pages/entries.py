"""The page of one entry: body, lead picture, files, neighbours in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from digest import paths
from digest.documents import Need, Target
from digest.images import Image
from digest.model import Enclosure, Entry, EntryFacts, Episode
from digest.render.local import Offer, Place
from digest.render.pages.cards import Card, moment
from digest.render.pages.linked_data import entry_data, is_sound
from digest.render.pages.plan import Plan
from digest.render.tools import Tools

#: seconds in a minute, and minutes in an hour
MINUTE = 60


class EntryContent(NamedTuple):
    """What is one entry's page's own."""

    card: Card
    newer: Card | None
    older: Card | None
    #: the entry of ours that it answers
    answered: Card | None

    def shown(self, tools: Tools, place: Place) -> dict[str, Any]:
        """The card's values, the body, and what stands around it."""
        facts, site = self.card.entry, tools.site
        one = self.card.shown(site)
        entry = tools.fill(facts)
        image = entry.image
        is_in_body = image is not None and _is_in_body(image, entry)
        lead = lead_picture(entry, place) if image and not is_in_body else None
        canonical = entry.canonical_url or place.address
        return {
            **one,
            "one": one,
            "description": entry.summary,
            "body": place.html(entry.html, entry.pictures, image.url if image else ""),
            "canonical": canonical,
            "canonical_host": urlsplit(entry.canonical_url).hostname or "",
            "is_elsewhere": bool(entry.canonical_url),
            "image": _image(image) if image else None,
            "lead": shown_offer(lead) if lead else None,
            "credit": (image.credit if image else "") or entry.credit,
            "files": [_file(each, place) for each in entry.enclosures],
            "episode": _episode(entry.episode) if entry.episode else None,
            "citations": [
                {"name": each.name, "outlet": each.outlet} for each in entry.citations
            ],
            "in_reply_to": self._in_reply_to(entry, place),
            "modified": moment(entry.updated),
            "is_updated": entry.is_dated
            and entry.updated.date() > entry.published.date(),
            "linked_data": entry_data(self.card, site, place),
            "newer": self.newer.named() if self.newer else None,
            "older": self.older.named() if self.older else None,
        }

    def _in_reply_to(self, entry: Entry, place: Place) -> dict[str, str] | None:
        url = entry.in_reply_to
        if not url:
            return None
        title = self.answered.entry.title if self.answered else ""
        name = title or urlsplit(url).hostname or url
        return {"href": place.url(url), "name": name}


def plan_entries(plan: Plan, cards: Sequence[Card]) -> Iterator[Target[Tools]]:
    """One page an entry, each with its neighbours in time."""
    mentions = [card.mention() for card in cards]
    by_url = {card.entry.url: index for index, card in enumerate(cards)}
    last = len(cards) - 1
    for index, card in enumerate(cards):
        entry = card.entry
        newer = index - 1 if index else None
        older = index + 1 if index < last else None
        answered = by_url.get(entry.in_reply_to) if entry.in_reply_to else None
        beside = [n for n in (newer, older, answered) if n is not None]
        content = EntryContent(
            card,
            None if newer is None else cards[newer],
            None if older is None else cards[older],
            None if answered is None else cards[answered],
        )
        # the spelling of its tags and authors may be another entry's
        needs = (Need(entry.path or entry.id, entry.digest), card.need)
        yield plan.page(
            paths.entry_path(entry.slug),
            "entry",
            content,
            *needs,
            *(mentions[n] for n in beside),
        )


def lead_picture(entry: EntryFacts, place: Place) -> Offer | None:
    """The lead picture as the page at the place offers it."""
    return place.offer(entry.image) if entry.image else None


def shown_offer(offer: Offer) -> dict[str, Any]:
    """What a template is given of a picture."""
    return {name: getattr(offer, name) for name in offer.__slots__}


def _image(image: Image) -> dict[str, Any]:
    return {
        "url": image.url,
        "alt": image.alt,
        "width": image.width or 0,
        "height": image.height or 0,
    }


def _is_in_body(image: Image, entry: Entry) -> bool:
    return f'"{escape(image.url)}"' in entry.html


def _file(enclosure: Enclosure, place: Place) -> dict[str, Any]:
    """An enclosure as the page offers it."""
    name = unquote(urlsplit(enclosure.url).path.rpartition("/")[2])
    return {
        "name": name or enclosure.url,
        "href": place.url(enclosure.url),
        "media_type": enclosure.media_type,
        "length": enclosure.length,
        "is_sound": is_sound(enclosure),
        "is_film": enclosure.media_type.startswith("video/"),
    }


def _episode(episode: Episode) -> dict[str, str]:
    """Where it stands in its podcast and how long it is, in words."""
    season = f"Season {episode.season}" if episode.season else ""
    number = f"Episode {episode.number}" if episode.number else ""
    kind = episode.kind.capitalize() if episode.kind != "full" else ""
    return {
        "place": ", ".join(filter(None, (season, number, kind))),
        "duration": _duration(episode.duration),
    }


def _duration(seconds: int) -> str:
    """So many hours and minutes; "" of none."""
    hours, minutes = divmod(-(-seconds // MINUTE), MINUTE)
    told = (f"{hours} h" if hours else "", f"{minutes} min" if minutes else "")
    return " ".join(filter(None, told))
