from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import NOW, a_delivery, a_letter, a_newsletter, a_site, an_addressee
from digest.config import MailSection
from digest.deliveries import Letter, Purpose
from digest.issues import Newsletter
from digest.mail.messages.message import Message, address, encode_letter
from digest.mail.messages.signing import SINGLE, Signer
from digest.mail.messages.specimen import specimen
from digest.render.letters import render_confirmation
from digest.render.theme import Theme, packaged_templates
from digest.secret import Secret
from signatures import SECOND, SELECTOR, a_signer, is_signed, is_signed_by_ed25519
from signatures import the_keys as keys_of_tests

KEY = Secret("k" * 64)
TOOLS = Path(__file__).parents[4] / "shared" / "tools"
EXAMPLES = 2000 if os.environ.get("DIGEST_TEST_LONG") else 60

#: of every script, with what no text should have; long, blank, empty
TEXTS = st.one_of(
    st.text(max_size=400),
    st.text(alphabet="aA \t\r\n:;,<>\"'=?_.()@", max_size=200),
    st.sampled_from(
        ["", " ", "x" * 900, "عدد ١٢", "港が再開しました", "=?utf-8?q?x?="]
    ),
)


def signed(
    letter: Letter | None = None, signer: Signer | None = None, *, name: str = "Ann"
) -> Message:
    """The letter's message to a reader of this name."""
    return address(
        encode_letter(letter or a_letter()),
        a_delivery(subscriber=an_addressee(name=name)),
        site=a_site(),
        newsletter=a_newsletter(),
        key=KEY,
        signer=signer or a_signer(),
    )


def tags_of(data: bytes, number: int = 0) -> dict[str, str]:
    """The tags of one DKIM-Signature (RFC 6376 3.5)."""
    head = re.sub(r"\r\n[ \t]", " ", data.partition(b"\r\n\r\n")[0].decode())
    fields = [line for line in head.split("\r\n") if line.startswith("DKIM-Signature:")]
    pairs = fields[number].partition(":")[2].split(";")
    return {
        name.strip(): "".join(value.split())
        for name, _, value in (pair.partition("=") for pair in pairs)
    }


def names_of(data: bytes) -> list[str]:
    """The names of all fields, in order and in lower case."""
    head = re.sub(rb"\r\n[ \t]", b" ", data.partition(b"\r\n\r\n")[0])
    return [line.split(b":")[0].decode().lower() for line in head.split(b"\r\n")]


def test_a_message_is_signed_by_the_sender_s_domain() -> None:
    """DMARC looks for a signature of the domain that stands in From."""
    data = signed().data
    assert is_signed(data)
    tags = tags_of(data)
    assert (tags["v"], tags["a"], tags["c"]) == ("1", "rsa-sha256", "relaxed/relaxed")
    assert (tags["d"], tags["s"]) == ("notes.example.org", SELECTOR)
    assert data.startswith(b"DKIM-Signature: v=1;")


def test_the_owner_may_name_another_domain_of_theirs() -> None:
    """[dkim] domain, where one key serves several senders."""
    data = signed(signer=a_signer("example.org")).data
    assert tags_of(data)["d"] == "example.org"
    assert is_signed(data, "example.org")


def test_every_field_and_the_whole_body_are_signed() -> None:
    """From, Subject and others once more than they stand there, and no l= at all."""
    data = signed(a_letter(reply_to="Editors <editors@notes.example.org>")).data
    names = tags_of(data)["h"].split(":")
    own = names_of(data)[1:]
    assert names == [*own, *map(str.lower, SINGLE)]
    assert "reply-to" in own
    assert names.count("from") == names.count("reply-to") == 2
    assert {"list-unsubscribe", "list-unsubscribe-post", "feedback-id"} < set(names)
    assert "l" not in tags_of(data)


def test_the_signature_has_the_time_of_the_letter() -> None:
    """So every attempt is the same message, to the octet."""
    assert signed() == signed()
    assert tags_of(signed().data)["t"] == str(int(a_letter().date.timestamp()))


def test_a_second_signature_is_by_ed25519() -> None:
    """For those who know it; the one by RSA stands first, and is the same as alone."""
    data = signed(signer=a_signer(keys=2)).data
    assert names_of(data)[:2] == ["dkim-signature", "dkim-signature"]
    assert tags_of(data) == tags_of(signed().data)
    assert tags_of(data, 1)["s"] == SECOND
    assert is_signed(data)
    assert is_signed_by_ed25519(data)
    changed = data.replace(b"Harbour opens", b"Harbour Opens")
    assert not is_signed_by_ed25519(changed)


@given(
    subject=TEXTS,
    name=TEXTS,
    title=TEXTS,
    body=TEXTS,
    reply_to=st.sampled_from(["", "editors@notes.example.org", "Ä, B <a@b.example>"]),
)
@settings(max_examples=EXAMPLES, deadline=None)
def test_whatever_a_letter_says_its_signature_is_good(
    subject: str, name: str, title: str, body: str, reply_to: str
) -> None:
    """Subjects of every script, long lines, empty names: 100 of 100."""
    if reply_to.startswith("Ä"):
        reply_to = reply_to.replace("Ä, B", '"Ä, B"')
    letter = a_letter(
        subject=subject, list_name=title, text=body, html=body, reply_to=reply_to
    )
    data = signed(letter, a_signer(keys=2), name=name).data
    assert is_signed(data)
    assert is_signed_by_ed25519(data)
    head = data.partition(b"\r\n\r\n")[0]
    assert all(len(line) <= 78 for line in head.split(b"\r\n"))


@given(place=st.integers(min_value=0), flip=st.integers(1, 127))
@settings(max_examples=EXAMPLES * 2, deadline=None)
def test_a_message_with_one_octet_changed_is_none_of_ours(
    place: int, flip: int
) -> None:
    """In the body or in a signed field, wherever it is."""
    data = signed().data
    start = data.index(b"\r\nDate:") + 2
    place = start + place % (len(data) - start)
    old, new = data[place : place + 1], bytes([data[place] ^ flip])
    # what relaxed forgives: other blanks, and other letter case in a field's name
    is_blank = bool(set(old + new) & set(b" \t\r\n"))
    if is_blank or old.lower() == new.lower():
        return
    assert not is_signed(data[:place] + new + data[place + 1 :])


@pytest.mark.parametrize("name", ["From", "Subject", "Reply-To", "To", "Content-Type"])
def test_a_field_that_somebody_adds_breaks_the_signature(name: str) -> None:
    """A mail program might show the new one in the place of ours."""
    data = signed().data
    added = f"{name}: Somebody else <else@example.net>\r\n".encode()
    end = data.index(b"\r\n\r\n") + 2
    assert is_signed(data)
    assert not is_signed(added + data)
    assert not is_signed(data[:end] + added + data[end:])


def test_what_relays_do_on_the_way_breaks_nothing() -> None:
    """They add their traces, fold anew and change the case of names."""
    data = b"Received: by relay.example.net; Mon, 16 Nov 2026 06:00:00 +0000\r\n"
    data += signed().data.replace(b"Subject: Harbour ", b"SUBJECT:  Harbour\r\n\t")
    assert is_signed(data)


def test_a_specimen_is_signed_as_a_message_is() -> None:
    """What is looked at before a send is what will be sent."""
    message = specimen(
        a_letter(),
        site=a_site(),
        newsletter=a_newsletter(),
        key=KEY,
        signer=a_signer(),
    )
    assert is_signed(message.data)


def a_rendered_letter(newsletter: Newsletter) -> Letter:
    """A letter of the packaged theme."""
    mail = MailSection(postal_address="1 Quay Street, 20457 Hamburg")
    theme = Theme((packaged_templates(),))
    return render_confirmation(theme, a_site(), newsletter, mail, date=NOW)


def test_a_confirmation_is_signed_too() -> None:
    """It is the first letter that somebody gets, and must not be taken for junk."""
    letter = a_rendered_letter(a_newsletter())
    assert letter.purpose is Purpose.CONFIRMATION
    assert is_signed(signed(letter, a_signer(keys=2)).data)


@pytest.mark.shared
def test_the_checker_of_newsletters_finds_nothing(tmp_path: Path) -> None:
    """It asks for a signature of From, Subject and the ways out."""
    file = tmp_path / "message.eml"
    letter = a_rendered_letter(a_newsletter())
    file.write_bytes(signed(letter, a_signer(keys=2)).data)
    options = ["--strict", "--require-dkim", "--max-age=0"]
    found = subprocess.run(  # noqa: S603  every word is our own
        [sys.executable, str(TOOLS / "check-eml"), *options, str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout


@pytest.mark.shared
@pytest.mark.parametrize(
    "subject",
    [
        *("Harbour opens", "", "Überfahrt: „zu teuer“", "港が再開しました" * 20),
        *("عدد ١٢ من الرسالة", "x" * 900, "a  b\tc", "=?utf-8?q?x?=", "🚢" * 60),
    ],
)
def test_another_language_s_verifier_agrees(subject: str, tmp_path: Path) -> None:
    """Mail::DKIM of Perl shares no line with dkimpy nor with us."""
    file = tmp_path / "message.eml"
    file.write_bytes(signed(a_letter(subject=subject), a_signer(keys=2)).data)
    zone = [
        f"{key.selector}._domainkey.notes.example.org={key.record}"
        for key in keys_of_tests()
    ]
    asked = ["perl", str(TOOLS / "verify-dkim"), str(file), *zone]
    found = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603
    assert found.returncode == 0, found.stdout + found.stderr
    assert "pass" in found.stdout
    file.write_bytes(file.read_bytes().replace(b"Harbour", b"harbour"))
    found = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603
    assert found.returncode == 1
