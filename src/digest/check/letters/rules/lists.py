"""What a message tells of its list: how to leave it, and where its archive is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.check.findings import Fault, Rule, Severity
from digest.check.letters.study import LetterStudy
from digest.check.manuscript import shown

#: the whole value, and nothing else (RFC 8058 3.1)
ONE_CLICK = "List-Unsubscribe=One-Click"
#: fields of Feedback-ID at most, and characters of the last
MOST_FIELDS, SHORTEST_SENDER, LONGEST_SENDER = 4, 5, 15
#: RFC 2369 3.3, 3.6 and 3.4, RFC 5064
TOLD = ("List-Help", "List-Archive", "Archived-At", "List-Post")
TO_HTTPS = "serve the site over https, and write that into [site] url"
_LIST_ID = re.compile(r"<[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+>$")
_BLANK = re.compile(r"<[^<>]*\s[^<>]*>")


def find_way_out(study: LetterStudy) -> Iterator[Fault]:
    """A List-Unsubscribe that mail programs cannot make a button of."""
    if not study.told.fields:
        return
    value = study.value("List-Unsubscribe")
    remedy = "write <https://…>, <mailto:…>, folded at the comma only"
    if not value:
        yield study.at(1, "has no List-Unsubscribe", remedy)
    elif "=?" in value:
        fact = "List-Unsubscribe is written in encoded-words"
        yield study.of_field("List-Unsubscribe", fact, remedy)
    elif study.http_site and not study.is_trial:
        fact = f"List-Unsubscribe leads to {shown(study.http_site)}, not to https"
        yield study.of_field("List-Unsubscribe", fact, TO_HTTPS)
    elif not study.leave_url:
        fact = "List-Unsubscribe has no https address"
        yield study.of_field("List-Unsubscribe", fact, remedy)
    elif _BLANK.search(value[:4_000]):
        fact = "List-Unsubscribe has a blank in an address"
        yield study.of_field("List-Unsubscribe", fact, remedy)


def find_way_out_by_mail(study: LetterStudy) -> Iterator[Fault]:
    """A List-Unsubscribe without an address of mail."""
    urls = [url.lower() for url in study.leave_urls]
    if urls and not any(url.startswith("mailto:") for url in urls):
        fact = "List-Unsubscribe has no mailto address"
        yield study.of_field(
            "List-Unsubscribe", fact, "add one behind the https address"
        )


def find_one_click(study: LetterStudy) -> Iterator[Fault]:
    """A List-Unsubscribe-Post that is not exactly what it has to be."""
    if study.http_site:
        # RFC 8058 3.1: only beside an https URI, which letter-unsubscribe asks for
        return
    if study.told.fields and study.value("List-Unsubscribe-Post") != ONE_CLICK:
        fact = "List-Unsubscribe-Post is missing, or not as RFC 8058 has it"
        remedy = f"write List-Unsubscribe-Post: {ONE_CLICK}"
        yield study.of_field("List-Unsubscribe-Post", fact, remedy)


def find_trial(study: LetterStudy) -> Iterator[Fault]:
    """A letter of a site without https, which no relay would be given."""
    if study.is_trial and study.http_site:
        fact = f"leads to {shown(study.http_site)}, which is for a trial only"
        yield study.of_field("List-Unsubscribe", fact, f"before a relay, {TO_HTTPS}")


def find_list_id(study: LetterStudy) -> Iterator[Fault]:
    """A List-Id that names no list."""
    if study.told.fields and not _LIST_ID.search(study.value("List-Id")[:2_000]):
        fact = f"the List-Id “{shown(study.value('List-Id'))}” names no list"
        yield study.of_field("List-Id", fact, "write Name <label.domain> (RFC 2919)")


def find_automatic(study: LetterStudy) -> Iterator[Fault]:
    """Nothing that tells a vacation notice to keep quiet, or what tells the wrong."""
    if not study.told.fields:
        return
    precedence = study.value("Precedence").lower()
    automatic = study.value("Auto-Submitted").lower()
    if automatic.startswith("auto-replied"):
        fact = "Auto-Submitted says that this is an answer"
        yield study.of_field("Auto-Submitted", fact, "write auto-generated (RFC 3834)")
    elif precedence not in {"bulk", "list"} and not automatic.startswith("auto-gen"):
        fact = "has neither Precedence: bulk nor Auto-Submitted: auto-generated"
        yield study.at(1, fact, "write both")


def find_feedback_id(study: LetterStudy) -> Iterator[Fault]:
    """A Feedback-ID that Gmail does not take."""
    for each in study.fields("Feedback-ID"):
        names = each.value.split(":")
        is_fit = SHORTEST_SENDER <= len(names[-1]) <= LONGEST_SENDER
        if len(names) > MOST_FIELDS or not is_fit:
            fact = f"the Feedback-ID {shown(each.value)} is not of the form that counts"
            remedy = "write issue:kind:list:sender, the sender in 5 to 15 characters"
            yield study.at(each.line, fact, remedy)


def find_untold(study: LetterStudy) -> Iterator[Fault]:
    """Fields that tell a mail program more of the list."""
    if study.told.fields:
        for name in (*TOLD, "Feedback-ID"):
            if not study.fields(name):
                yield study.at(1, f"has no {name}", "add it")


RULES = (
    Rule(
        name="letter-unsubscribe",
        severity=Severity.ERROR,
        description="messages whose List-Unsubscribe holds no https address",
        reason="without a button readers press the one for spam",
        find=find_way_out,
    ),
    Rule(
        name="letter-unsubscribe-by-mail",
        severity=Severity.WARNING,
        description="messages whose List-Unsubscribe holds no address of mail",
        reason="some mail programs know no other way",
        find=find_way_out_by_mail,
    ),
    Rule(
        name="letter-one-click",
        severity=Severity.ERROR,
        description="messages without List-Unsubscribe-Post as RFC 8058 has it",
        reason="Gmail, Yahoo and Microsoft ask for it",
        find=find_one_click,
    ),
    Rule(
        name="letter-trial",
        severity=Severity.WARNING,
        description="letters of an http site, which stay in the outbox",
        reason="to a relay they are not given: providers ask for https to unsubscribe",
        find=find_trial,
    ),
    Rule(
        name="letter-list-id",
        severity=Severity.ERROR,
        description="messages whose List-Id is missing or none",
        reason="readers sort by it, and providers count complaints by it",
        find=find_list_id,
    ),
    Rule(
        name="letter-automatic",
        severity=Severity.ERROR,
        description="messages that do not say that a machine sends them",
        reason="each vacation notice would come back to you",
        find=find_automatic,
    ),
    Rule(
        name="letter-feedback-id",
        severity=Severity.ERROR,
        description="a Feedback-ID with too many fields, or an unfit sender",
        reason="Gmail then tells nothing of the complaints",
        find=find_feedback_id,
    ),
    Rule(
        name="letter-list-headers",
        severity=Severity.WARNING,
        description="messages without List-Help, List-Archive, Archived-At and others",
        reason="mail programs show them as links",
        find=find_untold,
    ),
)
