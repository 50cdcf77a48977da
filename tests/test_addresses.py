from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.addresses import Mailbox, address_key, parse_address, parse_mailbox
from digest.errors import AddressError


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ann@example.org", "ann@example.org"),
        ("  ann@example.org\n", "ann@example.org"),
        ("Ann.Quay@Example.ORG", "Ann.Quay@example.org"),
        ("ann+notes@sub.example.org", "ann+notes@sub.example.org"),
        ("o'hara_%&#@example.org", "o'hara_%&#@example.org"),
        ("ann@hafen.grüß.example", "ann@hafen.xn--gr-hia9i.example"),
        ("ann@BÜCHER.example", "ann@xn--bcher-kva.example"),
        ("ann@xn--bcher-kva.example", "ann@xn--bcher-kva.example"),
    ],
)
def test_an_address_comes_out_as_smtp_takes_it(text: str, address: str) -> None:
    """The domain in lower-case ASCII; the local part is the reader's own."""
    assert parse_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "ann",
        "@example.org",
        "ann@",
        "ann@example",
        "ann@@example.org",
        "ann quay@example.org",
        ".ann@example.org",
        "ann.@example.org",
        "ann..quay@example.org",
        "ann@-example.org",
        "ann@example..org",
        "ann@exam_ple.org",
        "ann@[192.0.2.1]",
        '"ann quay"@example.org',
        "Ann <ann@example.org>",
        "ann@example.org, bob@example.org",
        "ann@example.org\r\nBcc: bob@example.org",
        "ann\0@example.org",
        "änn@example.org",
        "ann@example.org" + "." + "a" * 64 + ".org",
        "a" * 65 + "@example.org",
        "ann@" + "a." * 124 + "example.org",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    """With what was written, so that the reader sees the slip."""
    with pytest.raises(AddressError, match=r"is no e-mail address \(.*\); write name@"):
        parse_address(text)


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    """Never another error; and what comes out is a fixed point, safe in a header."""
    try:
        address = parse_address(text)
    except AddressError:
        return
    assert parse_address(address) == address
    assert address.isascii()
    assert address.isprintable()
    assert " " not in address


def test_a_long_text_is_shown_in_part() -> None:
    """A page must not become as long as what a stranger pasted."""
    with pytest.raises(AddressError) as caught:
        parse_address("x" * 10_000)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("one", "other", "are_same"),
    [
        ("ann@example.org", "ANN@Example.ORG", True),
        ("ann@example.org", "a.nn@example.org", False),
        ("ann@example.org", "ann+notes@example.org", False),
        ("ann@example.org", "ann@example.net", False),
    ],
)
def test_two_addresses_are_one_where_a_person_would_say_so(
    one: str, other: str, *, are_same: bool
) -> None:
    """Upper and lower case is all that is forgiven."""
    assert (address_key(one) == address_key(other)) is are_same


@pytest.mark.parametrize(
    ("text", "mailbox"),
    [
        ("ann@example.org", Mailbox(address="ann@example.org")),
        ("<ann@example.org>", Mailbox(address="ann@example.org")),
        ("Ann <ann@Example.org>", Mailbox(name="Ann", address="ann@example.org")),
        (
            '"Quay, Ann" <ann@example.org>',
            Mailbox(name="Quay, Ann", address="ann@example.org"),
        ),
        (
            "Hafen-Nachrichten Köln <ann@example.org>",
            Mailbox(name="Hafen-Nachrichten Köln", address="ann@example.org"),
        ),
        (
            "A. Quay & Co. <ann@example.org>",
            Mailbox(name="A. Quay & Co.", address="ann@example.org"),
        ),
        (
            "漁港だより <ann@bücher.example>",
            Mailbox(name="漁港だより", address="ann@xn--bcher-kva.example"),
        ),
    ],
)
def test_a_mailbox_is_a_name_and_an_address(text: str, mailbox: Mailbox) -> None:
    """As one writes it into a From header."""
    assert parse_mailbox(text) == mailbox


def test_a_mailbox_has_a_domain() -> None:
    """Message-ID and List-Id stand under it."""
    assert parse_mailbox("Ann <ann@notes.example.org>").domain == "notes.example.org"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ann",
        "Ann <ann>",
        "Ann <>",
        "Ann <ann@example.org",
        "Ann <ann@example.org>>",
        "ann@example.org, bob@example.org",
        "Ann <ann@example.org>, Bob <bob@example.org>",
        "Readers: ann@example.org;",
        "Readers: ann@example.org, bob@example.org;",
        "Ann <ann@example.org>\r\nBcc: bob@example.org",
        "Ann\n <ann@example.org>",
        "Ann\0 <ann@example.org>",
        "=?utf-8?q?Ann=0D=0ABcc=3A_bob=40example.org?= <ann@example.org>",
        "Quay, Ann <ann@example.org>",
        "Ann (the editor",
        ".:",
        " .\\",
        "Ann <@relay.example.org:ann@example.org> x",
    ],
)
def test_what_is_not_just_one_mailbox_is_refused(text: str) -> None:
    """A From header of ours has one (RFC 5322 3.6.2), and nothing hides in it."""
    with pytest.raises(AddressError, match=r".+: .+; .+"):
        parse_mailbox(text)


@given(st.text(max_size=80))
def test_any_text_is_a_mailbox_or_refused(text: str) -> None:
    """Never another error."""
    try:
        mailbox = parse_mailbox(text)
    except AddressError:
        return
    assert parse_address(mailbox.address) == mailbox.address
    assert not set(mailbox.name) & set("\r\n\0")
