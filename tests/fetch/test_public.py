from __future__ import annotations

from ipaddress import ip_address

import pytest

from digest.fetch.public import is_public


@pytest.mark.parametrize(
    "text",
    [
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "223.255.255.255",
        "2606:4700::1",
        "2a00:1450::8",
        "64:ff9b::1.1.1.1",
        "::ffff:1.1.1.1",
        "2002:101:101::1",
    ],
)
def test_an_address_of_the_web_is_public(text: str) -> None:
    """Also one that a network translates, and those beside what is special."""
    assert is_public(ip_address(text))


@pytest.mark.parametrize(
    "text",
    [
        "0.0.0.0",  # noqa: S104  nothing is bound
        "10.1.2.3",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
    ],
)
def test_an_inner_or_special_address_is_not_public(text: str) -> None:
    """Neither as it is, nor in any disguise of IPv6."""
    inner = ip_address(text)
    number = int(inner)
    assert not is_public(inner)
    assert not is_public(ip_address(f"::ffff:{text}"))
    assert not is_public(ip_address(f"64:ff9b::{text}"))
    assert not is_public(
        ip_address(f"2002:{number >> 16:x}:{number & 0xFFFF:x}::1"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "::",
        "::1",
        "::7f00:1",
        "64:ff9b:1::a00:1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ],
)
def test_an_ipv6_address_outside_of_the_web_is_not_public(text: str) -> None:
    """Loopback, links, sites, tunnels, examples, multicast, clouds."""
    assert not is_public(ip_address(text))
