"""Whether a domain lets the relay send its letters (SPF, RFC 7208). Pure."""

from __future__ import annotations

import re
from ipaddress import ip_address, ip_network

from digest.doctor.advice import Advice, Area, Subject
from digest.doctor.dns.answers import Ask, RecordKind, ask_addresses
from digest.doctor.dns.records import text_record
from digest.doctor.dns.spf_record import MOST_LOOKUPS, SenderPolicy, spf_records

#: what those who run relays want to stand in the record, by the end of a host's name
INCLUDES = {
    "amazonaws.com": "amazonses.com",
    "brevo.com": "spf.brevo.com",
    "fastmail.com": "spf.messagingengine.com",
    "gmail.com": "_spf.google.com",
    "google.com": "_spf.google.com",
    "mailgun.org": "mailgun.org",
    "mailjet.com": "spf.mailjet.com",
    "office365.com": "spf.protection.outlook.com",
    "outlook.com": "spf.protection.outlook.com",
    "postmarkapp.com": "spf.mtasv.net",
    "sendgrid.net": "sendgrid.net",
    "sparkpostmail.com": "sparkpostmail.com",
}


def wanted_term(host: str, *, is_own: bool) -> str:
    """What has to stand in the record for this relay; "" where nobody knows."""
    for end, include in INCLUDES.items():
        if f".{host}".endswith(f".{end}"):
            return f"include:{include}"
    return f"a:{host}" if is_own else ""


def advise_sender(domain: str, wanted: str, ask: Ask) -> Advice:
    """Whether the domain has a record that receivers can use, with the wanted term."""
    subject = Subject(area=Area.DNS, name=f"SPF of {domain}")
    answer = ask(domain, RecordKind.TXT)
    if answer.fault:
        return subject.skip(answer.fault)
    records = spf_records(answer.values)
    if not records:
        new = text_record(domain, f"v=spf1 {wanted or 'mx'} ~all")
        remedy = "put this record into DNS" + _ask_relay(wanted)
        return subject.fail("there is no record", remedy, new)
    if len(records) > 1:
        fact = f"there are {len(records)} records, and receivers take none of them"
        return subject.fail(fact, "make one of them", _with(domain, records[0], wanted))
    return _advise_record(subject, domain, records[0], wanted, ask)


def _advise_record(
    subject: Subject, domain: str, record: str, wanted: str, ask: Ask
) -> Advice:
    """What the one record comes to."""
    policy = SenderPolicy(ask)
    policy.read(domain, record)
    if policy.trouble:
        return subject.skip(policy.trouble)
    if policy.fault:
        remedy = "mend the record: receivers count a broken one as none"
        return subject.fail(policy.fault, remedy)
    if wanted and not _is_allowed(wanted, policy, ask):
        fact = f"it does not name the relay ({wanted})"
        return subject.warn(fact, "add it", _with(domain, record, wanted))
    return _advise_ending(subject, domain, record, policy)


def _advise_ending(
    subject: Subject, domain: str, record: str, policy: SenderPolicy
) -> Advice:
    """What a record that can be read says of the letters of others."""
    if policy.ending in {"all", "+all"}:
        fact = "it lets everybody send as this domain (+all)"
        mended = text_record(domain, re.sub(r"\+?all\b", "~all", record))
        return subject.fail(fact, "end it with ~all", mended)
    if policy.ending in {"", "?all"}:
        fact = "it does not say what to do with the letters of others"
        return subject.warn(fact, "end it with ~all", _with(domain, record, ""))
    return subject.fine(
        f"{record[:200]} ({policy.lookups} of {MOST_LOOKUPS} questions)"
    )


def _is_allowed(wanted: str, policy: SenderPolicy, ask: Ask) -> bool:
    kind, _, name = wanted.partition(":")
    if kind == "include":
        return name in policy.includes
    if name in policy.hosts:
        return True
    addresses = map(ip_address, ask_addresses(name, ask).values)
    networks = [ip_network(each) for each in policy.networks]
    return any(address in each for address in addresses for each in networks)


def _ask_relay(wanted: str) -> str:
    return "" if wanted else "; whoever runs the relay says what it has to include"


def _with(domain: str, record: str, wanted: str) -> str:
    """The record with the term, and an ending that asks for care."""
    terms = [term for term in record.split() if term.lower() not in {"?all", "~all"}]
    ending = "~all"
    if terms[-1].lower() == "-all":
        ending = terms.pop()
    return text_record(domain, " ".join(filter(None, [*terms, wanted, ending])))
