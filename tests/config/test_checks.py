"""What types cannot say of digest.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import a_newsletter
from digest.config import ContentSection, MailSection, PathRule, Source, WebSection
from digest.config.checks import (
    design_faults,
    folder_faults,
    is_listen_address,
    is_name,
    log_faults,
    naming_faults,
    newsletter_faults,
    rule_faults,
    site_faults,
    source_faults,
)
from digest.config.mail_checks import mail_faults
from digest.config.running_checks import web_faults
from digest.design import Design
from digest.model import Site

SMTP = "smtp://notes@relay.example.org:587"


def test_a_sound_section_has_no_fault() -> None:
    """None of them."""
    source = Source(name="harbour", url="https://harbour.example.org/feed")
    assert not list(site_faults(Site(title="Notes", url="https://notes.example.org")))
    assert not list(naming_faults(ContentSection(drop=("Share *",))))
    assert not list(rule_faults(PathRule(path="press/*")))
    assert not list(source_faults(source))
    assert not list(web_faults(WebSection()))
    assert not list(mail_faults(MailSection()))
    assert not list(newsletter_faults(a_newsletter()))


def test_every_fault_is_told_by_its_key() -> None:
    """Not only the first."""
    source = Source(name="Har bour", url="harbour", keep=("*",), drop=("",))
    assert [key for key, _ in source_faults(source)] == ["keep", "drop", "name", "url"]
    newsletter = a_newsletter(
        zone="Coast/Nowhere",
        schedule="now and then",
        max_entries=0,
        catch_up_within=-1,
        sender="nobody",
        list_id="a b",
    )
    assert [key for key, _ in newsletter_faults(newsletter)] == [
        *("zone", "schedule", "max_entries", "catch_up_within", "from", "list_id")
    ]
    web = WebSection(listen="here", trusted_proxy="ours")
    assert [key for key, _ in web_faults(web)] == ["listen", "trusted_proxy"]
    rule = PathRule(path="../notes", drop=("*",))
    assert [key for key, _ in rule_faults(rule)] == ["path", "drop"]


def test_letters_to_a_relay_need_an_address_of_the_post() -> None:
    """Those in the outbox go nowhere yet."""
    assert [key for key, _ in mail_faults(MailSection(relay=SMTP))] == [
        "postal_address"
    ]
    mail = MailSection(relay="relay", postal_address=" ", unsubscribe_address="nobody")
    assert [key for key, _ in mail_faults(mail)] == [
        *("relay", "postal_address", "unsubscribe_address")
    ]


@pytest.mark.parametrize(
    ("feeds", "fault"),
    [
        ("feeds", ""),
        (".", "holds digest.toml"),
        ("..", "holds digest.toml"),
        ("content/feeds", "shares a folder with [content] folder"),
        ("content/../content", "shares a folder with [content] folder"),
        (".digest", "shares a folder with [store] state"),
        ("templates/site", "shares a folder with the folder of templates"),
    ],
)
def test_what_is_published_stands_beside_what_is_not(feeds: str, fault: str) -> None:
    """However its path is written."""
    told = list(folder_faults(Path("notes"), feeds, "content", ".digest"))
    assert bool(told) == bool(fault)
    assert all(key == "folder" and fact.startswith(fault) for key, fact in told)


@pytest.mark.parametrize(
    ("log", "fault"),
    [
        ("", ""),
        ("logs/access.log", ""),
        ("/var/log/digest/access.log", ""),
        ("feeds.log", ""),
        ("feeds/access.log", "lies in [feeds] folder"),
        ("logs/../feeds/access.log", "lies in [feeds] folder"),
        ("content/access.log", "lies in [content] folder"),
    ],
)
def test_the_log_is_neither_published_nor_an_article(log: str, fault: str) -> None:
    """However its path is written."""
    told = list(log_faults(Path("notes"), "feeds", "content", log))
    assert bool(told) == bool(fault)
    assert all(key == "access_log" and fact.startswith(fault) for key, fact in told)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("127.0.0.1:8000", True),
        ("[::1]:65535", True),
        ("127.0.0.1:0", False),
        ("127.0.0.1:65536", False),
        (":8000", False),
        ("8000", False),
        ("127.0.0.1:http", False),
    ],
)
def test_one_listens_at_a_host_and_a_port(text: str, is_one: bool) -> None:  # noqa: FBT001
    """Both, and a port that there is."""
    assert is_listen_address(text) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("weekly", True),
        ("2nd-coast", True),
        ("", False),
        ("-a", False),
        ("a" * 41, False),
    ],
)
def test_a_name_is_a_folder_too(text: str, is_one: bool) -> None:  # noqa: FBT001
    """So it is short, and in small letters."""
    assert is_name(text) is is_one
    assert not is_name(f"{text}/")


@pytest.mark.parametrize(
    "logo", ["/logo.png", "../logo.png", "art/../../logo.png", "http://a.example/l.png"]
)
def test_a_logo_that_can_never_be_shown_is_told(logo: str) -> None:
    """Rather than a letter without it, of which nobody is told."""
    assert [key for key, _ in design_faults(Design(logo=logo))] == ["logo"]


@pytest.mark.parametrize(
    "logo", ["", "logo.png", "art/my logo.png", "https://a.example/logo.png"]
)
def test_a_logo_is_a_file_of_the_content_folder_or_on_the_web(logo: str) -> None:
    """Whether it is there is looked at with the folder."""
    assert not list(design_faults(Design(logo=logo)))
