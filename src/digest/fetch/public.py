"""Which addresses are on the public web, and so may be spoken to. Pure.

A feed or a redirect is written by strangers: it must not make this machine ask its own
network, nor the service of a cloud that hands out keys.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address

# ipaddress.is_global is not asked: in Python 3.11.7 it calls fec0::1, ff0e::1,
# 64:ff9b::7f00:1 (127.0.0.1, translated) and the address of one cloud's keys global

#: IANA's registry of special purposes (RFC 6890 and its updates), and multicast
SPECIAL_4 = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
        # of one cloud, within its machines: a public number that is not public
        "168.63.129.16/32",
    )
)
#: all that IANA has given out to the public web; the special ones within come next
GLOBAL_6 = IPv6Network("2000::/3")
SPECIAL_6 = tuple(
    IPv6Network(text) for text in ("2001::/23", "2001:db8::/32", "3fff::/20")
)
#: an IPv4 address is their last 32 bits (RFC 4291 2.5.5.2, RFC 6052 2.1)
MAPPED = IPv6Network("::ffff:0:0/96")
TRANSLATED = IPv6Network("64:ff9b::/96")
#: an IPv4 address comes after their first 16 bits (RFC 3056)
SIX_TO_FOUR = IPv6Network("2002::/16")


def is_public(address: Address) -> bool:
    """Whether the address is on the public web, and no inner one in disguise."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in SPECIAL_4)
    inner = _inner(address)
    if inner is not None:
        return is_public(inner)
    return address in GLOBAL_6 and not any(address in one for one in SPECIAL_6)


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that is spoken to in truth; None where there is none."""
    number = int(address)
    if address in MAPPED or address in TRANSLATED:
        return IPv4Address(number & 0xFFFF_FFFF)
    if address in SIX_TO_FOUR:
        return IPv4Address(number >> 80 & 0xFFFF_FFFF)
    return None
