"""What is served while the rest is being loaded: the published tree as it stands."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.types import ASGIApp

from digest.config import Config
from digest.web.published.files_first import FilesFirst
from digest.web.published.redirects import Redirects
from digest.web.published.tree import PublishedTree


def first_app(config: Config, desk: ASGIApp) -> ASGIApp:
    """Published files; all else is for the desk. Loads nothing that opens a store.

    Where requests are logged the desk gets every one of them.
    """
    if config.web.access_log:
        return desk
    folder, max_age = config.feeds_folder, config.web.max_age
    return FilesFirst(
        PublishedTree(folder, max_age=max_age),
        Redirects(folder, site_url=config.site.url, max_age=max_age),
        desk,
        prefix=urlsplit(config.site.url).path,
    )
