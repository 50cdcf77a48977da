"""A request in rssCloud's words -> what is to be asked back. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import urlsplit

from digest.errors import FetchError, HubError
from digest.fetch.public import Address
from digest.hub.callbacks import host_of
from digest.hub.forms import required
from digest.hub.leases import CLOUD
from digest.records.hub import Dialect, Intent, Request

#: how the listener is called, by protocol; XML-RPC and SOAP are not spoken
SCHEMES = {"http-post": "http", "https-post": "https"}
#: of one request
MOST_TOPICS = 20
#: url1, url2 and so on
FEED_FIELD = re.compile(r"url\d{0,4}", re.IGNORECASE)


def read_requests(
    form: Mapping[str, str],
    *,
    client: str,
    is_topic: Callable[[str], bool],
    may_connect: Callable[[Address], bool],
) -> tuple[Request, ...]:
    """A request for each feed that the form names; raises HubError with what to mend.

    Who names no domain is called at the address that the form came from, which need not
    prove that it wants it.
    """
    callback = _callback(form, client)
    try:
        host = host_of(callback, may_connect)
    except FetchError as error:
        raise HubError(f"domain: {error}") from error
    topics = tuple(dict.fromkeys(v for k, v in form.items() if FEED_FIELD.fullmatch(k)))
    if not topics or len(topics) > MOST_TOPICS:
        raise HubError(f"url1: name one feed to {MOST_TOPICS} as url1, url2 and so on")
    for topic in topics:
        if not is_topic(topic):
            fact = "is no feed of this site"
            raise HubError(f"url1: {topic[:200]}: {fact}; send the feed's own address")
    return tuple(
        Request(
            dialect=Dialect.RSSCLOUD,
            intent=Intent.SUBSCRIBE,
            topic=topic,
            callback=callback,
            host=host,
            lease=CLOUD,
            is_challenged=bool(form.get("domain")),
        )
        for topic in topics
    )


def told(element: str, text: str, *, is_success: bool, accept: str) -> tuple[str, str]:
    """The answer and its media type, as XML or, for who asks for it, as JSON."""
    if "application/json" in accept and "xml" not in accept:
        answer = {"success": is_success, "msg": text}
        return json.dumps(answer, ensure_ascii=False), "application/json"
    success = "true" if is_success else "false"
    attributes = f'success="{success}" msg="{escape(text)}"'
    return f'<?xml version="1.0"?>\n<{element} {attributes}/>\n', "text/xml"


def _callback(form: Mapping[str, str], client: str) -> str:
    scheme = SCHEMES.get(required(form, "protocol"))
    if scheme is None:
        raise HubError("protocol: is not spoken here; send http-post or https-post")
    port, path = required(form, "port"), required(form, "path")
    host = form.get("domain") or client
    if ":" in host and not host.startswith("["):
        host = f"[{host}]"
    callback = f"{scheme}://{host}:{port}/{path.removeprefix('/')}"
    try:
        parts = urlsplit(callback)
        is_whole = parts.netloc == f"{host}:{port}" and bool(parts.port)
    except ValueError:
        is_whole = False
    if not is_whole or "#" in path:
        raise HubError("domain: is no place to call; mend domain, port and path")
    return callback
