from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest

from builders import NOW, a_delivery, an_addressee
from digest.config import load_config
from digest.deliveries import Delivery, Outcome, OutcomeKind, Purpose
from digest.errors import ContentError
from digest.issues import Note
from digest.mail.mailroom import Mailroom, no_words
from digest.mail.parcel import Parcel
from digest.mail.sending.letters import Letters
from digest.render.theme import Theme, packaged_templates
from digest.secret import Secret
from digest.signed.links import LinkPurpose, check_token
from digest.store.databases.sqlite import open_memory
from digest.store.protocols import Store
from publications import write_publication

KEY = Secret("k" * 64)
Welcome = Callable[[str], Note | None]


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store."""
    store = open_memory()
    yield store
    store.close()


@pytest.fixture
def letters(store: Store, tmp_path: Path) -> Callable[[Welcome], Letters]:
    """The letters of one run, with what the owner says to new readers."""
    config = load_config(write_publication(tmp_path), {})

    def make(welcome: Welcome = no_words) -> Letters:
        room = Mailroom(
            store=store,
            ways=(),
            theme=Theme((packaged_templates(),)),
            site=config.site,
            newsletters=config.newsletters,
            mail=config.mail,
            lease=timedelta(seconds=300),
            key=KEY,
            welcome=welcome,
        )
        return Letters(room)

    return make


def a_personal(purpose: Purpose, language: str = "", **changes: Any) -> Delivery:
    """A letter for the reader alone, who chose this language."""
    reader = an_addressee(language=language)
    return a_delivery(purpose=purpose, issue=0, subscriber=reader, **changes)


def read(parcel: Parcel | Outcome) -> EmailMessage:
    """The message as a mail program reads it."""
    assert isinstance(parcel, Parcel)
    message = message_from_bytes(parcel.make(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(message: EmailMessage) -> str:
    """Its text part."""
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_the_letter_to_a_new_address_goes_there(
    letters: Callable[..., Letters],
) -> None:
    """With a link that moves this reader, and that alone."""
    delivery = a_personal(Purpose.MOVE, new_address="ann@new.example")
    parcel = letters().parcel(delivery)
    assert isinstance(parcel, Parcel)
    assert parcel.recipient == b"ann@new.example"
    message = read(parcel)
    assert "ann@new.example" in message["To"]
    found = re.search(r"/move/(\S+)", text_of(message))
    assert found
    claim = check_token(KEY.reveal(), LinkPurpose.MOVE, found[1], since=NOW)
    assert (claim.subscriber, claim.newsletter, claim.made) == (7, "", NOW)
    assert "List-Unsubscribe-Post" not in message


def test_a_confirmation_says_since_when_its_link_is_good(
    letters: Callable[..., Letters],
) -> None:
    """Since it was planned, so that every attempt is the same message."""
    message = read(letters().parcel(a_personal(Purpose.CONFIRMATION)))
    found = re.search(r"/confirm/(\S+)", text_of(message))
    assert found
    claim = check_token(KEY.reveal(), LinkPurpose.CONFIRM, found[1], since=NOW)
    assert (claim.newsletter, claim.made) == ("weekly", NOW)


@pytest.mark.parametrize(
    "purpose", [Purpose.CONFIRMATION, Purpose.WELCOME, Purpose.MOVE]
)
def test_each_reader_is_written_to_in_their_language(
    letters: Callable[..., Letters], purpose: Purpose
) -> None:
    """One after the other, in the same run."""
    run = letters()
    said = [
        read(run.parcel(a_personal(purpose, language)))["Content-Language"]
        for language in ("de", "", "ar", "de")
    ]
    assert said == ["de", "en", "ar", "de"]


@pytest.mark.parametrize(
    "purpose", [Purpose.CONFIRMATION, Purpose.WELCOME, Purpose.MOVE]
)
def test_each_attempt_is_the_same_message(
    letters: Callable[..., Letters], purpose: Purpose
) -> None:
    """To the octet, with the date at which it was asked for, whatever went before."""
    later = a_personal(purpose, planned=NOW + timedelta(hours=3))
    first, second = letters(), letters()
    second.parcel(a_personal(purpose))
    once, again = first.parcel(later), second.parcel(later)
    assert isinstance(once, Parcel)
    assert isinstance(again, Parcel)
    assert once.make() == again.make()
    assert parsedate_to_datetime(read(once)["Date"]) == later.planned


def test_a_welcome_has_the_owners_words(letters: Callable[..., Letters]) -> None:
    """Those for this newsletter."""
    asked = []

    def welcome(newsletter: str) -> Note:
        asked.append(newsletter)
        return Note(path="w.md", fingerprint="f", html="<p>Come aboard.</p>")

    message = read(letters(welcome).parcel(a_personal(Purpose.WELCOME)))
    assert "Come aboard." in text_of(message)
    assert "List-Unsubscribe-Post" in message
    assert asked == ["weekly"]


def test_a_welcome_waits_while_the_owners_words_are_at_fault(
    letters: Callable[..., Letters],
) -> None:
    """The ledger says which file to mend."""

    def welcome(_newsletter: str) -> Note:
        raise ContentError("issues/weekly/welcome.md", "is no text")

    outcome = letters(welcome).parcel(a_personal(Purpose.WELCOME))
    assert isinstance(outcome, Outcome)
    assert outcome.kind is OutcomeKind.DEFERRED
    assert "issues/weekly/welcome.md: is no text" in outcome.reply
