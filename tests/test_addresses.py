from __future__ import annotations

import os

import pytest
from email_validator import (
    SPECIAL_USE_DOMAIN_NAMES,
    EmailNotValidError,
    validate_email,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.addresses import (
    Mailbox,
    address_key,
    is_plain,
    mask_addresses,
    parse_address,
    parse_mailbox,
)
from digest.errors import AddressError

LONG_EXAMPLES = 100_000 if os.environ.get("DIGEST_TEST_LONG") else 300


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


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_text_is_no_address(text: str) -> None:
    """Which is told as such, as there is nothing to show."""
    with pytest.raises(AddressError, match="the address is empty; write name@"):
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
        f"{'(' * 900} <ann@example.org>",
        f"{'a ' * 500} <ann@example.org>",
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


@pytest.mark.parametrize(
    ("said", "masked"),
    [
        (
            "550 5.1.1 <ann.quay+x@example.org>: unknown",
            "550 5.1.1 <*@example.org>: unknown",
        ),
        (
            "mailto:ann@example.org,bob@example.net",
            "mailto:*@example.org,*@example.net",
        ),
        ('"ann quay"@example.org is full', "*@example.org is full"),
        ("smtp://user@relay.example.org:587", "smtp://*@relay.example.org:587"),
        ("günther@exämple.org", "*@exämple.org"),
        ("5 @ 3, and @ann", "5 @ 3, and @ann"),
    ],
)
def test_an_address_is_masked_in_what_others_read(said: str, masked: str) -> None:
    """The domain stays: it tells whose relay refuses."""
    assert mask_addresses(said) == masked


def by_library(text: str) -> str | None:
    """What email_validator makes of it; None for no address."""
    try:
        found = validate_email(
            text,
            check_deliverability=False,
            allow_smtputf8=False,
            strict=True,
            test_environment=True,
        )
    except EmailNotValidError:
        return None
    return found.ascii_email


@given(
    st.from_regex(r"[a-zA-Z0-9._+=-]{1,70}@([a-z0-9-]{1,65}\.){0,3}[a-z0-9-]{1,6}\Z")
    | st.builds(
        "{}@{}".format,
        st.sampled_from(["ann", "info", "a.b", "a..b", ".a", "-", "x" * 65]),
        st.sampled_from(
            [
                *(f"a.{name}" for name in SPECIAL_USE_DOMAIN_NAMES),
                *("xn--bcher-kva.example", "ab--c.org", "a-.org", "a.b1", "a", "a.-b"),
                *(
                    "test",
                    "example.org",
                    "a..org",
                    f"{'x' * 64}.org",
                    f"{'x.' * 120}org",
                ),
            ]
        ),
    )
)
@settings(max_examples=LONG_EXAMPLES, deadline=None)
def test_a_plain_address_is_what_the_library_says(text: str) -> None:
    """The quick way never gives another answer than the long one."""
    if is_plain(text):
        assert by_library(text) == text == parse_address(text)


def test_most_addresses_are_plain() -> None:
    """Or the quick way would be none."""
    for text in ("ann@example.org", "a.b+c_d@mail.example.co.uk", "1@x-y.de"):
        assert is_plain(text)
