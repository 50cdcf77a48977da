"""A zone as values, and a name server on the loopback that serves it."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Thread

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.reversename
import dns.rrset

from digest.doctor.dns.answers import Answer, Ask, RecordKind
from digest.doctor.dns.records import text_record

#: `NAME KIND` -> what stands there, as in an Answer
Zone = Mapping[str, Sequence[str]]
OFFLINE = "no name server answers; is this machine online?"


def an_ask(zone: Zone, *, silent: Sequence[str] = ()) -> Ask:
    """A way to ask the zone without any network; nobody answers for what is silent."""

    def ask(name: str, kind: RecordKind) -> Answer:
        key = f"{name} {kind}"
        if key in silent or "*" in silent:
            return Answer(fault=OFFLINE)
        return Answer(values=tuple(zone.get(key, ())))

    return ask


@contextmanager
def name_server(zone: Zone, *, rcode: int = 0) -> Iterator[int]:
    """A server of the zone, in the words of its protocol; yields its port."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))
        thread = Thread(target=_serve, args=(line, zone, rcode), daemon=True)
        thread.start()
        port: int = line.getsockname()[1]
        try:
            yield port
        finally:
            line.sendto(b"", line.getsockname())
            thread.join()


def _serve(line: socket.socket, zone: Zone, rcode: int) -> None:
    while True:
        data, client = line.recvfrom(4096)
        if not data:
            return
        query = dns.message.from_wire(data)
        line.sendto(_answer(query, zone, rcode).to_wire(), client)


def _answer(query: dns.message.Message, zone: Zone, rcode: int) -> dns.message.Message:
    answer = dns.message.make_response(query)
    question = query.question[0]
    kind = dns.rdatatype.to_text(question.rdtype)
    name = question.name.to_text(omit_final_dot=True)
    if kind == "PTR":
        name = dns.reversename.to_address(question.name)
    values = zone.get(f"{name} {kind}", ())
    if values:
        texts = [_rdata(kind, place, value) for place, value in enumerate(values)]
        answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, *texts))
    elif not any(key.startswith(f"{name} ") for key in zone):
        answer.set_rcode(dns.rcode.NXDOMAIN)
    if rcode:
        answer.set_rcode(dns.rcode.Rcode.make(rcode))
    return answer


def _rdata(kind: str, place: int, value: str) -> str:
    """The value as a zone file has it."""
    if kind == "TXT":
        return text_record("any", value).partition("TXT ")[2]
    if kind == "MX":
        return f"{10 + place} {value}."
    return f"{value}." if kind == "PTR" else value
