"""Who tells readers of new entries, as the feeds name it: hubs, and the cloud. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from digest import paths
from digest.config.sections import FeedsSection
from digest.model import Site

PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloud:
    """The attributes of the element `<cloud>` in RSS, but its empty registerProcedure.

    `port` is a number, and `path` begins with a slash.
    """

    domain: str
    port: int
    path: str
    protocol: str = "http-post"


def hub_urls(site: Site, feeds: FeedsSection) -> tuple[str, ...]:
    """Every hub of the site's feeds: its own before those of others; each once."""
    own = (own_hub_url(site),) if feeds.has_own_hub else ()
    return tuple(dict.fromkeys((*own, *feeds.hubs)))


def own_hub_url(site: Site) -> str:
    """Where the daemon takes subscriptions, if it is a hub."""
    return f"{site.url}/{paths.HUB}"


def cloud_of(site: Site, feeds: FeedsSection) -> Cloud | None:
    """Where the daemon takes rssCloud's subscriptions; None where it does not.

    The element has no word for TLS, so that of a site with https:// names port 443.
    """
    if not feeds.has_own_hub:
        return None
    parts = urlsplit(site.url)
    return Cloud(
        domain=parts.hostname or "",
        port=parts.port or PORTS[parts.scheme],
        path=f"{parts.path}/{paths.CLOUD_NOTIFY}",
    )
