"""What links say: who cannot see the text around them hears nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.check.collection import Collection, Study, fault_at, pairs
from digest.check.findings import Fault, Rule, Severity
from digest.check.manuscript import shown
from digest.check.references import Reference, ReferenceKind
from digest.vague_words import is_vague

_BARE_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def find_empty_link(collection: Collection) -> Iterator[Fault]:
    """Links without an address or without words."""
    for study, reference in _links(collection):
        if not reference.url.strip():
            fact = f"the link “{shown(reference.words)}” has no address"
            yield fault_at(study, reference, fact, "write one, or unlink the words")
        elif not reference.words:
            fact = f"the link to {reference.shown_url} has no words"
            yield fault_at(study, reference, fact, "write what stands there")


def find_vague_link(collection: Collection) -> Iterator[Fault]:
    """Links whose words do not tell where they lead."""
    for study, reference in _links(collection):
        if is_vague(reference.words):
            fact = f"the link “{shown(reference.words)}” does not say where it leads"
            yield fault_at(study, reference, fact, "link the words that name it")


def find_bare_url(collection: Collection) -> Iterator[Fault]:
    """Links that show their address."""
    for study, reference in _links(collection):
        if _BARE_URL.fullmatch(reference.words):
            fact = f"{shown(reference.words)} stands as it is"
            yield fault_at(study, reference, fact, "link words that say what is there")


def _links(collection: Collection) -> Iterator[tuple[Study, Reference]]:
    for study, reference in pairs(collection):
        if reference.kind is ReferenceKind.LINK:
            yield study, reference


RULES = (
    Rule(
        name="empty-link",
        severity=Severity.WARNING,
        description="links without an address, or without words",
        reason="nobody can follow the one or hear of the other",
        find=find_empty_link,
    ),
    Rule(
        name="vague-link",
        severity=Severity.WARNING,
        description="links such as “here” or “click here”, in six languages",
        reason="a screen reader reads out the links of a page as a list",
        find=find_vague_link,
    ),
    Rule(
        name="bare-url",
        severity=Severity.WARNING,
        description="addresses that stand in the text as they are",
        reason="they are read out letter by letter, and say nothing",
        find=find_bare_url,
    ),
)
