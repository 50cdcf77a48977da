"""What came to be imported: bytes, and what is known of where they came from."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from digest.errors import ImportingError
from digest.fetch.fetched import Fetched

#: bytes; a mail or Word file with all its pictures is no larger
LARGEST = 50_000_000
#: the place of what comes by standard input
STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """The bytes of one file or web address, as they came."""

    #: as the person named it: a URL, the path of a file, or `-`
    place: str
    data: bytes = field(repr=False)
    #: of the web, after redirects; "" for a file
    url: str = ""
    #: as the web says; "" where nobody says
    media_type: str = ""
    charset: str = ""
    #: when it was fetched or read
    at: datetime

    @property
    def name(self) -> str:
        """The last part of its path, decoded; may be empty."""
        if self.url:
            return posixpath.basename(unquote(urlsplit(self.url).path).rstrip("/"))
        return Path(self.place).name if self.place != STDIN else ""

    @property
    def ending(self) -> str:
        """The ending of its name in small letters, with the dot; "" for none."""
        return posixpath.splitext(self.name)[1].lower()

    @property
    def host(self) -> str:
        """The host of its site, without `www.`; "" for a file."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")

    @property
    def folder(self) -> Path | None:
        """Where a file stands, with what it refers to beside it; None for the web."""
        return None if self.url or self.place == STDIN else Path(self.place).parent


def is_url(place: str) -> bool:
    """Whether the person named an address of the web, and no file."""
    return place.lower().startswith(("http://", "https://"))


def arrived_from_web(url: str, fetched: Fetched, at: datetime) -> Arrival:
    """What stood at the URL; its own address is the one after redirects."""
    return Arrival(
        place=url,
        data=fetched.data,
        url=fetched.url,
        media_type=fetched.media_type,
        charset=fetched.charset,
        at=at,
    )


def read_file(place: str, at: datetime) -> Arrival:
    """The file at this path; raises ImportingError, with what to do."""
    path = Path(place)
    try:
        if path.is_dir():
            fact = f"is a folder; name the files in it, such as {place.rstrip('/')}/*"
            raise ImportingError(f"{place}: {fact}")
        if not path.is_file():
            fact = "is no file, and a web address begins with https://; mend the path"
            raise ImportingError(f"{place}: {fact}")
        with path.open("rb") as file:
            return read_stream(place, file, at)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no name of a file"
        fact = f"cannot be read ({reason}); mend the path or its permissions"
        raise ImportingError(f"{place}: {fact}") from error


def read_stream(place: str, stream: BinaryIO, at: datetime) -> Arrival:
    """All that the stream gives; raises ImportingError where it is too much."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        fact = f"has more than {LARGEST} bytes; it is no article"
        raise ImportingError(f"{place}: {fact}")
    return Arrival(place=place, data=data, at=at)
