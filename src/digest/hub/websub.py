"""A request in WebSub's words (WebSub 5.1) -> what is to be asked back. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from digest.errors import FetchError, HubError
from digest.fetch.public import Address
from digest.hub.callbacks import host_of
from digest.hub.forms import required
from digest.hub.leases import granted
from digest.records.hub import Dialect, Intent, Request

#: octets; a secret has fewer (WebSub 5.1)
LONGEST_SECRET = 200
#: how publishers tell a hub of news; here it only makes us look at our own files
PUBLISH = "publish"


def read_request(
    form: Mapping[str, str],
    *,
    is_ours: Callable[[str], bool],
    is_topic: Callable[[str], bool],
    may_connect: Callable[[Address], bool],
) -> Request:
    """The request that the form is; raises HubError with what to mend.

    `is_ours` says which addresses are of our feeds, `is_topic` which of those are there
    now: who leaves a feed that is gone may do so. Fields that mean nothing here are
    passed over (WebSub 5.1).
    """
    intent = _intent(required(form, "hub.mode"))
    topic = required(form, "hub.topic")
    callback = required(form, "hub.callback")
    is_known = is_topic if intent is Intent.SUBSCRIBE else is_ours
    if not is_known(topic):
        fact = "is no feed of this site"
        raise HubError(f"hub.topic: {fact}; send the feed's own address (rel=self)")
    try:
        host = host_of(callback, may_connect)
    except FetchError as error:
        raise HubError(f"hub.callback: {error}") from error
    return Request(
        dialect=Dialect.WEBSUB,
        intent=intent,
        topic=topic,
        callback=callback,
        host=host,
        secret=_secret(form),
        lease=granted(_lease(form, intent)),
    )


def published_topic(form: Mapping[str, str]) -> str:
    """What somebody says is new; "" where the form says nothing of the kind."""
    if form.get("hub.mode") != PUBLISH:
        return ""
    return form.get("hub.url") or required(form, "hub.topic")


def _intent(mode: str) -> Intent:
    for intent in (Intent.SUBSCRIBE, Intent.UNSUBSCRIBE):
        if mode == intent:
            return intent
    raise HubError("hub.mode: is not known here; send subscribe or unsubscribe")


def _lease(form: Mapping[str, str], intent: Intent) -> str:
    """The lease that is asked for; of who leaves, it is passed over (WebSub 5.1)."""
    return form.get("hub.lease_seconds", "") if intent is Intent.SUBSCRIBE else ""


def _secret(form: Mapping[str, str]) -> str:
    secret = form.get("hub.secret", "")
    if len(secret.encode()) >= LONGEST_SECRET:
        fact = f"has {LONGEST_SECRET} octets or more"
        raise HubError(f"hub.secret: {fact}; send a shorter one")
    return secret
