"""What every letter shows: the way out, its page on the web, its sender's address."""

from __future__ import annotations

from collections.abc import Iterator

from digest.check.findings import Fault, Rule, Severity
from digest.check.letters.study import LetterStudy
from digest.check.manuscript import shown


def find_hidden_way_out(study: LetterStudy) -> Iterator[Fault]:
    """HTML without a link to what List-Unsubscribe names, for all to see."""
    if not study.has_page or not study.leave_url:
        return
    links = [
        link.element
        for link in study.page.links
        if link.element.get("href").strip() == study.leave_url
    ]
    if not links:
        fact = "no link leads to the address of List-Unsubscribe"
        yield study.of_html(1, fact, "write a link to unsubscribe at the end")
    elif all(element.look.is_hidden for element in links):
        fact = "the link to unsubscribe is hidden"
        yield study.of_element(links[0], fact, "show it")


def find_no_web_page(study: LetterStudy) -> Iterator[Fault]:
    """HTML without a link to the page that Archived-At names."""
    page = study.value("Archived-At").strip("<> ")
    if study.has_page and page and page not in study.addresses:
        fact = f"no link leads to {shown(page)}, where Archived-At has the letter"
        yield study.of_html(1, fact, "write a link to read it on the web")


def find_no_postal_address(study: LetterStudy) -> Iterator[Fault]:
    """A letter that does not show the sender's postal address."""
    wanted = "".join(study.postal_address.split())
    if not wanted:
        return
    if study.has_page and wanted not in "".join(study.seen_words.split()):
        fact = "the HTML does not show the postal address"
        yield study.of_html(1, fact, "write it at the end")
    if study.text and wanted not in "".join(study.text.text.split()):
        fact = "the text part does not show the postal address"
        yield study.of_text(1, fact, "write it at the end")


RULES = (
    Rule(
        name="letter-unsubscribe-link",
        severity=Severity.ERROR,
        description="HTML without a link to unsubscribe that all can see",
        reason="who does not find the way out takes the one of spam",
        find=find_hidden_way_out,
    ),
    Rule(
        name="letter-web-page",
        severity=Severity.ERROR,
        description="HTML without a link to the letter on the web",
        reason="it helps where a mail program shows it badly",
        find=find_no_web_page,
    ),
    Rule(
        name="letter-postal-address",
        severity=Severity.ERROR,
        description="letters that do not show the postal address",
        reason="the law of many countries asks for it",
        find=find_no_postal_address,
    ),
)
