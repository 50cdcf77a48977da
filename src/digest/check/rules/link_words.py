"""What links say: who cannot see the text around them hears nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.check.collection import Collection, Study, pairs
from digest.check.findings import Fault, Rule, Severity, fault_at
from digest.check.manuscript import shown
from digest.check.references import Reference, ReferenceKind
from digest.load.sights import squeezed

#: what links say in six languages without a word of where they lead
SAYS_NOTHING = frozenset(
    squeezed(words)
    for words in (
        *("here", "click here", "click", "this", "this link", "link", "more"),
        *("read more", "learn more", "see here", "tap here", "follow this link"),
        *("hier", "hier klicken", "klicken Sie hier", "klick hier", "dieser Link"),
        *("mehr", "mehr lesen", "mehr erfahren", "mehr dazu", "weiterlesen"),
        *("ici", "cliquez ici", "clique ici", "par ici", "lien", "ce lien", "plus"),
        *("lire la suite", "en savoir plus", "lire plus", "voir ici"),
        *("aquí", "aqui", "haga clic aquí", "haz clic aquí", "clic aquí", "enlace"),
        *("pincha aquí", "este enlace", "más", "leer más", "ver más", "saber más"),
        *("هنا", "اضغط هنا", "انقر هنا", "الرابط", "هذا الرابط", "رابط", "المزيد"),
        *("اقرأ المزيد", "للمزيد"),
        *("こちら", "ここ", "ここをクリック", "こちらをクリック", "リンク", "詳細"),
        *("詳しくはこちら", "続きを読む", "もっと見る", "こちらから"),
    )
)
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
        if squeezed(reference.words) in SAYS_NOTHING:
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
