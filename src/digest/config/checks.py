"""What types cannot say of digest.toml: the faults of each section, by its keys."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from digest.addresses import parse_mailbox
from digest.cadence import check_schedule
from digest.config.mail_sections import DkimSection
from digest.config.names import name_fault
from digest.config.sections import (
    BUILT_IN,
    ContentSection,
    FeedsSection,
    PathRule,
    PodcastSection,
    Source,
    path_fault,
)
from digest.design import NARROWEST, NARROWEST_LOGO, WIDEST, WIDEST_LOGO, Design
from digest.domains import same_owner
from digest.errors import AddressError
from digest.issues import Newsletter
from digest.model import Site
from digest.references import content_path
from digest.urls import encode_url, is_page_address, is_web_address

LARGEST_PORT = 65535
#: hours in ten years
LATEST = 87_600
#: of a newsletter or a source: a folder, too
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
#: BCP 47, as far as anybody writes it
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
COLOURS = ("accent", "ink", "soft", "line", "paper", "ground")
#: names of fonts, which come to stand in a style sheet and an attribute
FONT = re.compile(r"[\w' ,-]{1,200}")
DOMAIN = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]",
    re.ASCII | re.IGNORECASE,
)
#: a label and a domain (RFC 2919 section 2), of what may stand anywhere in a header
LIST_ID = re.compile(r"[A-Za-z0-9][\w-]*(\.[\w-]+)*\.[A-Za-z0-9][\w-]*", re.ASCII)
LONGEST_LIST_ID = 255

#: a key, and what is wrong with its value, with the remedy
Fault = tuple[str, str]


def site_faults(site: Site) -> Iterator[Fault]:
    """What is wrong with [site]."""
    if not is_web_address(site.url):
        yield "url", f"{site.url!r} is no web address; write https://HOST"


def naming_faults(section: ContentSection | PathRule | Source) -> Iterator[Fault]:
    """What is wrong with the names of blocks that are kept and dropped."""
    for key, names in (("keep", section.keep), ("drop", section.drop)):
        if fault := next(filter(None, map(name_fault, names)), ""):
            yield key, fault


def rule_faults(rule: PathRule) -> Iterator[Fault]:
    """What is wrong with one of [[content.rules]]."""
    if fault := path_fault(rule.path):
        yield "path", fault
    yield from naming_faults(rule)


def source_faults(source: Source) -> Iterator[Fault]:
    """What is wrong with one of [[sources]]."""
    yield from naming_faults(source)
    if not is_name(source.name):
        yield "name", f"{source.name!r} is no name; use a-z, 0-9 and hyphens"
    if not is_page_address(source.url):
        yield "url", f"{source.url!r} is no web address; write https://HOST/PATH"


def feeds_faults(feeds: FeedsSection) -> Iterator[Fault]:
    """What is wrong with [feeds]."""
    for hub in feeds.hubs:
        if not is_web_address(hub):
            fact = f'{hub!r} is no hub; write "{BUILT_IN}" or https://HOST/PATH'
            yield "hub", fact


def podcast_faults(podcast: PodcastSection) -> Iterator[Fault]:
    """What is wrong with [podcast]."""
    if podcast.owner:
        try:
            parse_mailbox(podcast.owner)
        except AddressError as error:
            yield "owner", str(error)
    if any(not all(map(str.strip, name.split(">"))) for name in podcast.categories):
        fact = "one is empty; write it as Society & Culture > Documentary"
        yield "categories", fact


def design_faults(design: Design) -> Iterator[Fault]:
    """What is wrong with [newsletters.NAME.design]."""
    for key in (*COLOURS, *(f"dark_{name}" for name in COLOURS)):
        colour = getattr(design, key)
        if colour and not COLOUR.fullmatch(colour):
            yield key, f"{colour!r} is no colour; write one as #0d5c63"
    for key in ("font", "heading_font"):
        if getattr(design, key) and not FONT.fullmatch(getattr(design, key)):
            yield key, 'is no list of fonts; write "serif", "sans" or names with commas'
    if design.width and not NARROWEST <= design.width <= WIDEST:
        yield "width", f"{design.width} is no width; use {NARROWEST} to {WIDEST}"
    if not NARROWEST_LOGO <= design.logo_width <= WIDEST_LOGO:
        fact = f"{design.logo_width} is no width"
        yield "logo_width", f"{fact}; use {NARROWEST_LOGO} to {WIDEST_LOGO}"
    if design.logo and not _is_reachable(design.logo):
        fact = f"{design.logo!r} is neither a file of the content folder nor https"
        yield "logo", f"{fact}; name one of both"
    for name, url in design.social.items():
        if not is_page_address(url):
            yield "social", f"{name}: {url!r} is no web address; write https://..."


def _is_reachable(picture: str) -> bool:
    """Whether it is on the web, or may be a file of the content folder."""
    path = content_path("", picture)
    if path is None:
        return picture.startswith("https://")
    return ":" not in path and not path.startswith("../")


def alignment_faults(
    newsletter: Newsletter, site: Site, dkim: DkimSection
) -> Iterator[Fault]:
    """Why DMARC (RFC 9989) could not know the newsletter's sender as the site's own."""
    try:
        domain = parse_mailbox(newsletter.sender).domain
    except AddressError:
        return  # told of the sender itself
    # one that has no name yet is on trial
    own = dkim.domain or _host(site)
    if is_domain(own) and not same_owner(domain, own):
        fact = f"{domain} is another domain than {own}"
        remedy = "use an address of yours, or name its domain in [dkim] domain"
        yield "from", f"{fact}, so that receivers refuse it; {remedy}"


def _host(site: Site) -> str:
    """The site's host name in ASCII; "" where there is none."""
    try:
        return urlsplit(encode_url(site.url)).hostname or ""
    except ValueError:
        return ""


def is_domain(text: str) -> bool:
    """Whether the text is a domain name of at least two labels, in ASCII."""
    return bool(DOMAIN.fullmatch(text)) and len(text) <= LONGEST_LIST_ID


def folder_faults(root: Path, feeds: str, content: str, state: str) -> Iterator[Fault]:
    """Why the published tree would show what is not for readers."""
    root = Path(os.path.abspath(root))  # noqa: PTH100  no link is followed
    tree = Path(os.path.normpath(root / feeds))
    if root.is_relative_to(tree):
        fact = "holds digest.toml, which would be published; name a folder of its own"
        yield "folder", fact
        return
    private = {
        "[content] folder": content,
        "[store] state": state,
        "the folder of templates": "templates",
    }
    for name, folder in private.items():
        place = Path(os.path.normpath(root / folder))
        if tree.is_relative_to(place) or place.is_relative_to(tree):
            yield "folder", f"shares a folder with {name}; publish beside it"


def log_faults(root: Path, feeds: str, content: str, log: str) -> Iterator[Fault]:
    """Why the log of requests cannot stand there."""
    root = Path(os.path.abspath(root))  # noqa: PTH100  no link is followed
    place = Path(os.path.normpath(root / log))
    for name, folder in (("[feeds] folder", feeds), ("[content] folder", content)):
        if log and place.is_relative_to(os.path.normpath(root / folder)):
            # readers would see it, or it would be an article that never rests
            yield "access_log", f"lies in {name}; name a file beside it"


def newsletter_faults(newsletter: Newsletter) -> Iterator[Fault]:
    """What is wrong with one of [newsletters.NAME]."""
    try:
        ZoneInfo(newsletter.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        fact = f"{newsletter.zone} is no time zone; use a name as Europe/Berlin"
        yield "zone", fact
    yield from _schedule_faults(newsletter)
    least_of = {"min_entries": 1, "max_entries": 1, "catch_up_within": 0}
    for name, least in least_of.items():
        if getattr(newsletter, name) < least:
            fact = f"{getattr(newsletter, name)} is too few; use {least} or more"
            yield name, fact
    if newsletter.catch_up_within > LATEST:
        fact = f"{newsletter.catch_up_within} is too many; use {LATEST} or less"
        yield "catch_up_within", fact
    try:
        parse_mailbox(newsletter.sender)
    except AddressError as error:
        yield "from", str(error)
    if newsletter.reply_to:
        try:
            parse_mailbox(newsletter.reply_to)
        except AddressError as error:
            yield "reply_to", str(error)
    if newsletter.language and not LANGUAGE.fullmatch(newsletter.language):
        fact = f"{newsletter.language!r} is no language tag"
        yield "language", f"{fact}; write one as en or pt-BR"
    if not _is_list_id(newsletter.list_id):
        example = f"{newsletter.name}.example.org"
        fact = f"{newsletter.list_id!r} is no LABEL.DOMAIN; write one as {example}"
        yield "list_id", fact


def _schedule_faults(newsletter: Newsletter) -> Iterator[Fault]:
    """Why it is not known when the newsletter comes."""
    if newsletter.once is not None:
        if newsletter.schedule:
            yield "once", "stands beside schedule; write one of the two"
        return
    if not newsletter.schedule:
        form = 'schedule = "0 7 * * MON", or once = "2027-01-01T09:00"'
        yield "schedule", f"is missing; write {form}"
        return
    try:
        check_schedule(newsletter.schedule)
    except ValueError as error:
        yield "schedule", str(error)


def is_name(text: str) -> bool:
    """Whether a newsletter or a source can be called so."""
    return bool(NAME.fullmatch(text))


def is_listen_address(text: str) -> bool:
    """Whether the text is HOST:PORT with a port that one can listen on."""
    host, colon, port = text.rpartition(":")
    return bool(host and colon) and port.isdecimal() and 1 <= int(port) <= LARGEST_PORT


def _is_list_id(text: str) -> bool:
    return bool(LIST_ID.fullmatch(text)) and len(text) <= LONGEST_LIST_ID
