from __future__ import annotations

import socket
from pathlib import Path

import pytest
from dns.resolver import NoResolverConfiguration, Resolver

from digest.doctor.dns.answers import Answer, RecordKind, ask_addresses
from digest.doctor.dns.nameservers import Nameservers
from nameservers import OFFLINE, Zone, name_server
from signatures import the_keys

ZONE: Zone = {
    "example.org TXT": ["v=spf1 mx ~all", "ümlaut"],
    "digest._domainkey.example.org TXT": [the_keys()[0].record],
    "example.org MX": ["first.example.org", "second.example.org"],
    "null.example.org MX": [""],
    "mail.example.org A": ["192.0.2.7"],
    "mail.example.org AAAA": ["2001:db8::7"],
    "192.0.2.7 PTR": ["Mail.Example.ORG"],
}


def ask(port: int, name: str, kind: RecordKind, *, seconds: float = 5.0) -> Answer:
    """What the server on this port says."""
    return Nameservers(["127.0.0.1"], port=port, seconds=seconds).ask(name, kind)


def test_every_kind_of_record_is_read() -> None:
    """Texts as they are, names in lower case and without their last dot."""
    with name_server(ZONE) as port:
        texts = ask(port, "example.org", RecordKind.TXT).values
        assert sorted(texts) == ["v=spf1 mx ~all", "ümlaut"]
        assert ask(port, "example.org", RecordKind.MX).values == (
            "first.example.org",
            "second.example.org",
        )
        assert ask(port, "null.example.org", RecordKind.MX).values == ("",)
        assert ask(port, "192.0.2.7", RecordKind.PTR).values == ("mail.example.org",)
        servers = Nameservers(["127.0.0.1"], port=port)
        addresses = ask_addresses("mail.example.org", servers.ask)
        assert addresses == Answer(values=("192.0.2.7", "2001:db8::7"))


def test_a_text_in_several_strings_is_one() -> None:
    """As a key of 2048 bits has to be."""
    with name_server(ZONE) as port:
        found = ask(port, "digest._domainkey.example.org", RecordKind.TXT)
    assert found.values == (the_keys()[0].record,)


def test_nothing_is_an_answer() -> None:
    """Whether there is no such name, or no such record."""
    with name_server(ZONE) as port:
        assert ask(port, "nobody.example.org", RecordKind.TXT) == Answer()
        assert ask(port, "mail.example.org", RecordKind.TXT) == Answer()


def test_a_server_that_fails_is_told() -> None:
    """SERVFAIL, as of a broken DNSSEC: that is not nothing."""
    with name_server(ZONE, rcode=2) as port:
        answer = ask(port, "example.org", RecordKind.TXT)
    assert answer.fault.startswith("the name servers fail: ")
    assert not answer.values


def test_a_server_that_is_silent_is_told() -> None:
    """As where this machine is offline; it takes no longer than it may."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))
        port = line.getsockname()[1]
        answer = ask(port, "example.org", RecordKind.TXT, seconds=0.2)
    assert answer == Answer(fault=OFFLINE)


@pytest.mark.parametrize("name", ["a..b", f"{'x' * 64}.example.org", "no address"])
def test_what_is_no_name_is_told(name: str) -> None:
    """It comes from a record that somebody mistyped."""
    kind = RecordKind.PTR if " " in name else RecordKind.TXT
    assert ask(1, name, kind).fault.startswith("the name servers fail: ")


def test_a_machine_without_name_servers_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As a container may be."""

    def read(_resolver: Resolver, _path: str) -> None:
        raise NoResolverConfiguration

    monkeypatch.setattr(Resolver, "read_resolv_conf", read)
    answer = Nameservers().ask("example.org", RecordKind.TXT)
    assert answer.fault.startswith("this machine knows no name server")
