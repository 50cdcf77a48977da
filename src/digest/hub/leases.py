"""How long a listener is told, and what it may ask for. Pure."""

from __future__ import annotations

from datetime import timedelta

from digest.errors import HubError

#: where nothing is asked for (WebSub 8.2)
USUAL = timedelta(days=10)
#: a subscription is never for ever (WebSub 5.3.1), and not worth asking back for less
SHORTEST, LONGEST = timedelta(hours=1), timedelta(days=30)
#: what rssCloud's programs expect: they ask again every day
CLOUD = timedelta(hours=25)


def granted(asked: str) -> timedelta:
    """The lease that is granted for this `hub.lease_seconds`; "" asks for none.

    Raises HubError where it is no positive number.
    """
    if not asked:
        return USUAL
    if not asked.isascii() or not asked.isdecimal() or not asked.strip("0"):
        raise HubError("hub.lease_seconds: is no positive number; leave it out")
    # no number of ten digits and more is shorter than the longest lease
    seconds = timedelta(seconds=int(asked.lstrip("0")[:10]))
    return min(max(seconds, SHORTEST), LONGEST)
