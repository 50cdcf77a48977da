"""Takes what is asked of the hub, answers at once, and keeps it to be asked back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from digest.errors import HubError
from digest.hub import cloud, websub
from digest.hub.admission import HubLimits, fact_against
from digest.hub.announcing import announce
from digest.hub.forms import read_form, required
from digest.hub.site import HubSite
from digest.records.hub import Request

ACCEPTED, BAD_REQUEST, TOO_MANY = 202, 400, 429
TAKEN = "Taken; your callback is asked for its consent now."
LOOKED_AT = "Thank you; the feed is looked at."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What whoever asked is told."""

    status: int
    text: str

    @property
    def is_success(self) -> bool:
        """Whether what was asked for is taken."""
        return self.status == ACCEPTED


def _at_any_time(host: str, now: datetime) -> int:  # noqa: ARG001  there is no limit
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where the hub is asked for something; no answer waits for a callback's."""

    site: HubSite
    limits: HubLimits = field(default_factory=HubLimits)
    #: seconds until the host of a callback may be asked for again; 0: it is counted
    pace: Callable[[str, datetime], int] = _at_any_time

    def websub(self, body: bytes, content_type: str, *, now: datetime) -> Reply:
        """The answer to a request in WebSub's words (WebSub 5.1.2)."""
        try:
            form = read_form(body, content_type)
            if topic := websub.published_topic(form):
                return self._look_at("hub.url", topic, now)
            request = websub.read_request(
                form,
                is_ours=self.site.is_ours,
                is_topic=self.site.is_topic,
                may_connect=self.site.may_connect,
            )
        except HubError as error:
            return Reply(status=BAD_REQUEST, text=str(error))
        return self._take([request], now)

    def please_notify(
        self, body: bytes, content_type: str, *, client: str, now: datetime
    ) -> Reply:
        """The answer to a subscription in rssCloud's words."""
        try:
            requests = cloud.read_requests(
                read_form(body, content_type),
                client=client,
                is_topic=self.site.is_topic,
                may_connect=self.site.may_connect,
            )
        except HubError as error:
            return Reply(status=BAD_REQUEST, text=str(error))
        return self._take(requests, now)

    def ping(self, body: bytes, content_type: str, *, now: datetime) -> Reply:
        """The answer to whoever says that a feed changed: it is looked at, no more."""
        try:
            topic = required(read_form(body, content_type), "url")
            return self._look_at("url", topic, now)
        except HubError as error:
            return Reply(status=BAD_REQUEST, text=str(error))

    def _look_at(self, field: str, topic: str, now: datetime) -> Reply:
        if not self.site.is_topic(topic):
            raise HubError(f"{field}: is no feed of this site; send its own address")
        announce(self.site, (self.site.path(topic),), now=now)
        return Reply(status=ACCEPTED, text=LOOKED_AT)

    def _take(self, requests: Sequence[Request], now: datetime) -> Reply:
        for request in requests:
            load = self.site.store.hub_load(
                topic=request.topic, callback=request.callback, host=request.host
            )
            fact = fact_against(load, self.limits)
            if not fact and (wait := self.pace(request.host, now)):
                fact = f"the callback's host is asked too often ({wait} seconds left)"
            if fact:
                return Reply(status=TOO_MANY, text=f"{fact}; try again later")
            self.site.store.add_request(request, now=now)
        return Reply(status=ACCEPTED, text=TAKEN)
