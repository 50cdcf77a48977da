"""Which errands are due, as the store and the tree say now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import groupby

from digest.hub.calls import Content
from digest.hub.errands import AskBack, Errand, PingHub, Tell
from digest.hub.site import HubSite
from digest.hub.topics import digest_of, link_header, media_type_of
from digest.records.hub import Listener, Told

#: topics in one ping: some hubs take no more
MOST_IN_PING = 50


def due_errands(
    site: HubSite, count: int, *, now: datetime, new_challenge: Callable[[], str]
) -> tuple[Errand, ...]:
    """So many at the most of each kind, the most promising first; raises StoreError."""
    errands: list[Errand] = [*_pings(site, now)]
    if site.feeds.has_own_hub:
        errands += _tellings(site, site.store.due_listeners(count, now=now))
        errands += [
            AskBack(request=request, challenge=new_challenge(), asked=now)
            for request in site.store.due_requests(count, now=now)
        ]
    return tuple(sorted(errands, key=lambda errand: errand.is_doubtful))


def _pings(site: HubSite, now: datetime) -> Iterator[PingHub]:
    """One for each hub: it is spoken to once at a time."""
    pings = site.store.due_pings(site.feeds.hubs, now=now)
    for hub, its_pings in groupby(pings, key=lambda ping: ping.hub):
        yield PingHub(hub=hub, pings=tuple(its_pings)[:MOST_IN_PING])


def _tellings(site: HubSite, listeners: tuple[Listener, ...]) -> Iterator[Tell]:
    contents = {topic: _content(site, topic) for topic in _topics(listeners)}
    for listener in listeners:
        content = contents[listener.topic]
        if content is not None:
            yield Tell(listener=listener, content=content)
    # there is nothing to tell of a feed that is away; it may come back
    site.store.record_told(
        [
            Told(number=listener.number, wanted=listener.wanted)
            for listener in listeners
            if contents[listener.topic] is None
        ]
    )


def _topics(listeners: tuple[Listener, ...]) -> dict[str, None]:
    return dict.fromkeys(listener.topic for listener in listeners)


def _content(site: HubSite, topic: str) -> Content | None:
    data = site.read(topic)
    if data is None:
        return None
    return Content(
        topic=topic,
        media_type=media_type_of(site.path(topic)),
        data=data,
        digest=digest_of(data),
        links=link_header(topic, site.hubs),
    )
