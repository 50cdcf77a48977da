"""Whether answers of readers arrive, and machines know ours by its name. Pure."""

from __future__ import annotations

from digest.doctor.advice import Advice, Area, Subject
from digest.doctor.dns.answers import Ask, RecordKind, ask_addresses


def advise_exchange(domain: str, ask: Ask) -> Advice:
    """Whether the domain takes mail (RFC 5321 section 5), as who sends it has to."""
    subject = Subject(area=Area.DNS, name=f"MX of {domain}")
    answer = ask(domain, RecordKind.MX)
    if answer.fault:
        return subject.skip(answer.fault)
    remedy = "name a mail server for it, or write from a domain that has one"
    if answer.values == ("",):
        # RFC 7505 3
        return subject.fail("the domain says that it takes no mail", remedy)
    if not answer.values:
        return _advise_address(subject, domain, ask)
    lost = [host for host in answer.values if not _is_there(host, ask)]
    if lost == list(answer.values):
        return subject.fail(f"{', '.join(lost)} has no address", remedy)
    if lost:
        return subject.warn(f"{', '.join(lost)} has no address", "take it out")
    return subject.fine(f"answers go to {', '.join(answer.values)}")


def _advise_address(subject: Subject, domain: str, ask: Ask) -> Advice:
    """Of a domain without MX its address counts (RFC 5321 5.1)."""
    if _is_there(domain, ask):
        fact = "there is none, so answers go to the address of the domain itself"
        return subject.warn(fact, "name the server that takes its mail")
    fact = "there is none, so nobody can answer, and many receivers refuse the letter"
    return subject.fail(fact, "name the server that takes its mail")


def _is_there(host: str, ask: Ask) -> bool:
    answer = ask_addresses(host, ask)
    return bool(answer.values or answer.fault)


def advise_reverse(host: str, ask: Ask) -> Advice:
    """Whether the relay's addresses have a name that leads back to them.

    For a relay of our own: that of others is their matter.
    """
    subject = Subject(area=Area.DNS, name=f"reverse DNS of {host}")
    addresses = ask_addresses(host, ask)
    if addresses.fault:
        return subject.skip(addresses.fault)
    if not addresses.values:
        return subject.fail("the host has no address", "mend its name in [mail] relay")
    for address in addresses.values:
        names = ask(address, RecordKind.PTR)
        if names.fault:
            return subject.skip(names.fault)
        if not any(address in ask_addresses(n, ask).values for n in names.values):
            told = f"leads to {names.values[0]}, which" if names.values else "has none"
            fact = f"{address} {told}{' does not lead back' if names.values else ''}"
            remedy = f"have whoever gave you the address set its PTR to {host}"
            return subject.fail(fact, remedy)
    return subject.fine(f"{', '.join(addresses.values)} and names agree")
