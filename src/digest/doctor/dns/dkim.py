"""Whether DNS has the key that signs our messages (RFC 6376 3.6). Pure."""

from __future__ import annotations

from digest.doctor.advice import Advice, Area, Subject
from digest.doctor.dns.answers import Answer
from digest.doctor.dns.records import tags_of, text_record
from digest.mail.messages.keys import WISHED_BITS, Key

PUT_THERE = "put this record into DNS"


def key_name(selector: str, domain: str) -> str:
    """Where the key stands in DNS (RFC 6376 3.6.2.1)."""
    return f"{selector}._domainkey.{domain}"


def advise_unsigned(domain: str) -> Advice:
    """What there is to say where digest signs nothing."""
    subject = Subject(area=Area.DNS, name=f"DKIM of {domain}")
    remedy = 'have the relay sign as this domain, or set [dkim] selector = "digest"'
    return subject.warn("digest signs nothing", remedy)


def advise_key(domain: str, key: Key, answer: Answer) -> Advice:
    """Whether receivers find the key: `answer` holds the TXT at its name."""
    name = key_name(key.selector, domain)
    subject = Subject(area=Area.DNS, name=f"DKIM at {name}")
    record = text_record(name, key.record)
    if answer.fault:
        return subject.skip(answer.fault)
    if not answer.values:
        return subject.fail("there is no key", PUT_THERE, record)
    if len(answer.values) > 1:
        fact = f"there are {len(answer.values)} texts, and receivers may read any"
        return subject.fail(fact, "leave this one there", record)
    if fault := _fault(tags_of(answer.values[0]), tags_of(key.record)):
        return subject.fail(fault, "put this in its place", record)
    return _advise_strength(subject, key, tags_of(answer.values[0]))


def _fault(found: dict[str, str], own: dict[str, str]) -> str:
    """Why a signature of ours would be refused; "" if it would not be."""
    kind, uses = found.get("k", "rsa"), found.get("s", "*")
    hashes, public = found.get("h", "sha256"), "".join(found.get("p", "").split())
    faults = {
        f"there is no key, but v={found.get('v')}": found.get("v", "DKIM1") != "DKIM1",
        "the key there is taken back (p= is empty)": not public,
        f"the key there is of the kind {kind}, ours of {own['k']}": kind != own["k"],
        "the key there is another one, so our signatures are bad": public != own["p"],
        f"the key there is not for mail (s={uses})": not (
            {"*", "email"} & set(_listed(uses))
        ),
        f"the key there is not for SHA-256 (h={hashes})": (
            "sha256" not in _listed(hashes)
        ),
    }
    return next((fact for fact, is_so in faults.items() if is_so), "")


def _advise_strength(subject: Subject, key: Key, found: dict[str, str]) -> Advice:
    """What is left to say of a key that works."""
    if key.bits < WISHED_BITS:
        fact = f"the key has {key.bits} bits, which some receivers find too few"
        remedy = f"make one of {WISHED_BITS} bits under a new selector"
        return subject.warn(fact, remedy)
    if "y" in _listed(found.get("t", "")):
        fact = "the key says that it is on trial (t=y), so it may count for nothing"
        return subject.warn(fact, "take t=y out when letters arrive")
    return subject.fine("the key is ours")


def _listed(value: str) -> list[str]:
    """The parts of a tag that lists them with colons."""
    return [part.strip() for part in value.split(":")]
