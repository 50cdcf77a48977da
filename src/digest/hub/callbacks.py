"""Where a listener may be: an address of the public web, written as it is. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from urllib.parse import urlencode, urlsplit

from digest.errors import FetchError
from digest.fetch.public import Address
from digest.fetch.target import read_target

#: characters; a longer one is nobody's
LONGEST_CALLBACK = 2000
#: 127.1, 0x7f000001, 2130706433: what some programs take for an IPv4 address
ODD_NUMBER = re.compile(r"(.*\.)?(\d+|0x[0-9a-f]*)\.?")


def host_of(callback: str, may_connect: Callable[[Address], bool]) -> str:
    """The host of a callback that may be spoken to; raises FetchError with the reason.

    A name is looked up only when it is called, and its addresses are checked then.
    """
    if len(callback) > LONGEST_CALLBACK or not callback.isprintable():
        fact = f"is longer than {LONGEST_CALLBACK} characters, or holds invisible ones"
        raise FetchError(f"the callback: {fact}; use another")
    target = read_target(callback)
    try:
        address = ip_address(target.host)
    except ValueError:
        if ODD_NUMBER.fullmatch(target.host):
            message = f"{target.host}: is an odd way to write an address; use a name"
            raise FetchError(message) from None
        return target.host
    if not may_connect(address):
        message = f"{address}: is not on the public web; use a public callback"
        raise FetchError(message)
    return target.host


def with_query(callback: str, values: Mapping[str, str]) -> str:
    """The callback with these added to the end of its query (WebSub 5.1.1)."""
    bare = callback.partition("#")[0]
    joint = "&" if urlsplit(bare).query else "?"
    # one that ends in a bare ? has its joint already
    return f"{bare.removesuffix('?')}{joint}{urlencode(values)}"
