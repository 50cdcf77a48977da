"""What the feeds of a site say beside their entries, as digest.toml has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parseaddr
from hashlib import sha256

from digest.config import FeedsSection, PodcastSection
from digest.config.push import Cloud, cloud_of, hub_urls
from digest.model import Site
from digest.render.feedtext import line


@dataclass(frozen=True, slots=True, kw_only=True)
class Podcast:
    """What directories ask of a feed with recordings."""

    #: each from the widest to the narrowest
    categories: tuple[tuple[str, ...], ...] = ()
    is_explicit: bool = False
    owner_name: str = ""
    owner_address: str = ""
    #: of the cover; "": the site's icon
    image_url: str = ""
    is_serial: bool = False

    @property
    def is_told(self) -> bool:
        """Whether all is said that no directory takes a podcast without."""
        return bool(self.categories and self.owner_address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """The same for all feeds of one site."""

    hubs: tuple[str, ...] = ()
    cloud: Cloud | None = None
    podcast: Podcast = field(default_factory=Podcast)
    #: whether an entry also brings its Markdown
    has_markdown: bool = False

    @property
    def digest(self) -> str:
        """Differs when anything that a feed says of it does."""
        return sha256(repr(self).encode()).hexdigest()


def make_channel(
    site: Site,
    feeds: FeedsSection,
    podcast: PodcastSection,
    *,
    picture_url: Callable[[str], str],
) -> Channel:
    """What the sections say; `picture_url` knows where a picture is published."""
    name, address = parseaddr(podcast.owner)
    return Channel(
        hubs=hub_urls(site, feeds),
        cloud=cloud_of(site, feeds),
        podcast=Podcast(
            categories=tuple(map(_levels, podcast.categories)),
            is_explicit=podcast.explicit,
            owner_name=line(name),
            owner_address=address,
            image_url=picture_url(podcast.image) if podcast.image else "",
            is_serial=podcast.serial,
        ),
        has_markdown=feeds.markdown,
    )


def _levels(category: str) -> tuple[str, ...]:
    return tuple(filter(None, (line(each) for each in category.split(">"))))
