"""What a DKIM signature covers (RFC 6376); whether it is right is not asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from digest.check.findings import Fault, Rule, Severity
from digest.check.letters.message import Field
from digest.check.letters.rules.sender import sender_domain
from digest.check.letters.study import LetterStudy
from digest.domains import same_owner

#: without these it proves nothing to those who ask for it
NEEDED = ("from", "subject", "list-unsubscribe")
#: the same beside an https address (RFC 8058 3.1 and 4)
ONE_CLICK = (*NEEDED, "list-unsubscribe-post")
#: what somebody on the way could change otherwise
WISHED = ("to", "date", "message-id", "mime-version", "content-type")
ALGORITHMS = ("rsa-sha256", "ed25519-sha256")


def find_signature(study: LetterStudy) -> Iterator[Fault]:
    """Signatures that leave out what matters; none where there has to be one."""
    signatures = study.fields("DKIM-Signature")
    if study.is_to_be_signed and study.told.fields and not signatures:
        yield study.at(1, "has no DKIM-Signature", "sign it: see [dkim]")
    needed = NEEDED if study.http_site else ONE_CLICK
    for each in signatures:
        for fact, remedy in _facts(_tags(each), needed):
            yield study.at(each.line, fact, remedy)
    domains = (_tags(each).get("d", "") for each in signatures)
    if signatures and not any(same_owner(d, sender_domain(study)) for d in domains):
        fact = "no DKIM-Signature is of the sender's domain"
        yield study.at(signatures[0].line, fact, "sign with the domain of From")


def find_thin_signature(study: LetterStudy) -> Iterator[Fault]:
    """Signatures that could cover more."""
    for each in study.fields("DKIM-Signature"):
        signed = _signed(_tags(each))
        missing = [name for name in WISHED if name not in signed]
        if missing:
            fact = f"the signature does not cover {', '.join(missing)}"
            yield study.at(each.line, fact, "name them in h=")
        if "from" in signed and signed.count("from") < 2:  # noqa: PLR2004  twice
            fact = "the signature names From once"
            yield study.at(each.line, fact, "name it twice, so that none can be added")


def _facts(tags: Mapping[str, str], needed: Sequence[str]) -> Iterator[tuple[str, str]]:
    signed = _signed(tags)
    missing = [name for name in needed if name not in signed]
    if missing:
        yield f"the signature does not cover {', '.join(missing)}", "name them in h="
    if "l" in tags:
        yield "the signature leaves the end of the body open (l=)", "leave l= out"
    if tags.get("a") not in ALGORITHMS:
        fact = f"the signature is made with {tags.get('a', 'nothing')[:30]}"
        yield fact, f"use one of {', '.join(ALGORITHMS)}"


def _tags(signature: Field) -> Mapping[str, str]:
    """The tags with their values, without blanks (RFC 6376 3.2)."""
    pairs = (
        "".join(word.split()).partition("=") for word in signature.value.split(";")
    )
    return {name: value for name, sign, value in pairs if sign}


def _signed(tags: Mapping[str, str]) -> list[str]:
    return tags.get("h", "").lower().split(":")


RULES = (
    Rule(
        name="letter-signature",
        severity=Severity.ERROR,
        description="signatures that do not cover From, Subject and the ways out",
        reason="providers then take the button to unsubscribe for forged",
        find=find_signature,
    ),
    Rule(
        name="letter-thin-signature",
        severity=Severity.WARNING,
        description="signatures that leave out what could be changed on the way",
        reason="who replays a letter can add a second From or another To",
        find=find_thin_signature,
    ),
)
