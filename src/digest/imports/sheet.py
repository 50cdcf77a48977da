"""A file of the content folder before it is written: its front matter and its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from digest.images import Image
from digest.load.frontmatter_writing import write
from digest.model import Enclosure, Origin

#: characters; what others give as a summary beyond it is their text
LONGEST_SUMMARY = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the file will say; empty values where it says nothing."""

    title: str
    date: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    language: str = ""
    tags: tuple[str, ...] = ()
    summary: str = ""
    canonical_url: str = ""
    origin: Origin | None = None
    #: whether only the opening of the article stands here
    is_opening: bool = False
    image: Image | None = None
    credit: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    is_draft: bool = False
    #: where in the content folder the bytes stand that it was made of
    original: str = ""
    #: Markdown
    body: str

    def text(self) -> str:
        """The file."""
        return f"{write(self._values())}\n{self.body}"

    def _values(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "date": self.date,
            "updated": self.updated,
            "authors": self.authors,
            "language": self.language,
            "tags": self.tags,
            "summary": self.summary,
            "canonical_url": self.canonical_url,
            "origin": origin_value(self.origin),
            "opening": self.is_opening or None,
            "image": _image_value(self.image),
            "credit": self.credit,
            "enclosures": [_enclosure_value(each) for each in self.enclosures],
            "draft": self.is_draft or None,
            "original": self.original,
        }


def origin_value(origin: Origin | None) -> dict[str, str]:
    """The origin as front matter has it; empty for none."""
    if origin is None:
        return {}
    return {"name": origin.name, "url": origin.url, "feed": origin.feed_url}


def later(updated: datetime | None, published: datetime | None) -> datetime | None:
    """When it was changed; None where that is no more than its publication."""
    return updated if updated and published and updated > published else None


def _image_value(image: Image | None) -> dict[str, Any]:
    if image is None:
        return {}
    told = {"url": image.url, "alt": image.alt, "credit": image.credit}
    return told | {"width": image.width, "height": image.height}


def _enclosure_value(enclosure: Enclosure) -> dict[str, Any]:
    told = {"url": enclosure.url, "type": enclosure.media_type}
    return told | {"length": enclosure.length}
