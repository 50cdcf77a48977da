"""What the site's answers mean for readers who follow the links in letters. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from digest.doctor.advice import Advice, Area, Subject
from digest.doctor.page import Page
from digest.doctor.relay import advise_certificate

#: status of an answer (RFC 9110 section 15)
OK, REDIRECT, CLIENT, SERVER = 200, 300, 400, 500
#: of a time that is wrong, and of one that breaks signatures and schedules
SKEW, GREAT_SKEW = timedelta(minutes=1), timedelta(minutes=15)


def site_subject(url: str) -> Subject:
    """The site as a whole."""
    return Subject(area=Area.SITE, name=f"site {url}")


def advise_site(url: str, page: Page, *, now: datetime) -> tuple[Advice, ...]:
    """Whether the site is there, by a line that readers can trust."""
    subject = site_subject(url)
    if page.fault:
        remedy = "see that digest, or the server before it, runs under [site] url"
        return (subject.fail(page.fault, remedy),)
    if urlsplit(url).scheme != "https":
        fact = "is served without https, so letters have no one-click unsubscribe"
        return (subject.fail(fact, "serve it by https, and write so in [site] url"),)
    return (advise_certificate(subject, page.ends, now),)


def advise_leaving(page: Page) -> Advice:
    """Whether the link to unsubscribe shows a page (RFC 8058 3.2); nothing is posted.

    `page` is what a reader would get whose link is whole.
    """
    subject = Subject(area=Area.SITE, name="link to unsubscribe")
    if page.fault:
        return subject.fail(page.fault, "readers who cannot leave complain instead")
    if page.status == OK and page.kind == "text/html":
        return subject.fine("shows its page")
    if REDIRECT <= page.status < CLIENT:
        fact = f"is redirected to {page.location}, which one-click does not follow"
        return subject.fail(fact, "write the address that it ends at in [site] url")
    if CLIENT <= page.status < SERVER:
        fact = f"is not known there ({page.status})"
        remedy = "pass /leave/ on to the digest of this folder, with its secret key"
        return subject.fail(fact, remedy)
    fact = f"is answered with {page.status} {page.kind}, not with a page"
    return subject.fail(fact, "look at the log of the server")


def advise_feed(url: str, page: Page) -> Advice:
    """Whether readers of feeds find the site's."""
    subject = Subject(area=Area.SITE, name=f"feed {url}")
    if page.fault:
        return subject.fail(page.fault, "see that the folder of [feeds] is served")
    if page.status != OK:
        where = f" to {page.location}" if page.location else ""
        fact = f"is answered with {page.status}{where}"
        return subject.fail(fact, "see that the folder of [feeds] is served there")
    if "xml" not in page.kind:
        remedy = "serve it as application/atom+xml"
        return subject.warn(f"is served as {page.kind}", remedy)
    return subject.fine("is there")


def advise_clock(page: Page) -> Advice:
    """Whether this machine and the site agree on the time."""
    subject = Subject(area=Area.MACHINE, name="clock")
    if page.told is None or page.seen is None:
        return subject.skip("there is no other one to compare it with")
    skew = abs(page.seen - page.told)
    if skew <= SKEW:
        return subject.fine("agrees with the site's to a minute")
    is_ahead = page.seen > page.told
    fact = f"is {skew} {'ahead of' if is_ahead else 'behind'} the site's"
    remedy = "have the machine set its clock by NTP"
    advise = subject.fail if skew > GREAT_SKEW else subject.warn
    return advise(fact, remedy)
