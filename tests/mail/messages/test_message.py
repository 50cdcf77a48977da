from __future__ import annotations

import re
import subprocess
import sys
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import (
    NOW,
    a_delivery,
    a_letter,
    a_newsletter,
    a_site,
    an_addressee,
    an_entry,
    an_issue,
)
from digest.config import MailSection
from digest.deliveries import Delivery, Letter, Placeholder, Purpose
from digest.errors import AddressError
from digest.issues import Newsletter
from digest.mail.messages.message import Mailing, Message, address, encode_letter
from digest.render.letters import render_confirmation, render_issue
from digest.render.theme import Theme, packaged_templates
from digest.secret import Secret
from digest.signed.links import Claim, LinkPurpose, check_token
from digest.signed.return_path import read_return_address

KEY = "k" * 64
#: the fields of an issue's message, each once
FIELDS = {
    *("Date", "From", "To", "Subject", "Message-ID", "MIME-Version", "Content-Type"),
    *("Content-Language", "List-Id", "List-Help", "List-Post", "List-Archive"),
    *("Archived-At", "Auto-Submitted", "Precedence", "Feedback-ID"),
    *("List-Unsubscribe", "List-Unsubscribe-Post"),
}


def addressed(
    letter: Letter | None = None,
    delivery: Delivery | None = None,
    *,
    unsubscribe_address: str = "",
    bounces_address: str = "",
) -> Message:
    """The letter's message to the delivery's subscriber."""
    return address(
        encode_letter(letter or a_letter()),
        delivery or a_delivery(),
        site=a_site(),
        newsletter=a_newsletter(),
        key=Secret(KEY),
        unsubscribe_address=unsubscribe_address,
        bounces_address=bounces_address,
    )


def parsed(message: Message) -> EmailMessage:
    """The message as the standard library reads it."""
    found = message_from_bytes(message.data, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def part(message: Message, subtype: str) -> str:
    """The decoded part."""
    found = parsed(message).get_body((subtype,))
    assert found is not None
    return str(found.get_content()).replace("\r\n", "\n")


def test_a_message_has_the_headers_of_a_newsletter_each_once() -> None:
    """What mailbox providers and mail programs ask of bulk mail is there."""
    message = parsed(addressed())
    assert sorted(message.keys()) == sorted(FIELDS)
    assert message["Date"] == "Mon, 16 Nov 2026 06:00:00 +0000"
    assert message["From"] == "North Shore Notes <notes@notes.example.org>"
    assert message["To"] == "Ann <ann@example.net>"
    assert message["List-Id"] == "North Shore Weekly <weekly.notes.example.org>"
    assert message["List-Post"] == "NO"
    assert message["Archived-At"] == "<https://notes.example.org/issues/weekly/1/>"
    assert message["Precedence"] == "bulk"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Feedback-ID"] == (
        "weekly-1:issue:weekly.notes.example.org:notesexampleorg"
    )


def test_text_comes_before_html_and_both_read_as_rendered() -> None:
    """The parts are the letter's own, with the reader's links in them."""
    message = addressed()
    kinds = [found.get_content_type() for found in parsed(message).iter_parts()]
    assert kinds == ["text/plain", "text/html"]
    links = re.findall(r"https://\S+?(?=[\"\s])", part(message, "html"))
    assert links == re.findall(r"https://\S+", part(message, "plain"))
    expected = a_letter().text
    for placeholder, link in zip(
        (Placeholder.UNSUBSCRIBE_URL, Placeholder.PREFERENCES_URL), links, strict=True
    ):
        expected = expected.replace(placeholder, link)
    assert part(message, "plain") == expected.rstrip("\n")
    assert b"placeholder" not in message.data


def test_unsubscribing_is_one_uri_and_the_same_as_in_the_body() -> None:
    """The https URI is whole, not encoded, and its token lets exactly this go."""
    message = addressed()
    url, mailto = parsed(message)["List-Unsubscribe"].strip("<> ").split(">, <")
    assert b"<" + url.encode() + b">," in message.data
    assert url in part(message, "html")
    assert url in part(message, "plain")
    token = url.rpartition("/")[2]
    claim = Claim(subscriber=7, newsletter="weekly")
    assert check_token(KEY, LinkPurpose.LEAVE, token) == claim
    assert mailto == "mailto:notes@notes.example.org?subject=unsubscribe%20weekly"


def test_mail_to_unsubscribe_proves_who_asks_where_a_program_may_read_it() -> None:
    """With the token of the link, which bounces.acting believes."""
    message = addressed(bounces_address="bounces@notes.example.org")
    url, mailto = parsed(message)["List-Unsubscribe"].strip("<> ").split(">, <")
    token = url.rpartition("/")[2]
    assert mailto.endswith(f"?subject={token}")
    # what cannot be folded is kept as short as RFC 5322 2.1.1 wishes
    assert max(map(len, message.data.partition(b"\r\n\r\n")[0].split(b"\r\n"))) <= 78


def test_mail_to_unsubscribe_goes_where_the_owner_wants_it() -> None:
    """[mail] unsubscribe_address replaces the sender."""
    message = parsed(addressed(unsubscribe_address="leave@example.org"))
    assert "<mailto:leave@example.org?" in message["List-Unsubscribe"]


def test_answers_go_where_the_owner_wants_them() -> None:
    """By Reply-To (RFC 5322 3.6.2), which stands there only where it says something."""
    message = parsed(addressed(a_letter(reply_to='"Editors, all" <ed@example.org>')))
    (editors,) = message["Reply-To"].addresses
    assert (editors.display_name, editors.addr_spec) == (
        "Editors, all",
        "ed@example.org",
    )
    assert "Reply-To" not in parsed(addressed())
    with pytest.raises(AddressError):
        encode_letter(a_letter(reply_to="nobody"))


def test_every_attempt_is_the_same_message() -> None:
    """A resend after a lost answer can be recognised, and differs in no octet."""
    again = a_delivery(attempts=3, is_in_doubt=True, due=NOW + timedelta(days=1))
    assert addressed() == addressed(delivery=again)


def test_message_ids_differ_by_reader_letter_and_list() -> None:
    """Nobody's message is taken for another's, and nobody guesses one."""
    other_reader = a_delivery(subscriber=an_addressee(id=8))
    messages = [
        addressed(),
        addressed(delivery=other_reader),
        addressed(a_letter(key="weekly-2")),
        addressed(a_letter(list_id="daily.notes.example.org")),
    ]
    ids = {message.message_id for message in messages}
    assert len(ids) == 4
    assert all(re.fullmatch(r"<[\w.-]+@notes\.example\.org>", one) for one in ids)
    assert parsed(messages[0])["Message-ID"] == messages[0].message_id


def a_confirmation(number: int = 1) -> Delivery:
    """The question to the subscriber whether they want the newsletter."""
    return a_delivery(id=number, purpose=Purpose.CONFIRMATION, issue=0)


def test_a_confirmation_stops_everything_by_one_click() -> None:
    """Who never asked for it ends all of it, without confirming anything."""
    text = f"{Placeholder.CONFIRM_URL}\n{Placeholder.UNSUBSCRIBE_URL}\n"
    letter = a_letter(purpose=Purpose.CONFIRMATION, text=text, key="weekly-confirm")
    message = addressed(letter, a_confirmation())
    confirm, leave = part(message, "plain").split()
    this = Claim(subscriber=7, newsletter="weekly", made=a_confirmation().planned)
    everything = Claim(subscriber=7)
    token = confirm.rpartition("/")[2]
    assert check_token(KEY, LinkPurpose.CONFIRM, token) == this
    assert check_token(KEY, LinkPurpose.LEAVE, leave.rpartition("/")[2]) == everything
    assert parsed(message)["Precedence"] is None
    assert parsed(message)["Auto-Submitted"] == "auto-generated"
    assert leave in parsed(message)["List-Unsubscribe"]


@pytest.mark.parametrize("purpose", [one for one in Purpose if one != Purpose.ISSUE])
def test_a_personal_letter_asked_for_again_is_another_message(purpose: Purpose) -> None:
    """A receiver that folds doubles shows the second, too; a try changes nothing."""
    letter = a_letter(purpose=purpose)
    first, again, second = (
        addressed(letter, a_delivery(id=number, purpose=purpose, attempts=attempts))
        for number, attempts in ((1, 0), (1, 3), (2, 0))
    )
    assert first == again
    assert first.message_id != second.message_id


def a_move() -> Delivery:
    """The question to another address of the subscriber's."""
    return a_delivery(purpose=Purpose.MOVE, issue=0, new_address="ann@example.com")


def test_a_question_to_move_goes_to_the_new_address() -> None:
    """In the header as in the envelope; its link is good for this reader alone."""
    letter = a_letter(purpose=Purpose.MOVE, text=f"{Placeholder.MOVE_URL}\n")
    message = addressed(letter, a_move())
    assert message.recipient == "ann@example.com"
    assert parsed(message)["To"] == "ann@example.com"
    token = part(message, "plain").strip().rpartition("/")[2]
    claim = check_token(KEY, LinkPurpose.MOVE, token)
    assert claim == Claim(subscriber=7, made=a_move().planned)


@pytest.mark.parametrize("purpose", [Purpose.CONFIRMATION, Purpose.MOVE])
def test_a_question_to_a_stranger_has_no_word_of_a_stranger(purpose: Purpose) -> None:
    """Whoever filled in the form could advertise to anybody, by us."""
    reader = an_addressee(name="Win at evil.example")
    asked = a_delivery(purpose=purpose, issue=0, subscriber=reader)
    message = addressed(a_letter(purpose=purpose), asked)
    assert b"evil" not in message.data


def test_a_stranger_who_is_asked_to_move_can_end_nothing() -> None:
    """The new address may be of somebody else, who never was a reader."""
    text = f"{Placeholder.UNSUBSCRIBE_URL} {Placeholder.PREFERENCES_URL}\n"
    message = addressed(a_letter(purpose=Purpose.MOVE, text=text), a_move())
    assert part(message, "plain").split() == ["https://notes.example.org/"] * 2
    assert parsed(message)["List-Unsubscribe"].strip() == (
        "<mailto:notes@notes.example.org?subject=unsubscribe%20weekly>"
    )
    assert parsed(message)["List-Unsubscribe-Post"] is None


def test_without_https_there_is_no_one_click() -> None:
    """RFC 8058 allows the button for https only; the way out itself stays."""
    message = address(
        encode_letter(a_letter()),
        a_delivery(),
        site=a_site(url="http://127.0.0.1:8000"),
        newsletter=a_newsletter(),
        key=Secret(KEY),
    )
    assert "List-Unsubscribe-Post" not in parsed(message)
    assert "<http://127.0.0.1:8000/leave/" in parsed(message)["List-Unsubscribe"]


@given(
    name=st.text(max_size=300),
    subject=st.text(max_size=300),
    title=st.text(max_size=100),
    body=st.text(max_size=300),
)
@settings(max_examples=100, deadline=None)
def test_no_value_makes_a_header(
    name: str, subject: str, title: str, body: str
) -> None:
    """Whatever names, subjects, titles and bodies hold, the fields stay the same."""
    letter = a_letter(subject=subject, list_name=title, text=body, html=body)
    message = addressed(letter, a_delivery(subscriber=an_addressee(name=name)))
    head, _, rest = message.data.partition(b"\r\n\r\n")
    fields = [
        line.split(b":")[0].decode() for line in head.split(b"\r\n") if line[:1] != b" "
    ]
    assert sorted(fields) == sorted(FIELDS)
    assert all(len(line) <= 78 for line in head.split(b"\r\n"))
    assert message.data.isascii()
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)|\0|\n\.|[ \t]\r", message.data)
    assert all(len(line) <= 76 for line in rest.split(b"\r\n"))
    assert message.data.endswith(b"--\r\n")
    assert len(parsed(message)["To"].addresses) == 1


@pytest.mark.parametrize(
    "hostile",
    [
        "ann@example.net\r\nBcc: all@example.org",
        "ann@example.net>, <bob@example.org",
        "ann bob@example.net",
        "ann@example.net\0",
        "ann",
        "",
        '"ann"@example.net',
        f"{'x' * 300}@example.net",
        "ann@exämple.net",
        "ann@example.net> SIZE=1",
    ],
)
def test_an_address_that_is_none_gets_no_message(hostile: str) -> None:
    """Neither a header nor the envelope is ever made of it."""
    with pytest.raises(AddressError, match="cannot be written to"):
        addressed(delivery=a_delivery(subscriber=an_addressee(address=hostile)))


def test_the_envelope_is_the_mailboxes_of_the_header() -> None:
    """SPF is asked about the domain that readers see."""
    message = addressed()
    assert message.sender == "notes@notes.example.org"
    assert message.recipient == "ann@example.net"


def a_mailing(letter: Letter | None = None) -> Mailing:
    """The letter to all of its readers, with an address for bounces."""
    return Mailing(
        encode_letter(letter or a_letter()),
        site=a_site(),
        newsletter=a_newsletter(),
        key=Secret(KEY),
        bounces_address="bounces@example.org",
    )


def test_a_bounce_tells_which_delivery_came_back() -> None:
    """The envelope sender names it, where [bounces] address is set; From stays."""
    message = a_mailing().message(a_delivery(id=12))
    delivery = read_return_address(message.sender, "bounces@example.org", KEY.encode())
    assert delivery == 12
    assert parsed(message)["From"] == "North Shore Notes <notes@notes.example.org>"


def test_a_parcel_is_the_message_in_octets() -> None:
    """Its envelope is there at once; its bytes are made when they are asked for."""
    mailing, delivery = a_mailing(), a_delivery(id=12)
    parcel, message = mailing.parcel(delivery), mailing.message(delivery)
    assert parcel.delivery == 12
    assert parcel.sender.decode() == message.sender
    assert parcel.recipient.decode() == message.recipient
    assert parcel.make() == parcel.make() == message.data


def test_messages_of_a_mailing_have_nothing_of_each_other() -> None:
    """What is kept between two readers is the same for both."""
    mailing = a_mailing()
    readers = [
        an_addressee(id=number, name=name, address=f"r{number}@example.net")
        for number, name in enumerate(("Ann", "Zoë", "", "Ann"), start=1)
    ]
    together = [mailing.message(a_delivery(subscriber=one)) for one in readers]
    alone = [a_mailing().message(a_delivery(subscriber=one)) for one in readers]
    assert together == alone
    assert len({message.data for message in together}) == len(readers)


def a_rendered_letter(purpose: Purpose, newsletter: Newsletter) -> Letter:
    """A letter of the packaged theme; what greets a reader may look like an issue."""
    theme = Theme((packaged_templates(),))
    mail = MailSection(postal_address="1 Quay Street, 20457 Hamburg")
    if purpose is Purpose.CONFIRMATION:
        return render_confirmation(theme, a_site(), newsletter, mail, date=NOW)
    entries = tuple(an_entry(title=f"Harbour {n} öffnet wieder") for n in range(3))
    return render_issue(theme, a_site(), newsletter, an_issue(entries=entries), mail)


@pytest.mark.shared
@pytest.mark.parametrize(
    "purpose", [Purpose.ISSUE, Purpose.CONFIRMATION, Purpose.WELCOME]
)
def test_the_checker_of_newsletters_finds_nothing(
    purpose: Purpose, tmp_path: Path
) -> None:
    """All kinds for readers, from the packaged theme, pass without a warning."""
    letter = a_rendered_letter(purpose, a_newsletter())
    delivery = a_delivery(purpose=purpose)
    file = tmp_path / "message.eml"
    file.write_bytes(addressed(letter, delivery).data)
    checker = Path(__file__).parents[4] / "shared" / "tools" / "check-eml"
    found = subprocess.run(  # noqa: S603  every word is our own
        [sys.executable, str(checker), "--strict", "--max-age=0", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout
