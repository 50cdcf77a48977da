"""Whatever a reader calls themselves, a message says so, and says nothing else."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import islice
from random import Random

import pytest

from builders import a_delivery, a_letter, a_newsletter, a_site, an_addressee
from digest.errors import AddressError
from digest.lines import one_line
from digest.mail.messages.message import Mailing, Message, encode_letter
from digest.secret import Secret
from foreign_mail_readers import SeenMessage, read_with_email, read_with_mailparser

#: messages in all, and in each part: one test is to end while somebody waits for it
MESSAGES = 100_000 if os.environ.get("DIGEST_TEST_LONG") else 400
OF_A_PART, OF_A_LETTER = 1_000, 50
#: what names are made of: harmless, and what a header, a parser or a relay trips over
PIECES = (
    *("Ann", "Quay", "o'Neil", "Jr.", "x" * 70, " ", "  ", "\t", "-", "a b c "),
    *("é", "Ж", "港", "عدد", "🙂", "👩\u200d🚀", "e\u0301", "\u202eevil", "\ufeff"),
    *("\r\n", "\n", "\r", "\r\n ", "\n\t", "\0", "\x0b", "\x1b", "\x7f", "\x85"),
    *("\u2028", "\u2029", "\xa0", "\xad", "\ud800", "\U0010ffff", "\ufffe"),
    *("\r\nBcc: all@example.org", "\r\n\r\n<b>", "\n.\n", "\r\n.\r\nMAIL FROM:<>"),
    *('"', "'", "\\", '\\"', "(", ")", "<", ">", "[", "]", "@", ",", ";", ":", "."),
    *("<a@b.example>", "a@b.example,", '" <a@b.example>', "group: a@b.example;"),
    *("=?utf-8?q?x?=", "=?", "?=", "=?utf-8?b?", "=0D=0A", "=20", "=\r\n", "%0d%0a"),
    *("--=_", "Content-Type: text/html", "{{ name }}", "&amp;", "<script>", "$&"),
    *("y" * 1000, "é" * 300, "\U0001f468" * 40, "From ", "."),
)
#: an address may have all of these, and needs no quotes for them (RFC 5322 3.2.3)
ATOM = "abcXYZ019!#$%&'*+/=?^_`{|}~-"
HOSTS = ("example.net", "a.b.c.example.org", "a-b.example", "127.example")
#: in an address, nothing of it may reach an envelope
BREAKERS = (
    *("\r\n", "\n", "\0", " ", "\t", "<", ">", "(", ")", '"', ",", ";", ":", "\\"),
    *("é", "@", "\u2028", "> SIZE=1", ">\r\nRCPT TO:<b@example.org", "\x7f", "[", "]"),
)
FIELDS = (
    *("date", "from", "subject", "mime-version", "content-language", "content-type"),
    *("list-id", "list-help", "list-post", "list-archive", "archived-at"),
    *("auto-submitted", "precedence", "feedback-id", "to", "message-id"),
    *("list-unsubscribe", "list-unsubscribe-post"),
)


def a_name(chance: Random) -> str:
    """Pieces in a row; now and then one that is long, or none."""
    return "".join(chance.choices(PIECES, k=chance.choice((0, 1, 1, 2, 3, 5, 9))))


def an_address(chance: Random) -> str:
    """One that may be written to, however odd it looks."""
    atoms = [
        "".join(chance.choices(ATOM, k=chance.randint(1, 12)))
        for _ in range(chance.randint(1, 4))
    ]
    return f"{'.'.join(atoms)}@{chance.choice(HOSTS)}"


def a_broken_address(chance: Random) -> str:
    """One with something in it that no address has."""
    whole = an_address(chance)
    place = chance.randint(0, len(whole))
    return f"{whole[:place]}{chance.choice(BREAKERS)}{whole[place:]}"


def a_mailing(chance: Random) -> Mailing:
    """Of a letter with a hostile subject, and a list with a hostile name."""
    letter = a_letter(subject=a_name(chance), list_name=a_name(chance))
    return Mailing(
        encode_letter(letter),
        site=a_site(),
        newsletter=a_newsletter(),
        key=Secret("k" * 64),
        bounces_address="bounces@notes.example.org",
    )


def messages(chance: Random) -> Iterator[tuple[str, Message]]:
    """Names with their messages, without an end."""
    while True:
        mailing = a_mailing(chance)
        for number in range(1, OF_A_LETTER + 1):
            name = a_name(chance)
            reader = an_addressee(id=number, name=name, address=an_address(chance))
            yield name, mailing.message(a_delivery(id=number, subscriber=reader))


def demand_form(data: bytes) -> None:
    """What every relay on the way may count on (RFC 5321 2.3.8, RFC 5322 2.1.1)."""
    assert data.isascii()
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)|\0|\n\.", data)
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert data.endswith(b"\r\n")


def demand_same(name: str, message: Message, seen: SeenMessage) -> None:
    """The fields are ours, and the one mailbox is the reader's."""
    assert seen.fields == FIELDS
    assert seen.to == ((" ".join(one_line(name).split()), message.recipient),)
    assert seen.message_id == message.message_id
    assert seen.sender == (("North Shore Notes", "notes@notes.example.org"),)


def some_messages(part: int) -> list[tuple[str, Message]]:
    """Those of one part, the same in each run."""
    chance = Random(part)  # noqa: S311  the same in each run
    return list(islice(messages(chance), min(OF_A_PART, MESSAGES)))


parts = pytest.mark.parametrize("part", range(-(-MESSAGES // OF_A_PART)))


@parts
def test_the_standard_library_reads_the_reader_and_nothing_else(part: int) -> None:
    """No name begins a field, ends the header or adds somebody."""
    for name, message in some_messages(part):
        demand_form(message.data)
        demand_same(name, message, read_with_email(message.data))


@pytest.mark.node
@parts
def test_two_parsers_read_alike(part: int) -> None:
    """One of Node has the same fields, mailboxes, subject and parts as ours."""
    some = some_messages(part)
    theirs = read_with_mailparser(message.data for _, message in some)
    for (name, message), seen in zip(some, theirs, strict=True):
        demand_same(name, message, seen)
        assert seen == read_with_email(message.data)


@parts
def test_no_message_goes_to_what_is_no_address(part: int) -> None:
    """Neither an envelope nor a header is made of it."""
    chance = Random(part)  # noqa: S311  the same in each run
    mailing = a_mailing(chance)
    for _ in range(min(OF_A_PART, MESSAGES)):
        reader = an_addressee(address=a_broken_address(chance))
        with pytest.raises(AddressError):
            mailing.parcel(a_delivery(subscriber=reader))
