"""What a domain asks of receivers, and whether our signature counts (RFC 9989)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from digest.doctor.advice import Advice, Area, Subject
from digest.doctor.dns.answers import Ask, RecordKind
from digest.doctor.dns.records import tags_of, text_record

#: labels of a name from which the walk jumps to as many as it then asks for (4.10)
LONGEST_WALK = 8
POLICIES = ("none", "quarantine", "reject")


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """What stands above one domain, from itself upwards."""

    domain: str
    #: names with a policy, and the tags of each
    found: tuple[tuple[str, dict[str, str]], ...] = ()
    #: names with more than one, none of which counts
    doubled: tuple[str, ...] = ()
    fault: str = ""

    @property
    def organisation(self) -> str:
        """The domain whose names are one owner's (4.10.2)."""
        for name, tags in self.found:
            if tags.get("psd") == "n":
                return name
            if tags.get("psd") == "y":
                return _below(name, self.domain)
        return self.found[-1][0] if self.found else self.domain


def walk(domain: str, ask: Ask) -> Walk:
    """The tree walk of RFC 9989 4.10: eight questions at the most."""
    found: list[tuple[str, dict[str, str]]] = []
    doubled: list[str] = []
    for name in names_above(domain):
        answer = ask(f"_dmarc.{name}", RecordKind.TXT)
        if answer.fault:
            return Walk(domain=domain, fault=answer.fault)
        texts = [text for text in answer.values if _is_policy(text)]
        if len(texts) > 1:
            doubled.append(name)
        if len(texts) == 1:
            found.append((name, tags_of(texts[0])))
            if found[-1][1].get("psd") in {"y", "n"}:
                break
    return Walk(domain=domain, found=tuple(found), doubled=tuple(doubled))


def names_above(domain: str) -> Iterator[str]:
    """The domain and those above it, as far as the walk asks for them."""
    labels = domain.split(".")
    yield domain
    rest = labels[1:] if len(labels) < LONGEST_WALK else labels[1 - LONGEST_WALK :]
    for start in range(len(rest)):
        yield ".".join(rest[start:])


def advise_policy(domain: str, signing: str, ask: Ask) -> Advice:
    """Whether receivers can know letters of the domain that `signing` signs.

    "" signs nothing; then it is SPF alone that speaks for a letter.
    """
    subject = Subject(area=Area.DNS, name=f"DMARC of {domain}")
    record = text_record(f"_dmarc.{domain}", "v=DMARC1; p=none")
    above = walk(domain, ask)
    if above.fault:
        return subject.skip(above.fault)
    if domain in above.doubled:
        return subject.fail("there are several records", "leave one there", record)
    if not above.found:
        fact = "there is no record, which large mailbox providers ask for"
        return subject.fail(fact, "put this record into DNS", record)
    name, policy, tags = _policy(above)
    if policy not in POLICIES:
        fact = f"the record of {name} has no policy (p={policy})"
        return subject.fail(fact, f"write p={', p='.join(POLICIES)}", record)
    if signing and (fault := _misalignment(above, signing, tags, ask)):
        return subject.fail(fault, "set [dkim] domain to the sender's domain")
    where = "" if name == domain else f", as {name} says"
    return subject.fine(f"p={policy}{where}")


def _policy(above: Walk) -> tuple[str, str, dict[str, str]]:
    """Whose record counts (4.10.1), what it asks for, and all of its tags."""
    found = dict(above.found)
    # without one of its own or of its organisation, that of a public suffix counts
    name = next(
        (name for name in (above.domain, above.organisation) if name in found),
        above.found[-1][0],
    )
    # a record without p= asks for nothing (4.7)
    asked = found[name].get("p", "none")
    if name != above.domain:
        asked = found[name].get("sp", asked)
    return name, asked, found[name]


def _misalignment(above: Walk, signing: str, tags: dict[str, str], ask: Ask) -> str:
    """Why a signature by `signing` says nothing of the sender; "" if it does (4.4)."""
    if signing == above.domain:
        return ""
    fact = f"messages are signed by {signing}, which is not the sender's domain"
    if tags.get("adkim", "r") == "s":
        return f"{fact}, and the record asks for just that (adkim=s)"
    other = walk(signing, ask)
    is_one = other.fault or other.organisation == above.organisation
    return "" if is_one else f"{fact}, nor of its organisation"


def _is_policy(text: str) -> bool:
    """Whether the text begins with the tag that every record begins with."""
    name, _, value = text.partition(";")[0].partition("=")
    return (name.strip(), value.strip()) == ("v", "DMARC1")


def _below(suffix: str, domain: str) -> str:
    """The name one label below the public suffix on the way to the domain."""
    if suffix == domain:
        return domain
    rest = domain.removesuffix(f".{suffix}")
    return f"{rest.rpartition('.')[2]}.{suffix}"
