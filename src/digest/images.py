"""Pictures as values: in the widths that are published, and as readers meet them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """A picture in one of the widths that it is published in."""

    url: str
    #: pixels
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """The bytes of a rendition, before it has its place."""

    #: pixels
    width: int
    height: int
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture file as it is published: upright, in sRGB, without its metadata."""

    #: of the names of its files, with the dot, by what is in them
    ending: str
    #: the narrowest first; never empty
    prints: tuple[Print, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintFacts:
    """What is known of a print besides its bytes."""

    #: pixels
    width: int
    height: int
    #: bytes
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFacts:
    """What is known of a published picture, without the bytes of its prints."""

    #: as of the picture
    ending: str
    #: differs when the bytes of any print do
    digest: str
    #: the narrowest first; never empty
    prints: tuple[PrintFacts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture with what readers who cannot see it get instead."""

    url: str
    alt: str = ""
    credit: str = ""
    width: int | None = None
    height: int | None = None
    #: the narrowest first; empty of a picture that stands on another site
    renditions: tuple[Rendition, ...] = ()
