"""Which feeds changed since listeners and hubs were told, by their very bytes.

So a ping that somebody forged, or that comes twice, tells nobody anything; and a change
that happened while nobody looked is found by the next look.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from digest.hub.site import HubSite
from digest.hub.topics import digest_of, feeds_among


def announce(
    site: HubSite, paths: Collection[str], *, now: datetime
) -> tuple[str, ...]:
    """Have the feeds among these files told of that changed; their topics.

    The new bytes have to be public already. Raises StoreError, OSError.
    """
    topics = [site.topic(path) for path in feeds_among(paths)]
    if not site.hubs or not topics:
        return ()
    before = site.store.topic_digests()
    now_there = {topic: site.read(topic) for topic in topics}
    changed = {
        topic: digest
        for topic, data in now_there.items()
        if data is not None and before.get(topic) != (digest := digest_of(data))
    }
    if changed:
        site.store.announce(changed, site.feeds.hubs, now=now)
    return tuple(changed)


def announce_all(site: HubSite, *, now: datetime) -> tuple[str, ...]:
    """The same for every feed that is there."""
    return announce(site, site.paths() if site.hubs else (), now=now)


def retire(
    site: HubSite, removed: Collection[str], *, now: datetime
) -> tuple[str, ...]:
    """Have those told who listen to feeds that were removed; the topics of these."""
    topics = [site.topic(path) for path in feeds_among(removed)]
    gone = tuple(topic for topic in topics if not site.is_topic(topic))
    if gone and site.hubs:
        site.store.retire(gone, now=now)
    return gone
