"""Where links lead, and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from digest.check.findings import Fault, Rule, Severity
from digest.check.letters.looks import HEADING_SIZES
from digest.check.letters.page import Worded
from digest.check.letters.study import LetterStudy
from digest.check.manuscript import shown
from digest.domains import same_owner
from digest.load.sights import squeezed
from digest.vague_words import is_vague

_SHOWN_HOST = re.compile(r"https?://([^/\s?#]{1,253})", re.IGNORECASE)
_ABSOLUTE = re.compile(r"https?://[^/\s]|mailto:.|tel:.|sms:.", re.IGNORECASE)


def find_broken_link(study: LetterStudy) -> Iterator[Fault]:
    """Links that lead nowhere from within a mailbox."""
    targets = _targets(study)
    for link in _links(study):
        url = link.element.get("href").strip()
        fact = _address_fact(url, targets)
        if fact:
            told = f"the link “{shown(link.words)}” {fact}"
            yield study.of_element(link.element, told, "write its https address")


def find_empty_link(study: LetterStudy) -> Iterator[Fault]:
    """Links without a word."""
    for link in _links(study):
        if not squeezed(link.words) and not link.words.strip():
            fact = f"the link to {shown(link.element.get('href'))} has no words"
            yield study.of_element(link.element, fact, "write what stands there")


def find_insecure_link(study: LetterStudy) -> Iterator[Fault]:
    """Links that lead to http."""
    for link in _links(study):
        url = link.element.get("href").strip()
        if url.lower().startswith("http://") and not study.is_on_trial(url):
            fact = f"the link “{shown(link.words)}” leads to http"
            yield study.of_element(link.element, fact, "write https, where it is there")


def find_vague_link(study: LetterStudy) -> Iterator[Fault]:
    """Links of the letter itself that do not say where they lead."""
    for link in _vague(study):
        if not _is_authors(link):
            fact = f"the link “{shown(link.words)}” does not say where it leads"
            yield study.of_element(link.element, fact, "name what stands there")


def find_vague_words(study: LetterStudy) -> Iterator[Fault]:
    """Links in what an author wrote that do not say where they lead."""
    for link in _vague(study):
        if _is_authors(link):
            fact = f"the link “{shown(link.words)}” does not say where it leads"
            yield study.of_element(link.element, fact, "link the words that name it")


def find_other_address(study: LetterStudy) -> Iterator[Fault]:
    """Links of the letter itself that show one address and lead to another."""
    for link, fact in _misled(study):
        if not link.element.is_of_body:
            yield study.of_element(link.element, fact, "show the address itself")


def find_other_words(study: LetterStudy) -> Iterator[Fault]:
    """Links in what an author wrote that show one address and lead to another."""
    for link, fact in _misled(study):
        if link.element.is_of_body:
            yield study.of_element(link.element, fact, "link words instead")


def _misled(study: LetterStudy) -> Iterator[tuple[Worded, str]]:
    """Links whose words are an address of another owner, and what they show."""
    for link in _links(study):
        found = _SHOWN_HOST.match(link.words)
        host = _host(link.element.get("href").strip())
        if found and host and not same_owner(found[1].partition(":")[0], host):
            yield link, f"the link shows {shown(found[1])} and leads to {shown(host)}"


def _links(study: LetterStudy) -> Iterator[Worded]:
    return (link for link in study.page.links if "href" in link.element.attributes)


def _targets(study: LetterStudy) -> frozenset[str]:
    """What a fragment may lead to."""
    named = {element.get("id") for element in study.page.elements}
    return frozenset(named | {element.get("name") for element in study.page.named("a")})


def _address_fact(url: str, targets: frozenset[str]) -> str:
    """Why it leads nowhere; "" where it does not."""
    if not url:
        return "has no address"
    if url.startswith("#"):
        is_there = len(url) > 1 and url[1:] in targets
        return "" if is_there else f"leads to {shown(url)}, which is not there"
    if not _ABSOLUTE.match(url):
        return f"leads to {shown(url)}, which is no address of the web"
    return f"has a blank in {shown(url)}" if len(url.split()) > 1 else ""


def _vague(study: LetterStudy) -> Iterator[Worded]:
    return (link for link in _links(study) if is_vague(link.words))


def _is_authors(link: Worded) -> bool:
    """Whether the words are of a body, or the title of an entry."""
    return link.element.is_of_body or link.element.is_within(*HEADING_SIZES)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


RULES = (
    Rule(
        name="letter-link",
        severity=Severity.ERROR,
        description="links that lead nowhere from within a mailbox",
        reason="a relative address has nothing to be relative to",
        find=find_broken_link,
    ),
    Rule(
        name="letter-empty-link",
        severity=Severity.ERROR,
        description="links without words",
        reason="nobody sees them, and a screen reader spells the address",
        find=find_empty_link,
    ),
    Rule(
        name="letter-insecure-link",
        severity=Severity.WARNING,
        description="links to http",
        reason="browsers warn of such pages, and filters count them",
        find=find_insecure_link,
    ),
    Rule(
        name="letter-vague-link",
        severity=Severity.ERROR,
        description="links such as “here” or “click here” around the entries",
        reason="a screen reader reads out the links of a letter as a list",
        find=find_vague_link,
    ),
    Rule(
        name="letter-vague-words",
        severity=Severity.WARNING,
        description="links such as “here” or “click here” in what authors wrote",
        reason="a screen reader reads out the links of a letter as a list",
        find=find_vague_words,
    ),
    Rule(
        name="letter-other-address",
        severity=Severity.ERROR,
        description="links around the entries that show another site than theirs",
        reason="that is what phishing looks like, to people and to filters",
        find=find_other_address,
    ),
    Rule(
        name="letter-other-words",
        severity=Severity.WARNING,
        description="links in what authors wrote that show another site than theirs",
        reason="that is what phishing looks like, to people and to filters",
        find=find_other_words,
    ),
)
