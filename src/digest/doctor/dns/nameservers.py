"""Asks name servers. The only importer of dnspython."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dns.exception import DNSException, Timeout
from dns.rdata import Rdata
from dns.rdtypes.ANY.MX import MX
from dns.rdtypes.ANY.TXT import TXT
from dns.resolver import NXDOMAIN, NoAnswer, NoResolverConfiguration, Resolver
from dns.reversename import from_address

from digest.doctor.dns.answers import Answer, RecordKind
from digest.lines import one_line

#: octets of a text that are looked at
LONGEST_TEXT = 4096


class Nameservers:
    """The name servers of this machine, or those that are given."""

    def __init__(
        self, servers: Sequence[str] = (), *, port: int = 53, seconds: float = 4.0
    ) -> None:
        self._resolver = Resolver(configure=False)
        self._fault = ""
        if servers:
            self._resolver.nameservers = list(servers)
        else:
            self._configure()
        self._resolver.port = port
        self._resolver.lifetime = seconds

    def ask(self, name: str, kind: RecordKind) -> Answer:
        """What stands there; of a PTR, the name is an address."""
        if self._fault:
            return Answer(fault=self._fault)
        try:
            place = from_address(name) if kind is RecordKind.PTR else f"{name}."
            found = self._resolver.resolve(place, kind.value, search=False)
        except (NXDOMAIN, NoAnswer):
            return Answer()
        except Timeout:
            return Answer(fault="no name server answers; is this machine online?")
        except (DNSException, OSError) as error:
            return Answer(fault=f"the name servers fail: {one_line(str(error))[:200]}")
        return Answer(values=tuple(_values(found)))

    def _configure(self) -> None:
        try:
            self._resolver.read_resolv_conf("/etc/resolv.conf")
        except (NoResolverConfiguration, OSError, DNSException):
            self._fault = "this machine knows no name server; see /etc/resolv.conf"


def _values(records: Iterable[Rdata]) -> Iterator[str]:
    """The records as text; several MX in the order in which they are tried."""
    exchanges = [record for record in records if isinstance(record, MX)]
    exchanges.sort(key=lambda record: (record.preference, str(record.exchange)))
    yield from (_name(each.exchange) for each in exchanges)
    for record in records:
        match record:
            case MX():
                continue
            case TXT():
                joined = b"".join(record.strings)[:LONGEST_TEXT]
                yield one_line(joined.decode("utf-8", "replace"))
            case _:
                yield _name(record)


def _name(record: object) -> str:
    return str(record).rstrip(".").lower()
