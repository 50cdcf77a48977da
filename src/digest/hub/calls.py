"""What is said to listeners and hubs elsewhere, to the byte. Pure."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from digest.fetch.caller import Call
from digest.hub.callbacks import with_query
from digest.hub.forms import MEDIA_TYPE
from digest.records.hub import Dialect, Intent, Listener, Request

#: why a listener is told no more (hub.reason, WebSub 5.2)
REASON = "this feed is not published any more"
FORM = {"Content-Type": MEDIA_TYPE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A feed as it stands now."""

    topic: str
    media_type: str
    data: bytes = field(repr=False)
    digest: str
    #: the header Link, with hubs and the feed itself
    links: str


def question(request: Request, challenge: str) -> Call:
    """Asks the callback whether it means it (WebSub 5.3), or tells it no (5.2)."""
    if request.dialect is Dialect.RSSCLOUD:
        return _cloud_question(request, challenge)
    values = {"hub.mode": str(request.intent), "hub.topic": request.topic}
    if request.intent is Intent.DENIED:
        values["hub.reason"] = REASON
    else:
        values["hub.challenge"] = challenge
    if request.intent is Intent.SUBSCRIBE:
        values["hub.lease_seconds"] = str(int(request.lease.total_seconds()))
    return Call(
        method="GET",
        url=with_query(request.callback, values),
        # one octet more than agrees shows that there is more
        most_read=len(challenge) + 1,
    )


def telling(listener: Listener, content: Content) -> Call:
    """Tells the listener of the feed: all of it, signed if there is a secret.

    WebSub 7 and 7.1; who speaks rssCloud gets the feed's address only.
    """
    if listener.dialect is Dialect.RSSCLOUD:
        return _cloud_telling(listener.callback, listener.topic)
    headers = {"Content-Type": content.media_type, "Link": content.links}
    if listener.secret:
        signature = hmac.new(listener.secret.encode(), content.data, "sha256")
        headers["X-Hub-Signature"] = f"sha256={signature.hexdigest()}"
    return Call(
        method="POST", url=listener.callback, headers=headers, body=content.data
    )


def ping(hub: str, topics: Sequence[str]) -> Call:
    """Tells a hub elsewhere which topics changed (WebSub 6, its note)."""
    values = [("hub.mode", "publish"), *(("hub.url", topic) for topic in topics)]
    return Call(method="POST", url=hub, headers=FORM, body=urlencode(values).encode())


def _cloud_question(request: Request, challenge: str) -> Call:
    if not request.is_challenged:
        return _cloud_telling(request.callback, request.topic)
    values = {"url": request.topic, "challenge": challenge}
    return Call(
        method="GET",
        url=with_query(request.callback, values),
        # some end their answer with a line break
        most_read=len(challenge) + 3,
    )


def _cloud_telling(callback: str, topic: str) -> Call:
    body = urlencode({"url": topic}).encode()
    return Call(method="POST", url=callback, headers=FORM, body=body)
